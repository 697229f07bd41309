"""Which words may be cues: runs of words, found generously, for the linker to judge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FLOOR = 0.30
"""Below this share of a cue a word is never looked at: what lies lower is hardly ever one, and costs time."""
SIDE = 0.5
"""A word beside a run's best one belongs to the run if its share is at least this part of the best one's."""
FRESH = 0.5
"""From this share of beginning a cue on, a word parts two cues that touch."""

Floats = NDArray[np.float32]


def shares(scores: Floats) -> Floats:
    """Turn scores into probabilities along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    summed: Floats = raised / raised.sum(-1, keepdims=True)
    return summed


def candidates(cue_shares: Floats) -> list[tuple[int, int, float]]:
    """Find runs of words that may be cues: (first word, last word excluded, best word's share).

    `cue_shares` (words, 3) are the probabilities of being outside a cue, at its beginning, and within it.
    """
    inside = 1.0 - cue_shares[:, 0]
    found = []
    looked = np.flatnonzero(inside > FLOOR)
    if not len(looked):
        return []
    fresh = np.diff(looked, prepend=-2) > 1
    fresh |= (cue_shares[looked, 1] > cue_shares[looked, 2]) & (cue_shares[looked, 1] > FRESH)
    firsts = np.flatnonzero(fresh)
    for low, high in zip(firsts.tolist(), [*firsts[1:].tolist(), len(looked)], strict=True):
        run = looked[low:high]
        best = int(run[np.argmax(inside[run])])
        enough = inside[run] >= SIDE * inside[best]
        begin = end = best - int(run[0])
        while begin > 0 and enough[begin - 1]:
            begin -= 1
        while end + 1 < len(run) and enough[end + 1]:
            end += 1
        found.append((int(run[begin]), int(run[end]) + 1, float(inside[best])))
    return found
