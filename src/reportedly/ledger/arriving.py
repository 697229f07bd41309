"""Keep what arrives: the rows of many reports, looked up and written together, each once, with its entry in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, insert, select

from .erasing import Tombs
from .keeping import Rows, digest, entries_of
from .log import append_all
from .schema import capture, reading, report, retrieval, revision
from .sets import within

Status = Literal["added", "revised", "reread", "unchanged", "erased"]
KEPT = (capture, report, revision, reading, retrieval)
"""In the order in which they refer to one another."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Say what keeping a report's rows came to: its key, its reading's, and whether anything in them was new."""

    report: str
    reading: str
    status: Status
    new: bool


def arrive(connection: Connection, several: Sequence[Rows]) -> list[Arrived]:
    """Keep the rows of reports, in their order, as `keeping.rows_of` gives them; nothing that was erased comes back."""
    shelf = _Shelf(connection, several)
    arrived = [shelf.put(rows) for rows in several]
    shelf.write()
    return arrived


class _Shelf:
    """Know which rows are there already, and collect those that aren't."""

    def __init__(self, connection: Connection, several: Sequence[Rows]) -> None:
        self.connection = connection
        keys: dict[Table, set[str]] = {table: set() for table in KEPT}
        for table, values in (row for rows in several for row in rows):
            keys[table].add(values[_key(table).name])
            if table is reading:
                keys[table].add(_own_key(values))
        self.there = {table: self._there(table, keys[table]) for table in KEPT}
        chosen = select(reading.c.sha256, reading.c.revision)
        known = connection.execute(chosen.where(within(connection, reading.c.sha256, sorted(self.there[reading]))))
        self.words = {row.sha256: row.revision for row in known}
        self.tombs = Tombs(connection, sorted(keys[report]), sorted(keys[capture]))
        self.rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in KEPT}
        self.entries: list[tuple[str, str]] = []

    def _there(self, table: Table, keys: set[str]) -> set[str]:
        """Give those of some keys of which there is a row."""
        key = _key(table)
        return set(self.connection.execute(select(key).where(within(self.connection, key, sorted(keys)))).scalars())

    def put(self, rows: Rows) -> Arrived:
        """Keep one report's rows."""
        by_table = dict(rows)
        key, words = by_table[report]["id"], by_table[reading]["sha256"]
        by_table[reading] = self._apart(by_table[reading])
        ours = by_table[reading]["sha256"]
        if self.tombs.hold(key, capture_id=by_table[capture]["sha256"], readings={words, ours}):
            return Arrived(key, ours, "erased", new=False)
        known = key in self.there[report]
        new = [table for table, values in by_table.items() if self._keep(table, values)]
        status: Status = "added"
        if known:
            status = "revised" if revision in new else "reread" if reading in new else "unchanged"
        return Arrived(key, ours, status, new=bool(new))

    def _apart(self, values: dict[str, Any]) -> dict[str, Any]:
        """Let a reading whose words are kept of another revision be kept of this one, too, under a key of its own.

        Two captures that differ by a byte nobody reads come to the same words: which of them is current must be seen.
        """
        own = self.words.get(values["sha256"], values["revision"]) == values["revision"]
        return values if own else values | {"sha256": _own_key(values)}

    def _keep(self, table: Table, values: dict[str, Any]) -> bool:
        """Take a row, unless it's there already."""
        key = values[_key(table).name]
        if key in self.there[table]:
            return False
        self.there[table].add(key)
        self.rows[table].append(values)
        self.entries += entries_of(table, values)
        if table is reading:
            self.words[key] = values["revision"]
        return True

    def write(self) -> None:
        """Write what was taken."""
        for table, rows in self.rows.items():
            if rows:
                self.connection.execute(insert(table), rows)
        append_all(self.connection, self.entries)


def _key(table: Table) -> Any:
    """Give a table's column of keys."""
    return next(iter(table.primary_key.columns))


def _own_key(values: dict[str, Any]) -> str:
    """Give the key of a reading whose words are kept of another revision already."""
    return digest(values["sha256"], values["revision"])
