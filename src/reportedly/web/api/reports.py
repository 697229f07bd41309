"""Reports over the API: listed, read, annotated, added."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from reportedly.export.annotations import to_annotations
from reportedly.ledger.byhand import with_hands
from reportedly.web.adding import Done, add_page, page_of
from reportedly.web.sessions import Known, Writer
from reportedly.web.state import web_of

from .answers import After, Limit, page, plain
from .described import answers, listed, ref

router = APIRouter(prefix="/api/v1", tags=["reports"])
Name = Annotated[str, Path(max_length=2000, description="The report's id, the beginning of it, or its URL")]
LONGEST = 2_000_000


class Document(BaseModel):
    """A report to be read: its text or its HTML, and what is known of it."""

    text: str | None = Field(None, max_length=LONGEST)
    html: str | None = Field(None, max_length=LONGEST)
    id: str | None = Field(None, max_length=500)
    url: str | None = Field(None, max_length=2000)
    title: str | None = Field(None, max_length=2000)
    published: str | None = Field(None, max_length=40)
    publisher: str | None = Field(None, max_length=500)
    author: str | None = Field(None, max_length=500)


@router.get("/reports", responses=answers(listed("ReportRow"), also=()))
def reports(request: Request, viewer: Known, limit: Limit = 50, after: After = None) -> Response:
    """List the reports, newest first."""
    rows = web_of(request).ledger.reports(limit=limit, after=after)
    return page(request, rows, rows.next)


@router.post("/reports", status_code=201, responses={201: {"description": "Read and kept"}, **answers({}, also=())})
def add(request: Request, viewer: Writer, document: Document) -> Response:
    """Read a report and keep it; adding the same again changes nothing."""
    content, media = _content(document)
    facts = {name: value for name, value in document.model_dump().items() if isinstance(value, str)}
    done: Done = add_page(web_of(request), page_of(content, facts, media=media, name="document"), by=viewer.name)
    status = HTTPStatus.OK if done.status == "unchanged" else HTTPStatus.CREATED
    return plain(request, done, status=status)


def _content(document: Document) -> tuple[str, Literal["text", "html"]]:
    """Give what is to be read; exactly one of the two has to be there."""
    from reportedly.errors import BadDocument

    if (document.text is None) == (document.html is None):
        raise BadDocument("give either text or html")
    return (document.text, "text") if document.text is not None else (document.html or "", "html")


@router.get("/reports/{name:path}/annotations", responses=answers({"type": "object"}, media="application/ld+json"))
def annotations(request: Request, viewer: Known, name: Name) -> Response:
    """Give what was read in a report as W3C Web Annotations, with what was marked by hand."""
    if web_of(request).has_report(f"{name}/annotations"):
        return report(request, viewer, f"{name}/annotations")
    ledger = web_of(request).ledger
    reading = with_hands(ledger, ledger.reading(name), to=viewer.name)
    found: dict[str, Any] = to_annotations(reading, base=str(request.url.path).removesuffix("/annotations"))
    return plain(request, found, media='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"')


@router.get("/reports/{name:path}", responses=answers(ref("Reading")))
def report(request: Request, viewer: Known, name: Name) -> Response:
    """Give a report's current reading."""
    return plain(request, web_of(request).ledger.reading(name))
