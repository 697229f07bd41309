"""Whatever is altered in a ledger behind its back is found and named."""

import sqlite3
from contextlib import closing

import pytest

from reportedly.ledger import Ledger, Scope

from . import by_hand
from .conftest import made
from .test_history import HEDGED, foretelling

TAMPERINGS = {
    "an entry's words": ("UPDATE entry SET subject = 'x' WHERE number = 2", "entry", "2"),
    "an entry's time": ("UPDATE entry SET at = '2020-01-01' WHERE number = 3", "entry", "3"),
    "an entry lost": ("DELETE FROM entry WHERE number = 2", "entry", "2"),
    "the last entry lost": ("DELETE FROM entry WHERE number = 10", "reading", None),
    "two entries exchanged": (
        "UPDATE entry SET number = CASE number WHEN 5 THEN -6 ELSE -5 END WHERE number IN (5, 6)",
        "entry",
        None,
    ),
    "a capture's bytes": ("UPDATE capture SET content = x'789c4b04000062'", "capture", None),
    "a capture lost": ("DELETE FROM capture WHERE size = 15", "capture", None),
    "a report added unlogged": ("INSERT INTO report VALUES ('new', NULL)", "report", "new"),
    "a reading's words": ("UPDATE reading SET body = (SELECT content FROM capture LIMIT 1)", "reading", None),
    "a reading's date": ("UPDATE reading SET published = '2020-01-01'", "reading", None),
    "a reading's count": ("UPDATE reading SET claims = 7 WHERE title = 'Title of r1'", "reading", None),
    "a reading's revision": (
        "UPDATE reading SET revision = (SELECT id FROM revision WHERE report = 'r2')",
        "reading",
        None,
    ),
    "a revision's report": ("UPDATE revision SET report = 'r2' WHERE report = 'r1'", "revision", None),
}


@pytest.fixture
def untouched(path):
    """A ledger of two reports."""
    with Ledger(path) as ledger:
        ledger.add(*made("r1", "Four were held."))
        ledger.add(*made("r2", "Nine were freed, they said."))
        assert ledger.verify() == []
    return path


