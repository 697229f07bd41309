"""The ledger as its users see it: open it, add to it, ask it."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Select, Table, func, insert, or_, select

from reportedly.errors import NotFound
from reportedly.model import Page, Reading, from_json, to_json

from .log import Head, append, head_of
from .schema import capture, entry, reading, report, revision
from .store import meaningful, open_engine, writing
from .verify import Problem, problems
from .views import ReportRow

FEW = 3
"""Reports that are named where more than one may be meant."""


@dataclass(frozen=True, slots=True)
class Added:
    """Say what adding a report did: it is new, `revised` (other bytes), `reread` (another reading), or `unchanged`."""

    report: str
    status: Literal["added", "revised", "reread", "unchanged"]


class Ledger:
    """Keep every capture and reading in one SQLite file; nothing in it is ever altered.

    >>> with Ledger("ledger.sqlite") as ledger:  # doctest: +SKIP
    ...     ledger.add(page, reading)

    Args:
        path: The file; it and its folder are made where they don't exist.
        readonly: Open an existing ledger without ever writing to it.

    Raises:
        LedgerError: It can't be opened; the message says why and what to do.
    """

    def __init__(self, path: str | Path, *, readonly: bool = False) -> None:
        self.path = Path(path)
        self._engine = open_engine(self.path, create=not readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go. What was added is safe already."""
        self._engine.dispose()

    def add(self, page: Page, reading_: Reading) -> Added:
        """Keep a capture and what was read in it; once this returns, neither a kill nor a power cut loses it.

        Adding the same again changes nothing. Raises LedgerError; then nothing of it was written.
        """
        kept = _Kept(page, reading_)
        with meaningful(self.path), writing(self._engine).begin() as connection:
            known = connection.execute(select(report.c.id).where(report.c.id == kept.report)).first() is not None
            new = [kind for kind, values in kept.rows() if _insert(connection, kind, values)]
        status: Literal["added", "revised", "reread", "unchanged"] = (
            "unchanged" if not new else "added" if not known else "revised" if revision in new else "reread"
        )
        return Added(kept.report, status)

    def reports(self, *, limit: int | None = None) -> list[ReportRow]:
        """List the reports, newest publication first, those without a date last."""
        with meaningful(self.path), self._engine.connect() as connection:
            rows = connection.execute(_listed(limit)).all()
        return [ReportRow(*row) for row in rows]

    def reading(self, name: str) -> Reading:
        """Give the current reading of a report by its id, the beginning of its id, or its URL.

        Raises NotFound where none, or more than one, is meant.
        """
        with meaningful(self.path), self._engine.connect() as connection:
            key = self._resolve(connection, name)
            shown = _current().where(revision.c.report == key).order_by(entry.c.number.desc()).limit(1)
            body: bytes = connection.execute(shown.add_columns(reading.c.body)).one().body
        return from_json(Reading, zlib.decompress(body))

    def head(self) -> Head:
        """Give the log's head, to be kept elsewhere and verified against."""
        with meaningful(self.path), self._engine.connect() as connection:
            return head_of(connection)

    def counts(self) -> dict[str, int]:
        """Count what is kept, by table."""
        with meaningful(self.path), self._engine.connect() as connection:
            tables = (capture, report, revision, reading, entry)
            return {one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables}

    def verify(self) -> list[Problem]:
        """Check the log's chain and every hash and span; an empty list is a clean ledger."""
        with meaningful(self.path), self._engine.connect() as connection:
            return list(problems(connection))

    def _resolve(self, connection: Connection, name: str) -> str:
        """Find the one report that is meant."""
        # bytes of a command line that are no text are in no id
        name = name.encode(errors="replace").decode()
        if connection.execute(select(report.c.id).where(report.c.id == name)).first():
            return name
        meant = or_(report.c.id.startswith(name, autoescape=True), report.c.url == name)
        several = select(report.c.id).where(meant).order_by(report.c.id).limit(FEW)
        found: list[str] = list(connection.execute(several).scalars())
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"no report {name!r} in {self.path}: `reportedly list` shows those there are")
        more = ", or more" if len(found) == FEW else ""
        raise NotFound(f"{name!r} may be {' or '.join(found)}{more}: give more of its id")


class _Kept:
    """What one report comes to in the tables: rows in the order in which they refer to one another."""

    def __init__(self, page: Page, reading_: Reading) -> None:
        content = page.content.encode("utf-8", "surrogatepass") if isinstance(page.content, str) else page.content
        body = to_json(reading_).encode("utf-8", "surrogatepass")
        self.report = reading_.report.id
        capture_id = hashlib.sha256(content).hexdigest()
        revision_id = hashlib.sha256(f"{self.report}\n{capture_id}".encode("utf-8", "surrogatepass")).hexdigest()
        self._rows: list[tuple[Table, dict[str, Any]]] = [
            (
                capture,
                {
                    "sha256": capture_id,
                    "media": page.media or "text",
                    "size": len(content),
                    "content": zlib.compress(content),
                },
            ),
            (report, {"id": self.report, "url": reading_.report.url}),
            (
                revision,
                {"id": revision_id, "report": self.report, "capture": capture_id, "retrieved": page.retrieved},
            ),
            (
                reading,
                {
                    "sha256": hashlib.sha256(body).hexdigest(),
                    "revision": revision_id,
                    "reader": f"{reading_.reader.version} {reading_.reader.model}",
                    "published": reading_.report.published,
                    "title": reading_.report.title,
                    "publisher": reading_.report.publisher,
                    "attributions": len(reading_.attributions),
                    "claims": len(reading_.claims),
                    "body": zlib.compress(body),
                },
            ),
        ]

    def rows(self) -> list[tuple[Table, dict[str, Any]]]:
        """Give table and values of each row."""
        return self._rows


def _insert(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row and log it, unless it's there already."""
    key = next(iter(table.primary_key.columns))
    if connection.execute(select(key).where(key == values[key.name])).first():
        return False
    connection.execute(insert(table).values(values))
    append(connection, table.name, values[key.name])
    return True


def _current() -> Select[Any]:
    """Select readings with the log's entry of each: a report's current one is that of the highest number."""
    return (
        select(reading.c.sha256)
        .join(revision, revision.c.id == reading.c.revision)
        .join(entry, (entry.c.kind == reading.name) & (entry.c.subject == reading.c.sha256))
    )


def _listed(limit: int | None) -> Select[Any]:
    """Select the fields of `ReportRow`, each report with its current reading; bodies are left where they are."""
    rank = func.row_number().over(partition_by=revision.c.report, order_by=entry.c.number.desc()).label("rank")
    ranked = _current().add_columns(revision.c.report, rank).subquery()
    revisions = select(func.count()).select_from(revision).where(revision.c.report == report.c.id).scalar_subquery()
    return (
        select(
            report.c.id,
            reading.c.title,
            reading.c.published,
            reading.c.publisher,
            report.c.url,
            reading.c.attributions,
            reading.c.claims,
            revisions,
        )
        .join(ranked, (ranked.c.report == report.c.id) & (ranked.c.rank == 1))
        .join(reading, reading.c.sha256 == ranked.c.sha256)
        .order_by(reading.c.published.is_(None), reading.c.published.desc(), report.c.id)
        .limit(limit)
    )
