"""Lists of reports, and searches of their texts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from reportedly.ledger import index
from reportedly.ledger.facets import Wanted, period, wanted
from reportedly.ledger.numbers import LAST, first_at, first_of
from reportedly.ledger.packing import inflated
from reportedly.ledger.passages import shown
from reportedly.ledger.queries.paging import MOST, Listed, number_of, paged
from reportedly.ledger.schema import current, passage
from reportedly.ledger.sets import within
from reportedly.ledger.views import Found, Passage, ReportRow, Rows, Scope

PIECES = 4
"""Pieces of text that are looked at for each report wanted: a long report has more, each found by itself."""


def reports(
    connection: Connection, scope: Scope | None, *, limit: int | None, after: str | None, revised: bool = False
) -> Rows[ReportRow]:
    """List reports, or the revised ones alone, newest publication first, those without a date last."""
    asked = wanted(scope, dated=False)
    since, until = period(scope) if scope else (None, None)
    before = number_of(after)
    where = [current.c.moment >= since] if since else []
    where += [current.c.moment < until] if until else []
    where += [current.c.number < before] if before is not None else []
    where += [current.c.revisions > 1] if revised else []
    if asked and limit is not None:
        rows = _newest(connection, asked, where, limit + 1, _bounds(since, until, before))
    else:
        chosen = select(current).where(*where).order_by(current.c.number.desc())
        if asked:
            chosen = chosen.where(current.c.report.in_(_pieces(connection, asked).with_only_columns(passage.c.report)))
        rows = connection.execute(chosen.limit(limit + 1) if limit is not None else chosen).all()
    more = limit is not None and len(rows) > limit
    shown_rows = rows[:limit] if more else rows
    return Rows([_report(row) for row in shown_rows], str(shown_rows[-1].number) if more else None)


def _pieces(connection: Connection, asked: Wanted, low: int = 0, high: int = MOST) -> Select[tuple[int, str]]:
    """Choose the pieces of text that are what is wanted, from one number to another, both included."""
    shape, key, found = index.hits(connection, "passage_words", asked, low=low, high=high)
    chosen = select(passage.c.number, passage.c.report).select_from(shape.join(passage, passage.c.number == key))
    return chosen.where(*found).order_by(key.desc())


def _bounds(since: str | None, until: str | None, before: int | None) -> tuple[int, int]:
    """Give between which numbers the pieces of reports lie: those of a report have its minute."""
    ends = [before] if before is not None else []
    ends += [first_at(until)] if until else []
    return first_at(since) if since else 0, min(ends, default=MOST) | LAST


def _newest(
    connection: Connection, asked: Wanted, where: Sequence[ColumnElement[bool]], many: int, bounds: tuple[int, int]
) -> Sequence[Row[Any]]:
    """Find the newest of the reports that are what is wanted, without looking for all of them.

    Pieces and reports are numbered alike by the minute, and in no order within one: a minute is looked through whole.
    """
    (low, high), size = bounds, PIECES * many
    keys: set[str] = set()
    while True:
        pieces = connection.execute(_pieces(connection, asked, low, high).limit(size)).all()
        whole = len(pieces) < size
        begun = low if whole else first_of(pieces[-1].number) + LAST + 1  # the minute that it broke off in is left out
        found = {row.report for row in pieces if row.number >= begun}
        keys |= found
        chosen = select(current).where(within(connection, current.c.report, sorted(keys)), *where)
        rows = connection.execute(chosen.order_by(current.c.number.desc()).limit(many)).all()
        if whole or len(rows) == many:
            return rows
        size = size if found else 2 * size
        high = begun - 1


def _report(row: Row[Any]) -> ReportRow:
    """Make a list's row."""
    return ReportRow(
        id=row.report,
        title=row.title,
        published=row.published,
        publisher=row.publisher,
        url=row.url,
        attributions=row.attributions,
        claims=row.claims,
        revisions=row.revisions,
    )


def texts(connection: Connection, scope: Scope, *, limit: int, after: str | None) -> Rows[Found]:
    """Search reports' texts: a passage of each piece of a text that has what is searched for, newest first."""
    asked = wanted(scope, dated=False)
    since, until = period(scope)
    where = [current.c.moment >= since] if since else []
    where += [current.c.moment < until] if until else []
    columns = (passage.c.number, passage.c.report, passage.c.start, passage.c.body)
    if where:
        there = select(current.c.report).where(*where)
        found: Listed = paged(
            connection,
            passage,
            *columns,
            searched="passage_words",
            wanted=asked,
            where=[passage.c.report.in_(there)],
            limit=limit,
            after=after,
        )
    else:
        found = paged(connection, passage, *columns, searched="passage_words", wanted=asked, limit=limit, after=after)
    rows, following = found
    told = reports_of(connection, [row.report for row in rows])
    return Rows([_found(row, told[row.report], asked.terms) for row in rows], following)


def _found(row: Row[Any], told: Row[Any], terms: Any) -> Found:
    """Make a hit of a piece of text."""
    text = (inflated(row.body) or b"").decode("utf-8", "surrogatepass")
    return hit(told, shown(text, row.start, terms))


def hit(told: Row[Any], part: Passage, **rest: Any) -> Found:
    """Make a hit of a passage, with the facts of its report."""
    return Found(
        report=told.report,
        title=told.title,
        publisher=told.publisher,
        published=told.published,
        url=told.url,
        passage=part,
        **rest,
    )


def reports_of(connection: Connection, keys: Sequence[str]) -> dict[str, Row[Any]]:
    """Load the facts of reports."""
    chosen = select(current).where(within(connection, current.c.report, sorted(set(keys))))
    return {row.report: row for row in connection.execute(chosen)}


def counted(connection: Connection) -> int:
    """Count the reports."""
    return connection.execute(select(func.count()).select_from(current)).scalar_one()
