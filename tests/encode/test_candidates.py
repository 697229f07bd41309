"""Candidates for cues."""

import numpy as np

from reportedly.encode.candidates import candidates, shares


def test_a_run_stands_for_words_that_stand_together():
    """Words of a high share make one run, a lone doubtful one another; low ones none."""
    inside = np.array([0.01, 0.9, 0.8, 0.02, 0.4, 0.05])
    found = candidates(np.stack([1 - inside, inside * 0.4, inside * 0.6], 1).astype(np.float32))
    assert [(begin, end) for begin, end, _ in found] == [(1, 3), (4, 5)]
    assert abs(found[0][2] - 0.9) < 1e-6


def test_a_run_leaves_out_doubtful_neighbours():
    """A word beside the best one, of less than half its share, isn't part of the run."""
    inside = np.array([0.2, 0.9, 0.3])
    found = candidates(np.stack([1 - inside, inside * 0.4, inside * 0.6], 1).astype(np.float32))
    assert [(begin, end) for begin, end, _ in found] == [(1, 2)]


def test_a_beginning_parts_two_cues():
    """A word that surely begins a cue begins another run."""
    found = candidates(np.array([[0.1, 0.8, 0.1], [0.1, 0.85, 0.05]], np.float32))
    assert [(begin, end) for begin, end, _ in found] == [(0, 1), (1, 2)]


def test_no_words_no_candidates():
    """An empty text has no candidate."""
    assert candidates(np.zeros((0, 3), np.float32)) == []


def test_shares_add_up_to_one():
    """Scores however large become probabilities."""
    assert np.allclose(shares(np.array([[1000.0, 999.0, -1000.0]], np.float32)).sum(), 1.0)
