"""Tokens as treebanks have them."""

import itertools
import time

import pytest

from reportedly.parse.tables import tokens
from reportedly.parse.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She didn't go.", "She|did|n't|go|."),
        ("Iran’s army", "Iran|’s|army"),
        ("(“Yes,” he said.)", "(|“|Yes|,|”|he|said|.|)"),
        ("Mr. Odeh and Gen. A. B. Marr", "Mr.|Odeh|and|Gen.|A.|B.|Marr"),
        ("the U.S. army.", "the|U.S.|army|."),
        ("a $5m loan, £3 each", "a|$|5|m|loan|,|£|3|each"),
        ("US$40 or 12%", "US$|40|or|12|%"),
        ("a 47-year-old man", "a|47|-|year|-|old|man"),
        ("at 10am, by 5 p.m.", "at|10|am|,|by|5|p.m."),
        ("well... then", "well|...|then"),
        ("yes/no and/or", "yes|/|no|and/or"),
        ("see www.example.org/a?b=1.", "see|www.example.org/a?b=1|."),
        ("write to a.b@example.org, please", "write|to|a.b@example.org|,|please"),
        ("the end.Then came", "the|end|.|Then|came"),
        ("''Stay,'' she said", "''|Stay|,|''|she|said"),
        ("north–south, east -- west", "north|–|south|,|east|--|west"),
        ("5 km², 30C", "5|km²|,|30C"),
        ("cannot gonna", "can|not|gon|na"),
        ("1,200 men", "1,200|men"),
        ("☂rain", "☂|rain"),
        ("a post on X. Mr X. Y. Marr left", "a|post|on|X|.|Mr|X.|Y.|Marr|left"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    """Marks, clitics and units part; abbreviations, numbers and addresses stay whole."""
    assert "|".join(text[start:end] for start, end in tokenise(text)) == expected


def test_tokens_cover_all_but_white_space() -> None:
    """Every character that isn't white space stands in one token, in order."""
    text = "\u2003“Who’d've thought it?!”\u00a0\n\t (No. 5 — “x”)…  'tis £1.50/kg;\x1f #one_two ... ''"
    found = tokenise(text)
    assert "".join(text[start:end] for start, end in found) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))


def test_the_table_holds_whole_chunks() -> None:
    """The sizes of each exception add up to its length, and the table names its source."""
    assert "MIT" in tokens()["source"]
    assert all(sum(sizes) == len(chunk) and min(sizes) > 0 for chunk, sizes in tokens()["sizes"].items())


@pytest.mark.parametrize("text", ['"' * 200, "a." * 100, "http://" + "a@" * 90, "-" * 200, "’s" * 100, "." * 200])
def test_hostile_chunks_take_no_time(text: str) -> None:
    """The longest chunk that is let through, made of marks, takes milliseconds."""
    begin = time.monotonic()
    tokenise(text)
    assert time.monotonic() - begin < 1
