"""Take in places of the user's own: a CSV file, or GeoNames' dumps (`allCountries.zip`, a country's zip or txt)."""

import csv
import hashlib
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import BadDocument, BadSetting

from . import build, store
from .sources import Entry

_BATCH = 5_000
_LINE = 1 << 20
"""Characters a line may have; GeoNames' longest has some ten thousand."""
_SHOWN = 100
"""Lines with errors that are told one by one."""
_COLUMNS = 19
"""Of GeoNames' main table: https://download.geonames.org/export/dump/readme.txt"""
_COUNTS = ("SELECT count(*) FROM place", "SELECT count(*) FROM name")
_FIRST, _SECOND = "ADM1", "ADM2"
_KINDS = {
    "A": "region",
    "P": "city",
    "H": "water",
    "T": "feature",
    "L": "region",
    "S": "feature",
    "V": "feature",
    "R": "feature",
    "U": "water",
}
"""GeoNames' feature classes."""


@dataclass(frozen=True, slots=True)
class Added:
    """Tell what came of adding a file: places now there out of it, lines that couldn't be read, and why."""

    path: Path
    places: int
    bad: int
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Info:
    """Tell about the gazetteer: where its files are, how large (bytes), and how many places and names each holds."""

    compiled: Path
    bytes: int
    places: int
    names: int
    own: Path
    own_bytes: int
    own_places: int
    own_names: int


class _Lines:
    """Count what is read, and collect the errors of lines: the first hundred in words, the rest in number."""

    def __init__(self) -> None:
        self.characters = 0
        self.count = 0
        self.shown: list[str] = []

    def note(self, line: int, what: str) -> None:
        self.count += 1
        if len(self.shown) < _SHOWN:
            self.shown.append(f"line {line}: {what}")


