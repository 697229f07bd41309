"""Pages of lists on the terminal, as JSON, or as CSV; where more follows, standard error says how to go on."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from reportedly.model.form import to_plain

from .options import ListFormat
from .plain import harmless
from .show import console

if TYPE_CHECKING:
    from rich.text import Text

T = TypeVar("T")
Columns = Mapping[str, Callable[[T], object]]
"""What a table shows of a row, by header."""
WIDEST = 44
"""Columns of the terminal that one fact of a row takes at most, where words stand under it."""


def write(
    rows: Sequence[T],
    *,
    form: ListFormat,
    columns: "Columns[T]",
    nothing: str,
    beneath: Callable[[T], Iterable[object]] | None = None,
) -> None:
    """Print a page of a list; of an empty table, what `nothing` says.

    `beneath` gives the words that stand under a row of a table, over its whole width, a line for each.
    """
    if form is ListFormat.table:
        if rows and beneath is not None:
            _records(rows, columns, beneath)
        elif rows:
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

    table = Table(box=None, padding=(0, 2, 0, 1), header_style="dim", show_edge=False)
    for header in columns:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(_text(shown(row)) for shown in columns.values()))
    console(sys.stdout).print(table)


def _records(rows: Sequence[T], columns: "Columns[T]", beneath: Callable[[T], Iterable[object]]) -> None:
    """Print rows as lines of facts, each with the words it's about under it, over the whole width."""
    from rich.cells import cell_len
    from rich.padding import Padding
    from rich.text import Text

    out = console(sys.stdout)
    facts = [tuple(columns), *(tuple(harmless(_cell(shown(row))) for shown in columns.values()) for row in rows)]
    widths = [min(WIDEST, max(cell_len(row[n]) for row in facts)) for n in range(len(columns))]
    for fact, row in zip(facts, (None, *rows), strict=True):
        line = "  ".join(_fitted(cell, width) for cell, width in zip(fact, widths, strict=True))
        out.print(Text(f" {line.rstrip()}", style="dim" if row is None else "bold"))
        for one in beneath(row) if row is not None else ():
            out.print(Padding(_text(one), (0, 1, 0, 3), expand=False))


def _fitted(cell: str, width: int) -> str:
    """Fit a cell to a width: filled up, or cut and marked as cut."""
    from rich.cells import cell_len, set_cell_size

    return set_cell_size(cell, width) if cell_len(cell) <= width else f"{set_cell_size(cell, width - 1)}…"


def _text(value: object) -> "Text":
    """Give a value as a text made harmless; one that is styled already is."""
    from rich.text import Text

    return value if isinstance(value, Text) else Text(harmless(_cell(value)))


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
