"""Where jobs stand: a schema beside the ledger's tables, made by the first who needs it."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from reportedly.errors import BadSetting, LedgerUnreachable
from reportedly.fetch import Link
from reportedly.fetch.client import host_of
from reportedly.ledger.postgres import is_postgres, meaning, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg
    from procrastinate import App

SCHEMA = "reportedly_work"
FEEDS, LINKS = "feeds", "links"
"""Queues, and the names of what is done with them."""
MAKING = 0x5245504F424F  # "REPOBO"
_OPTIONS = f"-c search_path={SCHEMA}"
_TABLES = """
CREATE TABLE made (digest text NOT NULL);
CREATE TABLE lane (host text PRIMARY KEY, free_at double precision NOT NULL, rests_until double precision NOT NULL);
CREATE TABLE unread (url text PRIMARY KEY, why text NOT NULL, at timestamptz NOT NULL DEFAULT now());
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the shared work stands: jobs waiting and being done, by queue; and links that couldn't be read, with why."""

    waiting: dict[str, int]
    doing: dict[str, int]
    unread: list[tuple[str, str]]


def require(place: str) -> None:
    """See that a ledger's work can be shared. Raises BadSetting."""
    if not is_postgres(place):
        raise BadSetting(
            f"the ledger {shown(place)} is a file, which one process watches (`reportedly watch`): "
            "to share the work, keep the ledger in PostgreSQL, --ledger postgresql://user:password@host/name"
        )
    try:
        import procrastinate  # noqa: F401 - only to see that it's there
    except ImportError as error:
        raise BadSetting("sharing work needs procrastinate: pip install 'reportedly[workers]'") from error


def address(place: str) -> str:
    """Give a ledger's address as libpq takes it."""
    return place.replace("postgresql+psycopg://", "postgresql://", 1)


@contextmanager
def connect(place: str) -> "Iterator[psycopg.Connection[Any]]":
    """Open a connection of its own, outside the ledger's, each statement by itself. Raises LedgerError."""
    import psycopg

    with (
        told(place),
        psycopg.connect(address(place), autocommit=True, connect_timeout=10, options=_OPTIONS) as connection,
    ):
        yield connection


@contextmanager
def told(place: str) -> "Iterator[None]":
    """Turn the database's errors into the ledger's. Raises LedgerError."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise meaning(error, place) or LedgerUnreachable(f"{shown(place)}: {' '.join(str(error).split())}") from error


def app_of(place: str) -> "App":
    """Give procrastinate's view of a ledger's jobs; no task is known to it yet."""
    from procrastinate import App, PsycopgConnector

    return App(
        connector=PsycopgConnector(
            conninfo=address(place), kwargs={"options": _OPTIONS}, min_size=1, max_size=3, timeout=30.0
        )
    )


def make(place: str) -> None:
    """Make the schema where there is none; where procrastinate has another form by now, anew, with its links."""
    from procrastinate.schema import SchemaManager

    form = SchemaManager.get_schema()
    digest = hashlib.sha256(f"{form}{_TABLES}".encode()).hexdigest()
    with connect(place) as connection, connection.transaction():
        connection.execute(f"SELECT pg_advisory_xact_lock({MAKING})")
        there = connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.made",)).fetchone()
        left: list[tuple[Any, ...]] = []
        if there and there[0]:
            if connection.execute("SELECT 1 FROM made WHERE digest = %s", (digest,)).fetchone():
                return
            left = connection.execute(
                "SELECT args FROM procrastinate_jobs WHERE queue_name = %s AND status IN ('todo', 'doing') ORDER BY id",
                (LINKS,),
            ).fetchall()
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(cast("Any", f"{form}\n{_TABLES}"))
        connection.execute("INSERT INTO made VALUES (%s)", (digest,))
        for (plain,) in left:
            _insert(connection, plain)


def put_links(place: str, links: Iterable[Link]) -> int:
    """Put links where workers find them; give how many are new: one that waits already isn't put twice."""
    require(place)
    make(place)
    with connect(place) as connection:
        return sum(_insert(connection, {"url": one.url, "name": one.name, "facts": one.facts}) for one in links)


def _insert(connection: "psycopg.Connection[Any]", plain: dict[str, Any]) -> bool:
    """Put one link; links of one host are read one after the other."""
    connection.execute("DELETE FROM unread WHERE url = %s", (plain["url"],))
    done = connection.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args) "
        "VALUES (%s, %s, %s, %s, %s::jsonb) ON CONFLICT DO NOTHING",
        (LINKS, LINKS, f"host {host_of(plain['url'])}", f"link {plain['url']}", json.dumps(plain)),
    )
    return done.rowcount > 0


def standing(place: str) -> Standing:
    """Say how the shared work stands."""
    require(place)
    make(place)
    with connect(place) as connection:
        rows = connection.execute(
            "SELECT status::text, queue_name, count(*) FROM procrastinate_jobs GROUP BY 1, 2"
        ).fetchall()
        unread = connection.execute("SELECT url, why FROM unread ORDER BY at, url").fetchall()
    waiting = {queue: number for status, queue, number in rows if status == "todo"}
    doing = {queue: number for status, queue, number in rows if status == "doing"}
    return Standing(waiting, doing, [(str(url), str(why)) for url, why in unread])
