"""Coding by hand: attributions that people mark in a report, sheets filled in blind, and how far two coders agree."""

from http import HTTPStatus
from itertools import combinations
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from reportedly.ledger.byhand import beside, by_hand
from reportedly.ledger.coding import MOST_CODED
from reportedly.ledger.sheets import Coding, coding_of
from reportedly.ledger.views import JudgementRow
from reportedly.model import Reading
from reportedly.web.coding.agreement import FIELDS, Compared
from reportedly.web.coding.items import Coded, attributions_of, figures_of, lines_by_key
from reportedly.web.problems import Refused
from reportedly.web.reportview import VOICES, ReportView
from reportedly.web.sessions import Form, Known, Reviewer, Viewer, field_of
from reportedly.web.state import Web, address_of, web_of
from reportedly.web.words import ACTS, CERTAINTIES, path

router = APIRouter(include_in_schema=False)
LONGEST_NAME = 300
VERDICTS = {"yes": True, "no": False}
SEVERAL = 40
"""Pairs of coders that are compared on one page."""


@router.post("/attributions")
def attribute(request: Request, viewer: Reviewer, form: Form) -> Response:
    """Keep an attribution that somebody marked, and lead to it."""
    web = web_of(request)
    report = web.ledger.reading(field_of(form, "report")).report.id
    made = _attribute(request, viewer, report, form)
    return RedirectResponse(f"/reports/{path(report)}#hand-{made.id[:12]}", HTTPStatus.SEE_OTHER)


@router.get("/reports/{name:path}/coding")
def sheet(
    request: Request, viewer: Reviewer, name: str, left: Annotated[int, Query(ge=0, le=MOST_CODED)] = 0
) -> Response:
    """Show a coder's own sheet of a report: nothing of anybody else's."""
    web = web_of(request)
    reading = web.ledger.reading(name)
    return _sheet(web, request, viewer, reading, left=left)


@router.post("/reports/{name:path}/coding")
def code(request: Request, viewer: Reviewer, name: str, form: Form) -> Response:
    """Begin a sheet, save it, hand it in, or mark an attribution that it hasn't."""
    web = web_of(request)
    reading = web.ledger.reading(name)
    report, did = reading.report.id, field_of(form, "do")
    coding = coding_of(web.ledger, report)
    own = coding.sheets.get(viewer.name)
    if own is not None and own.done:
        raise Refused(
            HTTPStatus.CONFLICT, "your sheet is handed in: take it back first, while nobody else has theirs in"
        )
    attributions, figures = _things(web, reading)
    value = _filled(form, attributions, figures) if did != "begin" else {"attributions": [], "figures": []}
    blind = not coding.was_open and (own is None or own.blind)
    left = _left(value, attributions, figures)
    if did == "hand in" and not left:
        _keep(request, viewer, report, {**value, "done": True, "blind": blind, "reader": reading.reader.version})
        return RedirectResponse(f"/reports/{path(report)}/agreement", HTTPStatus.SEE_OTHER)
    _keep(request, viewer, report, {**value, "done": False, "blind": blind, "reader": reading.reader.version})
    if did == "mark":
        _attribute(request, viewer, report, form)
    asked = f"?left={left}" if did == "hand in" else ""
    return RedirectResponse(f"/reports/{path(report)}/coding{asked}", HTTPStatus.SEE_OTHER)


@router.get("/reports/{name:path}/agreement")
def agreement(request: Request, viewer: Known, name: str) -> Response:
    """Show how far the coders of a report agree, once two who worked blind have handed in their sheets."""
    web = web_of(request)
    reading = web.ledger.reading(name)
    coding = coding_of(web.ledger, reading.report.id)
    compared = _compared(web, reading, coding) if coding.is_open else []
    return web.page(request, "agreement.html", report=reading.report, coding=coding, compared=compared, names=FIELDS)


def _compared(web: Web, reading: Reading, coding: Coding) -> list[Compared]:
    """Hold each two handed-in sheets against each other."""
    attributions, figures = _things(web, reading)
    things = [*attributions.values(), *figures.values()]
    marked = by_hand(web.ledger.judgements(reading.report.id, kind="attribute", limit=None), reading)
    pairs = list(combinations(coding.handed_in, 2))[:SEVERAL]
    return [Compared(reading, things, pair, marked) for pair in pairs]


