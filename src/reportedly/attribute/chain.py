"""Decode tags of source and content: the best chain for each candidate of a cue, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model.encoded import Decoding, Link

Floats = NDArray[np.float32]
AT_ONCE = 64
"""Chains decoded together: bounds the memory that a long report takes."""


def best_tags(links: Sequence[Link], decoding: Decoding) -> list[NDArray[np.int8]]:
    """Give the likeliest row of tags for each link (Viterbi), in the order of the links.

    Tags: 0 outside; 1 to 4 beginning, inside, end, single of the source; 5 to 8 of the content.
    """
    order = sorted(range(len(links)), key=lambda i: len(links[i].scores))
    found: dict[int, NDArray[np.int8]] = {}
    for at in range(0, len(order), AT_ONCE):
        chosen = order[at : at + AT_ONCE]
        found |= zip(chosen, _decode([links[i].scores for i in chosen], decoding), strict=True)
    return [found[i] for i in range(len(links))]


def _decode(rows: Sequence[Floats], decoding: Decoding) -> list[NDArray[np.int8]]:
    """Decode rows of scores (words, 9) given from the shortest to the longest."""
    lengths = np.array([len(row) for row in rows])
    longest, count, tags = int(lengths[-1]), len(rows), decoding.steps.shape[0]
    scores = np.zeros((longest, count, tags), np.float32)
    for i, row in enumerate(rows):
        scores[: len(row), i] = row
    into = np.ascontiguousarray(decoding.steps.T)
    best = scores[0] + decoding.starts
    back = np.zeros((longest, count, tags), np.int8)
    ended = np.zeros((count, tags), np.float32)
    for t in range(longest):
        done = int(np.searchsorted(lengths, t, side="right"))
        if t:
            through = best[done:, None, :] + into
            back[t, done:] = through.argmax(2)
            best[done:] = through.max(2) + scores[t, done:]
        last = slice(done, int(np.searchsorted(lengths, t + 1, side="right")))
        ended[last] = best[last] + decoding.stops
    return _followed(ended.argmax(1), back, lengths)


def _followed(last: NDArray[np.intp], back: NDArray[np.int8], lengths: NDArray[np.intp]) -> list[NDArray[np.int8]]:
    """Follow the pointers back from each row's last tag."""
    count = len(lengths)
    tags = np.zeros((len(back), count), np.int8)
    now = last.astype(np.int8)
    rows = np.arange(count)
    for t in range(len(back) - 1, -1, -1):
        going = lengths > t
        tags[t, going] = now[going]
        if t:
            now = np.where(lengths > t, back[t, rows, now], now)
    return [tags[: lengths[i], i] for i in range(count)]
