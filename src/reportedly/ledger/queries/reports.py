"""Lists of reports, and searches of their texts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from reportedly.ledger import index
from reportedly.ledger.facets import period, wanted
from reportedly.ledger.packing import inflated
from reportedly.ledger.passages import shown
from reportedly.ledger.queries.paging import Listed, number_of, paged
from reportedly.ledger.schema import current, passage
from reportedly.ledger.sets import within
from reportedly.ledger.views import Found, Passage, ReportRow, Rows, Scope


def reports(connection: Connection, scope: Scope | None, *, limit: int | None, after: str | None) -> Rows[ReportRow]:
    """List reports, newest publication first, those without a date last."""
    asked = wanted(scope, dated=False)
    chosen = select(current)
    if asked:
        shape, key, found = index.search(connection, "passage_words", asked)
        pieces = select(passage.c.report).select_from(shape.join(passage, passage.c.number == key)).where(found)
        chosen = chosen.where(current.c.report.in_(pieces))
    since, until = period(scope) if scope else (None, None)
    if since:
        chosen = chosen.where(current.c.moment >= since)
    if until:
        chosen = chosen.where(current.c.moment < until)
    before = number_of(after)
    if before is not None:
        chosen = chosen.where(current.c.number < before)
    chosen = chosen.order_by(current.c.number.desc())
    rows = connection.execute(chosen.limit(limit + 1) if limit is not None else chosen).all()
    more = limit is not None and len(rows) > limit
    shown_rows = rows[:limit] if more else rows
    return Rows([_report(row) for row in shown_rows], str(shown_rows[-1].number) if more else None)


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
