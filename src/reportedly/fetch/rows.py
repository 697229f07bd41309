"""The rows of delimited text, as spreadsheets write it (RFC 4180), also where a quotation mark was left open."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

LONGEST_CELL = 1 << 20
"""Characters; a cell that has more is taken line by line."""
_MOST_LINES = 1_000
"""Lines that one row may run over, in quotation marks."""


def rows(text: str, delimiter: str | None) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's cells with the number of the line on which it begins; without delimiter, a line is one cell.

    Lines that begin with # are passed over. A cell in quotation marks may run over several lines. A mark that nothing
    closes, or that would make one row of several, counts as a character: the lines after it are rows of their own.
    """
    lines = io.StringIO(text, newline=None).readlines()
    place, width = 0, None
    while place < len(lines):
        if lines[place].startswith("#"):
            place += 1
            continue
        row, count = _row(lines, place, delimiter, width)
        yield place + 1, row
        width = width or (len(row) if any(row) else None)
        place += count


def _row(lines: list[str], place: int, delimiter: str | None, width: int | None) -> tuple[list[str], int]:
    """Give the row that begins on a line, and how many lines it takes."""
    line = lines[place].rstrip("\n")
    if delimiter is None:
        return [line.strip().strip('"')], 1
    if '"' not in line:
        return line.split(delimiter), 1
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    reader = csv.reader(islice(lines, place, place + _MOST_LINES), delimiter=delimiter, strict=True)
    try:
        row = next(reader)
    except csv.Error:
        return _alone(line, delimiter, width), 1
    count = reader.line_num
    between = lines[place + 1 : place + count - 1]
    whole = width in (None, len(row)) and not any(_is_row(one, row, delimiter) for one in between)
    return (row, count) if count == 1 or whole else (_alone(line, delimiter, width), 1)


def _is_row(line: str, row: list[str], delimiter: str) -> bool:
    """Say whether a line inside a cell looks like a row: as many cells, and an address where this row has one."""
    cells = [one.strip() for one in line.split(delimiter)]
    return len(cells) == len(row) and any(
        one.strip().startswith("http") and other.startswith("http") for one, other in zip(row, cells, strict=True)
    )


def _alone(line: str, delimiter: str, width: int | None) -> list[str]:
    """Give the cells of a line whose quotation marks don't pair: as the lenient have it, or with no regard to marks."""
    split = [one.strip().strip('"') for one in line.split(delimiter)]
    try:
        lenient = next(csv.reader([line], delimiter=delimiter), split)
    except csv.Error:
        return split
    return split if len(lenient) != width and (len(split) == width or len(split) > len(lenient)) else lenient
