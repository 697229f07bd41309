"""Erase a report: bytes and texts go from every table, and from the files under them; tombstones stay."""

import json
import zlib

from sqlalchemy import Connection, Engine, select, update

from reportedly.errors import LedgerLocked
from reportedly.model import Reading, from_json

from .deriving import Derivation
from .keeping import digest, keep
from .schema import SEARCHED, capture, current, erasure, reading, revision
from .sets import within
from .standing import stand

NOTHING = b""
TEXTS = ("capture", "reading", "current", "claim", "question", "forecast", "imprint", "passage", *SEARCHED)
"""Tables that hold words of reports."""


def erase(done: Derivation, key: str, *, reason: str, by: str, at: str) -> list[str]:
    """Erase a report and all others of the same bytes, inside the caller's transaction; give their ids."""
    connection = done.connection
    bytes_ = connection.execute(select(revision.c.capture).where(revision.c.report == key)).scalars().all()
    ties = connection.execute(select(revision).where(within(connection, revision.c.capture, sorted(set(bytes_))))).all()
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
    for one in gone:
        stood = stand(connection, one)
        read_now = None
        if stood.now is not None:
            body = connection.execute(select(reading.c.body).where(reading.c.sha256 == stood.now)).scalar_one()
            read_now = from_json(Reading, zlib.decompress(body))
        done.take(one, read_now)
    return gone


def was_erased(connection: Connection, key: str, *, capture_id: str, readings: set[str]) -> bool:
    """Say whether what is about to be kept was erased: its bytes, its words, or all there was of its report.

    A page of which a byte changed that nobody reads must not bring back what was erased.
    """
    if connection.execute(select(erasure.c.id).where(erasure.c.capture == capture_id)).first():
        return True
    tombstones = connection.execute(select(erasure.c.readings).where(erasure.c.report == key)).scalars().all()
    if any(readings & set(json.loads(one)) for one in tombstones):
        return True
    stands = connection.execute(select(current.c.number).where(current.c.report == key)).first() is not None
    return bool(tombstones) and not stands


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
