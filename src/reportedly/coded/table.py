"""Read a coder's table: CSV as spreadsheets and datasets write it."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from reportedly.errors import BadSetting
from reportedly.model.vocabulary import Outcome, Precision

from .cells import Order, country_of, days_of, degrees_of, figure_of, order_of
from .columns import Columns, chosen, shapes

T = TypeVar("T")
LARGEST = 1 << 30
"""Bytes of a table."""
LONGEST = 1 << 20
"""Characters of a cell."""
WEEK, MONTH = "2", "3"
"""ACLED's time precisions: the day stands for its week, or for its month."""
ABOUT: dict[str, Precision] = {"2": "near", "3": "region"}
"""ACLED's geographic precisions but for 1, the place itself."""
POINT = (("latitude", 90.0), ("longitude", 180.0))
"""The fields of a point, and their bounds."""
WHERE: dict[str, Precision] = {"2": "near", "3": "region", "4": "region", "5": "region", "6": "country", "7": "country"}
"""UCDP's, likewise; 1 is the place itself."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many a coder says became what; both ends None where only about."""

    counts: Outcome
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Coded:
    """One row. `row` counts the lines of data from 1; days are end-exclusive; `country` is ISO 3166-1 alpha-2."""

    row: int
    id: str
    start: date | None
    end: date | None
    place: str | None
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    event: str | None
    mode: str | None
    figures: tuple[Figure, ...]
    actors: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that wasn't understood."""

    row: int
    column: str
    cell: str


@dataclass(frozen=True, slots=True)
class Table:
    """A coder's table, as far as it was understood."""

    columns: Columns
    rows: tuple[Coded, ...]
    unread: tuple[Unread, ...]


def read_table(path: Path, *, said: Mapping[str, str] | None = None, order: Order | None = None) -> Table:
    """Read a table. `said` and the errors as in `chosen`; `order` is that of day and month.

    Raises BadSetting where the file can't be read, isn't a table, or its dates may be read both ways.
    """
    headings, lines = _lines(_text(path), path)
    columns = chosen(headings, said)
    dates = [heading for field, heading in columns.by_field.items() if field in ("start", "end")]
    order = order or order_of(line[one] for line in lines for one in dates)
    if order is None:
        raise BadSetting("its dates can be read with the day or the month first: say --dates dmy or --dates mdy")
    unread: list[Unread] = []
    rows = tuple(_coded(_Line(number, line, columns, unread), order) for number, line in enumerate(lines, 1))
    return Table(columns, rows, tuple(unread))


def _text(path: Path) -> str:
    """Read a file: UTF-8, else as Windows writes western text."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BadSetting(f"{path} can't be read ({error.strerror or error})") from error
    if len(content) > LARGEST:
        raise BadSetting(f"{path} is larger than {LARGEST >> 20} MB: part it")
    if b"\0" in content:
        raise BadSetting(f"{path} is no CSV: save the sheet as CSV (UTF-8)")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _lines(text: str, path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Part a table into headings and lines; a line of HXL hashtags, and empty ones, are left out."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    before = csv.field_size_limit(LONGEST)
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadSetting(f"{path} is no CSV: {error}") from error
    finally:
        csv.field_size_limit(before)
    if not read or len(read[0]) < 2:  # noqa: PLR2004 - when and where, at the least
        raise BadSetting(f"{path} has no line of headings: the first line names the columns")
    headings = [one.strip() for one in read[0]]
    twice = sorted({one for one in headings if one and headings.count(one) > 1})
    if twice:
        raise BadSetting(f"{path} has several columns {', '.join(twice)}: give each its own heading")
    lines = [line for line in read[1:] if any(cell.strip() for cell in line)]
    if lines and all(cell.startswith("#") for cell in lines[0] if cell.strip()):
        lines = lines[1:]
    blank = [""] * len(headings)
    return headings, [dict(zip(headings, [*line, *blank], strict=False)) for line in lines]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, read field by field; what isn't understood is noted."""

    number: int
    cells: Mapping[str, str]
    columns: Columns
    unread: list[Unread]

    def cell(self, field: str) -> str:
        """Give a field's cell, without the apostrophe that keeps spreadsheets from running it.

        It's empty where there is none, and where it says that nothing is known.
        """
        heading = self.columns.by_field.get(field)
        found = "" if heading is None else self.cells[heading].strip().removeprefix("'")
        return "" if found.lower() in shapes()["unknown"] else found

    def read(self, field: str, reading: Callable[[str], T | None]) -> T | None:
        """Read a cell; an empty one is nothing, and nothing to note."""
        cell = self.cell(field)
        value = reading(cell) if cell else None
        if cell and value is None:
            self.unread.append(Unread(self.number, self.columns.by_field[field], cell))
        return value


def _coded(line: _Line, order: Order) -> Coded:
    """Read one row."""
    start, end = _days(line, order)
    latitude, longitude = (line.read(name, partial(degrees_of, bound=most)) for name, most in POINT)
    pointed = latitude is not None and longitude is not None
    kind, mode = line.read("event", _event) or (line.columns.event, None)
    return Coded(
        row=line.number,
        id=line.cell("id") or f"row {line.number}",
        start=start,
        end=end,
        place=line.cell("place") or None,
        admin1=line.cell("admin1") or None,
        country=line.read("country", country_of),
        latitude=latitude if pointed else None,
        longitude=longitude if pointed else None,
        precision=ABOUT.get(line.cell("geo_precision")) or WHERE.get(line.cell("where_precision")) or "exact",
        event=kind,
        mode=mode,
        figures=tuple(_figures(line)),
        actors=tuple(one for one in (line.cell("actor1"), line.cell("actor2")) if one),
        text=line.cell("text"),
    )


def _days(line: _Line, order: Order) -> tuple[date | None, date | None]:
    """Give a row's days, end-exclusive: as wide as their precision says."""
    first = line.read("start", partial(days_of, order=order))
    last = line.read("end", partial(days_of, order=order))
    if first is None:
        return None, None
    start, past = first[0], max(first[1], last[1] if last else first[1])
    precision = line.cell("time_precision")
    if precision == WEEK:
        return start - timedelta(days=3), past + timedelta(days=3)
    if precision == MONTH:
        return start.replace(day=1), (start.replace(day=1) + timedelta(days=31)).replace(day=1)
    return start, past


def _event(cell: str) -> tuple[str, str | None] | None:
    """Read what kind of event: PLOVER's type with or without a mode, or what coders call it."""
    kind, _, mode = cell.partition("/")
    if kind in shapes()["types"]:
        return kind, mode or None
    named = shapes()["events"].get(cell.lower())
    return (named, None) if named else None


def _figures(line: _Line) -> Iterator[Figure]:
    """Yield a row's figures; ends in columns of their own go before those that a cell itself gives."""
    for counts in line.columns.counted:
        read = line.read(counts, figure_of)
        if read is not None:
            low, high = (line.read(f"{counts}_{end}", figure_of) for end in ("low", "high"))
            yield Figure(counts, read[0], low[0] if low else read[1], high[0] if high else read[2])
