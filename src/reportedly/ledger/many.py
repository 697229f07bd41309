"""Rows by the many: plain tuples into a table at once, and the numbers that are free for them."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Double, SmallInteger, Table, select

from .numbers import ordinal
from .sets import batches, within

AT_ONCE = 20_000
"""Rows that are handed to the database in one statement."""
KINDS: tuple[tuple[type[Any], str], ...] = ((Double, "float8"), (SmallInteger, "int2"), (BigInteger, "int8"))
"""PostgreSQL's name of a column's type, for columns of numbers."""


def pour(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of numbers alone, each a value for every column of the table, in its order."""
    quoted = connection.dialect.identifier_preparer.format_column
    names = ", ".join(quoted(column) for column in table.columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        for some in batches(rows, AT_ONCE):
            connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(some))  # noqa: S608 - our names
        return
    arrays = ", ".join(f"%s::{_kind(column)}[]" for column in table.columns)
    for some in batches(rows, AT_ONCE):
        columns = tuple(list(column) for column in zip(*some, strict=True))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays})", columns)  # noqa: S608 - our names


def _kind(column: Any) -> str:
    """Give PostgreSQL's name of a column's type."""
    return next(name for kind, name in KINDS if isinstance(column.type, kind))


def free_numbers(connection: Connection, table: Table, keyed: Sequence[tuple[str | None, str]]) -> list[int]:
    """Give each thing its number by moment and key; where one is taken, the next that is free."""
    numbers = [ordinal(when, key) for when, key in keyed]
    taken = set(_taken(connection, table, numbers))
    for place, number in enumerate(numbers):
        free = number
        while free in taken:
            free += 1
            if free not in taken:
                taken.update(_taken(connection, table, [free]))
        taken.add(free)
        numbers[place] = free
    return numbers


def _taken(connection: Connection, table: Table, numbers: Sequence[int]) -> Iterator[int]:
    """Yield those of some numbers that are taken."""
    if numbers:
        chosen = select(table.c.number).where(within(connection, table.c.number, numbers))
        yield from connection.execute(chosen).scalars()
