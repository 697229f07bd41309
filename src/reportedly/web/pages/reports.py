"""The list of reports, and the page of one."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger.byhand import beside, by_hand
from reportedly.ledger.sheets import coding_of, shown_to
from reportedly.web.adding import SAID
from reportedly.web.etags import tagged
from reportedly.web.notes import passage_notes
from reportedly.web.reportview import VOICES, ReportView
from reportedly.web.scopes import Filters
from reportedly.web.sessions import Known
from reportedly.web.state import web_of
from reportedly.web.words import ACTS, CERTAINTIES

router = APIRouter(include_in_schema=False)
A_PAGE = 50
REVISED_A_PAGE, CHANGES_SHOWN = 10, 3
"""Reports on the board of revisions, and changes of each kind that it shows; a report's own page has all."""


@router.get("/")
def reports(request: Request, viewer: Known, after: str | None = None) -> Response:
    """List the reports, newest first."""
    web = web_of(request)
    rows = web.ledger.reports(limit=A_PAGE, after=after)
    return web.page(request, "reports.html", rows=rows, after=after, next=rows.next, asked={})


@router.get("/revisions")
def revisions(request: Request, viewer: Known, asked: Filters, after: str | None = None) -> Response:
    """Show the reports that were revised, each with what its last revision changed, silently or not."""
    ledger = web_of(request).ledger
    rows = ledger.reports(asked.scope if asked.any else None, limit=REVISED_A_PAGE, after=after, revised=True)
    told = [(row, ledger.history(row.id)) for row in rows]
    return web_of(request).page(
        request, "revisions.html", told=told, after=after, next=rows.next, asked=asked.given, shown=CHANGES_SHOWN
    )


@router.get("/reports/{name:path}/history")
def history(request: Request, viewer: Known, name: str) -> Response:
    """Show a report's revisions, and the claims that came, went or changed."""
    web = web_of(request)
    if web.has_report(f"{name}/history"):
        return report(request, viewer, f"{name}/history")
    known = web.ledger.reading(name).report
    return web.page(request, "history.html", report=known, revisions=web.ledger.history(name))


@router.get("/reports/{name:path}")
def report(request: Request, viewer: Known, name: str, was: str = "") -> Response:
    """Show one report as it was read, and `was` came of adding it."""
    web = web_of(request)
    reading = web.ledger.reading(name)
    key = reading.report.id
    claims = {one.claim: one.id for one in web.ledger.testimonies(key)}
    judged = shown_to(viewer.name, web.ledger.judgements(key, limit=None), web.ledger)
    hands = by_hand(judged, reading)
    page = web.page(
        request,
        "report.html",
        view=ReportView(beside(reading, hands)),
        voices=VOICES,
        claims=claims,
        notes=passage_notes(judged, reading.report.text),
        hands={one.attribution.id: one.judgement for one in hands if one.attribution},
        lost=[one for one in hands if one.attribution is None],
        coding=coding_of(web.ledger, key),
        acts=ACTS,
        certainties=CERTAINTIES,
        was=SAID.get(was),
    )
    return tagged(request, page, but=viewer.csrf, of=viewer.seed)
