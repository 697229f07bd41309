"""Full text on both databases: the same documents, the same queries, the same hits in the same order.

A document is a number, stems in order, and facets. SQLite has an FTS5 table of two columns, PostgreSQL a tsvector that
we write ourselves: no parser or dictionary of a database has a say.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    TableClause,
    bindparam,
    column,
    delete,
    insert,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from .facets import Facets, Wanted
from .packing import storable
from .sets import within
from .terms import Term

Document = tuple[int, Sequence[str], Facets]
LAST_POSITION = 16_383
"""PostgreSQL keeps no position past this; a document ends well before it, for `passages` cuts texts into pieces."""
MOST_POSITIONS = 255
"""PostgreSQL keeps no more positions of one word."""
LONGEST_LEXEME = 500
"""PostgreSQL refuses one of more than 2,046 bytes: these characters are at most 2,000."""


def _fts(name: str) -> TableClause:
    """Give a search table as SQLite has it."""
    return table(name, column("rowid", BigInteger), column("words"), column("facets"))


def _terms(name: str) -> TableClause:
    """Give a search table as PostgreSQL has it."""
    return table(name, column("number", BigInteger), column("terms", TSVECTOR))


def put(connection: Connection, name: str, documents: Iterable[Document]) -> None:
    """Add documents to a search table."""
    rows: list[dict[str, Any]]
    if connection.dialect.name == "sqlite":
        rows = [
            {"rowid": number, "words": " ".join(stems), "facets": " ".join(sorted(facets))}
            for number, stems, facets in documents
        ]
        if rows:
            connection.execute(insert(_fts(name)), rows)
        return
    rows = [{"number": number, "terms": _tsvector(stems, facets)} for number, stems, facets in documents]
    if rows:
        connection.execute(text(f"INSERT INTO {name} VALUES (:number, CAST(:terms AS tsvector))"), rows)  # noqa: S608


def drop(connection: Connection, name: str, numbers: Sequence[int]) -> None:
    """Remove documents from a search table."""
    if numbers:
        shape, key = _shape(connection, name)
        connection.execute(delete(shape).where(within(connection, key, numbers)))


def _shape(connection: Connection, name: str) -> tuple[TableClause, ColumnElement[int]]:
    """Give a search table and its column of numbers."""
    if connection.dialect.name == "sqlite":
        shape = _fts(name)
        return shape, shape.c.rowid
    shape = _terms(name)
    return shape, shape.c.number


def search(
    connection: Connection, name: str, wanted: Wanted
) -> tuple[TableClause, ColumnElement[int], ColumnElement[bool]]:
    """Give a search table, its column of numbers, and the condition that a document is what is wanted."""
    shape, key = _shape(connection, name)
    if connection.dialect.name == "sqlite":
        return shape, key, text(f"{name} MATCH :wanted").bindparams(bindparam("wanted", _match(wanted)))  # type: ignore[return-value]
    asked = text(f"{name}.terms @@ CAST(:wanted AS tsquery)").bindparams(bindparam("wanted", _tsquery(wanted)))
    return shape, key, asked  # type: ignore[return-value]


def hits(
    connection: Connection,
    name: str,
    wanted: Wanted,
    *,
    low: int | None = None,
    high: int | None = None,
    most: int | None = None,
) -> tuple[FromClause, ColumnElement[int], list[ColumnElement[bool]]]:
    """Give where to choose documents from, to be taken newest first: a table, its column of numbers, and conditions.

    Those from one number to another, both included; `most` of them where none of them will be passed over.

    SQLite finds them in that order. PostgreSQL either walks down the numbers, looking at each document, or finds all in
    its index and sorts them; it takes words for spread evenly over time, and so walks far where they are an old
    story's. Where there are few, we have it find all.
    """
    shape, key, found = search(connection, name, wanted)
    conditions = [found]
    conditions += [key >= low] if low is not None else []
    conditions += [key <= high] if high is not None else []
    if connection.dialect.name == "sqlite" or _expected(connection, name, wanted) > FEW:
        return shape, key, conditions
    few = select(key.label("number")).select_from(shape).where(*conditions).cte("hits").prefix_with("MATERIALIZED")
    if most is None:
        return few, few.c.number, []
    newest = select(few.c.number).order_by(few.c.number.desc()).limit(most).subquery("newest")
    return newest, newest.c.number, []


FEW = 20_000
"""Documents that PostgreSQL finds and sorts in less than a tenth of a second; of a million, walking finds more soon."""


def _expected(connection: Connection, name: str, wanted: Wanted) -> float:
    """Give how many documents PostgreSQL expects, by its statistics of words."""
    asked = text(f"EXPLAIN (FORMAT JSON) SELECT number FROM {name} WHERE terms @@ CAST(:wanted AS tsquery)")  # noqa: S608
    (plan,) = connection.execute(asked, {"wanted": _tsquery(wanted)}).scalar_one()
    rows: float = plan["Plan"]["Plan Rows"]
    return rows


def _match(wanted: Wanted) -> str:
    """Write a query of FTS5."""
    parts = []
    standing = [_phrase(one) for one in wanted.terms if not one.without]
    if standing:
        missing = "".join(f" NOT {_phrase(one)}" for one in wanted.terms if one.without)
        parts.append(f"words : (({' AND '.join(standing)}){missing})")
    for group in wanted.groups:
        choices = (" AND ".join(map(_token, choice)) for choice in group)
        parts.append(f"facets : ({' OR '.join(f'({one})' for one in choices)})")
    return " AND ".join(f"({part})" for part in parts)


def _token(facet: str) -> str:
    """Write one facet for FTS5: whoever asks for it can't leave its quotes."""
    return '"' + storable(facet).replace('"', '""') + '"'


def _phrase(term: Term) -> str:
    """Write one term for FTS5."""
    return f'"{" ".join(term.stems)}"' + (" *" if term.begins else "")


def _tsquery(wanted: Wanted) -> str:
    """Write a query of PostgreSQL."""
    parts = []
    for one in wanted.terms:
        words = [_quoted(stem) for stem in one.stems]
        words[-1] += ":*" if one.begins else ""
        parts.append(("!" if one.without else "") + f"({' <-> '.join(words)})")
    for group in wanted.groups:
        choices = (" & ".join(_quoted(one) for one in choice) for choice in group)
        parts.append(f"({' | '.join(f'({one})' for one in choices)})")
    return " & ".join(parts)


def _quoted(lexeme: str) -> str:
    """Quote a lexeme, as much of it as PostgreSQL takes."""
    return "'" + storable(lexeme)[:LONGEST_LEXEME].replace("\\", "\\\\").replace("'", "''") + "'"


def _tsvector(stems: Sequence[str], facets: Facets) -> str:
    """Write a tsvector: words with their positions, facets without."""
    places: dict[str, list[int]] = {}
    for position, stem in enumerate(stems, 1):
        if position <= LAST_POSITION and len(places.setdefault(stem, [])) < MOST_POSITIONS:
            places[stem].append(position)
    words = [f"{_quoted(stem)}:{','.join(map(str, at))}" for stem, at in places.items()]
    return " ".join([*words, *(_quoted(one) for one in sorted(facets))])