def _sheet(web: Web, request: Request, viewer: Viewer, reading: Reading, *, left: int) -> Response:
    """Render a coder's sheet."""
    report = reading.report.id
    coding = coding_of(web.ledger, report)
    rows = web.ledger.judgements(report, kind="attribute", limit=None)
    own = coding.sheets.get(viewer.name)
    attributions, figures = _things(web, reading)
    return web.page(
        request,
        "coding.html",
        view=ReportView(beside(reading, by_hand([one for one in rows if one.by == viewer.name], reading))),
        hands={f"hand-{one.id[:12]}": one for one in rows},
        voices=VOICES,
        sheet=own,
        coding=coding,
        lines=lines_by_key(own.value, reading.report.text) if own else {},
        attributions=attributions,
        figures=figures,
        acts=ACTS,
        certainties=CERTAINTIES,
        left=left,
        alone=web.serving.local,
    )


def _things(web: Web, reading: Reading) -> tuple[dict[str, Coded], dict[str, Coded]]:
    """Give what there is to code, by the machine's ids: attributions, and figures."""
    return attributions_of(reading), figures_of(web.ledger.testimonies(reading.report.id))


def _filled(form: FormData, attributions: dict[str, Coded], figures: dict[str, Coded]) -> dict[str, Any]:
    """Read a sheet as it was filled in."""
    lines = [
        {
            "at": [list(span) for span in one.at],
            "right": VERDICTS.get(field_of(form, f"right:{one.key}")),
            "source": _other(form, f"source:{one.key}", one.machine["source"]),
            "act": field_of(form, f"act:{one.key}") or one.machine["act"],
            "factuality": field_of(form, f"certainty:{one.key}") or one.machine["factuality"],
        }
        for one in attributions.values()
    ]
    told = [
        {
            "claim": one.key,
            "right": VERDICTS.get(field_of(form, f"right:{one.key}")),
            "figure": _other(form, f"figure:{one.key}", ""),
        }
        for one in figures.values()
    ]
    return {"attributions": lines, "figures": told}


def _other(form: FormData, name: str, machine: str) -> str | None:
    """Give what a coder wrote, None where they let the machine's stand: the record then repeats no words of it."""
    written = field_of(form, name, most=LONGEST_NAME)
    return written if written and written != machine else None


def _left(value: dict[str, Any], attributions: dict[str, Coded], figures: dict[str, Coded]) -> int:
    """Count what a sheet leaves undecided."""
    decided = sum(one["right"] is not None for one in (*value["attributions"], *value["figures"]))
    return len(attributions) + len(figures) - decided


def _keep(request: Request, viewer: Viewer, report: str, value: dict[str, Any]) -> None:
    """Keep a sheet, and write down that it was."""
    web = web_of(request)
    made = web.ledger.judge("code", [report], value=value, by=viewer.name)
    if web.accounts is not None:
        web.accounts.note(
            viewer.name, "sheet handed in" if value["done"] else "sheet saved", made.id, address_of(request)
        )


def _attribute(request: Request, viewer: Viewer, report: str, form: FormData) -> JudgementRow:
    """Keep what was marked; while its coder works blind, for nobody else to see."""
    web = web_of(request)
    value = {
        **{part: _spans(field_of(form, part)) for part in ("source", "cue", "content")},
        "name": field_of(form, "who", most=LONGEST_NAME) or None,
        "act": field_of(form, "act") or "assert",
        "factuality": field_of(form, "certainty") or "CT+",
        "blind": coding_of(web.ledger, report).codes(viewer.name),
    }
    made = web.ledger.judge("attribute", [report], value=value, by=viewer.name)
    if web.accounts is not None:
        web.accounts.note(viewer.name, "judged: attribute", made.id, address_of(request))
    return made


def _spans(given: str) -> list[list[int]]:
    """Read offsets as `12-50 61-80`; what is no pair of numbers is refused further on."""
    pairs = (one.partition("-") for one in given.split())
    return [[int(first), int(last)] if first.isdecimal() and last.isdecimal() else [] for first, _, last in pairs]
