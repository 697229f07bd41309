"""Lists of questions, and questions with all their answers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from reportedly.ledger.decided import decisions, overlaid
from reportedly.ledger.facets import period, wanted
from reportedly.ledger.numbers import moment
from reportedly.ledger.packing import storable, testimony_of
from reportedly.ledger.queries.paging import overlaps, paged
from reportedly.ledger.reconciling import Reconciler
from reportedly.ledger.schema import claim, question
from reportedly.ledger.sets import within
from reportedly.ledger.settling import LATEST, imprints
from reportedly.ledger.views import QuestionRow, Rows, Scope
from reportedly.model.account import (
    OPEN,
    Answer,
    AskedEvent,
    AskedPlace,
    Estimate,
    EstimateRule,
    Independent,
    Period,
    Question,
    Testimony,
)

AT_ONCE = 50
"""Questions whose claims are loaded together."""
TEN = 10
"""What figures are rounded to, at the least."""
FEW = 6
"""Answers of a question that a list looks through in any case."""


def questions(
    connection: Connection, scope: Scope | None, *, limit: int | None, after: str | None
) -> Rows[QuestionRow]:
    """List questions, the one answered last first."""
    rows, following = _rows(connection, scope, limit=limit, after=after)
    return Rows([_question(row) for row in rows], following)


def _rows(
    connection: Connection, scope: Scope | None, *, limit: int | None, after: str | None
) -> tuple[Sequence[Row[Any]], str | None]:
    """Give a page of questions' rows."""
    return paged(
        connection,
        question,
        question,
        searched="question_words",
        wanted=wanted(scope),
        where=overlaps(question, *period(scope)) if scope else [],
        limit=limit,
        after=after,
    )


def _question(row: Row[Any]) -> QuestionRow:
    """Make a list's row."""
    place = period_ = estimate = None
    if row.place is not None:
        place = AskedPlace(row.place, row.geonames_id, row.latitude, row.longitude, row.country)
    if row.starts is not None or row.ends is not None:
        period_ = Period(row.starts, row.ends)
    if row.rule is not None:
        estimate = Estimate(row.low, row.high, row.best, row.rule, bool(row.conflict))
    return QuestionRow(
        id=row.id,
        text=row.text,
        kind=row.kind,
        event=AskedEvent(row.event_type, row.event_mode),
        counts=row.counts,
        unit=row.unit,
        place=place,
        period=period_,
        estimate=estimate,
        reports=row.reports,
        answers=row.answers,
        independent=Independent(row.independent_low, row.independent_high),
        part_of=row.part_of,
        published=row.moment,
    )


def whole(
    connection: Connection, keys: Sequence[str], reconciler: Reconciler, *, rule: EstimateRule
) -> Iterator[Question]:
    """Yield questions with their answers, origins and estimate by a rule, in the order of their ids as given."""
    decided = decisions(connection)
    corrected = overlaid(connection) if decided.corrected or decided.retraced else {}
    chosen = select(claim.c.question, claim.c.body).where(within(connection, claim.c.question, keys))
    said: dict[str, list[Testimony]] = {key: [] for key in keys}
    for row in connection.execute(chosen):
        one = testimony_of(row.body)
        said[row.question].append(corrected[one.id](one) if one.id in corrected else one)
    prints = imprints(connection, {one.report for some in said.values() for one in some})
    within_ = select(question.c.id, question.c.part_of).where(within(connection, question.c.id, keys))
    parts = {row.id: row.part_of for row in connection.execute(within_)}
    for key, some in said.items():
        some.sort(key=lambda one: (moment(one.published) or LATEST, one.id))
        theirs = {one.report: prints[storable(one.report)] for one in some}
        made = reconciler.question(some, theirs, decided, rule=rule)
        yield replace(made, id=key, part_of=parts.get(key))


def left_open(connection: Connection, rows: Sequence[QuestionRow], reconciler: Reconciler) -> dict[str, Answer]:
    """Give, by question, an answer whose words leave a row's best figure open, as "more than 20,000" does 20,001.

    A page must not wait for all claims of its questions: where answers are many, only figures are looked up that
    nobody is likely to have given, the neighbours of tens.
    """
    best = {one.id: one.estimate.best for one in rows if one.estimate and one.estimate.best is not None}
    odd = {key for key, figure in best.items() if figure > TEN and figure % TEN in {1, TEN - 1}}
    best = {one.id: best[one.id] for one in rows if one.id in best and (one.answers <= FEW or one.id in odd)}
    chosen = select(claim.c.question, claim.c.body).where(within(connection, claim.c.question, list(best)))
    told = ((row.question, testimony_of(row.body)) for row in connection.execute(chosen))
    asked = dict.fromkeys(key for key, one in told if one.bound in OPEN and best[key] in (one.value, one.low, one.high))
    found = {one.id: one.left_open() for one in whole(connection, list(asked), reconciler, rule="latest_by_origin")}
    return {key: one for key, one in found.items() if one is not None}


def every(
    connection: Connection, scope: Scope | None, reconciler: Reconciler, *, rule: EstimateRule, limit: int | None
) -> Iterator[Question]:
    """Yield the questions of a scope with all their answers, the one answered last first, loading few at a time."""
    after, left = None, limit
    while left is None or left > 0:
        rows, after = _rows(connection, scope, limit=AT_ONCE if left is None else min(left, AT_ONCE), after=after)
        yield from whole(connection, [row.id for row in rows], reconciler, rule=rule)
        left = None if left is None else left - len(rows)
        if after is None:
            return
