"""What a sentence tells without a time goes on from the day of the one before it, in its paragraph."""

from datetime import date

import reportedly
from reportedly.reconcile.narrated import Narrative

UPDATE = (
    "Two health workers were abducted near Gorom on 17 November.\n\n"
    "The main hospital was hit on 15 November. The ministry reported that four patients died. "
    "The ministry said on Thursday that nine were hurt.\n\nTwo more people were killed."
)


def told(words: str) -> date | None:
    """Give the day that the sentence before some words tells."""
    reading = reportedly.read(UPDATE, published="2026-11-20")
    found = Narrative(reading).day_before(reading.report.text.index(words))
    return found[0][0] if found else None


def test_a_sentence_goes_on_on_the_day_of_the_one_before():
    """The dead of a hospital that was hit on a day are that day's, whatever other day was told before."""
    assert told("died") == date(2026, 11, 15)


def test_a_day_of_its_own_or_another_paragraph_ends_it():
    """A sentence with a time of its own, and a new paragraph, begin anew."""
    assert told("hurt") is None
    assert told("killed") is None
    assert told("abducted") is None
