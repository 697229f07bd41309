"""Reading what is added here: one at a time, each with what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from reportedly.errors import InputError, ReportedlyError, UnknownLanguage
from reportedly.model import Page, Reading, iso_moment
from reportedly.reader import read_page, set_aside

from .problems import Refused
from .state import Web

WAIT_SECONDS = 60
"""How long an addition waits for the one before it."""
FETCH_SECONDS = 30
"""How long an address may take to answer: somebody waits for it, and a thread of ours with them."""
PATIENCE_SECONDS = 5
SAID = {
    "added": "read and kept",
    "revised": "read; it differs from what was kept before: a new revision",
    "reread": "read anew",
    "unchanged": "was here already, unchanged",
}


@dataclass(frozen=True, slots=True)
class Done:
    """Say what came of one document: its report, or why there is none."""

    name: str
    what: str
    report: str | None = None
    status: str = "failed"


def add_page(web: Web, page: Page, *, by: str) -> Done:
    """Read and keep one document. Raises ReportedlyError where it can't be read or kept, Refused where not now."""
    _admit(web, by)
    return _added(web, page)


def add_address(web: Web, url: str, *, by: str) -> Done:
    """Fetch, read and keep what is at an address. Raises ReportedlyError, Refused as add_page does.

    Few are fetched at once: each holds one of the server's threads for as long as the other side likes.
    """
    _admit(web, by)
    if not web.fetching.acquire(blocking=False):
        told = "others are fetching addresses just now: try again in a minute"
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, told, headers={"Retry-After": str(WAIT_SECONDS)})
    try:
        return _added(web, _fetched(web, url))
    finally:
        web.fetching.release()


def date_report(web: Web, name: str, published: str, *, by: str) -> Done:
    """Read a report anew of which nobody knew when it was published, with the date that a person gives.

    Raises ReportedlyError, Refused as add_page does; Refused, too, where it has a date by now, or no bytes any more.
    """
    known = web.ledger.reading(name).report
    if known.published:
        raise Refused(HTTPStatus.CONFLICT, f"this report is dated {known.published} by now")
    captured = web.ledger.captures(known.id)
    if not captured:
        raise Refused(HTTPStatus.CONFLICT, "what this report was read from was erased: it can't be read anew")
    apart = known.title if known.title and known.title not in known.text else ""
    facts = {"published": published, "id": known.id, "url": known.url or "", "title": apart}
    more = {"publisher": known.publisher or "", "author": known.author or ""}
    last = captured[-1]
    page = page_of(last.content, facts | more, media=last.media, retrieved=last.retrieved, headers=last.headers)
    return add_page(web, page, by=by)


def _admit(web: Web, by: str) -> None:
    """Count an addition. Raises Refused where it's one too many for one person, or nothing may be written."""
    wait = web.additions.wait(by) if web.accounts is not None else 0
    if wait:
        told = f"that's many reports for one person: wait {wait} seconds, or use `reportedly add`"
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, told, headers={"Retry-After": str(wait)})
    if web.readonly:
        raise Refused(HTTPStatus.CONFLICT, "this ledger may not be written here")


def _added(web: Web, page: Page) -> Done:
    """Read and keep one document, once it's its turn."""
    if not web.reading.acquire(timeout=WAIT_SECONDS):
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "others are adding reports just now: try again in a minute")
    try:
        note, reading = _read(page)
    finally:
        web.reading.release()
    added = web.ledger.add(page, reading)
    web.metrics.read(added.status)
    name = reading.report.title or page.name or added.report
    return Done(name, note or SAID.get(added.status, added.status), added.report, added.status)


def add_pages(web: Web, pages: Iterable[Page], *, by: str) -> Iterator[Done]:
    """Read and keep documents; one that fails says why, and the rest go on."""
    for page in pages:
        try:
            yield add_page(web, page, by=by)
        except InputError as error:
            web.metrics.read("failed")
            yield Done(page.name or page.id or "document", str(error))


def _read(page: Page) -> tuple[str | None, Reading]:
    """Read a document; one in a language that isn't read is kept all the same, with a note."""
    try:
        return None, read_page(page)
    except UnknownLanguage as error:
        return f"kept, and nothing read in it: {error}", set_aside(error)


def page_of(content: bytes | str, facts: dict[str, str], **more: Any) -> Page:
    """Make the page of what a form gives. Raises Refused where the date is none."""
    published = facts.get("published") or None
    if published:
        try:
            published = iso_moment(published)
        except ValueError as error:
            raise Refused(
                HTTPStatus.UNPROCESSABLE_ENTITY, f"{published} is no date: write 2026-03-14 or 2026-03-14T09:30Z"
            ) from error
    kept: dict[str, Any] = {name: facts.get(name) or None for name in ("url", "title", "publisher", "author", "id")}
    return Page(content=content, published=published, **kept, **more)


def _fetched(web: Web, url: str) -> Page:
    """Fetch an address while somebody waits: once, and never one of a private network, unless that was allowed."""
    from reportedly.fetch import fetch_url

    page: Page = fetch_url(
        url,
        allow_private=web.serving.allow_private,
        attempts=1,
        deadline=FETCH_SECONDS,
        patience=PATIENCE_SECONDS,
    )
    return page


__all__ = ["Done", "ReportedlyError", "add_address", "add_page", "add_pages", "page_of"]
