"""Who asks, and whether they meant to: viewers, roles, and tokens against forged requests."""

import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData

from .problems import Refused, wants_page

if TYPE_CHECKING:
    from .state import Web

Role = Literal["reader", "reviewer", "admin"]
RANKS: dict[Role, int] = {"reader": 0, "reviewer": 1, "admin": 2}
COOKIE = "reportedly_session"
LOCAL = "local"
"""The one user of a server that only its own machine can reach."""
SEED_BYTES = 32
SALT_BYTES = 8
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_FIELD = 8_000_000
"""Bytes of one pasted field."""
MOST_FIELDS = 10_000
"""Of one form: a coder's sheet has a few for each attribution of a long report."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Say who asks, in what role, and how: by a browser's session, or by an API token."""

    name: str
    role: Role
    seed: str
    """What the browser's cookie holds; tokens against forged requests are made of it."""
    by_token: bool = False
    salt: str = field(default_factory=lambda: secrets.token_hex(SALT_BYTES))

    @property
    def csrf(self) -> str:
        """The token that this page's forms carry; another on each page, so that packing the page betrays nothing."""
        return token_for(self.seed, self.salt)

    def may(self, role: Role) -> bool:
        """Say whether the viewer's role takes in another."""
        return RANKS[self.role] >= RANKS[role]


def token_for(seed: str, salt: str) -> str:
    """Make a form token of a session: whoever has it can't learn the session from it."""
    return f"{salt}.{hmac.new(seed.encode(), f'form {salt}'.encode(), hashlib.sha256).hexdigest()}"


def is_token(given: str, seed: str) -> bool:
    """Say whether a token is one of a session's."""
    expected = token_for(seed, given.partition(".")[0])
    return bool(seed) and hmac.compare_digest(given.encode(), expected.encode())


def new_seed() -> str:
    """Make a session's secret."""
    return secrets.token_urlsafe(SEED_BYTES)


def viewer_of(request: Request) -> Viewer:
    """Give who asks; raise 401, or lead to the login, where that has to be known and isn't."""
    web: Web = request.app.state.web
    known: Viewer | None = web.identify(request)
    if known is None:
        if wants_page(request) and request.method == "GET":
            to = quote(f"{request.url.path}?{request.url.query}".rstrip("?"), safe="")
            raise Refused(HTTPStatus.SEE_OTHER, "log in first", headers={"Location": f"/login?to={to}"})
        raise Refused(HTTPStatus.UNAUTHORIZED, "log in first", headers={"WWW-Authenticate": "Bearer"})
    wait = web.calls.wait(known.name) if not web.serving.local else 0
    if wait:
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, f"wait {wait} seconds", headers={"Retry-After": str(wait)})
    request.state.viewer = known
    return known


Known = Annotated[Viewer, Depends(viewer_of)]


def reviewer_of(viewer: Known) -> Viewer:
    """Give who asks, if they may judge."""
    return _allowed(viewer, "reviewer")


def admin_of(viewer: Known) -> Viewer:
    """Give who asks, if they may manage accounts."""
    return _allowed(viewer, "admin")


def _allowed(viewer: Viewer, role: Role) -> Viewer:
    """Refuse those whose role isn't enough."""
    if not viewer.may(role):
        raise Refused(HTTPStatus.FORBIDDEN, f"this takes the role {role}; yours is {viewer.role}")
    return viewer


def writer_of(request: Request, viewer: Known) -> Viewer:
    """Give the program that asks to write, if it may.

    A browser that another site led here sends cookies too, but neither our token nor JSON without being asked first.
    """
    _allowed(viewer, "reviewer")
    if not viewer.by_token:
        given = request.headers.get("x-csrf-token", "")
        json = request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"
        ours = is_token(given, request.cookies.get(COOKIE, ""))
        if not same_origin(request) or not (ours or (viewer.name == LOCAL and json)):
            raise Refused(HTTPStatus.FORBIDDEN, "send an API token (Authorization: Bearer …)")
    return viewer


Writer = Annotated[Viewer, Depends(writer_of)]
Reviewer = Annotated[Viewer, Depends(reviewer_of)]
Admin = Annotated[Viewer, Depends(admin_of)]


async def checked_form(request: Request) -> AsyncIterator[FormData]:
    """Give a request's form, once it's sure that one of our own pages sent it; its files are closed afterwards.

    Two proofs are asked for: the browser's word on where the request comes from (`Sec-Fetch-Site`, else `Origin`), and
    the token that only our pages carry, in the field `csrf` or the header `X-CSRF-Token`.
    """
    if not same_origin(request):
        raise Refused(HTTPStatus.FORBIDDEN, "the request comes from another site")
    async with request.form(max_files=50, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD) as form:
        given = str(request.headers.get("x-csrf-token") or form.get("csrf") or "")
        if not is_token(given, request.cookies.get(COOKIE, "")):
            raise Refused(HTTPStatus.FORBIDDEN, "the form is too old: go back, reload the page, and send it again")
        yield form


Form = Annotated[FormData, Depends(checked_form)]


def same_origin(request: Request) -> bool:
    """Say whether the browser says that our own page sends the request."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True  # an old browser, or no browser: the token decides
    try:
        return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    except ValueError:
        return False  # "http://[": no address at all


def field_of(form: FormData, name: str, *, most: int = 2000) -> str:
    """Give a form's field as stripped text, empty where it isn't there or is a file; refuse an overlong one."""
    value = form.get(name)
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > most:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name} is longer than {most:,} characters")
    return text
