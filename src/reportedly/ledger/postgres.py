"""A ledger in a PostgreSQL database, by psycopg 3.

Writers take turns by an advisory lock that each transaction takes first and that ends with it: the log never forks.
"""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from reportedly.errors import (
    BadSetting,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerReadOnly,
    LedgerUnreachable,
    NotALedger,
)

SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
BUSY_SECONDS = 60
"""How long a write waits for another's."""
LOCK = 0x5245504F5254  # "REPORT"
"""The advisory lock's key; it is one database's own."""

MEANINGS: tuple[tuple[str, type[LedgerError], str], ...] = (
    ("53100", LedgerFull, "no space is left for the ledger {place}: free some on the database's server"),
    ("53", LedgerError, "the database of the ledger {place} is at its limits ({detail}): try again later"),
    ("55P03", LedgerLocked, "another process has held the ledger {place} for too long: try again when it's done"),
    ("40", LedgerLocked, "the ledger {place} was written by another at the same moment: try again"),
    ("25006", LedgerReadOnly, "the ledger {place} may not be written: the database is read-only"),
    ("42501", LedgerReadOnly, "the ledger {place} may not be written: grant its user the right, or name another"),
    ("28", LedgerUnreachable, "the ledger {place} can't be opened ({detail}): check user and password"),
    ("3D000", LedgerUnreachable, "there is no database {place}: make it with `createdb`, or name another"),
    ("57", LedgerUnreachable, "the database of the ledger {place} is shutting down ({detail}): try again later"),
    ("XX", NotALedger, "the ledger {place} is damaged ({detail}): restore it from a backup"),
)

REFUSALS: tuple[tuple[tuple[str, ...], str], ...] = (
    (('database "', "does not exist"), "3D000"),
    (('role "', "does not exist"), "28000"),
    (("authentication failed",), "28P01"),
    (("no pg_hba.conf entry",), "28000"),
    (("no password supplied",), "28P01"),
)
"""How libpq words a refused connection, and the SQLSTATE that it stands for."""


def is_postgres(place: object) -> bool:
    """Say whether a ledger's place is a PostgreSQL database."""
    return str(place).startswith(SCHEMES)


def shown(place: object) -> str:
    """Give a place as it may be shown: without its password."""
    if not is_postgres(place):
        return str(place)
    try:
        return make_url(str(place)).render_as_string(hide_password=True)
    except ArgumentError:
        return "postgresql://…"


def meaning(error: BaseException, place: object) -> LedgerError | None:
    """Turn PostgreSQL's error into the ledger's; None where it means nothing to a user."""
    detail = " ".join(str(error).split())
    state = getattr(error, "sqlstate", None) or _state_told(detail)
    if state is None:
        if type(error).__name__ == "OperationalError":
            return LedgerUnreachable(
                f"the database of the ledger {shown(place)} doesn't answer ({detail}): see that it runs"
            )
        return None
    for prefix, kind, message in MEANINGS:
        if state.startswith(prefix):
            return kind(message.format(place=shown(place), detail=detail))
    return None


def _state_told(detail: str) -> str | None:
    """Give the state of a refused connection, which libpq tells in words only."""
    return next((state for words, state in REFUSALS if all(one in detail for one in words)), None)


def engine_of(place: str, *, readonly: bool) -> Engine:
    """Make the engine. Raises BadSetting where the address is none, LedgerError where psycopg isn't installed."""
    try:
        url = make_url(place).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise BadSetting(
            f"{shown(place)} is no address: write postgresql://user:password@host:port/database"
        ) from error
    try:
        import psycopg  # noqa: F401 - only to see that it's there
    except ImportError as error:
        raise LedgerError("a ledger in PostgreSQL needs psycopg: pip install 'reportedly[postgres]'") from error
    # lists are a few rows of a large table by number: a merge would walk the table down to the last of them
    engine = create_engine(
        url,
        pool_pre_ping=True,
        max_overflow=20,
        connect_args={
            "connect_timeout": 10,
            "options": f"-c lock_timeout={BUSY_SECONDS}s -c client_encoding=UTF8 -c enable_mergejoin=off"
            + (" -c default_transaction_read_only=on" if readonly else ""),
        },
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Take the ledger's lock where the transaction is going to write."""
    options: dict[str, Any] = dict(connection.get_execution_options())
    if options.get("writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
