"""Search, speakers, forecasts, drift: the ledger looked at from several sides."""

from collections import Counter
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.ledger.views import Scope
from reportedly.web.driftview import drifts_of
from reportedly.web.scopes import Filters, Given
from reportedly.web.sessions import Known
from reportedly.web.state import web_of

router = APIRouter(include_in_schema=False)
A_PAGE = 30
LATELY = 200
"""Claims among which one page of speakers counts who is heard."""
REPORTS_A_PAGE = 10
STATUSES: tuple[Literal["open", "due", "resolved"], ...] = ("open", "due", "resolved")


@router.get("/search")
def search(request: Request, viewer: Known, asked: Filters, of: str = "claims", after: str | None = None) -> Response:
    """Search claims, or the reports' texts; all filters stand in the address."""
    web = web_of(request)
    kind = "texts" if of == "texts" else "claims"
    rows = web.ledger.search(asked.scope, of=kind, limit=A_PAGE, after=after) if asked.any else None
    given = Given({**asked.given, "of": kind if kind == "texts" else ""})
    return web.page(
        request,
        "search.html",
        rows=rows,
        of=kind,
        after=after,
        next=rows.next if rows is not None else None,
        asked=given,
        situations=[one.name for one in web.ledger.situations()],
    )


@router.get("/forecasts")
def forecasts(
    request: Request,
    viewer: Known,
    asked: Filters,
    *,
    status: str | None = None,
    by: str | None = None,
    after: str | None = None,
) -> Response:
    """List forecasts, open, due and resolved, with how well their makers did."""
    web = web_of(request)
    chosen = next((one for one in STATUSES if one == status), None)
    rows = web.ledger.forecasts(asked.scope, status=chosen, by=by or None, limit=A_PAGE, after=after)
    given = Given({**asked.given, "status": chosen or "", "by": by or ""})
    scores = web.ledger.calibration(by or None)
    return web.page(
        request, "forecasts.html", rows=rows, after=after, next=rows.next, asked=given, statuses=STATUSES, scores=scores
    )


@router.get("/speakers")
def speakers(request: Request, viewer: Known, asked: Filters, after: str | None = None) -> Response:
    """Show what one source claimed, promised, denied and forecast, and its record; without a name, ask for one."""
    web = web_of(request)
    name = asked.given.get("speaker")
    if not name:
        recent = web.ledger.search(Scope(), limit=LATELY, after=after)
        heard = [one.claim.origin for one in recent if one.claim is not None and one.claim.origin]
        counted = sorted(Counter(heard).items(), key=lambda pair: (-pair[1], pair[0]))
        told = [one.published for one in recent if one.published]
        return web.page(
            request,
            "speakers.html",
            counted=counted,
            lately=len(recent),
            period=(told[-1], told[0]) if told else None,
            after=after,
            next=recent.next,
        )
    rows = web.ledger.search(asked.scope, limit=A_PAGE, after=after)
    return web.page(
        request,
        "speaker.html",
        name=name,
        rows=rows,
        after=after,
        next=rows.next,
        asked=asked.given,
        scores=web.ledger.calibration(name),
        forecasts=web.ledger.forecasts(by=name, limit=20),
        grades=web.ledger.judgements(name, kind="grade_source"),
        acts=("assert", "deny", "promise", "predict", "warn", "demand", "accuse"),
    )


@router.get("/drift")
def drift(request: Request, viewer: Known, asked: Filters, after: str | None = None) -> Response:
    """Show what changed on the way inside the newest reports: certainty gained, attributions lost."""
    web = web_of(request)
    rows = web.ledger.reports(asked.scope if asked.any else None, limit=REPORTS_A_PAGE, after=after)
    found = [story for row in rows for story in drifts_of(web.ledger.reading(row.id))]
    found.sort(key=lambda one: -one.weight)
    return web.page(
        request, "drift.html", stories=found, reports=len(rows), after=after, next=rows.next, asked=asked.given
    )
