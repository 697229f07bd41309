"""Erase a report: bytes, texts and what persons wrote of it go from every table and the files; tombstones stay."""

import json
import zlib
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, or_, select, update

from reportedly.errors import LedgerLocked
from reportedly.model import Reading, from_json

from .deriving import Derivation
from .judging import claims_of
from .keeping import digest, keep
from .schema import SEARCHED, capture, current, erasure, forecast, judged, judgement, reading, revision
from .sets import within
from .standing import stand

NOTHING = b""
NO_CAPTURE = ""
"""What the tombstone of judgements names in place of a capture."""
TEXTS = (
    *("capture", "reading", "current", "claim", "question", "forecast", "imprint", "passage", "judgement"),
    *SEARCHED,
)
"""Tables that hold words of reports."""


def erase(done: Derivation, key: str, *, reason: str, by: str, at: str) -> list[str]:
    """Erase a report and all others of the same bytes, inside the caller's transaction; give their ids."""
    connection = done.connection
    bytes_ = connection.execute(select(revision.c.capture).where(revision.c.report == key)).scalars().all()
    ties = connection.execute(select(revision).where(within(connection, revision.c.capture, sorted(set(bytes_))))).all()
    said = {one: _said_of(done, one) for one in {tie.report for tie in ties}}
    for tie in ties:
        chosen = select(reading.c.sha256).where(reading.c.revision == tie.id).order_by(reading.c.sha256)
        read = connection.execute(chosen).scalars().all()
        row = {
            "report": tie.report,
            "capture": tie.capture,
            "readings": json.dumps(list(read)),
            "by": by,
            "at": at,
            "reason": reason,
        }
        keep(connection, erasure, row | {"id": digest(*row.values())})
        connection.execute(update(capture).where(capture.c.sha256 == tie.capture).values(content=NOTHING))
        changed = update(reading).where(reading.c.revision == tie.id)
        connection.execute(changed.values(body=NOTHING, title=None))
    gone = sorted({tie.report for tie in ties})
    stood = stand(connection, gone)
    done.take({one: _read(connection, stood[one].now) for one in gone})
    for one in gone:
        if stood[one].now is None:
            _unsay(connection, one, said[one], by=by, at=at, reason=reason)
    return gone


def _read(connection: Connection, sha256: str | None) -> Reading | None:
    """Load the reading that stands, if there is one."""
    if sha256 is None:
        return None
    body = connection.execute(select(reading.c.body).where(reading.c.sha256 == sha256)).scalar_one()
    return from_json(Reading, zlib.decompress(body))


def _said_of(done: Derivation, key: str) -> list[str]:
    """Give the judgements about a report, and about what any reading of it says: claims, forecasts, such judgements.

    What also decides about other reports' claims stays, as a merge of two questions does: it holds ids, and its reason.
    """
    connection = done.connection
    ours = {key, *connection.execute(select(forecast.c.id).where(forecast.c.report == key)).scalars()}
    bodies = select(reading.c.body).join(revision).where(revision.c.report == key, reading.c.body != NOTHING)
    for body in connection.execute(bodies).scalars():
        ours.update(one.id for one in done.reconciler.testimonies(from_json(Reading, zlib.decompress(body))))
    found: set[str] = set()
    asked = ours
    while asked:
        chosen = select(judgement).join(judged, judged.c.judgement == judgement.c.id)
        rows = connection.execute(chosen.where(within(connection, judged.c.subject, sorted(asked)))).all()
        alone = {row.id for row in rows if ours.issuperset([*json.loads(row.subjects), *claims_of(row.value)])}
        asked = alone - found
        found |= asked
        ours |= asked
    return sorted(found)


def _unsay(connection: Connection, key: str, said: Sequence[str], *, by: str, at: str, reason: str) -> None:
    """Take the words out of judgements; that they were made, by whom and when, stays."""
    worded = or_(judgement.c.value.is_not(None), judgement.c.why.is_not(None))
    chosen = select(judgement.c.id).where(within(connection, judgement.c.id, said), worded)
    keys = sorted(connection.execute(chosen).scalars())
    if keys:
        row = {"report": key, "capture": NO_CAPTURE, "readings": json.dumps(keys), "by": by, "at": at, "reason": reason}
        keep(connection, erasure, row | {"id": digest(*row.values())})
        changed = update(judgement).where(within(connection, judgement.c.id, keys))
        connection.execute(changed.values(value=None, why=None))


class Tombs:
    """Tell what of some reports and captures was erased; a page of which a byte changed must not bring it back."""

    def __init__(self, connection: Connection, reports: Sequence[str], captures: Sequence[str]) -> None:
        sides = within(connection, erasure.c.report, reports), within(connection, erasure.c.capture, captures)
        rows = [row for side in sides for row in connection.execute(select(erasure).where(side))]
        self.captures = {row.capture for row in rows}
        self.readings: dict[str, set[str]] = {}
        for row in rows:
            self.readings.setdefault(row.report, set()).update(json.loads(row.readings))
        listed = select(current.c.report).where(within(connection, current.c.report, sorted(self.readings)))
        self.standing = set(connection.execute(listed).scalars()) if rows else set()

    def hold(self, key: str, *, capture_id: str, readings: set[str]) -> bool:
        """Say whether what is about to be kept was erased: its bytes, its words, or all there was of its report."""
        if capture_id in self.captures:
            return True
        gone = self.readings.get(key)
        return gone is not None and (not readings.isdisjoint(gone) or key not in self.standing)


def scrub(engine: Engine) -> None:
    """Rewrite what held the words, so that they aren't left in freed pages, search indexes or the write-ahead log.

    Copies elsewhere, backups among them, are beyond our reach. Raises LedgerLocked where a process that reads keeps the
    write-ahead log from being emptied.
    """
    if engine.dialect.name == "sqlite":
        with engine.execution_options(writes=True).begin() as connection:
            for name in SEARCHED:
                connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608 - our names
        raw = engine.raw_connection()
        try:
            busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            raw.close()
        if busy:
            raise LedgerLocked(
                "it's erased, but another process is reading the ledger, whose write-ahead log keeps the words for it: "
                "end that process, then run `reportedly add` on anything, and the log is gone"
            )
        return
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for name in TEXTS:
            connection.exec_driver_sql(f"VACUUM FULL {name}")
