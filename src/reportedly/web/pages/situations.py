"""Situations: saved scopes, each with a page of its own; and the channels that reports come by."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.web.channelview import channel_of
from reportedly.web.follow.hooks import HookRow
from reportedly.web.problems import Refused
from reportedly.web.scopes import Filters, Given
from reportedly.web.sessions import Form, Known, Reviewer, field_of
from reportedly.web.situationview import view_of
from reportedly.web.state import Web, address_of, web_of
from reportedly.web.words import SOURCE_GRADES, path

from .plain import own_path

router = APIRouter(include_in_schema=False)
SEEN = "reportedly_seen"
"""Cookie: the log's entry at the last visit of each situation, as `number.number…` by the situations' order."""
LONGEST_NAME = 120
A_PAGE = 50
MOST = 2**63 - 1
"""No log has more entries."""


@router.get("/situations")
def situations(request: Request, viewer: Known, asked: Filters) -> Response:
    """List the situations, and save a scope as a new one."""
    web = web_of(request)
    return web.page(request, "situations.html", rows=web.ledger.situations(), asked=asked.given)


@router.post("/situations")
def save(request: Request, viewer: Reviewer, form: Form, asked: Filters) -> Response:
    """Save the scope that the address holds, under a name."""
    name = field_of(form, "name", most=LONGEST_NAME)
    if not name or not asked.any:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "a situation has a name and something that it chooses by")
    web_of(request).ledger.save_situation(name, asked.scope, by=viewer.name)
    return RedirectResponse(f"/situations/{path(name)}", HTTPStatus.SEE_OTHER)


@router.post("/situations/{name:path}/hooks")
def hook(request: Request, viewer: Reviewer, name: str, form: Form) -> Response:
    """Have an address called with what is new in a situation; its secret is shown this once."""
    web = web_of(request)
    if web.hooks is None:
        raise Refused(HTTPStatus.CONFLICT, "this ledger may not be written here")
    found = web.ledger.situation(name)
    url = field_of(form, "url")
    _, secret = web.hooks.add(url, found.name, by=viewer.name, entry=web.ledger.head().number)
    if web.accounts is not None:
        web.accounts.note(viewer.name, "webhook made", f"{found.name}: {url}", address_of(request))
    view = view_of(web, found, since=None)
    return web.page(
        request,
        "situation.html",
        view=view,
        situation=found,
        first=True,
        since=None,
        hooks=_hooks(web, name),
        secret=secret,
    )


@router.post("/hooks/{key}/close")
def end_hook(request: Request, viewer: Reviewer, key: str, form: Form) -> Response:
    """Close a webhook: who made it may, and an admin; another's is none."""
    web = web_of(request)
    if web.hooks is None:
        raise Refused(HTTPStatus.CONFLICT, "this ledger may not be written here")
    if not any(one.id == key and (one.by == viewer.name or viewer.may("admin")) for one in web.hooks.rows()):
        raise Refused(HTTPStatus.NOT_FOUND, "there's no such webhook of yours: who made it may close it, or an admin")
    web.hooks.end(key)
    if web.accounts is not None:
        web.accounts.note(viewer.name, "webhook closed", key, address_of(request))
    return RedirectResponse(own_path(field_of(form, "back") or "/situations"), HTTPStatus.SEE_OTHER)


def _hooks(web: Web, name: str) -> list[HookRow]:
    """Give a situation's webhooks."""
    return [one for one in web.hooks.rows() if one.situation == name] if web.hooks else []


@router.post("/situations/{name:path}/close")
def close(request: Request, viewer: Reviewer, name: str, form: Form) -> Response:
    """Close a situation: it's shown no more; what it chose stays."""
    web_of(request).ledger.close_situation(name, by=viewer.name)
    return RedirectResponse("/situations", HTTPStatus.SEE_OTHER)


@router.get("/situations/{name:path}/new")
def new(
    request: Request, viewer: Known, name: str, since: Annotated[int, Query(ge=0, le=MOST)], after: str | None = None
) -> Response:
    """List all claims of a situation whose reports came since an entry of the log, page by page."""
    web = web_of(request)
    found = web.ledger.situation(name)
    rows = web.ledger.new_claims(found.scope, since, limit=A_PAGE, after=after)
    asked = Given({"since": str(since)})
    return web.page(request, "new.html", situation=found, rows=rows, after=after, next=rows.next, asked=asked)


@router.get("/situations/{name:path}")
def situation(request: Request, viewer: Known, name: str) -> Response:
    """Show a situation, and what is new in it since the last visit."""
    web = web_of(request)
    found = web.ledger.situation(name)
    seen = seen_of(request.cookies.get(SEEN, ""))
    key = key_of(name)
    view = view_of(web, found, since=seen.get(key))
    response = web.page(
        request,
        "situation.html",
        view=view,
        situation=found,
        first=key not in seen,
        since=seen.get(key),
        hooks=_hooks(web, name),
        secret=None,
    )
    seen.pop(key, None)
    kept = {**dict(list(seen.items())[-30:]), key: web.ledger.head().number}
    web.keep(response, SEEN, ".".join(f"{one}-{number}" for one, number in kept.items()))
    return response


@router.get("/channels")
def channels(request: Request, viewer: Known, after: str | None = None) -> Response:
    """Show the channels that reports come by, how each fares, and how it's graded."""
    ledger = web_of(request).ledger
    known = sorted((name, value) for name, value in ledger.channels().items() if after is None or name > after)
    rows = [channel_of(ledger, name, value) for name, value in known[:A_PAGE]]
    following = rows[-1].name if len(known) > A_PAGE else None
    return web_of(request).page(
        request, "channels.html", rows=rows, after=after, next=following, asked=Given(), grades=SOURCE_GRADES
    )


def key_of(name: str) -> str:
    """Give a situation's key in the cookie."""
    from hashlib import sha256

    return sha256(name.encode()).hexdigest()[:10]


def seen_of(cookie: str) -> dict[str, int]:
    """Read the cookie of last visits; what isn't one of ours is nothing."""
    pairs = (one.partition("-") for one in cookie.split("."))
    return {key: int(number) for key, _, number in pairs if key.isalnum() and number.isdecimal() and len(number) < 19}  # noqa: PLR2004 - SQLite's integers have 19 digits
