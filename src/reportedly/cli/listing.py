"""Pages of lists on the terminal, as JSON, or as CSV; where more follows, standard error says how to go on."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from reportedly.model.form import to_plain

from .options import ListFormat
from .plain import harmless
from .show import console

T = TypeVar("T")
Columns = Mapping[str, Callable[[T], object]]
"""What a table shows of a row, by header."""


def write(rows: Sequence[T], *, form: ListFormat, columns: "Columns[T]", nothing: str) -> None:
    """Print a page of a list; of an empty table, what `nothing` says."""
    if form is ListFormat.table:
        if rows:
            _table(rows, columns)
        else:
            print(nothing)  # noqa: T201
    elif form is ListFormat.csv:
        from reportedly.export import rows_to_csv

        sys.stdout.writelines(rows_to_csv(flat(to_plain(row)) for row in rows))
    elif form is ListFormat.json:
        print(json.dumps([to_plain(row) for row in rows], ensure_ascii=False, indent=2))  # noqa: T201
    else:
        sys.stdout.writelines(json.dumps(to_plain(row), ensure_ascii=False) + "\n" for row in rows)
    say_more(rows)


def say_more(rows: Sequence[T]) -> None:
    """Say how to go on, where more follows."""
    following = getattr(rows, "next", None)
    if following:
        print(f"more follows: --after {following}", file=sys.stderr)  # noqa: T201


def _table(rows: Sequence[T], columns: "Columns[T]") -> None:
    """Print rows as a table."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 1), header_style="dim", show_edge=False)
    for header in columns:
        table.add_column(header, overflow="fold")
    for row in rows:
        cells = (shown(row) for shown in columns.values())
        table.add_row(*(one if isinstance(one, Text) else Text(harmless(_cell(one))) for one in cells))
    console(sys.stdout).print(table)


def _cell(value: object) -> str:
    """Write a value for a table."""
    if value is None or value == "":
        return "–"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    return str(value)


def flat(plain: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Give a row for CSV: what lies within is named by the way to it, lists of scalars are joined."""
    row: dict[str, Any] = {}
    for name, value in plain.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            row |= flat(value, f"{key}_")
        elif isinstance(value, list):
            scalars = all(not isinstance(one, (dict, list)) for one in value)
            row[key] = "; ".join(map(str, value)) if scalars else json.dumps(value, ensure_ascii=False)
        else:
            row[key] = value
    return row


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Any:
    """Give a passage with what was searched for standing out."""
    from rich.text import Text

    # a character that would act is replaced by one other character: the offsets stay
    shown = Text("".join(one if one.isprintable() else harmless(one) if one not in "\r\n\t" else " " for one in text))
    for start, end in marks:
        shown.stylize("bold yellow", start, end)
    return shown
