"""Membership in a set of any size, as one statement that is prepared once on each database."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Connection, Integer, Text, any_, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY

T = TypeVar("T")


def within(
    connection: Connection, of: ColumnElement[Any], values: Sequence[int] | Sequence[str]
) -> ColumnElement[bool]:
    """Say that a column holds one of the values: whole numbers, or texts; of none, nothing does."""
    if connection.dialect.name == "sqlite":
        given = func.json_each(bindparam(None, json.dumps(list(values)), type_=Text())).table_valued(column("value"))
        return of.in_(select(given.c.value))
    kind = BigInteger() if isinstance(of.type, Integer) else Text()
    return of == any_(bindparam(None, list(values), type_=ARRAY(kind)))


def batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield values by so many."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
