"""Ask the gazetteer for places by their names. It is queried, never loaded."""

import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reportedly.errors import ModelMissing

from .fold import fold
from .sound import sound

_BATCH = 500
"""Names asked for in one statement: well below SQLite's bound of 999 parameters in its older versions."""
_KEPT = 8192
"""Answers remembered, among them that nothing bears a name: about 4 MB."""
_PATIENCE = 60.0
"""Seconds to wait for a process that adds places."""
_PAGES = -4000
"""SQLite's own memory in KiB."""


class Site(NamedTuple):
    """One place that bears a name. Degrees WGS 84; `admin1` is GeoNames' code, `division` that division's name.

    `alias` says that the name asked for isn't the place's main one, `own` that the user added it.
    """

    name: str
    geonames_id: int | None
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    division: str | None
    kind: str
    population: int
    alias: bool
    own: bool


class Gazetteer:
    """Look names up in the compiled gazetteer and in the user's own, one connection for each thread and process."""

    def __init__(self, compiled: Path, own: Path | None = None) -> None:
        self.compiled = compiled
        self.own = own
        self._local = threading.local()

    def find(self, names: Iterable[str]) -> dict[str, tuple[Site, ...]]:
        """Give the places for each name (as written, in any case), the most populous first; else nothing."""
        return self._find({name: fold(name) for name in names})

    def find_alike(self, names: Iterable[str]) -> dict[str, tuple[Site, ...]]:
        """Give the places whose romanised names sound alike, in countries whose names are spelt by ear."""
        return self._find({name: key for name in names if (key := sound(name))})

    def _find(self, keys: dict[str, str]) -> dict[str, tuple[Site, ...]]:
        """Look up what isn't remembered."""
        remembered = self._remembered()
        missing = [key for key in dict.fromkeys(keys.values()) if key and key not in remembered]
        if missing:
            self._ask(missing, remembered)
        found = {name: remembered.get(key, ()) for name, key in keys.items()}
        while len(remembered) > _KEPT:
            remembered.popitem(last=False)
        return {name: sites for name, sites in found.items() if sites}

    def _remembered(self) -> OrderedDict[str, tuple[Site, ...]]:
        """Give this thread's answers; a forked process starts anew, and so does one whose own file has changed."""
        stamp = (os.getpid(), self.own.stat().st_mtime_ns if self.own and self.own.exists() else 0)
        if getattr(self._local, "stamp", None) != stamp:
            self._local.stamp = stamp
            self._local.answers = OrderedDict()
            self._local.connections = [(_connect(self.compiled, "ro"), False)]
            if stamp[1] and self.own:
                self._local.connections.append((_connect(self.own, "rw"), True))
        answers: OrderedDict[str, tuple[Site, ...]] = self._local.answers
        return answers

    def _ask(self, keys: list[str], answers: OrderedDict[str, tuple[Site, ...]]) -> None:
        """Ask both files for keys, some hundreds at a time."""
        found: dict[str, list[Site]] = {key: [] for key in keys}
        for connection, own in self._local.connections:
            for start in range(0, len(keys), _BATCH):
                batch = keys[start : start + _BATCH]
                for key, *row, alias in connection.execute(_QUERY.format(",".join("?" * len(batch))), batch):
                    found[key].append(Site._make((*row, bool(alias), own)))
        for key, sites in found.items():
            answers[key] = tuple(sorted(sites, key=lambda site: (-site.own, -site.population, site.geonames_id or 0)))


_QUERY = """
    SELECT name.key, place.name, place.geonames_id, place.latitude, place.longitude, place.country, place.admin1,
           division.name, place.kind, place.population, name.alias
    FROM name JOIN place ON place.id = name.place
    LEFT JOIN division ON division.code = place.country || '.' || place.admin1
    WHERE name.key IN ({})
"""


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a gazetteer to ask it; "rw" lets SQLite mend what a killed process left. Raises ModelMissing."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE)
        connection.execute(f"PRAGMA cache_size = {_PAGES}")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT 1 FROM place LIMIT 1")
    except sqlite3.Error as error:
        remedy = "delete it, and it is made anew" if mode == "ro" else "move it away, and add your places again"
        raise ModelMissing(f"the gazetteer {path} can't be read ({error}): {remedy}") from error
    return connection
