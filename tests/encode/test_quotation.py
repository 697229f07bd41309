"""The quotation states of words."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.encode.quotation import (
    CARRIED,
    CLOSING,
    INSIDE,
    OPENING,
    OUTSIDE,
    SINGLE,
    STATES,
    marks_of,
    quote_states,
)


def states(text):
    """Give (word, state) of a text whose paragraphs are parted by line ends."""
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    words = [match.group() for match in found]
    marks = marks_of(text, words, [match.start() for match in found], [match.end() for match in found])
    paragraph = np.array([text.count("\n", 0, match.start()) for match in found], np.int32)
    return list(zip(words, quote_states(marks, paragraph).tolist(), strict=True))


def test_words_between_double_marks_are_inside():
    """Curly and straight marks open, close, and hold what stands between them."""
    for text in ("He said “no way” twice", 'He said "no way" twice', "He said «no way» twice"):
        assert [state for _, state in states(text)] == [OUTSIDE, OUTSIDE, OPENING, INSIDE, INSIDE, CLOSING, OUTSIDE], (
            text
        )


def test_single_marks_count_only_in_pairs():
    """British quotation marks open a quotation; apostrophes don't."""
    quoted = dict(states("She called it ‘a dark day’ for them"))
    assert quoted["dark"] == SINGLE
    assert all(state == OUTSIDE for _, state in states("The soldiers’ wives didn't see ’em, it's said"))


def test_an_odd_mark_ends_with_its_paragraph():
    """A mark that nobody closes spoils its own paragraph only."""
    seen = states("“We go, he said\nNobody went\nThey “stayed” home")
    assert dict(seen)["Nobody"] == OUTSIDE
    assert dict(seen)["stayed"] == INSIDE
    assert dict(seen)["home"] == OUTSIDE


def test_a_quotation_closed_paragraphs_later_carries_over():
    """What opens once and closes once, some paragraphs later, holds all between."""
    seen = dict(states("“First we warn\nSecond we wait\nThird we act” said nobody"))
    assert (seen["First"], seen["Second"], seen["Third"], seen["nobody"]) == (INSIDE, CARRIED, CARRIED, OUTSIDE)


def test_a_reopened_quotation_is_inside_in_each_paragraph():
    """A paragraph that opens anew is inside by its own mark."""
    seen = dict(states("“First we warn\n“Second we wait”\nThen silence"))
    assert (seen["First"], seen["Second"], seen["Then"]) == (INSIDE, INSIDE, OUTSIDE)


@given(st.text(alphabet="ab “”\"'’‘«\n.", max_size=80))
def test_every_word_has_a_state_whatever_the_marks(text):
    """Any mess of marks gives one state to each word."""
    assert all(0 <= state < STATES for _, state in states(text))


def test_marks_as_other_languages_print_them():
    """„…“ ends at its second mark, and »…« begins with its first; « … » with room inside stays as it was."""
    for text in ("He said „no way“ twice", "He said »no way« twice", "He said « no way » twice"):
        assert [state for _, state in states(text)] == [OUTSIDE, OUTSIDE, OPENING, INSIDE, INSIDE, CLOSING, OUTSIDE], (
            text
        )
