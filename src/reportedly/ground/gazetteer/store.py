"""Where the gazetteer's two files are, and how their rows are written: one form for the compiled and the user's own."""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from .fold import fold
from .sound import ROMANISED, sound
from .sources import Entry

SETTING = "REPORTEDLY_GAZETTEER"
"""The environment variable that names another folder for both files."""
SCHEMA = """
    CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, geonames_id INTEGER, latitude REAL NOT NULL,
                        longitude REAL NOT NULL, country TEXT, admin1 TEXT, kind TEXT NOT NULL,
                        population INTEGER NOT NULL);
    CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, alias INTEGER NOT NULL,
                       PRIMARY KEY (key, place)) WITHOUT ROWID;
    CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
"""


def cache_folder() -> Path:
    """Give the folder of the compiled gazetteer: the user's cache, unless the setting says otherwise."""
    chosen = os.environ.get(SETTING)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("reportedly")


def own_path() -> Path:
    """Give the path of the user's own places: among the user's data, since it can't be made anew."""
    chosen = os.environ.get(SETTING)
    if chosen:
        return Path(chosen) / "places.sqlite"
    from platformdirs import user_data_path

    return user_data_path("reportedly") / "places.sqlite"


def write(connection: sqlite3.Connection, entries: Iterable[tuple[int, Entry]]) -> int:
    """Write numbered entries and their names; what stands there under the same number is replaced. Gives how many."""
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int]] = []
    divisions: list[tuple[str, str]] = []
    for number, one in entries:
        places.append(
            (
                number,
                one.name,
                one.geonames_id,
                one.latitude,
                one.longitude,
                one.country,
                one.admin1,
                one.kind,
                one.population,
            )
        )
        keys = {fold(alias): 1 for alias in one.aliases} | {fold(one.name): 0}
        if one.country in ROMANISED and one.kind != "admin2":
            keys |= {key: 2 for name in (one.name, *one.aliases) if (key := sound(name))}
        names.extend((key, number, alias) for key, alias in keys.items() if key)
        if one.kind == "admin1" and one.country and one.admin1:
            divisions.append((f"{one.country}.{one.admin1}", one.name))
    connection.executemany("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    connection.executemany("INSERT OR REPLACE INTO name VALUES (?, ?, ?)", names)
    connection.executemany("INSERT OR REPLACE INTO division VALUES (?, ?)", divisions)
    return len(places)
