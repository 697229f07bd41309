"""What each report's claims really answer, and where they really come from: written beside the reports.

A line a report: `report`, `genre`, `incident`, `publisher`, `published`, `copies` and `claims`. A claim has `span` and
`figure` (offsets into the text, or the title where `in` says so), `value`, `bound`, `role`, `question` and `counts`;
`origin` and `affiliation`, the body it truly comes from; `apparent`, whom the words give; `basis`, how one may know;
`announced`, when the body said so, and `announcement`, which saying it is; `told`, the day told as that of the count;
`retrospect` and `optional`.
"""

from typing import Any

from .grammar import Mark
from .told import Draft, Told
from .world import Incident

Line = dict[str, Any]


def truth_of(draft: Draft, incident: Incident) -> Line:
    """Give a draft's line of truth."""
    _, _, in_title, in_text = draft.laid_out()
    apart = bool(draft.title_apart)
    placed = [(one, "title" if apart else None) for one in in_title] + [(one, None) for one in in_text]
    stated = {one.what.announcement for one, _ in placed if one.role == "figure" and one.what.apparent}
    return {
        "report": draft.id,
        "genre": draft.genre,
        "incident": incident.number,
        "publisher": draft.publisher,
        "published": draft.published.isoformat(),
        "copies": draft.copies,
        "claims": [_claim(one, where, placed, stated) for one, where in placed if one.role == "figure"],
    }


def _claim(mark: Mark, where: str | None, placed: list[tuple[Mark, str | None]], stated: set[Any]) -> Line:
    told: Told = mark.what
    clause = next((one for one, place in placed if place == where and one.role == "clause" and _holds(one, mark)), mark)
    announcement, body = told.announcement, told.announcement.body
    apparent = told.apparent
    return {
        "span": _span(clause, where),
        "figure": _span(mark, where),
        "value": told.shown.value,
        "bound": told.shown.bound,
        "role": told.role,
        "question": told.question,
        "incident": told.incident.number,
        "counts": told.outcome,
        "origin": body.key,
        "affiliation": body.affiliation,
        "apparent": apparent.key if apparent else None,
        "apparent_affiliation": apparent.affiliation if apparent else None,
        "anonymous": told.said is not None and apparent is None,
        "basis": "stated" if apparent else "inferred_in_report" if announcement in stated and not told.said else "none",
        "announced": announcement.at.isoformat(),
        "announcement": f"{told.question} {body.key} {announcement.at.isoformat()}",
        "told": _told(mark, where, placed),
        "retrospect": told.retrospect,
        "optional": told.optional,
    }


def _holds(outer: Mark, inner: Mark) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _span(mark: Mark, where: str | None) -> Line:
    return {"start": mark.start, "end": mark.end} | ({"in": where} if where else {})


def _told(mark: Mark, where: str | None, placed: list[tuple[Mark, str | None]]) -> str | None:
    """Give the day told in the figure's sentence as that of its count."""
    around = [one for one, place in placed if place == where and one.role == "sentence" and _holds(one, mark)]
    for one, place in placed:
        if one.role == "as_of" and place == where and around and _holds(around[0], one):
            day: str = one.what.start
            return day
    return None
