"""What people decide: judgements, notes on passages, and the queue of what is doubtful."""

from http import HTTPStatus
from itertools import takewhile
from typing import Any, cast, get_args

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from reportedly.ledger.views import JudgementKind, JudgementRow
from reportedly.web.notes import WRITTEN, written
from reportedly.web.problems import Refused
from reportedly.web.reviewing import REVIEWED, cases
from reportedly.web.sessions import Form, Reviewer, Viewer, field_of
from reportedly.web.state import Web, address_of, web_of
from reportedly.web.words import path

from .plain import own_path

router = APIRouter(include_in_schema=False)
DECIDED: tuple[str, ...] = tuple(one for one in get_args(JudgementKind) if one not in ("attribute", "code"))
"""What this form is for; attributions by hand and sheets have forms of their own (`coding.py`)."""
MOST_SUBJECTS = 200
SINCE = 20
"""Judgements of one thing that are looked through for what others judged while a page was open."""


@router.post("/judgements")
def judge(request: Request, viewer: Reviewer, form: Form) -> Response:
    """Record a judgement, and lead back."""
    kind = field_of(form, "kind")
    subjects = [one.strip() for one in form.getlist("subject") if isinstance(one, str) and one.strip()]
    if kind not in DECIDED or not 0 < len(subjects) <= MOST_SUBJECTS:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"a judgement is one of {', '.join(DECIDED)}, about something")
    _judge(request, viewer, cast("JudgementKind", kind), subjects, _value(kind, form), why=field_of(form, "why"))
    back = own_path(field_of(form, "back") or "/")
    other = _meanwhile(web_of(request), viewer, subjects, form.get("seen"))
    if other is not None:
        back += f"{'&' if '?' in back else '?'}meanwhile={other.id}"
    return RedirectResponse(back, HTTPStatus.SEE_OTHER)


def _meanwhile(web: Web, viewer: Viewer, subjects: list[str], seen: object) -> JudgementRow | None:
    """Give what somebody else judged of the same since the page was shown, which tells the last judgement on it."""
    if not isinstance(seen, str):
        return None
    for subject in subjects:
        since = list(takewhile(lambda row: row.id != seen, web.ledger.judgements(subject, limit=SINCE)))
        theirs = [row for row in since if row.by != viewer.name and not row.withdrawn and row.kind != "withdraw"]
        if theirs:
            return theirs[0]
    return None


def _judge(
    request: Request, viewer: Viewer, kind: JudgementKind, subjects: list[str], value: Any, *, why: str = ""
) -> None:
    """Record a judgement in the ledger, and in the accounts' record of who did what."""
    web = web_of(request)
    made = web.ledger.judge(kind, subjects, value=value, by=viewer.name, why=why or None)
    if web.accounts is not None:
        web.accounts.note(viewer.name, f"judged: {kind}", made.id, address_of(request))


def _value(kind: str, form: FormData) -> Any:
    """Read what was decided."""
    value, origin = field_of(form, "value"), field_of(form, "origin")
    if kind != "correct":
        return value or None
    if origin or field_of(form, "untraced"):
        return {"origin": origin or None}
    parts = [one.strip().replace(",", "") for one in value.replace("–", "-").split("-")]
    return {"low": parts[0], "high": parts[1]} if len(parts) == 2 and parts[0] else value.replace(",", "")  # noqa: PLR2004 - a range has two ends


@router.post("/notes")
def note(request: Request, viewer: Reviewer, form: Form) -> Response:
    """Keep what somebody says of a report, or of a passage of it."""
    report, kind, said = field_of(form, "report"), field_of(form, "kind"), field_of(form, "said")
    if kind not in WRITTEN:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"a note is one of {', '.join(WRITTEN)}")
    reading = web_of(request).ledger.reading(report)
    start, end = (int(one) if one.isdecimal() else None for one in (field_of(form, "start"), field_of(form, "end")))
    value = written(kind, said or "–", text=reading.report.text, start=start, end=end)
    _judge(request, viewer, "comment", [reading.report.id], value)
    return RedirectResponse(f"/reports/{path(reading.report.id)}#said-h", HTTPStatus.SEE_OTHER)


@router.get("/review")
def review(request: Request, viewer: Reviewer, after: str | None = None, meanwhile: str = "") -> Response:
    """Show what is doubtful, one case after the other."""
    web = web_of(request)
    found, following = cases(web, after=after)
    latest = web.ledger.judgements()
    last = next((one for one in latest if one.by == viewer.name and not one.withdrawn), None)
    if last is not None and last.kind == "withdraw":
        last = None
    return web.page(
        request,
        "review.html",
        cases=found,
        after=after,
        next=following,
        last=last,
        reviewed=REVIEWED,
        other=next((one for one in latest if one.id == meanwhile), None),
    )
