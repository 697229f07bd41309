"""What the app holds while it runs: the ledger, the templates, the accounts, the built assets, the counts."""

import threading
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reportedly import reconcile
from reportedly.errors import LedgerReadOnly, NotFound
from reportedly.keeping import Ledger
from reportedly.model.account import Comparison, Testimony

from .accounts import Accounts, Limits
from .assets import Assets
from .follow.calling import Caller
from .follow.hooks import Hooks
from .metrics import Metrics
from .scopes import Given
from .serving import Serving
from .sessions import COOKIE, LOCAL, Viewer, new_seed
from .words import FILTERS

TEMPLATES = Path(__file__).parent / "templates"
THEMES = ("light", "dark")
THEME_COOKIE = "reportedly_theme"
TWO_WEEKS = 14 * 24 * 3600
MOST_FETCHED = 4


class Web:
    """Hold what requests share. All of it may be used from many threads at once."""

    def __init__(self, serving: Serving, *, ledger: Ledger | None = None) -> None:
        self.serving = serving
        self.ledger, self.readonly = (ledger, False) if ledger else _opened(serving)
        self.metrics = Metrics()
        self.assets = Assets()
        self.reading = threading.BoundedSemaphore(1)
        """One reading at a time: each takes a core, and pages have to stay quick beside it."""
        self.fetching = threading.BoundedSemaphore(MOST_FETCHED)
        """Few fetched at once: the threads that pages are answered with must not all wait for other servers."""
        self._templates = _environment(self.assets)
        self.accounts = None if serving.local else Accounts(serving.accounts)
        self.hooks = None if self.readonly else Hooks(serving.hooks)
        self.caller = Caller(self.ledger, self.hooks, allow_private=serving.allow_private) if self.hooks else None
        self.logins = Limits(10, 300)
        self.calls = Limits(600, 60)
        self.additions = Limits(120, 3600)

    def close(self) -> None:
        """Let go of the ledger, the accounts and the webhooks."""
        if self.caller and self.hooks:
            self.caller.stop()
            self.hooks.close()
        self.ledger.close()
        if self.accounts:
            self.accounts.close()

    def identify(self, request: Request) -> Viewer | None:
        """Give who asks, None where that isn't known and has to be."""
        seed = request.cookies.get(COOKIE)
        if self.accounts is None:
            return Viewer(LOCAL, "reader" if self.readonly else "admin", seed or new_seed())
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.accounts.bearer(given.strip())
        if scheme.lower() == "basic":  # feed readers know no other way: the token is the password
            return self.accounts.bearer(_password(given))
        return self.accounts.viewer(seed) if seed else None

    def compare(self, first: Testimony, second: Testimony) -> Comparison:
        """Say why two claims do or don't answer the same question."""
        return reconcile.compare(first, second)

    def has_report(self, key: str) -> bool:
        """Say whether a report has exactly this id, also where it ends as one of our own addresses does."""
        try:
            return self.ledger.reading(key).report.id == key
        except NotFound:
            return False

    def form_token(self, seed: str) -> str:
        """Give a token for the form of somebody who isn't known yet."""
        return Viewer("", "reader", seed).csrf

    def page(self, request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
        """Render a page; it carries who looks at it, and sets the cookie that its forms' tokens hang on."""
        viewer: Viewer | None = getattr(request.state, "viewer", None) or self.identify(request)
        context.setdefault("asked", Given())
        theme = request.cookies.get(THEME_COOKIE)
        body = self._templates.get_template(template).render(
            request=request,
            viewer=viewer,
            serving=self.serving,
            readonly=self.readonly,
            theme=theme if theme in THEMES else None,
            here=request.url.path,
            **context,
        )
        response = HTMLResponse(body, status_code=status, headers={"Cache-Control": "private, no-cache"})
        if viewer and not viewer.by_token and COOKIE not in request.cookies:
            self.keep(response, COOKIE, viewer.seed)
        return response

    def keep(self, response: Response, name: str, value: str, *, script: bool = False) -> None:
        """Set a cookie that only we see, and only from our own pages."""
        response.set_cookie(
            name,
            value,
            max_age=TWO_WEEKS,
            httponly=not script,
            samesite="strict",
            secure=self.serving.secure_cookies,
            path="/",
        )


def _opened(serving: Serving) -> tuple[Ledger, bool]:
    """Open the ledger, made where there's none yet; one that may not be written is shown all the same."""
    try:
        return Ledger(serving.ledger), False
    except LedgerReadOnly:
        return Ledger(serving.ledger, readonly=True), True


def _environment(assets: Assets) -> Environment:
    """Make the templates' environment: everything put into a page is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    environment.globals["assets"] = assets
    return environment


def web_of(request: Request) -> Web:
    """Give what the app holds."""
    web: Web = request.app.state.web
    return web


def _password(given: str) -> str:
    """Give the password of basic authentication, empty where it's none."""
    import base64
    import binascii

    try:
        return base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def address_of(request: Request) -> str:
    """Give the address that asks, as the server tells it."""
    return request.client.host if request.client else "?"
