"""A ledger multiplied: copies of all that it adds up to, each a world of its own, so that its size costs no night.

Every copy stands under other ids, numbers and blocks, with its words and facets in the search, as if the same press had
told of as many worlds in the same days; nothing of one copy is compared with another's. Captures aren't copied, and
copies aren't in the log, so `verify` refuses such a ledger: it's for the times of questions, of pages and of adding.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, create_engine, event, select, text

from reportedly.ledger.schema import (
    SEARCHED,
    blocking,
    claim,
    current,
    imprint,
    link,
    passage,
    question,
    reading,
    report,
    retrieval,
    revision,
)

ROWS = (report, revision, retrieval, reading, current, imprint, claim, question, passage)
"""Tables whose rows are copied one by one, in the order in which they refer to one another."""
SHIFT = 26
"""A copy's number stands in these bits and above of its rows' numbers: of their hash, so that their minute stays."""
MOST = 1 << 7
"""Copies that find room there."""
AT_ONCE = 5_000
INDEXES = ("link_by_second", "blocking_by_claim", *(f"{name}_terms" for name in SEARCHED))
"""Indexes that PostgreSQL builds anew faster than it fills them."""


class Worlds:
    """A ledger of the synthetic press, and copies of what it held when this was begun: `upto` adds them."""

    def __init__(self, place: str | Path) -> None:
        self._engine = _engine(place)
        self._connection = self._engine.connect()
        self.copies = 1

    def __enter__(self) -> Self:
        with self._connection.begin():
            self._originals = {table: self._connection.execute(select(table)).all() for table in ROWS}
            for name in (link.name, blocking.name, *SEARCHED):
                numbered = "rowid AS number, words, facets"
                columns = numbered if _is_sqlite(self._connection) and name in SEARCHED else "*"
                self._connection.execute(text(f"CREATE TEMP TABLE o_{name} AS SELECT {columns} FROM {name}"))  # noqa: S608 - our names
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._engine.dispose()

    def upto(self, copies: int) -> None:
        """Let there be so many, the original among them."""
        if copies > MOST:
            raise ValueError(f"{copies} copies are more than {MOST}")
        with self._connection.begin(), _without_indexes(self._connection):
            for number in range(self.copies, copies):
                _copy(self._connection, number, self._originals)
        self.copies = max(self.copies, copies)
        with self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            tidy = "PRAGMA wal_checkpoint(TRUNCATE)" if _is_sqlite(connection) else "VACUUM ANALYZE"
            connection.execute(text(tidy))


def _is_sqlite(connection: Connection) -> bool:
    """Say which database it is."""
    return connection.dialect.name == "sqlite"


def _engine(place: str | Path) -> Engine:
    """Open a ledger for writing much: SQLite without waiting for the disk, since who is killed here begins anew."""
    if not isinstance(place, Path):
        return create_engine(place.replace("postgresql://", "postgresql+psycopg://", 1))
    engine = create_engine(f"sqlite:///{place}")

    @event.listens_for(engine, "connect")
    def swift(raw: Any, _: object) -> None:
        """Set what makes it swift."""
        for setting in ("synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
            raw.execute(f"PRAGMA {setting}")

    return engine


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """Have PostgreSQL build its largest indexes at the end."""
    made: Sequence[str] = ()
    if not _is_sqlite(connection):
        asked = text("SELECT indexdef FROM pg_indexes WHERE indexname = ANY(:names)").bindparams(names=list(INDEXES))
        made = connection.execute(asked).scalars().all()
        for name in INDEXES:
            connection.execute(text(f"DROP INDEX {name}"))
    yield
    for one in made:
        connection.execute(text(one))


def _copy(connection: Connection, number: int, originals: dict[Table, Sequence[Any]]) -> None:
    """Add one copy."""
    world = _World(number, {row.id: row.report for row in originals[revision]})
    for table in ROWS:
        _put(connection, table, (world.renamed(table, row) for row in originals[table]))
    for statement in _statements(world.number << SHIFT, sqlite=_is_sqlite(connection)):
        connection.execute(text(statement))


def _put(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Add rows the swiftest way that the database has."""
    names = ", ".join(connection.dialect.identifier_preparer.format_column(column) for column in table.columns)
    values = (tuple(row.values()) for row in rows)
    if _is_sqlite(connection):
        marks = ", ".join("?" * len(table.columns))
        while some := list(islice(values, AT_ONCE)):
            connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", some)  # noqa: S608 - our names
        return
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as stream:
        for one in values:
            stream.write_row(one)


