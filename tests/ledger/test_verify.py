"""Whatever is altered in a ledger behind its back is found and named."""

import sqlite3
from contextlib import closing

import pytest

from reportedly.ledger import Ledger

from .conftest import made

TAMPERINGS = {
    "an entry's words": ("UPDATE entry SET subject = 'x' WHERE number = 2", "entry", "2"),
    "an entry's time": ("UPDATE entry SET at = '2020-01-01' WHERE number = 3", "entry", "3"),
    "an entry lost": ("DELETE FROM entry WHERE number = 2", "entry", "2"),
    "the last entry lost": ("DELETE FROM entry WHERE number = 8", "reading", None),
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
def kept(path):
    """A ledger of two reports."""
    with Ledger(path) as ledger:
        ledger.add(*made("r1", "Four were held."))
        ledger.add(*made("r2", "Nine were freed, they said."))
        assert ledger.verify() == []
    return path


@pytest.mark.parametrize(("statement", "kind", "subject"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found(kept, statement, kind, subject):
    """Each way of altering the file is reported, under the kind of thing that was altered."""
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute(statement)
        connection.commit()
    with Ledger(kept, readonly=True) as ledger:
        problems = ledger.verify()
    assert any(one.kind == kind and subject in (None, one.subject) for one in problems), problems


def test_a_span_that_does_not_quote_its_text_is_found(path):
    """A reading whose span points elsewhere is reported, though all hashes hold."""
    page, reading = made("r1", "Four were held.")
    object.__setattr__(reading.leftovers[0], "text", "Five")
    with Ledger(path) as ledger:
        ledger.add(page, reading)
        assert [one.kind for one in ledger.verify()] == ["reading"]
