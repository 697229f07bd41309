"""Readings as CSV for people: UTF-8, a header, and no cell that a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.model import Reading
from reportedly.model.rows import ROWS

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def to_csv(readings: Iterable[Reading], *, table: str = "claims") -> Iterator[str]:
    """Yield CSV lines, header first: a row per claim and figure, or per attribution (`table` as in `rows.ROWS`)."""
    return rows_to_csv(row for reading in readings for row in ROWS[table](reading))


def rows_to_csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield CSV lines, header first; nothing where there is no row."""
    for number, row in enumerate(rows):
        if number == 0:
            yield _line(row.keys())
        yield _line(_safe(value) for value in row.values())


def _line(cells: Iterable[Any]) -> str:
    """Write one line."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _safe(value: Any) -> Any:
    """Keep a text from being run as a formula, with the apostrophe that spreadsheets hide."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
