"""Politeness over several processes: a host is asked one thing at a time, and rests in between, whoever asks."""

# ruff: noqa: S608 - queries put together of constants

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportedly.fetch.manners import LONGEST_REST, Lanes, Manners

from .board import told

if TYPE_CHECKING:
    from psycopg_pool import ConnectionPool

LANE = 0x4C414E45
"""The first of two keys of the locks on hosts."""
_NOW = "extract(epoch FROM clock_timestamp())"
_REST = f"""
INSERT INTO lane VALUES (%s, 0, {_NOW} + %s) ON CONFLICT (host) DO UPDATE SET rests_until = excluded.rests_until
"""
_FREE = f"""
INSERT INTO lane VALUES (%s, {_NOW} + %s, 0) ON CONFLICT (host) DO UPDATE SET free_at = excluded.free_at
"""
_LEFT = f"SELECT free_at - {_NOW}, rests_until - {_NOW} FROM lane WHERE host = %s"


class SharedLanes(Lanes):
    """Keep lanes in a database, by its clock; `pool` gives connections there, each statement by itself.

    A host's lock is its connection's: who is killed lets go of it.
    """

    def __init__(self, manners: Manners, pool: "ConnectionPool[Any]", *, place: str) -> None:
        super().__init__(manners)
        self._pool = pool
        self._place = place

    @contextmanager
    def _entered(self, host: str, delay: float) -> Iterator[None]:
        """Be the only one of all processes who asks a host."""
        keys = (LANE, zlib.crc32(host.encode()) - 2**31)
        with told(self._place), self._pool.connection() as connection:
            connection.execute("SELECT pg_advisory_lock(%s, %s)", keys)
            try:
                row = connection.execute(_LEFT, (host,)).fetchone() or (0.0, 0.0)
                self._mind(host, float(row[1]))
                if row[0] > 0:
                    self._manners.sleep(float(row[0]))
                connection.execute(_FREE, (host, delay))  # should we be killed while we ask
                try:
                    yield
                finally:
                    connection.execute(_FREE, (host, delay))
            finally:
                connection.execute("SELECT pg_advisory_unlock(%s, %s)", keys)

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, as it asked, whoever of us would ask it."""
        with told(self._place), self._pool.connection() as connection:
            connection.execute(_REST, (host, min(seconds, LONGEST_REST)))
