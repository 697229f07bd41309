"""Who may poll a ledger's feeds: one `reportedly watch`, or any number of `reportedly work`; never both."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reportedly.errors import LedgerLocked, LedgerReadOnly
from reportedly.ledger.postgres import is_postgres, shown

LOCK = 0x5245504F5257  # "REPORW"
"""The advisory lock's key: `watch` takes it alone, workers share it."""


@contextmanager
def watch_alone(place: str | Path) -> Iterator[None]:
    """Be the only one who polls a ledger's feeds. Raises LedgerLocked; a process that is killed lets go.

    Beside a ledger that is a file stands another of the same name and `-watch`, which stays, empty.
    """
    if is_postgres(place):
        with _held(str(place), "pg_try_advisory_lock") as held:
            if not held:
                raise LedgerLocked(
                    f"the feeds of {shown(place)} are polled already, by `reportedly watch` or `reportedly work`: "
                    "one watch is enough; to share the work, end it and start `reportedly work` as often as you like"
                )
            yield
        return
    try:
        with closing(sqlite3.connect(f"{place}-watch", timeout=0.0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise LedgerLocked(
                f"the feeds of {place} are polled already by another `reportedly watch`: one is enough; "
                "to have several share the work, keep the ledger in PostgreSQL and start `reportedly work`"
            ) from error
        raise LedgerReadOnly(f"{place}-watch can't be made ({error}): look at the folder's permissions") from error


@contextmanager
def watch_together(place: str) -> Iterator[None]:
    """Be one of those who share a ledger's feeds. Raises LedgerLocked where somebody polls them alone."""
    with _held(place, "pg_try_advisory_lock_shared") as held:
        if not held:
            raise LedgerLocked(
                f"the feeds of {shown(place)} are polled by `reportedly watch`: end that, then start `reportedly work`"
            )
        yield


@contextmanager
def _held(place: str, function: str) -> Iterator[bool]:
    """Hold a lock as long as a connection stands; say whether it could be had."""
    from .board import connect

    with connect(place) as connection:
        row = connection.execute(f"SELECT {function}({LOCK})").fetchone()
        yield bool(row and row[0])
