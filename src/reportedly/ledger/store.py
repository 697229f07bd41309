"""Open a ledger, wherever it is: its migrations run, its errors turned into ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from reportedly.errors import LedgerLocked, LedgerNewer, LedgerReadOnly, NotALedger

from . import postgres, sqlite
from .schema import HEAD, entry

Place = str | Path


def place_of(named: Place) -> Place:
    """Tell a file's path from a database's address."""
    return str(named) if postgres.is_postgres(named) else Path(named)


@contextmanager
def meaningful(place: Place) -> Iterator[None]:
    """Turn the database's errors into the ledger's, which say what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        kinds = postgres if isinstance(place, str) else sqlite
        meant = kinds.meaning(cause, place)
        if meant is None:
            raise
        raise meant from error
    except PoolTimeout as error:
        raise LedgerLocked(f"the ledger {postgres.shown(place)} is asked too much at once: try again") from error


def open_engine(place: Place, *, create: bool) -> Engine:
    """Open the ledger at a place, made where there's none and `create` allows it, and migrated to this version.

    Raises LedgerMissing, LedgerReadOnly, LedgerNewer, NotALedger, LedgerLocked, LedgerFull, LedgerUnreachable.
    """
    if isinstance(place, Path):
        sqlite.ready(place, create=create)
    engine = _engine(place, readonly=not create)
    with meaningful(place):
        version = _checked(engine, place, create=create)
        if version != HEAD:
            _migrate(engine, place, readonly=not create)
    return engine


def _engine(place: Place, *, readonly: bool) -> Engine:
    """Make the engine of a place."""
    if isinstance(place, Path):
        return sqlite.engine_of(place, readonly=readonly)
    return postgres.engine_of(place, readonly=readonly)


def writing(engine: Engine) -> Engine:
    """Give the engine whose transactions take the lock at once."""
    return engine.execution_options(writes=True)


def asking(engine: Engine) -> Engine:
    """Give the engine whose transactions see the ledger as it was at one moment; SQLite's always do."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def version_of(connection: Connection) -> str | None:
    """Give the ledger's migration, None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _checked(engine: Engine, place: Place, *, create: bool) -> str | None:
    """Give the ledger's version; a newer one, or a database that is something else, is refused."""
    where = postgres.shown(place)
    with engine.connect() as connection:
        version = version_of(connection)
        if version == HEAD:
            return version
        others = inspect(connection).get_table_names()
    if others and (version is None or entry.name not in others):
        raise NotALedger(f"{where} is a database of something else: give another with --ledger")
    if version is not None and version > HEAD:
        raise LedgerNewer(f"the ledger {where} was made by a newer version: upgrade with `pip install -U reportedly`")
    if version is None and not create:
        raise NotALedger(f"{where} isn't a ledger: give another with --ledger, or begin it with `reportedly add`")
    return version


def _migrate(engine: Engine, place: Place, *, readonly: bool) -> None:
    """Bring the ledger to this version, also where it's only going to be read and may be written."""
    if readonly and isinstance(place, Path) and not sqlite.writable(place):
        raise LedgerReadOnly(
            f"the ledger {place} was made by an older version and may not be written: open it once where it may, "
            "or read a copy of it"
        )
    writer = _engine(place, readonly=False) if readonly else engine
    try:
        if isinstance(place, Path):
            with closing(writer.raw_connection()) as raw:  # outside any transaction, as SQLite wants it
                raw.cursor().execute("PRAGMA journal_mode = WAL")
        with writing(writer).begin() as connection:
            version = version_of(connection)
            if version != HEAD:  # another process may have been first
                _upgrade(connection)
                if version is not None:
                    from .standing import stand_all

                    stand_all(connection)
    finally:
        if writer is not engine:
            writer.dispose()


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, inside the caller's transaction."""
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    upgrade(config, "head")
