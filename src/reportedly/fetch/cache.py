"""What servers answered before: fresh answers are used again, stale ones are asked for on condition (RFC 9111).

The cache is private (one user's), and knows the parts of the standard that pages and feeds use: Cache-Control, Expires,
ETag, Last-Modified, Age. All requests carry the same headers, so that Vary parts nothing but what isn't kept (`*`).
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from .client import Answer

LARGEST_CACHE = 500_000_000
"""Bytes; past it the answers longest unused go."""
# A server may say that a page stays as it is for years; news is corrected, so that it's asked again after a day.
LONGEST_FRESH = 86_400.0
_KEPT = (200, 203, 404, 410)
_TABLES = """
CREATE TABLE IF NOT EXISTS answer (
  url TEXT PRIMARY KEY, status INTEGER, headers TEXT, body BLOB, size INTEGER, at REAL, fresh_until REAL, used REAL
)
"""


class Cache:
    """Keep answers in one SQLite file; without a path, nothing is kept. Several threads and processes may share it.

    A damaged file is made anew; where the file can't be read or written, pages are fetched as if nothing were kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._make()
            except sqlite3.OperationalError:  # locked, or no space: not damaged
                self._path = None
            except sqlite3.DatabaseError:
                self._anew(path)

    def _make(self) -> None:
        """Make the table where it isn't there."""
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLES)

    def _anew(self, path: Path) -> None:
        """Begin with an empty file; where that fails too, nothing is kept."""
        try:
            for end in ("", "-wal", "-shm"):
                path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
            self._make()
        except (sqlite3.Error, OSError):
            self._path = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction."""
        with closing(sqlite3.connect(self._path or "", timeout=30)) as connection, connection:
            yield connection

    def fresh(self, url: str, *, now: float) -> Answer | None:
        """Give the answer kept for an address while it is fresh."""
        found = self._found(url, now)
        return found[0] if found and now < found[1] else None

    def stale(self, url: str, *, now: float) -> Answer | None:
        """Give the answer kept for an address, fresh or not."""
        found = self._found(url, now)
        return found[0] if found else None

    def _found(self, url: str, now: float) -> tuple[Answer, float] | None:
        """Give an answer that is kept and whole."""
        try:
            return self._kept(url, now)
        except (sqlite3.Error, zlib.error, ValueError):
            return None

    def _kept(self, url: str, now: float) -> tuple[Answer, float] | None:
        if self._path is None:
            return None
        with self._open() as connection:
            row = connection.execute(
                "SELECT status, headers, body, at, fresh_until FROM answer WHERE url = ?", (url,)
            ).fetchone()
            if row is None:
                return None
            connection.execute("UPDATE answer SET used = ? WHERE url = ?", (now, url))
        headers = tuple((str(key), str(value)) for key, value in json.loads(row[1]))
        at = datetime.fromtimestamp(row[3], UTC)
        return Answer(url, row[0], headers, zlib.decompress(row[2]), at), row[4]

    def keep(self, answer: Answer) -> None:
        """Keep an answer, unless it may not be kept or nothing would ever tell whether it still holds."""
        at = answer.at.timestamp()
        until = fresh_until(answer)
        if self._path is None or answer.status not in _KEPT or until is None:
            return
        if until <= at and not conditions(answer):
            return
        body = zlib.compress(answer.body)
        with suppress(sqlite3.Error), self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (answer.url, answer.status, json.dumps(answer.headers), body, len(body), at, until, at),
            )
            self._prune(connection)

    def renew(self, kept: Answer, confirmed: Answer) -> Answer:
        """Take note that a kept answer still holds (status 304), with the headers that came anew; give it so."""
        new = dict(confirmed.headers)
        headers = tuple((key, new.pop(key, value)) for key, value in kept.headers)
        added = tuple((key, value) for key, value in new.items() if key not in ("content-length", "content-encoding"))
        renewed = replace(kept, headers=headers + added, at=confirmed.at)
        self.keep(renewed)
        return renewed

    def _prune(self, connection: sqlite3.Connection) -> None:
        """Let the answers longest unused go where there is more than the bound."""
        size = connection.execute("SELECT total(size) FROM answer").fetchone()[0]
        while size > LARGEST_CACHE:
            row = connection.execute("SELECT url, size FROM answer ORDER BY used LIMIT 1").fetchone()
            connection.execute("DELETE FROM answer WHERE url = ?", (row[0],))
            size -= row[1]


def conditions(answer: Answer | None) -> dict[str, str]:
    """Give the headers that ask for a page only if it has changed since an answer."""
    if answer is None:
        return {}
    pairs = (("If-None-Match", answer.header("etag")), ("If-Modified-Since", answer.header("last-modified")))
    return {name: value for name, value in pairs if value}


def fresh_until(answer: Answer) -> float | None:
    """Give when an answer has to be asked for again, in seconds since 1970; None where it may not be kept."""
    at = answer.at.timestamp()
    said = _directives(answer.header("cache-control") or "")
    if "no-store" in said or (answer.header("vary") or "").strip() == "*":
        return None
    if "no-cache" in said:
        return at
    if said.get("max-age", "").isdecimal():
        age = answer.header("age") or "0"
        fresh = int(said["max-age"][:9]) - (int(age[:9]) if age.isdecimal() else 0)
    else:
        fresh = _until(answer.header("expires"), answer.header("date"))
    return at + min(max(0.0, fresh), LONGEST_FRESH)


def _until(expires: str | None, date: str | None) -> int:
    """Give the seconds between two dates of HTTP, 0 where either is none."""
    try:
        return int((parsedate_to_datetime(expires or "") - parsedate_to_datetime(date or "")).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0


def _directives(header: str) -> dict[str, str]:
    """Take a Cache-Control header apart."""
    pairs = (part.strip().partition("=") for part in header.lower().split(","))
    return {name.strip(): value.strip(' "') for name, _, value in pairs}