def add(path: Path, *, into: Path | None = None, progress: build.Progress | None = None) -> Added:
    """Add the places of a file to the user's gazetteer; adding it twice changes nothing. All of it goes in, or nothing.

    CSV has a head with `name`, `latitude`, `longitude` and, as wished, `country` (ISO 3166-1 alpha-2), `admin1`,
    `kind`, `population`, `aliases` (parted by `|` or `;`). GeoNames' dumps are known by `.zip`, or by 19 columns.
    `progress` gets the bytes read and the bytes there are. Raises BadSetting where the file isn't there, BadDocument
    where it isn't such a file or no line of it could be read.
    """
    into = into or store.own_path()
    lines = _Lines()
    into.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path) as (stream, size), closing(sqlite3.connect(into, timeout=60)) as connection:
        connection.executescript(
            "PRAGMA journal_mode = WAL;" + store.SCHEMA.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")
        )
        entries = _entries(path, stream, lines)
        done = 0
        with connection:
            for batch in build.batches(((_number(one), one) for one in entries), _BATCH):
                done += store.write(connection, batch)
                if progress:
                    progress(min(lines.characters, size), size)
            if not done:
                why = lines.shown[0] if lines.shown else "it is empty"
                raise BadDocument(f"{path} has no place that can be read: {why}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Added(path=into, places=done, bad=lines.count, errors=tuple(lines.shown))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[io.TextIOWrapper, int]]:
    """Open a file, or the table within a zip, as lines of text; gives its size in bytes too."""
    try:
        if path.suffix.lower() != ".zip":
            with path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
                yield stream, path.stat().st_size
            return
        with zipfile.ZipFile(path) as archive:
            tables = [
                one
                for one in archive.infolist()
                if one.filename.endswith(".txt") and "readme" not in one.filename.lower()
            ]
            if len(tables) != 1:
                raise BadDocument(f"{path} holds {len(tables)} tables: a GeoNames dump holds one, such as ML.txt")
            with archive.open(tables[0]) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", newline="", errors="replace"), tables[0].file_size
    except FileNotFoundError as error:
        raise BadSetting(f"there is no file {path}") from error
    except (IsADirectoryError, PermissionError) as error:
        raise BadSetting(f"{path} can't be read: {error.strerror}") from error
    except zipfile.BadZipFile as error:
        raise BadDocument(f"{path} isn't a zip file: fetch it anew") from error


def _entries(path: Path, stream: io.TextIOWrapper, bad: _Lines) -> Iterator[Entry]:
    """Yield the entries of a file, in whichever of the two forms it is."""
    lines = _bounded(stream, bad)
    first = next(lines, None)
    if first is None:
        return
    if path.suffix.lower() == ".zip" or first[1].count("\t") == _COLUMNS - 1:
        yield from _geonames(_with(first, lines), bad)
    else:
        yield from _table(_with(first, lines), path, bad)


def _with(first: tuple[int, str], lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from lines


def _bounded(stream: io.TextIOWrapper, bad: _Lines) -> Iterator[tuple[int, str]]:
    """Yield numbered lines; what is longer than any line may be is passed over, never held."""
    number, inside = 0, False
    while text := stream.readline(_LINE):
        ended = text.endswith("\n")
        bad.characters += len(text)
        number += not inside
        if not inside and (ended or len(text) < _LINE):
            yield number, text
        elif not inside:
            bad.note(number, f"longer than {_LINE} characters")
        inside = not ended


def _geonames(lines: Iterable[tuple[int, str]], bad: _Lines) -> Iterator[Entry]:
    """Yield the entries of GeoNames' main table."""
    for number, line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _COLUMNS:
            bad.note(number, f"{len(cells)} columns, not {_COLUMNS}")
            continue
        try:
            point = _point(cells[4], cells[5])
            kind = {_FIRST: "admin1", _SECOND: "admin2"}.get(cells[7], _KINDS.get(cells[6], "feature"))
            yield Entry(
                name=cells[1],
                latitude=point[0],
                longitude=point[1],
                kind="country" if cells[7].startswith("PCL") else kind,
                geonames_id=int(cells[0]),
                country=cells[8] or None,
                admin1=cells[10] or None,
                population=int(cells[14] or 0),
                aliases=tuple(filter(None, (cells[2], *cells[3].split(",")))),
            )
        except ValueError as error:
            bad.note(number, str(error))


def _table(lines: Iterable[tuple[int, str]], path: Path, bad: _Lines) -> Iterator[Entry]:
    """Yield the entries of a CSV file with a head."""
    reader = csv.DictReader(text for _, text in lines)
    head = {(name or "").strip().lower() for name in reader.fieldnames or ()}
    if not {"name", "latitude", "longitude"} <= head:
        raise BadDocument(
            f"{path} needs a first line with name, latitude and longitude, and has {', '.join(sorted(head))[:200]}"
        )
    rows = iter(reader)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            bad.note(reader.line_num, str(error))
            continue
        cells = {(k or "").strip().lower(): v.strip() for k, v in row.items() if isinstance(v, str)}
        try:
            yield _entry(cells)
        except ValueError as error:
            bad.note(reader.line_num, str(error))


def _entry(cells: dict[str, str]) -> Entry:
    """Make an entry of one line's cells. Raises ValueError where they can't be read."""
    if not cells.get("name"):
        raise ValueError("no name")
    country = cells.get("country", "").upper()
    if country and not (len(country) == 2 and country.isalpha()):  # noqa: PLR2004 - ISO 3166-1 alpha-2
        raise ValueError(f"country {country!r} isn't a code of two letters")
    latitude, longitude = _point(cells.get("latitude", ""), cells.get("longitude", ""))
    return Entry(
        name=cells["name"],
        latitude=latitude,
        longitude=longitude,
        kind=cells.get("kind") or "city",
        country=country or None,
        admin1=cells.get("admin1") or None,
        population=_people(cells.get("population", "")),
        aliases=tuple(part.strip() for part in cells.get("aliases", "").replace(";", "|").split("|") if part.strip()),
    )


def _people(cell: str) -> int:
    """Read a number of people, 0 where none is given. Raises ValueError where it's no whole number."""
    try:
        return int(cell or 0)
    except ValueError:
        raise ValueError(f"population {cell!r} isn't a whole number") from None


def _point(latitude: str, longitude: str) -> tuple[float, float]:
    """Read degrees. Raises ValueError where they aren't on the globe."""
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        raise ValueError(f"latitude {latitude!r} and longitude {longitude!r} aren't numbers") from None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):  # noqa: PLR2004 - degrees
        raise ValueError(f"latitude {latitude} and longitude {longitude} aren't on the globe")
    return point


def _number(one: Entry) -> int:
    """Give the row's number, the same for the same place: GeoNames' id, else a hash, which is above 2**40."""
    if one.geonames_id is not None:
        return one.geonames_id
    key = "\t".join((one.name, f"{one.latitude:.5f}", f"{one.longitude:.5f}", one.country or "", one.kind))
    return (1 << 40) + int.from_bytes(hashlib.sha256(key.encode()).digest()[:7], "big") % (1 << 61)


def info(*, progress: build.Progress | None = None) -> Info:
    """Tell where the gazetteer's files are and what they hold, compiling it where it isn't there yet."""
    compiled, own = build.ensure(progress=progress), store.own_path()
    places, names = _counts(compiled)
    own_places, own_names = _counts(own) if own.exists() else (0, 0)
    own_size = own.stat().st_size if own.exists() else 0
    return Info(compiled, compiled.stat().st_size, places, names, own, own_size, own_places, own_names)


def _counts(path: Path) -> tuple[int, int]:
    """Count a file's places and names."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        counts = [connection.execute(question).fetchone()[0] for question in _COUNTS]
    return int(counts[0]), int(counts[1])
