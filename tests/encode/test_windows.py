"""Windows over words."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.encode.windows import CONTEXT, ROOM, windows


@given(
    st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=300), max_size=12),
    st.integers(8, ROOM),
)
def test_every_word_counts_once_and_fits(paragraphs, room):
    """Each word is answered for by exactly one window that holds it, and no window exceeds its room."""
    sizes = [size for one in paragraphs for size in one]
    first = np.append(0, np.cumsum(sizes)).astype(np.int32)
    paragraph = np.repeat(np.arange(len(paragraphs)), [len(one) for one in paragraphs]).astype(np.int32)
    found = windows(first, paragraph, room=room)
    assert [word for one in found for word in range(one.own, one.until)] == list(range(len(sizes)))
    for one in found:
        assert one.begin <= one.own <= one.until <= one.end
        assert first[one.end] - first[one.begin] <= room


def test_a_window_ends_with_a_paragraph_where_it_can():
    """Paragraphs of 60 pieces fill windows of 254 by fours, and nothing is read twice."""
    first = np.arange(0, 601, dtype=np.int32)
    paragraph = np.repeat(np.arange(10, dtype=np.int32), 60)
    assert [(one.begin, one.end) for one in windows(first, paragraph)] == [(0, 240), (240, 480), (480, 600)]


def test_a_cut_paragraph_overlaps():
    """A paragraph longer than a window is read in windows that share words, each counting away from its edges."""
    found = windows(np.arange(0, 601, dtype=np.int32), np.zeros(600, np.int32))
    for earlier, later in pairwise(found):
        assert earlier.end - later.begin >= CONTEXT
        assert later.begin < later.own == earlier.until < earlier.end


def test_no_words_no_windows():
    """An empty text has no window."""
    assert windows(np.array([0], np.int32), np.array([], np.int32)) == []
