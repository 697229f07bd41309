"""What is searched for is found, in the same order, on both databases."""

import pytest

from reportedly.errors import BadSetting
from reportedly.ledger import Ledger, Scope
from reportedly.ledger.terms import asked, marks

from . import by_hand
from .conftest import address, created, made

NEWS = (
    ("r1", "17 killed in Aleppo on 2016-12-10, said the ministry. The café’s owner was re-arrested.", "2016-12-10"),
    ("r2", "A quiet day. 3 arrested in Mosul on 2016-11-02, denied the army. Some 50,000 left.", "2016-11-03"),
    ("r3", "2 killed in Mosul on 2015-01-31, said the al-Noor agency.\n\nNothing more: arrests go on.", "2016-12-12"),
)
ASKED = {
    "stems": (Scope(words="arrest"), ["r2"], ["r3", "r1", "r2"]),
    "two words": (Scope(words="killed mosul"), [], ["r3"]),
    "a phrase": (Scope(words='"in Aleppo"'), ["r1"], ["r1"]),
    "a phrase in another order": (Scope(words='"Aleppo in"'), [], []),
    "a hyphen is a phrase": (Scope(words="al-noor"), [], ["r3"]),
    "a beginning": (Scope(words="minist*"), ["r1"], ["r1"]),
    "without": (Scope(words="killed -aleppo"), [], ["r3"]),
    "accents": (Scope(words="CAFE"), [], ["r1"]),
    "thousands": (Scope(words="50000"), [], ["r2"]),
    "operators are words": (Scope(words='killed AND "NEAR(" *'), [], []),
    "a country": (Scope(places=("IQ",)), ["r2"], ["r2"]),
    "a place": (Scope(places=("aleppo", "nowhere")), ["r1"], ["r1"]),
    "an event": (Scope(events=("coerce/ARREST",)), ["r2"], ["r2"]),
    "a speaker": (Scope(speakers=("Army",)), ["r2"], ["r2"]),
    "an outcome": (Scope(counts=("killed",)), ["r1"], ["r1"]),
    "certainty": (Scope(certainty=("CT-",)), ["r2"], ["r2"]),
    "an act and a word": (Scope(words="mosul", acts=("deny",)), ["r2"], ["r2"]),
    "a publisher": (Scope(publishers=("the harbour post",), words="killed"), ["r1"], ["r3", "r1"]),
    "a period": (Scope(since="2016-11-01", until="2016-11-30"), ["r2"], ["r2"]),
    "an open period": (Scope(since="2016-12-01"), ["r1"], ["r3", "r1"]),
    "what lies in a situation": (Scope(words="arrest", inside=(Scope(places=("IQ",)),)), ["r2"], ["r2"]),
}


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory, server):
    """Both kinds of ledger, with the same news."""
    name = created(server)
    kept = [
        Ledger(place, reconciler=by_hand)
        for place in (tmp_path_factory.mktemp("kept") / "ledger.sqlite", address(server, name))
    ]
    for ledger in kept:
        ledger.add_all(made(key, words, published=at) for key, words, at in NEWS)
    yield kept
    for ledger in kept:
        ledger.close()


@pytest.mark.parametrize(("scope", "claims", "texts"), ASKED.values(), ids=ASKED)
def test_both_databases_find_the_same(ledgers, scope, claims, texts):
    """Claims, texts and reports are found by all that a scope may have."""
    for ledger in ledgers:
        assert [hit.report for hit in ledger.search(scope)] == claims
        assert list(dict.fromkeys(hit.report for hit in ledger.search(scope, of="texts"))) == texts
        assert [row.id for row in ledger.reports(scope)] == texts


@pytest.mark.parametrize(("scope", "claims", "texts"), ASKED.values(), ids=ASKED)
def test_common_words_find_the_same(ledgers, scope, claims, texts, monkeypatch):
    """Where PostgreSQL expects many documents it walks down to them, and finds those that it finds all at once."""
    monkeypatch.setattr("reportedly.ledger.index.FEW", -1)
    test_both_databases_find_the_same(ledgers, scope, claims, texts)


