"""Who hangs on whom: the graph's scores, and what dependencies are in the habit of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Labels = NDArray[np.int8]
LEAST = -50.0
"""Log probability under which one head is as unlikely as another."""


class Habits(NamedTuple):
    """What dependencies hang on, as scores: the side of the head, and the head's tag.

    `sides` (dependencies, 2): to the left, to the right; `heads` (dependencies, tags). They count beside the graph's
    own scores, which look at each arc without its label.
    """

    sides: Floats
    heads: Floats


def attached(arcs: Floats, tag: Labels, dep: Labels, habits: Habits) -> NDArray[np.float16]:
    """Give the log probabilities of heads (tokens, tokens), a root's of its own, from the graph's scores.

    `tag` and `dep` are each token's likeliest ones. Being a root is favoured as much as the best of habits.
    """
    place = np.arange(len(arcs))
    side, head = habits.sides[dep], habits.heads[dep]
    scores = arcs + np.where(place[None, :] > place[:, None], side[:, 1:], side[:, :1]) + head[:, tag]
    scores[place, place] = arcs[place, place] + side.max(1) + head.max(1)
    scores -= scores.max(1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(1, keepdims=True))
    given: NDArray[np.float16] = np.maximum(scores, LEAST).astype(np.float16)
    return given
