"""A ledger is multiplied, for measuring: each copy stands by itself and is whole."""

from collections import Counter

import pytest
from benchmarks.copies import Worlds
from benchmarks.press.__main__ import readings

from reportedly.keeping import open_ledger
from reportedly.ledger import Scope
from tests import postgres

WORLDS = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Give where a ledger may be made, in either database."""
    with postgres.either(request.param, tmp_path) as where:
        yield where


def test_copies_are_worlds_of_their_own(place):
    """Of each question there are as many as worlds, each with its own answers; nothing derived is wrong in any."""
    with open_ledger(place) as ledger:
        list(ledger.load(readings(12, 3)))
        before, asked = ledger.counts(), Counter(one.text for one in ledger.questions(limit=None))
        found = len(ledger.search(Scope(words="killed"), limit=1_000))
    with Worlds(place) as worlds:
        worlds.upto(2)
        worlds.upto(WORLDS)
    with open_ledger(place) as ledger:
        assert ledger.stale() == 0
        assert ledger.counts()["claim"] == WORLDS * before["claim"]
        rows = ledger.questions(limit=None)
        assert Counter(one.text for one in rows) == Counter({text: WORLDS * many for text, many in asked.items()})
        assert all(len(ledger.question(one.id).answers) == one.answers for one in rows)
        hits = ledger.search(Scope(words="killed"), limit=1_000)
        assert len(hits) == WORLDS * found > 0
        assert all(ledger.reading(one.report).report.id == one.report for one in hits)
        # their ids are none that a reading gives, nor are they in the log; what they add up to is right all the same
        assert {one.kind for one in ledger.verify()}.isdisjoint({"link", "question"})
        assert not [one for one in ledger.verify() if "kept with another" in one.message or "blocks" in one.message]
