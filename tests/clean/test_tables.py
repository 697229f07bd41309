"""The tables of the room: they load, say where they come from, and their patterns are bounded."""

import time

import pytest

from reportedly.clean import vocabulary
from reportedly.clean.dates import date_in, date_of_url
from reportedly.clean.language import _table
from reportedly.clean.markup import page_table
from reportedly.clean.table import load, look_up, tails

TRICKY = [
    "By " + "A " * 400,
    "(" * 800,
    "views " * 140,
    "a@" * 400,
    ">" * 800,
    "Photo: " * 120,
    "/AFP" * 200,
    "| " * 400,
    "© " * 400,
    "x" * 899,
    "Follow " * 120,
]


def test_the_table_of_furniture_loads() -> None:
    """Every list has a kind of the contract, a source and something to match."""
    for one in load():
        assert one.source
        assert one.exact or one.weak or one.top or one.words or one.starts or one.patterns
    assert tails()


def test_whole_wordings_match_themselves() -> None:
    """Each sure wording of the table is found by it."""
    for one in load():
        for words in one.exact:
            found = look_up(words)
            assert found is not None, words
            assert found.strength == "sure", words


def test_the_other_tables_load() -> None:
    """Languages have words of their own; the page's names and the lists of words have sources."""
    assert all(one["source"] and one["words"].split() for one in vocabulary._table().values())
    words, names, scripts = _table()
    assert {code for codes in words.values() for code in codes} == set(names)
    assert len(scripts) > 10
    assert page_table()["widgets"]["source"]
    assert page_table()["dates"]["source"]


@pytest.mark.parametrize("line", TRICKY)
def test_no_pattern_backtracks_without_bound(line: str) -> None:
    """The most awkward lines take no longer than a twentieth of a second."""
    before = time.process_time()
    look_up(line)
    for _, pattern in tails():
        pattern.search(line)
    assert time.process_time() - before < 0.05 * 5


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5 JAN 90", "1990-01-05"),
        ("Dec. 10, 2016", "2016-12-10"),
        ("10th December 2016", "2016-12-10"),
        ("2016-12-10T08:00", "2016-12-10"),
        ("19/05/2017", "2017-05-19"),
        ("05/19/2017", "2017-05-19"),
        ("04/05/2017", None),
        ("05/05/2017", "2017-05-05"),
        ("31 Feb 2017", None),
        ("Dec 10", None),
        ("March 12 19:40", None),
    ],
)
def test_written_dates(words: str, expected: str | None) -> None:
    """Dates are read with a year only, and not where day and month may be exchanged."""
    assert date_in(words) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2016/12/10/bridge", "2016-12-10"),
        ("https://a.example/world/2016/dec/10/bridge", "2016-12-10"),
        ("https://a.example/news-2016-12-10.html", "2016-12-10"),
        ("https://a.example/2016/12/bridge", None),
        ("https://a.example/20161310", None),
        (None, None),
    ],
)
def test_dates_of_addresses(url: str | None, expected: str | None) -> None:
    """A whole date in an address is found, no part of one."""
    assert date_of_url(url) == expected