@pytest.mark.parametrize(("statement", "kind", "subject"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found(untouched, statement, kind, subject):
    """Each way of altering the file is reported, under the kind of thing that was altered."""
    with closing(sqlite3.connect(untouched)) as connection:
        connection.execute(statement)
        connection.commit()
    with Ledger(untouched, readonly=True) as ledger:
        problems = ledger.verify()
    assert any(one.kind == kind and subject in (None, one.subject) for one in problems), problems


def test_a_span_that_does_not_quote_its_text_is_found(path):
    """A reading whose span points elsewhere is reported, though all hashes hold."""
    page, reading = made("r1", "Four were held.")
    object.__setattr__(reading.leftovers[0], "text", "Five")
    with Ledger(path) as ledger:
        ledger.add(page, reading)
        assert [one.kind for one in ledger.verify()] == ["reading"]


DERIVED = {
    "a claim lost": ("DELETE FROM claim WHERE report = 'r1'", "claim"),
    "a claim's words": (
        "UPDATE claim SET body = (SELECT body FROM claim WHERE report = 'r3') WHERE report = 'r2'",
        "claim",
    ),
    "a claim of nobody's": ("UPDATE claim SET report = 'r9' WHERE report = 'r1'", "claim"),
    "a block": ("DELETE FROM blocking WHERE claim = (SELECT number FROM claim WHERE report = 'r2')", "claim"),
    "the search": ("DELETE FROM claim_words", "claim"),
    "a report's address": ("UPDATE report SET url = 'https://other.example/' WHERE id = 'r1'", "report"),
    "a claim's day": ("UPDATE claim SET starts = '2016-12-12T00:00:00Z' WHERE report = 'r1'", "claim"),
    "a text that is searched": (
        "UPDATE passage SET body = (SELECT body FROM passage WHERE report = 'r2') WHERE report = 'r1'",
        "report",
    ),
    "where a text begins": ("UPDATE passage SET start = start + 1 WHERE report = 'r3'", "report"),
    "a link made up": (
        "INSERT INTO link SELECT a.number, b.number, 0, 1 FROM claim a, claim b WHERE a.report || b.report = 'r1r5'",
        "link",
    ),
    "the texts": ("DELETE FROM passage WHERE report = 'r1'", "report"),
    "a link lost": ("DELETE FROM link", "link"),
    "a link's score": ("UPDATE link SET score = 0.5", "link"),
    "a claim's question": ("UPDATE claim SET question = id WHERE report = 'r2'", "claim"),
    "a question's figure": ("UPDATE question SET best = 999", "question"),
    "a question's words": ("UPDATE question SET text = 'lie'", "question"),
    "a question lost": ("DELETE FROM question", "question"),
    "a question made up": (
        "UPDATE question SET id = 'x' WHERE number = (SELECT max(number) FROM question)",
        "question",
    ),
    "what a question is part of": ("UPDATE question SET part_of = NULL", "question"),
    "what a question isn't part of": (
        "UPDATE question SET part_of = id WHERE part_of IS NULL AND place = 'Syria'",
        "question",
    ),
    "a report's print": ("UPDATE imprint SET body = (SELECT body FROM imprint WHERE report = 'r5')", "report"),
    "a forecast lost": ("DELETE FROM forecast", "forecast"),
    "a forecast's deadline": ("UPDATE forecast SET due = '2036-01-01T00:00:00Z'", "forecast"),
    "a forecast's place in the list": ("UPDATE forecast SET number = number + (1 << 40)", "forecast"),
    "a forecast of another report": ("UPDATE forecast SET report = 'r1'", "forecast"),
    "what a capture is read as": ("UPDATE capture SET media = 'pdf'", "capture"),
    "a text read as a page": ("UPDATE capture SET media = 'html'", "capture"),
    "which revision is shown": ("UPDATE current SET title = 'Other' WHERE report = 'r1'", "report"),
    "a judgement": ("UPDATE judgement SET value = '\"other\"'", "judgement"),
    "a judgement's subjects": ("DELETE FROM judged", "judgement"),
    "a capture's size": ("UPDATE capture SET size = 7", "capture"),
    "a judgement lost": ("DELETE FROM judgement", "judgement"),
    "a situation": ("UPDATE setting SET value = NULL", "setting"),
    "a retrieval": ("UPDATE retrieval SET retrieved = '2020-01-01'", "retrieval"),
}


@pytest.fixture
def derived(path):
    """A ledger of three reports that answer one question, one of a wider one, a forecast, a judgement, a situation."""
    with Ledger(path, reconciler=by_hand) as ledger:
        for key, text in (("r1", "17 killed"), ("r2", "19 killed"), ("r3", "21 killed")):
            said = f"{text} in Aleppo on 2016-12-10, said the ministry."
            ledger.add(*made(key, said, url=f"https://post.example/{key}"))
        ledger.add(*made("r4", "90 killed in Syria on 2016-12-10, said the army."))
        ledger.add(*foretelling("r5", "2016-12-09", chance=HEDGED, by="2016-12-12"))
        ledger.judge("comment", ["r1"], value="seen", by="ana")
        ledger.save_situation("north", Scope(places=("Aleppo",)), by="ana")
        assert ledger.verify() == []
    return path


@pytest.mark.parametrize(("statement", "kind"), DERIVED.values(), ids=DERIVED)
def test_tampering_with_what_is_derived_is_found(derived, statement, kind):
    """What no longer follows from what is kept is reported, and so is an altered decision."""
    with closing(sqlite3.connect(derived)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
        connection.commit()
    with Ledger(derived, readonly=True, reconciler=by_hand) as ledger:
        assert kind in {one.kind for one in ledger.verify()}


def test_a_head_kept_elsewhere_tells_of_a_log_written_anew(path, tmp_path):
    """Whoever kept a head sees that the log lost its end, or was made again, though it's sound in itself."""
    with Ledger(path, reconciler=by_hand) as ledger:
        ledger.add(*made("r1", "Four were held."))
        first = ledger.head()
        ledger.add(*made("r2", "Nine were freed."))
        last = ledger.head()
        assert ledger.verify(first) == ledger.verify(last) == []
    with Ledger(tmp_path / "anew.sqlite", reconciler=by_hand) as other:
        other.add(*made("r1", "Four were held."))
        assert "written anew" in other.verify(first)[0].message
        assert "shorter" in other.verify(last)[0].message
