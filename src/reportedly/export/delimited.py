"""Readings as CSV for people: UTF-8, a header, and no cell that a spreadsheet would run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.model import Reading
from reportedly.model.rows import ROWS

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def to_csv(readings: Iterable[Reading], *, table: str = "claims") -> Iterator[str]:
    """Yield CSV lines, header first: a row per claim and figure, or per attribution (`table` as in `rows.ROWS`)."""
    return rows_to_csv(row for reading in readings for row in ROWS[table](reading))


def rows_to_csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield CSV lines, header first; nothing where there is no row."""
    for number, row in enumerate(rows):
        if number == 0:
            yield line(row.keys())
        yield line(row.values())


def line(cells: Iterable[Any]) -> str:
    """Write one line of CSV, as RFC 4180 has it, safe to open in a spreadsheet."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(_safe(cell) for cell in cells)
    return buffer.getvalue()


def _safe(value: Any) -> Any:
    """Keep a text from being run as a formula, with the apostrophe that spreadsheets hide; a number is none.

    A whole number has no fraction: people are counted, and 43.0 of them look odd.
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    risky = isinstance(value, str) and value.startswith(FORMULA) and not NUMBER.fullmatch(value)
    return f"'{value}" if risky else value
