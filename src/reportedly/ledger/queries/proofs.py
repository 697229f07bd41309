"""What proves where some reports come from: the rows that were kept of them, their bytes, and the log that has both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from reportedly.ledger.packing import inflated
from reportedly.ledger.schema import (
    capture,
    current,
    entry,
    erasure,
    judged,
    judgement,
    reading,
    report,
    retrieval,
    revision,
)
from reportedly.ledger.sets import within

Row = dict[str, Any]
FEW_ROWS = 500
"""Entries that are held at once."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was kept of some reports. `rows` are those of the logged tables, by table, without bytes.

    `first` is the number of the log's first entry about any of them; from it to the log's head all entries are needed.
    """

    rows: dict[str, list[Row]]
    first: int


def proof(connection: Connection, reports: Sequence[str], about: Sequence[str]) -> Proof:
    """Give the rows of reports as they stand, and of the judgements about them or about other things."""
    stands = select(current.c.revision).where(within(connection, current.c.report, list(reports)))
    revisions = list(connection.execute(stands).scalars())
    captures = select(revision.c.capture).where(within(connection, revision.c.id, revisions))
    read = select(current.c.reading).where(within(connection, current.c.report, list(reports)))
    decided = select(judged.c.judgement).where(within(connection, judged.c.subject, [*reports, *about]))
    chosen = {
        capture: capture.c.sha256.in_(captures),
        report: within(connection, report.c.id, list(reports)),
        revision: within(connection, revision.c.id, revisions),
        reading: reading.c.sha256.in_(read),
        retrieval: within(connection, retrieval.c.revision, revisions),
        judgement: judgement.c.id.in_(decided),
        erasure: within(connection, erasure.c.report, list(reports)),
    }
    rows = {table.name: _rows(connection, table, where) for table, where in chosen.items()}
    return Proof(rows, _first(connection, rows))


def _rows(connection: Connection, table: Table, where: Any) -> list[Row]:
    """Give rows without their bytes, by key."""
    columns = [column for column in table.columns if column.name not in ("content", "body")]
    key = next(iter(table.primary_key.columns))
    return [dict(row._mapping) for row in connection.execute(select(*columns).where(where).order_by(key))]  # noqa: SLF001


def _first(connection: Connection, rows: dict[str, list[Row]]) -> int:
    """Give the number of the first entry about any of these rows; 1 where there is none."""
    found = []
    for name, some in rows.items():
        keys = [next(iter(row.values())) for row in some]
        logged = (entry.c.kind == name) & within(connection, entry.c.subject, keys)
        found.append(connection.execute(select(func.min(entry.c.number)).where(logged)).scalar())
    return min((number for number in found if number is not None), default=1)


def entries(connection: Connection, first: int) -> Iterator[Row]:
    """Yield the log's entries from a number on, to its head."""
    chosen = select(entry).where(entry.c.number >= first).order_by(entry.c.number)
    for row in connection.execute(chosen.execution_options(yield_per=FEW_ROWS)):
        yield dict(row._mapping)  # noqa: SLF001


def content(connection: Connection, table: str, key: str) -> bytes | None:
    """Give the bytes of a capture, or of a reading's JSON form; None where they were erased, or are damaged."""
    kept = {"capture": (capture.c.sha256, capture.c.content), "reading": (reading.c.sha256, reading.c.body)}
    column, packed = kept[table]
    found = connection.execute(select(packed).where(column == key)).scalar()
    return inflated(found) if found else None
