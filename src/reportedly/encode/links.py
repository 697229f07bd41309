"""Look around each candidate for a cue: what there is its source, and its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly.encode.layout import distances, reach, relations
from reportedly.model.encoded import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.encode.candidates import Floats
    from reportedly.encode.network import Network
    from reportedly.encode.words import Words

HARDLY = -5.0
"""Log odds of belonging to an attribution (0.7%) under which a word at either end isn't looked at any more."""
MARGIN = 2
AT_ONCE = 16
"""Candidates linked together; more take memory and save no time."""


def links(words: Words, runs: Sequence[tuple[int, int, float]], keys: Floats, using: Network) -> list[Link]:
    """Look around each candidate (first word, last word excluded, share), those that see about as many words together.

    `keys` (words, …) are what the linker has of each word.
    """
    bounds = [reach(words.paragraph, begin, end) for begin, end, _ in runs]
    order = sorted(range(len(runs)), key=lambda i: bounds[i][1] - bounds[i][0])
    found: dict[int, Link] = {}
    for at in range(0, len(order), AT_ONCE):
        chosen = order[at : at + AT_ONCE]
        low, high = np.array([bounds[i] for i in chosen], np.int32).T[:, :, None]
        begin, end = np.array([runs[i][:2] for i in chosen], np.int32).T[:, :, None]
        there = low + np.arange((high - low).max(), dtype=np.int32)
        present = there < high
        near = np.where(present, there, low)
        inputs = {
            "keys": keys[near],
            "cue": ((there >= begin) & (there < end)).astype(np.float32),
            "distance": distances(there, begin, end),
            "relation": relations(words.paragraph[near], words.paragraph[begin]),
            "present": present.astype(np.float32),
        }
        scores, judged = using.linker.run(None, inputs)
        kept = _kept(scores, inputs["cue"] > 0, present)
        for row, i in enumerate(chosen):
            low_most, high_most = (int(place) for place in kept[row])
            found[i] = Link(*runs[i], float(judged[row]), bounds[i][0] + low_most, scores[row, low_most:high_most])
    return [found[i] for i in range(len(runs))]


def _kept(scores: Floats, cue: NDArray[np.bool_], present: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Give for each cue the words, from one up to another, that may belong to it: decoding need look at no others.

    `scores` (cues, words, tags), outside first.
    """
    some = np.log(np.exp(scores[..., 1:] - scores[..., :1]).sum(-1)) > HARDLY
    some = (some | cue) & present
    ends = np.stack([some.argmax(1) - MARGIN, some.shape[1] - some[:, ::-1].argmax(1) + MARGIN], axis=1)
    kept: NDArray[np.intp] = np.clip(ends, 0, present.sum(1, keepdims=True))
    return kept
