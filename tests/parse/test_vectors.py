"""The networks that give words their vectors."""

import numpy as np
import pytest

from reportedly.parse.language import language
from reportedly.parse.vectors import EDGE, hashes


def test_hashes_are_thinc_s() -> None:
    """Four hashes of each number are those of the library that the tables were learnt with."""
    ops = pytest.importorskip("thinc.api").NumpyOps()
    numbers = np.random.default_rng(3).integers(0, 2**64, 200, dtype=np.uint64)
    for seed in (0, 8, 13):
        assert (hashes(numbers, seed) == ops.hash(numbers, seed)).all()


def test_a_vector_hangs_on_near_words_only() -> None:
    """Four layers look one word to each side: a change five words away is not seen, one four words away is."""
    networks = language()
    words = [
        "The",
        "governor",
        "of",
        "the",
        "northern",
        "province",
        "said",
        "on",
        "Tuesday",
        "that",
        "the",
        "road",
        "was",
        "open",
    ]
    told = np.array([(*networks.features(word), 1, 0) for word in words], np.uint64)
    other = told.copy()
    other[0] = (*networks.features("Nobody"), 1, 0)
    changed = np.abs(networks.vectors(told) - networks.vectors(other)).max(1) > 0
    assert changed[: EDGE + 1].all()
    assert not changed[EDGE + 1 :].any()


def test_a_text_of_one_word_has_a_vector() -> None:
    """The shortest text is read like any other."""
    networks = language()
    assert networks.vectors(np.array([(*networks.features("Nairobi"), 0, 0)], np.uint64)).shape == (1, 96)
