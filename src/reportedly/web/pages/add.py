"""The page on which reports are added."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from reportedly.errors import ReportedlyError
from reportedly.model import Page
from reportedly.web.adding import SAID, Done, add_page, add_pages, date_report, page_of
from reportedly.web.adding import add_address as added
from reportedly.web.problems import Refused, status_of
from reportedly.web.sessions import Form, Reviewer, checked_form, field_of
from reportedly.web.state import Web, web_of

router = APIRouter(include_in_schema=False)
LONGEST_TEXT = 2_000_000
MOST_FILES = 50
HTTP = ("http://", "https://")
FACTS = ("published", "publisher", "title", "url")
Checked = Annotated[FormData, Depends(checked_form)]


def _shown(request: Request, *, error: str = "", status: int = 200, **context: Any) -> Response:
    """Show the page, with what was given so far."""
    given = dict.fromkeys((*FACTS, "text")) | context.pop("given", {})
    return web_of(request).page(
        request, "add.html", status=status, error=error, given=given, done=context.pop("done", []), **context
    )


@router.get("/add")
def add(request: Request, viewer: Reviewer) -> Response:
    """Ask for a report."""
    given = {name: value for name, value in request.query_params.items() if name in (*FACTS, "text")}
    return _shown(request, given=given)


@router.post("/add/text")
def add_text(request: Request, viewer: Reviewer, form: Checked) -> Response:
    """Read a pasted text, or what is at an address that was pasted in its place, and lead to its page."""
    facts = {name: field_of(form, name) for name in FACTS}
    raw = form.get("text")
    text = raw.replace("\r\n", "\n") if isinstance(raw, str) else ""
    if is_address(text):
        return _fetched(request, text.strip(), by=viewer.name)
    given = {**facts, "text": text}
    if len(text) > LONGEST_TEXT:
        return _shown(request, error="the text is too long for this page: use `reportedly add`", status=413)
    try:
        done = add_page(web_of(request), page_of(text, facts, media="text", name="pasted text"), by=viewer.name)
    except (ReportedlyError, Refused) as error:
        return _shown(request, error=_words(error), status=_status(error), given=given)
    return _led(done)


@router.post("/add/address")
def add_address(request: Request, viewer: Reviewer, form: Checked) -> Response:
    """Fetch an address, read what is there, and lead to its page."""
    return _fetched(request, field_of(form, "url"), by=viewer.name)


@router.post("/reports/{name:path}/date")
def date(request: Request, viewer: Reviewer, name: str, form: Form) -> Response:
    """Read a report anew that has no date, with the one that is given, and lead back to its page."""
    return _led(date_report(web_of(request), name, field_of(form, "published"), by=viewer.name))


@router.post("/add/files")
async def add_files(request: Request, viewer: Reviewer, form: Checked) -> Response:
    """Read dropped files; say of each what came of it."""
    facts = {name: field_of(form, name) for name in FACTS if name != "url"}
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files or len(files) > MOST_FILES:
        return _shown(request, error=f"choose from 1 to {MOST_FILES} files", status=422, given=facts)
    contents = [((one.filename or "file")[:200], await one.read()) for one in files]
    try:
        done = await run_in_threadpool(_read_files, web_of(request), contents, facts, viewer.name)
    except (ReportedlyError, Refused) as error:
        return _shown(request, error=_words(error), status=_status(error), given=facts)
    return _led(done[0]) if len(done) == 1 and done[0].report else _shown(request, done=done)


@router.post("/add/examples")
def add_examples(request: Request, viewer: Reviewer, form: Checked) -> Response:
    """Read our own example reports, for a first look."""
    from reportedly.examples import examples

    pages = [
        Page(
            content=one.content(),
            media="html" if one.media == "html" else "text",
            published=one.published,
            url=one.url,
            publisher=one.publisher,
            name=one.file,
        )
        for one in examples()
    ]
    list(add_pages(web_of(request), pages, by=viewer.name))
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


def _read_files(web: Web, contents: list[tuple[str, bytes]], facts: dict[str, str], by: str) -> list[Done]:
    """Read files that were sent, each kind as on the command line: PDF, DOCX, letters and archives are unpacked."""
    from reportedly.fetch import Unread, media_of, unpacked

    done: list[Done] = []
    for name, content in contents:
        for one in unpacked(page_of(content, facts, media=media_of(name), name=name)):
            done.extend([Done(one.name, str(one.error))] if isinstance(one, Unread) else add_pages(web, [one], by=by))
    return done


def is_address(text: str) -> bool:
    """Say whether a text is an address of the web, and nothing else."""
    words = text.split()
    return len(words) == 1 and words[0].lower().startswith(HTTP)


def _fetched(request: Request, url: str, *, by: str) -> Response:
    """Fetch an address, read what is there, and lead to its page."""
    if not url.lower().startswith(HTTP):
        told = "give an address that begins with http:// or https://"
        return _shown(request, error=told, status=422, given={"url": url})
    try:
        done = added(web_of(request), url, by=by)
    except (ReportedlyError, Refused) as error:
        return _shown(request, error=_words(error), status=_status(error), given={"url": url})
    return _led(done)


def _led(done: Done) -> Response:
    """Lead to a report's page, which says what came of adding it where that isn't plain to see."""
    from reportedly.web.words import path, query

    told = query({"was": done.status if done.status in SAID and done.status != "added" else None})
    return RedirectResponse(f"/reports/{path(done.report or '')}{'?' if told else ''}{told}", HTTPStatus.SEE_OTHER)


def _words(error: Exception) -> str:
    """Say what is wrong."""
    return str(error.detail) if isinstance(error, Refused) else str(error)


def _status(error: Exception) -> int:
    """Give the status of what is wrong."""
    if isinstance(error, Refused):
        return error.status_code
    return status_of(error) if isinstance(error, ReportedlyError) else 422
