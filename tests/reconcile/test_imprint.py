"""A report's print tells copies from reports of the same thing in other words."""

from dataclasses import replace

from reportedly import read
from reportedly.model import Credit, Imprint, Reading, Span
from reportedly.reconcile import copied, imprint

COPY = " ".join(
    f"Rescuers reached gallery {n} of the flooded mine at dawn and carried out what the water had left of it."
    for n in range(30)
)
OTHER = " ".join(
    f"On day {n} families waited by the gate while pumps from the harbour ran without a pause through the night."
    for n in range(30)
)


def mark(text: str) -> Imprint:
    """Print a text."""
    found: Reading = read(text, published="2024-05-03", reader="fast")
    return imprint(found)


def test_a_cut_copy_is_a_copy() -> None:
    """Half of an agency's text under another headline is a copy of it."""
    whole = mark(COPY)
    half = mark(f"Mine flooded\n\n{COPY[: len(COPY) // 2]}")
    assert copied(whole, half) > 0.9


def test_the_same_matter_in_other_words_is_none() -> None:
    """Two reports that share no wording are no copies."""
    assert copied(mark(COPY), mark(OTHER)) < 0.1


def test_too_short_to_print() -> None:
    """A text of a few words has no print, and is nothing's copy."""
    assert mark("Mine flooded.").signature == ()
    assert copied(mark("Mine flooded."), mark(COPY)) == 0.0


def test_agencies_are_read_from_credits() -> None:
    """The agency of a dateline is kept, what is no agency isn't."""
    assert mark(f"TARVIK, May 3 (Reuters) - {COPY}").agencies == ("Reuters",)


def test_an_agency_under_two_names_is_one() -> None:
    """A credit that gives an agency's name and its initials names one agency."""
    found: Reading = read(COPY, published="2024-05-03", reader="fast")
    credit = Credit("agency", "The Associated Press (AP)", (Span(0, 8, COPY[:8]),))
    assert imprint(replace(found, report=replace(found.report, credits=(credit,)))).agencies == ("AP",)
