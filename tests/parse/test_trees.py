"""One tree a sentence, whatever the scores."""

import itertools
import time

import numpy as np
import pytest

from reportedly.model.encoded import Arcs
from reportedly.parse.trees import heads, tree


def is_tree(found: np.ndarray) -> bool:
    """Say whether heads lead every token to one root, which is its own head."""
    for start in range(len(found)):
        here = start
        for _ in range(len(found)):
            here = int(found[here])
        if found[here] != here:
            return False
    return int((found == np.arange(len(found))).sum()) == 1


def crosses(found: np.ndarray) -> bool:
    """Say whether two arcs cross, the root's own arc from before the sentence included."""
    arcs = [(min(i, head), max(i, head)) if i != head else (-1, i) for i, head in enumerate(found.tolist())]
    return any(a < c < b < d for (a, b), (c, d) in itertools.permutations(arcs, 2))


def log_shares(scores: np.ndarray) -> np.ndarray:
    """Turn scores into log probabilities by row."""
    return (scores - np.log(np.exp(scores).sum(1, keepdims=True))).astype(np.float32)


def total(scores: np.ndarray, found: np.ndarray) -> float:
    """Sum the scores of heads, the root's own included."""
    return float(scores[np.arange(len(found)), found].sum())


def test_plain_scores_give_the_heads_they_favour() -> None:
    """Where each token's best head makes a tree, that is the tree."""
    scores = np.full((4, 4), -5.0, np.float32)
    scores[[0, 1, 2, 3], [1, 1, 3, 1]] = -0.1
    assert tree(scores).tolist() == [1, 1, 3, 1]


@pytest.mark.parametrize("seed", range(40))
def test_any_scores_give_the_best_tree(seed: int) -> None:
    """Cycles, crossing arcs, two roots or none are resolved at the least cost, as trying all trees shows."""
    scores = log_shares(np.random.default_rng(seed).normal(0.0, 3.0, (4, 4)))
    found = tree(scores)
    ways = (np.array(way) for way in itertools.product(range(4), repeat=4))
    best = max(total(scores, way) for way in ways if is_tree(way) and not crosses(way))
    assert is_tree(found)
    assert not crosses(found)
    assert total(scores, found) == pytest.approx(best, abs=1e-2)


def test_a_long_sentence_of_noise_is_a_tree_soon() -> None:
    """The longest sentence there is takes less than a second."""
    scores = log_shares(np.random.default_rng(3).normal(0.0, 1.0, (250, 250)))
    begin = time.monotonic()
    found = tree(scores)
    assert is_tree(found)
    assert not crosses(found)
    assert time.monotonic() - begin < 5


def test_sentences_keep_to_themselves_over_windows() -> None:
    """Heads lie in their sentence, also where it stands in two windows."""
    chance = np.random.default_rng(5)
    arcs = (
        Arcs(0, 0, -np.abs(chance.normal(size=(6, 8))).astype(np.float16)),
        Arcs(6, 4, -np.abs(chance.normal(size=(6, 8))).astype(np.float16)),
    )
    bounds = [(0, 4), (4, 9), (9, 12)]
    found = heads(arcs, bounds)
    for first, last in bounds:
        assert is_tree(found[first:last] - first)
    assert heads((), []).tolist() == []


def test_a_head_beyond_the_window_is_not_chosen() -> None:
    """What a window didn't see is nobody's head while there is something it did see."""
    arcs = (
        Arcs(0, 0, np.array([[-1, -9], [-0.1, -3]], np.float16)),
        Arcs(2, 2, np.array([[-0.5]], np.float16)),
    )
    assert heads(arcs, [(0, 3)])[1] == 0
