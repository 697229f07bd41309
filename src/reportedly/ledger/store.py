"""Open a ledger: one SQLite file, its migrations run, its errors turned into ours.

Several processes may write at once: each write begins with the lock taken (`BEGIN IMMEDIATE`), for a log whose entries
carry the hash of the one before must never fork.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from reportedly.errors import (
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    LedgerReadOnly,
    NotALedger,
)

from .schema import HEAD, entry

BUSY_SECONDS = 30
"""How long a write waits for another process's: an append takes milliseconds, a bulk load seconds."""

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


@contextmanager
def meaningful(path: Path) -> Iterator[None]:
    """Turn the database's errors into the ledger's, which say what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        name = getattr(getattr(error, "orig", error), "sqlite_errorname", None) or ""
        for prefix, kind, message in MEANINGS:
            if name.startswith(prefix):
                raise kind(message.format(path=path, detail=name)) from error
        raise


def open_engine(path: Path, *, create: bool) -> Engine:
    """Open the ledger at a path, made where there's none and `create` allows it, and migrated to this version.

    Raises LedgerMissing, LedgerReadOnly, LedgerNewer, NotALedger, LedgerLocked, LedgerFull.
    """
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
    engine = _engine(path, readonly=not create)
    with meaningful(path):
        _migrate(engine, path, create=create)
    return engine


def _engine(path: Path, *, readonly: bool) -> Engine:
    """Make the engine. A file that can't be written is still read, without a lock where none can be taken.

    Where another process has it open its write-ahead log stands beside it: then that is read, too, under its lock.
    """
    waiting = path.with_name(f"{path.name}-wal")
    immutable = readonly and not _writable(path) and not (waiting.exists() and waiting.stat().st_size)

    def connect() -> sqlite3.Connection:
        mode = "ro&immutable=1" if immutable else "ro" if readonly else "rwc"
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        if not readonly:
            # FULL: what was acknowledged outlives a power cut, too; NORMAL would lose the last commits
            connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _writable(path: Path) -> bool:
    """Say whether SQLite could keep its shared-memory file beside the ledger."""
    import os

    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _begin(connection: Connection) -> None:
    """Begin a transaction: with the lock taken where it's going to write."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing(engine: Engine) -> Engine:
    """Give the engine whose transactions take the lock at once."""
    return engine.execution_options(writes=True)


def version_of(connection: Connection) -> str | None:
    """Give the ledger's migration, None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _migrate(engine: Engine, path: Path, *, create: bool) -> None:
    """Bring the ledger to this version; a newer one, or a database that is something else, is refused."""
    with engine.connect() as connection:
        version = version_of(connection)
        others = inspect(connection).get_table_names()
    if version == HEAD:
        return
    if others and (version is None or entry.name not in others):
        raise NotALedger(f"{path} is a database of something else: give another file with --ledger")
    if version is not None and version > HEAD:
        raise LedgerNewer(f"the ledger {path} was made by a newer version: upgrade with `pip install -U reportedly`")
    if not create:
        raise NotALedger(f"{path} isn't a ledger: give another file with --ledger")
    with closing(engine.raw_connection()) as raw:  # outside any transaction, as SQLite wants it
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    with writing(engine).begin() as connection:
        if version_of(connection) != HEAD:  # another process may have been first
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, inside the caller's transaction."""
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    upgrade(config, "head")