def test_what_was_found_is_marked(ledgers):
    """A passage quotes the report, and its marks are the words searched for."""
    for ledger in ledgers:
        for hit in ledger.search(Scope(words='"arrests go" killed'), of="texts"):
            part, text = hit.passage, ledger.reading(hit.report).report.text
            assert text[part.start : part.start + len(part.text)] == part.text
            assert [part.text[a:b] for a, b in part.marks] == ["killed", "arrests", "go"]


def test_searches_page_by_cursors(ledgers):
    """One hit a page, each once, newest first."""
    for ledger in ledgers:
        found, after = [], None
        for _ in range(2):
            page = ledger.search(Scope(publishers=("The Harbour Post",)), limit=1, after=after)
            found += [hit.report for hit in page]
            after = page.next
        assert (found, after) == (["r1", "r2"], None)


def test_reports_that_are_chosen_page_alike(kept, monkeypatch):
    """Page by page, reports with a common word are those of the whole list, also of one minute and without a date."""
    monkeypatch.setattr("reportedly.ledger.queries.reports.PIECES", 1)
    long = " ".join(f"Nothing of {number} was arrested." for number in range(2000))
    days = ["2016-12-10"] * 5 + [None] * 3 + [f"2016-11-{day:02}" for day in range(1, 6)]
    kept.add_all(
        made(f"r{n}", f"An arrest, the {n}th. {long[: 40000 * (n % 2)]}", published=at) for n, at in enumerate(days)
    )
    kept.add(*made("other", "A quiet day.", published="2016-11-03"))
    for scope in (Scope(words="arrest"), Scope(words="arrest", since="2016-11-02", until="2016-12-01")):
        whole, found, after = [row.id for row in kept.reports(scope)], [], None
        for _ in range(len(whole)):
            page = kept.reports(scope, limit=2, after=after)
            found += [row.id for row in page]
            after = page.next
            if after is None:
                break
        assert found == whole
        assert len(found) == (len(days) if scope.since is None else 4)
        assert after is None


@pytest.mark.parametrize("words", ["", " ", "-only", "***", '""', "…"])
def test_a_search_for_nothing_is_refused(words):
    """A query without a word to look for says so."""
    with pytest.raises(BadSetting, match="nothing to search for"):
        asked(words)


@pytest.mark.parametrize("cursor", ["yesterday", "-1", str(2**63), "9" * 5000])
def test_a_cursor_that_is_none_is_refused(ledgers, cursor):
    """What isn't a cursor of ours, or is a number that no database keeps, is refused."""
    for ledger in ledgers:
        for ask in (ledger.reports, ledger.questions):
            with pytest.raises(BadSetting, match="cursor"):
                ask(after=cursor)


@pytest.mark.parametrize("asked_for", ['A"B', 'x" OR ":counts:killed', "a\x00b", "it's\\", "\udcff", "é" * 3000])
def test_what_is_chosen_by_is_no_part_of_the_query(ledgers, asked_for):
    """Quotes, operators and what no database keeps find nothing, and break nothing."""
    for ledger in ledgers:
        for scope in (Scope(events=(asked_for,)), Scope(counts=(asked_for,)), Scope(acts=(asked_for,))):
            assert ledger.search(scope) == []
            assert ledger.reports(scope) == []


def test_a_date_that_is_none_is_refused(ledgers):
    """A period is given in dates."""
    with pytest.raises(BadSetting, match="is no date"):
        ledgers[0].questions(Scope(since="last week"))


def test_a_phrase_is_marked_as_one():
    """Words of a phrase are marked only where they stand together; the end of a sentence is no bar."""
    text = "Killed were two. Two killed, and two fled."
    assert [(a, text[a:b]) for a, b in marks(text, asked('"two fled"'))] == [(33, "two"), (37, "fled")]
