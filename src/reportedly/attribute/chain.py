"""Decode tags of source and content: for each candidate of a cue its best chain, and how likely each word's part is.

A cue without content is none, so only chains with some content are looked at: the states for "outside" and for the tags
of the source stand twice, before and after content has been seen, and a chain must end after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model.encoded import Decoding, Link

Floats = NDArray[np.float32]
AT_ONCE = 64
"""Chains decoded together: bounds the memory that a long report takes."""
TAG_OF = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4], np.int8)
"""The tag of each state: up to 4 before any content, 5 to 8 in it, from 9 on after it."""
_BEFORE, _CONTENT, _AFTER = slice(0, 5), slice(5, 9), slice(9, 14)
_NEVER = np.float32(-1e4)


class Decoded(NamedTuple):
    """The best tags of one link's words, and by word the probabilities of being the source's, and the content's.

    `log_share` is the logarithm of the whole chain's probability. Tags: 0 outside; 1 to 4 beginning, inside, end, one
    word alone of the source; 5 to 8 of the content.
    """

    tags: NDArray[np.int8]
    source: Floats
    content: Floats
    log_share: float


def decode(links: Sequence[Link], decoding: Decoding) -> list[Decoded]:
    """Decode links, many at once, and give them in their order."""
    chain = _with_content(decoding)
    order = sorted(range(len(links)), key=lambda i: len(links[i].scores))
    found: dict[int, Decoded] = {}
    for at in range(0, len(order), AT_ONCE):
        chosen = order[at : at + AT_ONCE]
        found |= zip(chosen, _decoded([links[i].scores for i in chosen], chain), strict=True)
    return [found[i] for i in range(len(links))]


class _Chain(NamedTuple):
    steps: Floats
    starts: Floats
    stops: Floats


def _with_content(decoding: Decoding) -> _Chain:
    """Widen a chain of tags to one of states that must pass through content."""
    steps = np.array(decoding.steps[np.ix_(TAG_OF, TAG_OF)])
    steps[_BEFORE, _AFTER] = steps[_CONTENT, _BEFORE] = steps[_AFTER, _BEFORE] = _NEVER
    starts, stops = decoding.starts[TAG_OF], decoding.stops[TAG_OF]
    starts[_AFTER] = stops[_BEFORE] = _NEVER
    return _Chain(steps, starts, stops)


def _decoded(rows: Sequence[Floats], chain: _Chain) -> Iterator[Decoded]:
    """Decode rows of scores (words, 9) given from the shortest to the longest."""
    lengths = np.array([len(row) for row in rows])
    scores = np.zeros((int(lengths[-1]), len(rows), len(TAG_OF)), np.float32)
    for i, row in enumerate(rows):
        scores[: len(row), i] = row[:, TAG_OF]
    states, best = _best(scores, lengths, chain)
    shares, total = _shares(scores, lengths, chain)
    for i, length in enumerate(lengths.tolist()):
        mine = shares[:length, i]
        source = mine[:, 1:5].sum(1) + mine[:, 10:14].sum(1)
        yield Decoded(TAG_OF[states[:length, i]], source, mine[:, _CONTENT].sum(1), min(0.0, float(best[i] - total[i])))


def _best(scores: Floats, lengths: NDArray[np.intp], chain: _Chain) -> tuple[NDArray[np.int8], Floats]:
    """Find each row's best chain of states (Viterbi) and its score."""
    longest, count, states = scores.shape
    into = np.ascontiguousarray(chain.steps.T)
    best = scores[0] + chain.starts
    back = np.zeros((longest, count, states), np.int8)
    ended = np.zeros((count, states), np.float32)
    for t in range(longest):
        going, done = _from(lengths, t), _from(lengths, t + 1)
        if t:
            through = best[going:, None, :] + into
            back[t, going:] = through.argmax(2)
            best[going:] = through.max(2) + scores[t, going:]
        ended[going:done] = best[going:done] + chain.stops
    now, rows = ended.argmax(1).astype(np.int8), np.arange(count)
    found = np.zeros((longest, count), np.int8)
    for t in range(longest - 1, -1, -1):
        going = _from(lengths, t)
        found[t, going:] = now[going:]
        now[going:] = back[t, rows[going:], now[going:]]
    return found, ended.max(1)


def _shares(scores: Floats, lengths: NDArray[np.intp], chain: _Chain) -> tuple[Floats, Floats]:
    """Give each word's probabilities of states (forward and backward sums), and the logarithm of each row's whole."""
    steps, starts, stops = (np.exp(part) for part in chain)
    highest = scores.max(2, keepdims=True)
    raised = np.exp(scores - highest)
    ahead, total = np.zeros_like(raised), np.zeros(len(lengths), np.float32)
    for t in range(len(raised)):
        going = _from(lengths, t)
        here = raised[t, going:] * (ahead[t - 1, going:] @ steps if t else starts)
        size = here.sum(1, keepdims=True)
        ahead[t, going:] = here / size
        total[going:] += np.log(size[:, 0]) + highest[t, going:, 0]
    behind = np.tile(stops, (len(lengths), 1))
    total += np.log((ahead[lengths - 1, np.arange(len(lengths))] * stops).sum(1))
    for t in range(len(raised) - 1, -1, -1):
        going, inner = _from(lengths, t), _from(lengths, t + 1)
        if inner < len(lengths):
            later = (raised[t + 1, inner:] * behind[inner:]) @ steps.T
            behind[inner:] = later / later.sum(1, keepdims=True)
        both = ahead[t, going:] * behind[going:]
        ahead[t, going:] = both / both.sum(1, keepdims=True)
    return ahead, total


def _from(lengths: NDArray[np.intp], t: int) -> int:
    """Give the first of the rows, from the shortest to the longest, that have a word t."""
    return int(np.searchsorted(lengths, t, side="right"))
