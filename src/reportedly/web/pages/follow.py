"""Feeds of situations, questions, speakers and searches."""

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger.views import Found, Passage
from reportedly.web.etags import tagged
from reportedly.web.follow.feeds import atom, json_feed
from reportedly.web.scopes import Filters
from reportedly.web.sessions import Known
from reportedly.web.state import web_of

router = APIRouter(prefix="/follow", include_in_schema=False)
ENTRIES = 50
Form = Literal["atom", "json"]


@router.get("/search.{form}")
def search(request: Request, viewer: Known, asked: Filters, form: Form) -> Response:
    """Feed what a search finds."""
    rows = web_of(request).ledger.search(asked.scope, limit=ENTRIES)
    chosen = ", ".join(asked.given.values())
    return _feed(request, form, f"Reportedly: {chosen or 'all claims'}", rows)


@router.get("/situations/{name:path}.{form}")
def situation(request: Request, viewer: Known, name: str, form: Form) -> Response:
    """Feed the claims of a situation."""
    ledger = web_of(request).ledger
    found = ledger.situation(name)
    return _feed(request, form, f"Reportedly: {found.name}", ledger.search(found.scope, limit=ENTRIES))


@router.get("/questions/{name}.{form}")
def question(request: Request, viewer: Known, name: str, form: Form) -> Response:
    """Feed the answers of a question."""
    ledger = web_of(request).ledger
    found = ledger.question(name)
    told = sorted(ledger.answering(found.id), key=lambda one: one.published or "", reverse=True)[:ENTRIES]
    rows = [
        Found(one.report, None, one.publisher, one.published, one.url, Passage(one.text, one.span.start), one, found.id)
        for one in told
    ]
    return _feed(request, form, f"Reportedly: {found.text}", rows)


def _feed(request: Request, form: Form, title: str, rows: Sequence[Found]) -> Response:
    """Write a feed."""
    base = str(request.base_url).rstrip("/")
    write, media = (atom, "application/atom+xml") if form == "atom" else (json_feed, "application/feed+json")
    body = write(title, str(request.url), base, rows)
    return tagged(request, Response(body, media_type=media, headers={"Cache-Control": "private, no-cache"}))
