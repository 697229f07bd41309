"""The ledger keeps what it's given, once, and says what became of it."""

from dataclasses import replace

import pytest

from reportedly.errors import LedgerMissing, NotFound
from reportedly.ledger import Ledger
from reportedly.model import Reader

from . import by_hand
from .conftest import made


def test_adding_twice_changes_nothing(path):
    """The second adding of a report leaves every table as it was."""
    with Ledger(path) as ledger:
        assert ledger.add(*made("r1", "Four were held.")).status == "added"
        before, head = ledger.counts(), ledger.head()
        assert ledger.add(*made("r1", "Four were held.")).status == "unchanged"
        assert (ledger.counts(), ledger.head()) == (before, head)


def test_other_bytes_under_one_id_are_a_revision(path):
    """A report whose text changed keeps both captures, and shows the one retrieved later, whichever came first."""
    with Ledger(path) as ledger:
        ledger.add(*made("r1", "Five were held.", retrieved="2026-03-15T07:00:00Z"))
        assert ledger.add(*made("r1", "Four were held.", retrieved="2026-03-14T21:00:00Z")).status == "revised"
        assert ledger.reading("r1").report.text == "Five were held."
        assert ledger.reports()[0].revisions == 2


def test_a_page_that_went_back_shows_what_it_went_back_to(path):
    """A page that reads A, then B, then A again is shown as A; the log has each retrieval."""
    with Ledger(path) as ledger:
        for hour, text in ((7, "Four were held."), (8, "Five were held."), (9, "Four were held.")):
            ledger.add(*made("r1", text, retrieved=f"2026-03-15T0{hour}:00:00Z"))
        assert ledger.reading("r1").report.text == "Four were held."
        assert ledger.reading("r1").report.retrieved == "2026-03-15T09:00:00Z"
        assert ledger.reports()[0].revisions == 2
        assert ledger.counts()["reading"] == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_page_that_went_back_but_for_a_byte_shows_what_it_went_back_to(place, order):
    """A, then B, then A with another comment: each is a revision, and A is current, whatever the order they came in."""
    texts = ("Four were held.", "Five were held.", "Four were held.")
    with Ledger(place, reconciler=by_hand) as ledger:
        for number in order:
            page, reading = made("r1", texts[number], retrieved=f"2026-03-15T0{number + 1}:00:00Z")
            page = replace(page, content=f"<!-- build {number} --><p>{texts[number]}</p>", media="html")
            assert ledger.add(page, reading).status in ("added", "revised")
            assert ledger.add(page, reading).status == "unchanged"
        assert ledger.reading("r1").report.text == "Four were held."
        assert [row.current for row in ledger.history("r1")] == [False, False, True]
        assert ledger.counts()["reading"] == 3
        assert ledger.verify() == []


def test_a_newer_reader_supersedes_without_overwriting(path):
    """A reading by another reader stands beside the first, and is the one shown."""
    with Ledger(path) as ledger:
        ledger.add(*made("r1", "Four were held."))
        newer = made("r1", "Four were held.", reader=Reader(version="0.0.2", model="by-hand"))
        assert ledger.add(*newer).status == "reread"
        assert ledger.reading("r1").reader.version == "0.0.2"
        assert ledger.counts()["reading"] == 2


def test_what_comes_out_is_what_went_in(path):
    """A reading comes back equal, also with characters that are hard to store."""
    page, reading = made("r1", "Four\x00 were “held”\u2028 \U0001f30d.")
    with Ledger(path) as ledger:
        ledger.add(page, reading)
    with Ledger(path, readonly=True) as ledger:
        assert ledger.reading("r1") == reading


def test_reports_are_listed_newest_first_and_undated_last(path):
    """The list runs by date of publication."""
    with Ledger(path) as ledger:
        for key, published in (("a", "2026-03-01"), ("b", None), ("c", "2026-03-14T09:00:00+00:00")):
            ledger.add(*made(key, f"Text of {key}.", published=published))
        assert [row.id for row in ledger.reports()] == ["c", "a", "b"]
        assert [row.id for row in ledger.reports(limit=1)] == ["c"]


def test_a_report_is_found_by_the_beginning_of_its_id_or_its_url(path):
    """A prefix that means one report is enough; one that means several is refused; `%` is no wildcard."""
    with Ledger(path) as ledger:
        ledger.add(*made("abc1", "One was held.", url="https://post.example/1"))
        ledger.add(*made("abd2", "Two were held."))
        assert ledger.reading("abc").report.id == "abc1"
        assert ledger.reading("https://post.example/1").report.id == "abc1"
        for name in ("ab", "zz", "%", "\udcff"):
            with pytest.raises(NotFound):
                ledger.reading(name)


def test_an_exact_id_wins_over_longer_ones(path):
    """A report whose id begins another's can still be named."""
    with Ledger(path) as ledger:
        for number in range(60):
            ledger.add(*made(f"r1{number}", f"{number} were held."))
        ledger.add(*made("r1", "One was held."))
        assert ledger.reading("r1").report.text == "One was held."
        with pytest.raises(NotFound, match="r1 or r10 or r11, or more"):
            ledger.reading("r")


def test_reading_from_a_ledger_that_is_not_there_makes_none(path):
    """Asking where there is no ledger says so, and leaves no file behind."""
    with pytest.raises(LedgerMissing, match="reportedly add"):
        Ledger(path, readonly=True)
    assert not path.exists()
