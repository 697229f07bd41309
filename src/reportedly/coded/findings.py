"""Hold a coder's table against questions: what each has that the other lacks, and where the two differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from reportedly.model import Question

from .match import Asked, Judge, Matched, Pair, matched, pairs
from .table import Coded, Figure, Table

Status = Literal["agrees", "differs", "only_theirs", "only_ours"]
STATUSES: tuple[Status, ...] = ("differs", "only_theirs", "only_ours", "agrees")
ELSEWHERE = 12.0
"""Kilometres from which two points are two places: a town and its suburbs are one, as reconciling has it."""
MARGIN = timedelta(days=3)
"""What lies so near to a table's first and last day still belongs to its time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the comparison: a row of the table, a question of the ledger, or both, about one thing counted.

    `differs` names what does: `figure`, `date`, `place`. `figure_within`: theirs lies between our estimate's ends;
    `admitted` of our `answers` admit it. Days are inclusive; `kilometres` lie between the places. `why` has the reasons
    for which they're taken for one, or, where one stands alone, what speaks against the closest.
    """

    status: Status
    differs: tuple[str, ...]
    row: int | None
    row_id: str | None
    question: str | None
    text: str
    counts: str | None
    their_figure: float | None
    our_figure: float | None
    our_low: float | None
    our_high: float | None
    figure_within: bool | None
    admitted: int | None
    answers: int | None
    their_days: str | None
    our_days: str | None
    their_place: str | None
    our_place: str | None
    kilometres: float | None
    score: float | None
    why: str


NOTHING_OURS = "no answer in the ledger tells of such a thing there and then"
NOWHERE = "the row says neither when nor where: cells that are merged, or a total?"
NOTHING_THEIRS = "no row of the table tells of such a thing there and then"


def findings(table: Table, asked: Sequence[Asked], judge: Judge) -> list[Finding]:
    """Compare a table with questions: differences first, then what only the table has, only the ledger, and the rest.

    Questions of other countries or kinds than the table's, or outside its time, aren't said to be missing from it.
    """
    of = matched(pairs(table.rows, asked, judge))
    together = (_both(pair, judge) for pair in of.taken.values())
    found = [*together, *_theirs(table, of), *_ours(table, asked, of)]
    return sorted(found, key=lambda one: (STATUSES.index(one.status), one.row or 0, _day(one), one.question or ""))


def _day(one: Finding) -> str:
    """Give the day to sort by."""
    return one.their_days or one.our_days or ""


def _both(pair: Pair, judge: Judge) -> Finding:
    """Hold a row against the question that it's about."""
    row, question = pair.row, pair.asked.question
    figure = next((one for one in row.figures if one.counts == question.counts), None)
    theirs, ours, apart = _their_days(row), _our_days(question), _kilometres(row, question, judge)
    differs = {
        "figure": figure is not None and _differ(figure, question),
        "date": bool(theirs and ours and (theirs[1] < ours[0] or ours[1] < theirs[0])),
        "place": apart is not None and apart > ELSEWHERE,
    }
    named = tuple(name for name, does in differs.items() if does)
    why = "; ".join(one.says for one in pair.comparison.reasons)
    found = replace(
        _of_row(row, figure), **_of_question(question), differs=named, status="differs" if named else "agrees"
    )
    return replace(
        found,
        counts=question.counts,
        figure_within=_within(figure, question),
        admitted=_admitted(figure, question),
        kilometres=None if apart is None else round(apart, 1),
        score=pair.comparison.score,
        why=why,
    )


def _theirs(table: Table, of: Matched) -> Iterator[Finding]:
    """Yield what only the table has: a row, or one of its figures; none of a row that is there counts nobody."""
    known = {row for row, _ in of.taken}
    for row in table.rows:
        alone = [one for one in row.figures if (row.row, one.counts) not in of.taken and one.value]
        if row.row in known:
            yield from (_of_row(row, one, why="its row is there; this isn't counted") for one in alone)
            continue
        near = of.close_rows.get(row.row)
        located = row.start or row.place or row.latitude is not None
        why = _refused(near, near.asked.question.text) if near else NOTHING_OURS if located else NOWHERE
        for figure in alone or row.figures[:1] or (None,):
            yield _of_row(row, figure, why=why)


