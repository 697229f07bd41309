"""The ledger as its users see it: open it, add to it, ask it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import ColumnElement, Connection, func, select

from reportedly.model import Page, Reading

from .arriving import Arrived, Status, arrive
from .asking import Asking
from .deciding import Deciding
from .deriving import Derivation, version_of
from .keeping import rows_of
from .log import Head, head_of
from .naming import report_named
from .packing import reading_of
from .postgres import shown
from .reconciling import Reconciler
from .schema import current, metadata, reading, retrieval
from .settling import settle
from .standing import stand
from .store import Place, asking, meaningful, open_engine, place_of, writing
from .verify import Problem, problems

AT_ONCE = 400
"""Reports of one transaction where many are added, or derived anew: a kill loses no more than these."""


@dataclass(frozen=True, slots=True)
class Added:
    """Say what adding a report did: it is new, `revised` (other bytes), `reread` (another reading), or `unchanged`.

    `erased`: these bytes, or all there was of the report, were erased from the ledger, and aren't taken up again.
    """

    report: str
    status: Status


class Ledger(Asking, Deciding):
    """Keep every capture, reading and judgement in one SQLite file or PostgreSQL database; nothing in it is altered.

    >>> with Ledger("ledger.sqlite") as ledger:  # doctest: +SKIP
    ...     ledger.add(page, reading)

    Args:
        place: The file (it and its folder are made where they don't exist), or `postgresql://user:password@host/name`.
        readonly: Open an existing ledger without ever writing to it.
        reconciler: What decides which claims answer the same question; without it reports are kept, and reconciled
            when the ledger is next opened with one.

    Raises:
        LedgerError: It can't be opened; the message says why and what to do.
    """

    def __init__(self, place: Place, *, readonly: bool = False, reconciler: Reconciler | None = None) -> None:
        self.place = place_of(place)
        self.readonly = readonly
        self.reconciler = reconciler
        self._engine = open_engine(self.place, create=not readonly)

    @property
    def path(self) -> Path:
        """The file it is kept in."""
        return Path(self.place)

    @property
    def shown(self) -> str:
        """Where it is kept, as it may be shown: without a password."""
        return shown(self.place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let it go. What was added is safe already."""
        self._engine.dispose()

    def add(self, page: Page, reading_: Reading) -> Added:
        """Keep a capture and what was read in it; once this returns, neither a kill nor a power cut loses it.

        Adding the same again changes nothing. Raises LedgerError; then nothing of it was written.
        """
        return self.add_all([(page, reading_)])[0]

    def add_all(self, pairs: Iterable[tuple[Page, Reading]]) -> list[Added]:
        """Keep several in one transaction: all of them or none. Raises LedgerError."""
        kept = [(read, rows_of(page, read)) for page, read in pairs]
        with self._writing() as connection:
            arrived = arrive(connection, [rows for _, rows in kept])
            both = [(one, read) for one, (read, _) in zip(arrived, kept, strict=True)]
            self._follow_up(connection, arrived, {one.reading: read for one, read in both})
        return [Added(read.report.id, one.status) for one, read in both]

    def _follow_up(self, connection: Connection, arrived: Iterable[Arrived], known: dict[str, Reading]) -> None:
        """Bring what reports add up to in line with what arrived of them; `known` are readings by their keys."""
        stood = stand(connection, list(dict.fromkeys(one.report for one in arrived if one.new)))
        changed = {key: its.now for key, its in stood.items() if its.now != its.before}
        if self.reconciler and changed:
            done = Derivation(connection, self.reconciler)
            done.take({key: known.get(now or "") or read_from(connection, now) for key, now in changed.items()})
            settle(done)

    def load(self, pairs: Iterable[tuple[Page, Reading]]) -> Iterator[Added]:
        """Keep any number of reports, by so many a transaction, and yield what became of each once it's safe."""
        waiting: list[tuple[Page, Reading]] = []
        for pair in pairs:
            waiting.append(pair)
            if len(waiting) == AT_ONCE:
                yield from self.add_all(waiting)
                waiting = []
        yield from self.add_all(waiting)

    def reading(self, name: str) -> Reading:
        """Give the current reading of a report by its id, the beginning of its id, or its URL.

        Raises NotFound where none, or more than one, is meant.
        """
        with self._asking() as connection:
            row = report_named(connection, name, self.place)
            seen = select(func.max(retrieval.c.retrieved)).where(retrieval.c.revision == row.revision)
            retrieved = connection.execute(seen).scalar()
            read = read_from(connection, row.reading)
        return replace(read, report=replace(read.report, retrieved=retrieved)) if retrieved else read

    def stale(self) -> int:
        """Count the reports that aren't reconciled yet, or were by another version of the reconciler."""
        if self.reconciler is None:
            return 0
        with self._asking() as connection:
            return connection.execute(select(func.count()).select_from(current).where(self._behind())).scalar_one()

    def catch_up(self, told: Callable[[int, int], None] = lambda _done, _total: None) -> int:
        """Reconcile the reports that aren't yet; `told(done, total)` hears how far it is. Give how many there were."""
        total, count = self.stale(), 0
        while count < total:
            with self._writing() as connection:
                done = Derivation(connection, self.reconciler)  # type: ignore[arg-type]  # none is stale without one
                chosen = select(current.c.report, current.c.reading).where(self._behind())
                rows = connection.execute(chosen.order_by(current.c.number).limit(AT_ONCE)).all()
                done.take({row.report: read_from(connection, row.reading) for row in rows})
                settle(done)
            count += len(rows)
            told(count, total)
            if not rows:
                break
        return count

    def _behind(self) -> ColumnElement[bool]:
        """Say that a report of `current` isn't reconciled by our reconciler."""
        version = version_of(self.reconciler) if self.reconciler else None
        return current.c.derived.is_(None) | (current.c.derived != version)

    def head(self) -> Head:
        """Give the log's head, to be kept elsewhere and verified against."""
        with self._asking() as connection:
            return head_of(connection)

    def counts(self) -> dict[str, int]:
        """Count what is kept, by table."""
        with self._asking() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one()
                for name in ("capture", "report", "revision", "reading", "claim", "question", "judgement", "entry")
            }

    def verify(self, against: Head | None = None, *, derived: bool = True) -> list[Problem]:
        """Check the log's chain, every hash and span, and that what is derived follows; give what is wrong.

        `against` is a head kept elsewhere: the log must still have it. Without `derived` only what was kept is checked.
        """
        from .rederiving import derived_wrongly, stood_wrongly

        with self._asking() as connection:
            found = list(problems(connection, against=against))
            if derived:
                found.extend(stood_wrongly(connection))
            if derived and self.reconciler:
                found.extend(derived_wrongly(connection, self.reconciler))
            return found

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        """Give a connection that reads; errors say what to do."""
        with meaningful(self.place), asking(self._engine).connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a transaction that writes, with the ledger's lock; errors say what to do, and leave nothing."""
        with meaningful(self.place), writing(self._engine).begin() as connection:
            yield connection


def read_from(connection: Connection, sha256: str | None) -> Reading:
    """Load a reading."""
    body: bytes = connection.execute(select(reading.c.body).where(reading.c.sha256 == sha256)).scalar_one()
    return reading_of(body)
