"""A ledger in one SQLite file.

Several processes may write at once: each write begins with the lock taken (`BEGIN IMMEDIATE`), for a log whose entries
carry the hash of the one before must never fork.
"""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from reportedly.errors import LedgerError, LedgerFull, LedgerLocked, LedgerMissing, LedgerReadOnly, NotALedger

BUSY_SECONDS = 60
"""How long a write waits for others': an append takes milliseconds, a bulk load seconds."""
TRY_SECONDS = 0.3
"""After so long SQLite looks for the lock only every tenth of a second, which is too seldom among busy writers."""
CACHE_KB = 32_768
"""Of pages kept by each connection: a question's claims lie scattered, and are read again and again."""
MAPPED = 1 << 30
"""Bytes of the file that readers read through the system's own cache, without copying.

Not writers: a report's rows lie scattered by their hashes, and for each page of a mapped file that isn't in memory the
system reads 32, which made adding to a ledger of a million claims twice as dear as to an empty one.
"""

MEANINGS: tuple[tuple[str, type[LedgerError], str], ...] = (
    (
        "SQLITE_FULL",
        LedgerFull,
        "no space is left for the ledger {path}: free some, or name another with --ledger",
    ),
    ("SQLITE_BUSY", LedgerLocked, "another process has held the ledger {path} for too long: try again when it's done"),
    (
        "SQLITE_READONLY",
        LedgerReadOnly,
        "the ledger {path} may not be written: check its permissions, or name another",
    ),
    (
        "SQLITE_CANTOPEN",
        LedgerReadOnly,
        "the ledger {path} can't be opened: check its folder and permissions",
    ),
    ("SQLITE_PERM", LedgerReadOnly, "the ledger {path} may not be opened: check its permissions"),
    ("SQLITE_NOTADB", NotALedger, "{path} isn't a ledger: give another file with --ledger"),
    ("SQLITE_CORRUPT", NotALedger, "the ledger {path} is damaged: restore it from a backup"),
    ("SQLITE_IOERR", LedgerFull, "the ledger {path} can't be read or written ({detail}): check the disk"),
)


def meaning(error: BaseException, path: object) -> LedgerError | None:
    """Turn SQLite's error into the ledger's; None where it means nothing to a user."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for prefix, kind, message in MEANINGS:
        if name.startswith(prefix):
            return kind(message.format(path=path, detail=name))
    return None


def ready(path: Path, *, create: bool) -> None:
    """See that a ledger may stand at a path; its folder is made. Raises LedgerMissing, NotALedger, LedgerReadOnly."""
    if not create and not path.exists():
        raise LedgerMissing(
            f"there is no ledger at {path}: make it with `reportedly add`, or name another with --ledger"
        )
    if path.is_dir():
        raise NotALedger(f"{path} is a folder: name a file in it, such as {path / 'ledger.sqlite'}")
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerReadOnly(
                f"the folder {path.parent} can't be made ({error.strerror}): name another place"
            ) from error


def engine_of(path: Path, *, readonly: bool) -> Engine:
    """Make the engine. A file that can't be written is still read, without a lock where none can be taken.

    Where another process has it open its write-ahead log stands beside it: then that is read, too, under its lock.
    """
    waiting = path.with_name(f"{path.name}-wal")
    immutable = readonly and not writable(path) and not (waiting.exists() and waiting.stat().st_size)

    def connect() -> sqlite3.Connection:
        mode = "ro&immutable=1" if immutable else "ro" if readonly else "rwc"
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        settings = ["foreign_keys = ON", f"cache_size = -{CACHE_KB}", "temp_store = MEMORY"]
        if readonly:
            settings.append(f"mmap_size = {MAPPED}")
        else:
            # FULL: what was acknowledged outlives a power cut, too; NORMAL would lose the last commits
            settings += ["synchronous = FULL", "secure_delete = ON"]
        for one in settings:
            connection.execute(f"PRAGMA {one}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=60)
    event.listen(engine, "begin", _begin)
    return engine


def writable(path: Path) -> bool:
    """Say whether SQLite could keep its shared-memory file beside the ledger."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _begin(connection: Connection) -> None:
    """Begin a transaction: with the lock taken where it's going to write."""
    options: dict[str, Any] = dict(connection.get_execution_options())
    if not options.get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    until = time.monotonic() + BUSY_SECONDS
    while True:
        left = until - time.monotonic()
        # SQLite looks again after ever longer times, and not at all in turn: beginning anew, nobody is passed over
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * max(0.0, min(left, TRY_SECONDS)))}")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            break
        except OperationalError as error:
            if left <= 0 or not str(getattr(error.orig, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
                raise
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * BUSY_SECONDS)}")
