"""`reportedly compare`: a coder's own table set against the ledger; nothing is written into it."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from reportedly.coded import Asked, Finding, Judge, Status, Table, chosen_of, findings, located, read_table
from reportedly.errors import BadSetting
from reportedly.export.account import number_words
from reportedly.keeping import Ledger
from reportedly.ledger import Scope
from reportedly.model.account import EstimateRule
from reportedly.reconcile import compare as compare_two
from reportedly.reconcile import keys
from reportedly.reconcile.places import distance

from .keeping import opened
from .listing import write
from .options import ListFormat
from .plain import on_line
from .progress import bar, ready_gazetteer
from .scoping import scope_of

SHOWN = 10
"""Cells that weren't understood, printed one by one."""
SHORT = 8
LONGEST = 90
"""Characters of an id, and of reasons, in a table."""
SAID: dict[Status, str] = {
    "agrees": "agrees",
    "differs": "differs",
    "only_theirs": "only in the table",
    "only_ours": "only in the ledger",
}


def compare(
    place: str | None,
    path: Path,
    *,
    columns: Sequence[str],
    dates: Literal["dmy", "mdy"] | None,
    rule: EstimateRule,
    only: Sequence[str],
    form: ListFormat,
    **scope: Any,
) -> None:
    """Print what a table and the ledger have of one another."""
    table = read_table(path, said=chosen_of(columns), order=dates)
    _tell(table, path)
    from reportedly.ground import gazetteer

    ready_gazetteer()
    table = replace(table, rows=located(table.rows, gazetteer.open_gazetteer().find))
    with opened(place) as ledger:
        asked = _asked(ledger, scope_of(ledger, **scope), rule)
    found = findings(table, asked, Judge(compare_two, keys, distance))
    counts = Counter(one.status for one in found)
    shown = [one for one in found if not only or one.status in only]
    write(shown, form=form, columns=_COLUMNS, nothing="there is nothing to compare")
    told = (f"{counts[status]} {said.removesuffix('s')}" for status, said in SAID.items())
    print(", ".join(told), file=sys.stderr)  # noqa: T201


def _asked(ledger: Ledger, scope: Scope, rule: EstimateRule) -> list[Asked]:
    """Give the questions in a scope, each with what its answers testify."""
    with bar("questions") as shown:
        found = []
        for question in ledger.full_questions(scope, rule=rule):
            found.append(Asked(question, ledger.answering(question.id)))
            shown.to(len(found))
    return found


def _tell(table: Table, path: Path) -> None:
    """Say how the table was read: which column was taken for what, and what wasn't understood."""
    shape = {"acled": "ACLED's columns", "ucdp": "UCDP GED's columns"}.get(table.columns.shape or "", "columns")
    taken = ", ".join(f"{field}={on_line(heading)}" for field, heading in table.columns.by_field.items())
    print(f"{on_line(path.name)}: {len(table.rows)} rows · {shape}: {taken}", file=sys.stderr)  # noqa: T201
    for one in table.unread[:SHOWN]:
        print(f"row {one.row}, {on_line(one.column)}: {on_line(one.cell)!r} isn't understood", file=sys.stderr)  # noqa: T201
    if len(table.unread) > SHOWN:
        print(f"and {len(table.unread) - SHOWN} cells more", file=sys.stderr)  # noqa: T201
    if not table.rows:
        raise BadSetting(f"{path} has no rows")


def _figures(one: Finding) -> str:
    """Write both figures."""
    theirs, ours = ("–" if value is None else number_words(value) for value in (one.their_figure, one.our_figure))
    ends = "" if one.our_low == one.our_high == one.our_figure else f" ({_end(one.our_low)}–{_end(one.our_high)})"
    return f"{theirs} / {ours}{ends}" if one.their_figure is not None or one.our_figure is not None else ""


def _end(value: float | None) -> str:
    return number_words(value)


def _both(theirs: str | None, ours: str | None) -> str:
    """Write two cells, or one where they're the same."""
    return theirs or "" if theirs == ours else f"{theirs or '–'} / {ours or '–'}"


def _admitted(one: Finding) -> str:
    return "" if one.admitted is None or one.answers is None else f"{one.admitted} of {one.answers}"


_COLUMNS = {
    "": lambda one: SAID[one.status] + (f": {', '.join(one.differs)}" if one.differs else ""),
    "Row": lambda one: one.row_id,
    "Question": lambda one: one.question and one.question[:SHORT],
    "Of": lambda one: one.counts,
    "Theirs / ours": _figures,
    "Admitted by": _admitted,
    "Days": lambda one: _both(one.their_days, one.our_days),
    "Place": lambda one: _both(one.their_place, one.our_place),
    "Why": lambda one: one.why if len(one.why) <= LONGEST else f"{one.why[: LONGEST - 1]}…",
}