def _statements(bits: int, *, sqlite: bool) -> Iterable[str]:
    """Yield what copies rows of numbers, and the search; SQLite has no exclusive or."""

    def moved(name: str) -> str:
        return f"(({name} | {bits}) - ({name} & {bits}))" if sqlite else f"({name} # {bits})"

    low, high = ("min", "max") if sqlite else ("least", "greatest")
    one, other = moved("first"), moved("second")
    pair = f"{low}({one}, {other}), {high}({one}, {other})"
    copied = [
        ("link", "", f"{pair}, verdict, score", "WHERE verdict = 0"),
        ("link", "", f"{one}, {other}, verdict, score", "WHERE verdict <> 0"),
        ("blocking", "", f"{moved('key')}, {moved('claim')}", ""),
    ]
    into, rest = ("(rowid, words, facets)", "words, facets") if sqlite else ("", "terms")
    copied += [(name, into, f"{moved('number')}, {rest}", "ORDER BY 1") for name in SEARCHED]
    for name, columns, values, which in copied:
        yield f"INSERT INTO {name}{columns} SELECT {values} FROM o_{name} {which}"  # noqa: S608 - our names


class _World:
    """Rename what stands in one copy; each value once, for rows refer to one another by them."""

    def __init__(self, number: int, reports: Mapping[str, str]) -> None:
        self.number = number
        self.reports = reports
        self.names = {
            "report": self.report, "claim": self.shifted, "question": self.shifted, "url": self.url,
            "revision": self.hashed, "reading": self.hashed, "part_of": self.shifted,
        }  # fmt: skip

    def report(self, key: str) -> str:
        """Rename a report."""
        return f"{self.number}x{key}"

    def shifted(self, key: str) -> str:
        """Rename a claim or a question; claims keep their order, by which questions are named."""
        return f"{self.number:02x}{key[:-2]}"

    def hashed(self, key: str) -> str:
        """Rename what is named by a whole hash."""
        return hashlib.sha256(f"{key} {self.number}".encode()).hexdigest()

    def url(self, url: str) -> str:
        """Rename an address."""
        return f"{url}?{self.number}"

    def renamed(self, table: Table, row: Any) -> dict[str, Any]:
        """Give a row of the copy."""
        key = {report: self.report, claim: self.shifted, question: self.shifted, reading: self.hashed}.get(table)
        names: dict[str, Callable[[str], str]] = {
            **self.names,
            "id": key or self.hashed,
            "sha256": self.hashed,
        }
        values: dict[str, Any] = row._asdict()
        for name, value in values.items():
            if name == "number":
                values[name] = value ^ (self.number << SHIFT)
            elif name == "body" and table is not passage:
                values[name] = self.body(value, row)
            elif name in names and isinstance(value, str):
                values[name] = names[name](value)
        return values

    def body(self, packed: bytes, row: Any) -> bytes:
        """Give a packed JSON form in which report and claim have their names of the copy."""
        told = zlib.decompress(packed).decode()
        key = self.reports[row.revision] if "revision" in row._fields else row.report
        told = told.replace(json.dumps(key), json.dumps(self.report(key)))
        if "question" in row._fields:
            told = told.replace(json.dumps(row.id), json.dumps(self.shifted(row.id)))
        return zlib.compress(told.encode())