def _ours(table: Table, asked: Sequence[Asked], of: Matched) -> Iterator[Finding]:
    """Yield what only the ledger has, of what the table is about."""
    used = {pair.asked.question.id for pair in of.taken.values()}
    scope = _Scope.of(table)
    for one in asked:
        question = one.question
        if question.id not in used and scope.holds(question):
            near = of.close_questions.get(question.id)
            why = _refused(near, f"row {near.row.row}") if near else NOTHING_THEIRS
            yield replace(NOTHING, **_of_question(question), status="only_ours", counts=question.counts, why=why)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a table is about: its days with a margin, its countries, what it counts and its kinds of event."""

    first: date | None
    last: date | None
    countries: frozenset[str]
    counts: frozenset[str]
    events: frozenset[str]

    @classmethod
    def of(cls, table: Table) -> "_Scope":
        """Take it from the rows."""
        days = [day for row in table.rows if (day := _their_days(row))]
        return cls(
            first=min(day[0] for day in days) - MARGIN if days else None,
            last=max(day[1] for day in days) + MARGIN if days else None,
            countries=frozenset(row.country for row in table.rows if row.country),
            counts=frozenset(table.columns.counted),
            events=frozenset(row.event for row in table.rows if row.event),
        )

    def holds(self, question: Question) -> bool:
        """Say whether a question would belong into the table; one without a day or a country can't be said to."""
        days, place = _our_days(question), question.place
        if days is None or self.first is None or self.last is None:
            return False
        there = not self.countries or (place is not None and place.country in self.countries)
        asked = question.counts in self.counts if question.counts else question.event.type in self.events
        kind = not self.events or question.event.type in self.events
        return there and asked and kind and self.first <= days[1] and days[0] <= self.last


NOTHING = Finding(
    status="only_theirs",
    differs=(),
    row=None,
    row_id=None,
    question=None,
    text="",
    counts=None,
    their_figure=None,
    our_figure=None,
    our_low=None,
    our_high=None,
    figure_within=None,
    admitted=None,
    answers=None,
    their_days=None,
    our_days=None,
    their_place=None,
    our_place=None,
    kilometres=None,
    score=None,
    why="",
)


def _of_row(row: Coded, figure: Figure | None, *, why: str = "") -> Finding:
    """Give what a row tells."""
    return replace(
        NOTHING,
        row=row.row,
        row_id=row.id,
        text=row.text,
        counts=figure.counts if figure else None,
        their_figure=figure.value if figure else None,
        their_days=_shown(_their_days(row)),
        their_place=row.place or row.admin1,
        why=why,
    )


def _of_question(question: Question) -> dict[str, Any]:
    """Give what a question tells."""
    estimate = question.estimate
    return {
        "question": question.id,
        "text": question.text,
        **{f"our_{name}": estimate and getattr(estimate, name) for name in ("low", "high")},
        "our_figure": estimate and estimate.best,
        "answers": len(question.answers),
        "our_days": _shown(_our_days(question)),
        "our_place": question.place.name if question.place else None,
    }


def _refused(pair: Pair, what: str) -> str:
    """Say why the closest isn't it; or that it is, and has another partner already."""
    if pair.one:
        return f"the closest, {what}, has a closer match"
    against = [one for one in pair.comparison.reasons if one.weight < 0] or list(pair.comparison.reasons)
    return f"the closest is {what}: " + "; ".join(one.says for one in against)


def _differ(figure: Figure, question: Question) -> bool:
    """Say whether two figures differ: each outside what the other leaves open."""
    estimate = question.estimate
    if estimate is None or estimate.best is None or figure.value is None:
        return False
    low, high = figure.low, figure.high
    if low is None and high is None:
        return False  # "about": how far that reaches nobody says
    return not ((low is None or low <= estimate.best) and (high is None or estimate.best <= high))


def _within(figure: Figure | None, question: Question) -> bool | None:
    """Say whether a coder's figure lies between our estimate's ends; None where one of them gives none."""
    estimate = question.estimate
    if figure is None or figure.value is None or estimate is None or estimate.best is None:
        return None
    return (estimate.low is None or estimate.low <= figure.value) and (
        estimate.high is None or figure.value <= estimate.high
    )


def _admitted(figure: Figure | None, question: Question) -> int | None:
    """Count the answers that admit a coder's figure as worded."""
    if figure is None or figure.value is None:
        return None
    value = figure.value
    known = (one for one in question.answers if one.low is not None or one.high is not None)
    return sum((one.low is None or one.low <= value) and (one.high is None or value <= one.high) for one in known)


def _their_days(row: Coded) -> tuple[date, date] | None:
    """Give a row's days, both inclusive."""
    return (row.start, row.end - timedelta(days=1)) if row.start and row.end else None


def _our_days(question: Question) -> tuple[date, date] | None:
    """Give a question's days, both inclusive."""
    period = question.period
    if period is None or period.start is None or period.end is None:
        return None
    first, past = (datetime.fromisoformat(one).replace(tzinfo=None) for one in (period.start, period.end))
    return first.date(), max(first.date(), (past - timedelta(seconds=1)).date())


def _shown(days: tuple[date, date] | None) -> str | None:
    """Write days: one, or from the first to the last."""
    if days is None:
        return None
    return days[0].isoformat() if days[0] == days[1] else f"{days[0].isoformat()}/{days[1].isoformat()}"


def _kilometres(row: Coded, question: Question, judge: Judge) -> float | None:
    """Give the kilometres between two places; None where a point isn't known, or a row's stands for a region."""
    place = question.place
    if row.latitude is None or row.longitude is None or row.precision not in ("exact", "near"):
        return None
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return judge.distance((row.latitude, row.longitude), (place.latitude, place.longitude))
