"""Columns and tables of PDFs, in whatever order their files draw them."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import textwrap
from pathlib import Path

import pytest

from reportedly.fetch import pages
from reportedly.fetch.layout import arranged
from reportedly.model import Page

from . import files

PARAGRAPHS = (
    "The council of the river district met on Tuesday and agreed to send two more boats to the villages that the flood had cut off. Eleven people had been brought to safety since the morning, a spokesman said.",
    "Residents of the lower quarter said the water had come faster than in any year that they could remember, and that the warning had come late. The ministry of transport said the bridge would stay closed.",
    "Farmers in the valley expect to lose a third of the barley, according to their union, which asked the government for help on Wednesday. The rescue service said that nobody was missing any more in Aldern.",
    "Peter Oke, who runs the hospital in Dorn, said that it had medicine for two weeks. He asked the ministry of health for more on Friday, and was told that a lorry would leave the capital by Sunday evening.",
)
Text = tuple[float, float, float, str]


def content(path: Path, texts: list[Text]) -> str:
    """Write a page of texts, and give what is read of it."""
    path.write_bytes(files.placed(texts))
    (found,) = pages([path])
    assert isinstance(found, Page)
    assert isinstance(found.content, str)
    return found.content


def columns(number: int, *, lower: float = 0.0) -> list[list[Text]]:
    """Lay the paragraphs out in so many columns, each so much lower than the one on its left."""
    whole: list[str] = []
    for one in PARAGRAPHS:
        whole += [*textwrap.wrap(one, 96 // number), ""]
    high = -(-len(whole) // number)
    return [
        [
            (50 + at * 520 / number, 700 - lower * at - 13 * line, 10, text)
            for line, text in enumerate(whole[at * high : (at + 1) * high])
            if text
        ]
        for at in range(number)
    ]


ORDERS = {
    "column by column": lambda text: text[0],
    "line by line": lambda text: -text[1],
    "from the right": lambda text: (-text[1], -text[0]),
}


@pytest.mark.parametrize("lower", [0.0, 5.0])
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("order", ORDERS)
def test_columns_are_read_one_after_the_other(order: str, number: int, lower: float, tmp_path: Path) -> None:
    """However a file draws its columns, whatever stands in them is read down, and a heading stands by itself."""
    texts = [one for column in columns(number, lower=lower) for one in column]
    read = content(
        tmp_path / "a.pdf", [(50, 740, 16, "Floods on the lower Marrow: bulletin"), *sorted(texts, key=ORDERS[order])]
    )
    heading, _, rest = read.partition("\n\n")
    assert heading == "Floods on the lower Marrow: bulletin"
    assert rest.split() == " ".join(PARAGRAPHS).split()


ROWS = (
    ("County", "People killed", "Injured", "Houses lost"),
    ("Aldern", "9", "140", "1,212"),
    ("Borne", "5", "72", "96"),
    ("Calder", "0", "", "13"),
    ("Total", "14", "212", "1,321"),
)


@pytest.mark.parametrize("order", ORDERS)
def test_a_table_keeps_its_rows(order: str, tmp_path: Path) -> None:
    """The cells of a row stand on one line, parted by bars, also those that stand under their heads' right end."""
    cells: list[Text] = [
        (60 + 110 * column + (30 if line and column else 0), 600 - 14 * line, 10, cell)
        for line, row in enumerate(ROWS)
        for column, cell in enumerate(row)
        if cell
    ]
    before = [(50, 700 - 13 * i, 10, line) for i, line in enumerate(textwrap.wrap(PARAGRAPHS[0], 90))]
    read = content(tmp_path / "a.pdf", [*before, *sorted(cells, key=ORDERS[order])])
    assert read.split("\n\n") == [PARAGRAPHS[0], *(" | ".join(row) for row in ROWS)]


def test_heads_and_names_over_several_lines_are_put_together() -> None:
    """What a table breaks over lines for want of room is one cell."""
    seen = (
        "  County               People      Houses\n"
        "                       killed      destroyed\n"
        "  Aldern and the       9           1,212\n"
        "  islands\n"
        "  Borne                5           96\n"
        "  The old quarter\n"
        "                       2           7\n"
        "  of Calder\n"
        "  Town\n"
        "  Dorn                 1           1"
    )
    told = "All cells: " + " ".join(seen.split()) + " and more."
    assert arranged(told, seen).split("\n\n")[1].split("\n") == [
        "County | People killed | Houses destroyed",
        "Aldern and the islands | 9 | 1,212",
        "Borne | 5 | 96",
        "The old quarter of Calder | 2 | 7",
        "Town |  | ",
        "Dorn | 1 | 1",
    ]


@pytest.mark.parametrize(
    "seen",
    [
        "Date:      14 March 2026\nPlace:     Aldern\nSigned:    the district office",
        "1.   Boats\n2.   Tents for forty families\n3.   Water",
        "The council  met on Tuesday and  agreed to send\ntwo more  boats to the villages  that the flood\nhad cut off.  Eleven people had  been brought to",
        "Aldern     9     140\n\n\n\nBorne      5     72",
        "x" * 3000,
        "",
    ],
)
def test_what_is_neither_stays_as_it_is(seen: str) -> None:
    """Forms, lists and loosely set lines aren't taken for columns or tables."""
    told = " ".join(seen.split())
    assert arranged(told, seen) == told


def test_what_is_told_otherwise_stays_as_it_is() -> None:
    """Where the text doesn't have the characters of what was seen, nothing of it is lost."""
    seen = "County   Killed\nAldern   9\nBorne    5\nDorn     2"
    assert arranged("County Killed Aldern 9 Borne 6 Dorn 2", seen) == "County Killed Aldern 9 Borne 6 Dorn 2"
    assert arranged("2 Dorn 5 Borne 9 Aldern Killed County", seen) == "County | Killed\nAldern | 9\nBorne | 5\nDorn | 2"
