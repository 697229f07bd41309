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
    going = _going(lengths)
    states, best = _best(scores, going, chain)
    shares, total = _shares(scores, lengths, going, chain)
    for i, length in enumerate(lengths.tolist()):
        mine = shares[:length, i]
        source = mine[:, 1:5].sum(1) + mine[:, 10:14].sum(1)
        yield Decoded(TAG_OF[states[:length, i]], source, mine[:, _CONTENT].sum(1), min(0.0, float(best[i] - total[i])))


def _best(scores: Floats, going: Sequence[int], chain: _Chain) -> tuple[NDArray[np.int8], Floats]:
    """Find each row's best chain of states (Viterbi) and its score.

    The best scores of all states are kept, and which one each came from is looked up on the way back, for one state a
    row: that costs a fraction of noting it for all.
    """
    longest, count, states = scores.shape
    best = np.empty_like(scores)
    best[0] = scores[0] + chain.starts
    ended = np.zeros((count, states), np.float32)
    for t in range(longest):
        first, done = going[t], going[t + 1]
        if t:
            # the state that is left comes first: so the maximum runs over whole rows of numbers
            through = best[t - 1, first:].T[:, :, None] + chain.steps[:, None, :]
            np.add(through.max(0), scores[t, first:], out=best[t, first:])
        if first < done:
            ended[first:done] = best[t, first:done] + chain.stops
    into = np.ascontiguousarray(chain.steps.T)
    now = ended.argmax(1).astype(np.int8)
    found = np.zeros((longest, count), np.int8)
    for t in range(longest - 1, -1, -1):
        first = going[t]
        found[t, first:] = now[first:]
        if t:
            now[first:] = (best[t - 1, first:] + into[now[first:]]).argmax(1)
    return found, ended.max(1)


def _shares(scores: Floats, lengths: NDArray[np.intp], going: Sequence[int], chain: _Chain) -> tuple[Floats, Floats]:
    """Give each word's probabilities of states (forward and backward sums), and the logarithm of each row's whole.

    Rows are summed from the front and, read backwards, from the end, in one go.
    """
    count, rows = len(lengths), np.arange(len(lengths))
    highest = scores.max(2, keepdims=True)
    raised = np.exp(scores - highest)
    # where each row's word t from the end stands; beyond a row's beginning anything will do
    mirrored = np.maximum(lengths - 1 - np.arange(len(raised))[:, None], 0)
    both = np.stack([raised, raised[mirrored, rows]], axis=1)
    steps = np.stack([np.exp(chain.steps), np.exp(chain.steps.T)])
    before = np.empty_like(both)
    before[0] = np.exp(np.stack([chain.starts, chain.stops]))[:, None, :]
    sizes = np.ones((len(raised), count), np.float32)
    for t in range(len(raised)):
        first = going[t]
        here = both[t, :, first:] * before[t, :, first:]
        size = here.sum(2, keepdims=True)
        here /= size
        sizes[t, first:] = size[0, :, 0]
        both[t, :, first:] = here
        if t + 1 < len(raised):
            np.matmul(here, steps, out=before[t + 1, :, first:])
    ahead, behind = both[:, 0], before[mirrored, 1, rows]
    ends = np.log((ahead[lengths - 1, rows] * np.exp(chain.stops)).sum(1))
    there = np.arange(len(raised))[:, None] < lengths
    total = np.where(there, np.log(sizes) + highest[:, :, 0], 0).sum(0) + ends
    shares = ahead * behind
    return shares / shares.sum(2, keepdims=True), total


def _going(lengths: NDArray[np.intp]) -> list[int]:
    """Give for each word's place the first of the rows, from the shortest to the longest, that reach it."""
    places = np.arange(int(lengths[-1]) + 1)
    return [int(first) for first in np.searchsorted(lengths, places, side="right")]
