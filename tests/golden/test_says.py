"""Who says what in short reports of many kinds, row by row as `says.txt` tells it, and nobody else in them."""

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import reportedly

ROW = re.compile(r"(\?)?> (.*)")
WHO = re.compile(r"(.*?)(?: \(([\w/]+)\))?")
ANY = "*"


class Report(NamedTuple):
    """One report of the list: its heading, its text, its rows as they stand there."""

    name: str
    text: str
    rows: tuple[str, ...]


def _reports() -> list[Report]:
    """Parse the list."""
    found, lines = [], (Path(__file__).parent / "says.txt").read_text(encoding="utf-8")
    for part in lines.split("\n## ")[1:]:
        name, _, rest = part.partition("\n")
        rows = tuple(line for line in rest.splitlines() if ROW.match(line))
        found.append(Report(name, rest[: rest.index(f"\n{rows[0]}")].strip(), rows))
    return found


REPORTS = _reports()
ROWS = [(report, row) for report in REPORTS for row in report.rows]


@cache
def _read(text: str) -> Any:
    """Read a report, once."""
    return reportedly.read(text, published="2024-05-06")


def _words(part: Any) -> str:
    """Give the words of a part, its stretches parted by an ellipsis, on one line."""
    return " … ".join(span.text for span in part.spans).replace("\n", " ")


def _found(report: Report, row: str) -> list[Any]:
    """Give the attributions that may be a row's: its cue's words in theirs, its content's in theirs."""
    _, cue, content, *_ = _fields(row)
    cues = [re.compile(rf"(?<!\w){re.escape(one)}(?!\w)") for one in cue.split("/")]
    return [
        one
        for one in _read(report.text).attributions
        if any(cue.search(_words(one.cue)) for cue in cues) and (content == ANY or content in _words(one.content))
    ]


def _fields(row: str) -> list[str]:
    """Give the fields of a row."""
    matched = ROW.fullmatch(row)
    assert matched is not None
    return [field.strip() for field in matched[2].split(" | ")]


def _chain(report: Report, attribution: Any) -> str:
    """Give the names of those through whom an attribution came, outermost first."""
    by_id, names = {one.id: one for one in _read(report.text).attributions}, []
    while attribution.parent:
        attribution = by_id[attribution.parent]
        names.insert(0, attribution.source.name or "~")
    return " > ".join(names) or "-"


def _told(report: Report, row: str, attribution: Any) -> tuple[list[str], list[str]]:
    """Give what a row says of an attribution and what was read, side by side; what may be anything is left out."""
    who, _, _, act, factuality, chain = _fields(row)
    matched = WHO.fullmatch(who)
    assert matched is not None
    name = attribution.source.name or "~"
    sides = [
        (matched[1] if matched[1] != "~" else ANY, name),
        (matched[2] or ANY, attribution.source.kind),
        (act, attribution.acts[0]),
        (factuality, attribution.factuality),
        (chain, _chain(report, attribution)),
    ]
    asked = [(wanted, got) for wanted, got in sides if wanted != ANY]
    return [got if got in wanted.split("/") else wanted for wanted, got in asked], [got for _, got in asked]


@pytest.mark.parametrize(("report", "row"), ROWS, ids=lambda one: getattr(one, "name", one)[:60])
def test_a_row_of_a_short_report(report, row, request):
    """A speaker is heard, named, and their act, certainty and relays told, as an analyst would."""
    if row.startswith("?"):
        request.applymarker(pytest.mark.xfail(strict=True, reason="read otherwise, as the list says"))
    found = _found(report, row)
    assert found, [(_words(one.source), _words(one.cue)) for one in _read(report.text).attributions]
    sides = [_told(report, row, one) for one in found]
    best = next((side for side in sides if side[0] == side[1]), sides[0])
    assert best[1] == best[0]


@pytest.mark.parametrize("report", REPORTS, ids=lambda one: one.name)
def test_nobody_else_speaks_in_a_short_report(report):
    """No attribution stands in a short report beyond those of its rows."""
    known = {one.id for row in report.rows for one in _found(report, row)}
    beyond = [one for one in _read(report.text).attributions if one.id not in known]
    assert not [(_words(one.source), _words(one.cue), _words(one.content)) for one in beyond]
