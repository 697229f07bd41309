"""Pages of lists: newest first, by the numbers that order rows by time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select

from reportedly.errors import BadSetting
from reportedly.ledger import index
from reportedly.ledger.facets import Wanted

Listed = tuple[Sequence[Row[Any]], str | None]
MOST = 2**63 - 1
"""No database keeps a higher number."""
DIGITS = len(str(MOST))


def number_of(cursor: str | None) -> int | None:
    """Read a cursor. Raises BadSetting where it's none of ours."""
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= DIGITS and int(cursor) <= MOST):
        raise BadSetting(f"{cursor!r} is no cursor: give the `next` of the page before")
    return int(cursor)


def paged(
    connection: Connection,
    table: Table,
    *columns: Any,
    searched: str,
    wanted: Wanted,
    where: Sequence[ColumnElement[bool]] = (),
    bounds: tuple[int, int] | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> Listed:
    """Give a page of a table's rows, newest first, and the cursor of the next; `columns` must have its number.

    Of `bounds`, lowest and highest number, no others are looked at.
    """
    before = number_of(after)
    low, high = bounds if bounds is not None else (None, None)
    if before is not None:
        high = before - 1 if high is None else min(high, before - 1)
    if wanted:
        most = limit + 1 if limit is not None and not where else None
        shape, order, found = index.hits(connection, searched, wanted, low=low, high=high, most=most)
        chosen = select(*columns).select_from(shape.join(table, table.c.number == order)).where(*found)
    else:
        order = table.c.number
        ends = ([order >= low] if low is not None else []) + ([order <= high] if high is not None else [])
        chosen = select(*columns).select_from(table).where(*ends)
    chosen = chosen.where(*where).order_by(order.desc())
    rows = connection.execute(chosen.limit(limit + 1) if limit is not None else chosen).all()
    if limit is None or len(rows) <= limit:
        return rows, None
    return rows[:limit], str(rows[limit - 1].number)


def overlaps(table: Table, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """Say that rows' intervals share a moment with a period; one that isn't known shares none."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append((table.c.ends > since) | (table.c.ends.is_(None) & (table.c.starts >= since)))
    if until is not None:
        conditions.append((table.c.starts < until) | (table.c.starts.is_(None) & (table.c.ends <= until)))
    return conditions
