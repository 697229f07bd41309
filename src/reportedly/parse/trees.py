"""From the likelihood of who hangs on whom to one tree a sentence, in which no arcs cross.

Mostly each token's likeliest head makes such a tree. Where it doesn't, the best one is found by Eisner's algorithm
(Eisner 1996, Three New Probabilistic Models for Dependency Parsing, §4), which builds spans from short to long: a span
is open while its ends are just being joined, and whole where its head needs no more on that side.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.model.encoded import Arcs

NEVER = np.float32(-1e6)
UNSEEN = np.float32(-60.0)
"""The log probability of a head that a window didn't see: less than any it saw."""
ONE_ROOT = np.float32(1e4)
"""Taken off for each root, so that there is no more than one."""
LEFT, RIGHT, LEFT_OPEN, RIGHT_OPEN = range(4)
"""Kinds of span: headed by its last word, or its first; open: that word has just become the other end's head."""

Floats = NDArray[np.float32]
Heads = NDArray[np.int32]


def heads(arcs: Sequence[Arcs], bounds: Sequence[tuple[int, int]]) -> Heads:
    """Give each token's head, a root its own, for sentences of tokens from `first` up to `last`, in order.

    Heads lie within their sentence.
    """
    found = np.zeros(bounds[-1][1] if bounds else 0, np.int32)
    at = 0
    for first, last in bounds:
        while at + 1 < len(arcs) and arcs[at + 1].first <= first:
            at += 1
        found[first:last] = tree(_block(arcs[at:], first, last)) + first
    return found


def _block(arcs: Sequence[Arcs], first: int, last: int) -> Floats:
    """Cut one sentence's scores out of those of the windows it stands in, the first of which is the first given."""
    size = last - first
    block = np.full((size, size), UNSEEN, np.float32)
    for one in arcs:
        if one.first >= last:
            break
        rows = slice(max(first, one.first), min(last, one.first + len(one.scores)))
        columns = slice(max(first, one.low), min(last, one.low + one.scores.shape[1]))
        if rows.stop > rows.start and columns.stop > columns.start:
            block[rows.start - first : rows.stop - first, columns.start - first : columns.stop - first] = one.scores[
                rows.start - one.first : rows.stop - one.first, columns.start - one.low : columns.stop - one.low
            ]
    return block


def tree(scores: Floats) -> Heads:
    """Give the heads of one sentence by its scores (tokens, tokens), the root's its own."""
    best: Heads = scores.argmax(1).astype(np.int32)
    return best if _is_tree(best) and not _crosses(best) else _back(_spans(scores), len(scores))


def _is_tree(found: Heads) -> bool:
    """Say whether heads lead everyone to one root."""
    roots = np.flatnonzero(found == np.arange(len(found)))
    if len(roots) != 1:
        return False
    above = found
    for _ in range(len(found).bit_length()):
        above = above[above]
    return bool((above == roots[0]).all())


def _crosses(found: Heads) -> bool:
    """Say whether two arcs cross, or one spans the root."""
    place = np.arange(len(found))
    low, high = np.minimum(place, found), np.maximum(place, found)
    # a token inside an arc whose own arc leads out of it
    inside = (place[None, :] > low[:, None]) & (place[None, :] < high[:, None])
    out = (found[None, :] < low[:, None]) | (found[None, :] > high[:, None]) | (found == place)[None, :]
    return bool((inside & out).any())


class _Chart(NamedTuple):
    """Where the best span of each kind, by its first word and its width, is put together."""

    left: NDArray[np.int16]
    right: NDArray[np.int16]
    joined: NDArray[np.int16]


class _Table(NamedTuple):
    """The scores of one kind of span, by first word and width, and by last word and what is left to the whole width.

    So the two parts of a span, the one shorter by what the other is longer, stand side by side in two rows.
    """

    first: Floats
    last: Floats

    def put(self, width: int, scores: Floats) -> None:
        """Keep the scores of all spans of one width, in order."""
        self.first[: len(scores), width] = scores
        self.last[width:, -1 - width] = scores

    def ending(self, width: int, narrowest: int) -> Floats:
        """Give the scores of spans that end where those of a width do, from narrower ones by one down to `narrowest`.

        Rows are those spans, in order.
        """
        size = len(self.last)
        return self.last[width:, size - width - narrowest : size - narrowest]


def _table(size: int, *, whole: bool) -> _Table:
    table = _Table(np.full((size, size), NEVER, np.float32), np.full((size, size), NEVER, np.float32))
    if whole:
        table.first[:, 0] = table.last[:, -1] = 0.0
    return table


def _spans(scores: Floats) -> _Chart:
    """Find the best spans of all widths; word 0 stands for the root's head."""
    size = len(scores) + 1
    given = np.full((size, size), NEVER, np.float32)
    given[1:, 1:] = scores
    given[1:, 0] = scores.diagonal() - ONE_ROOT
    left, right = _table(size, whole=True), _table(size, whole=True)
    left_open, right_open = _table(size, whole=False), _table(size, whole=False)
    chart = _Chart(*(np.zeros((size, size), np.int16) for _ in range(3)))
    for width in range(1, size):
        count = size - width
        joined = _best(right.first[:count, :width] + left.ending(width, 0), chart.joined, width)
        right_open.put(width, joined + given.diagonal(-width))
        left_open.put(width, joined + given.diagonal(width))
        left.put(width, _best(left.first[:count, :width] + left_open.ending(width, 1), chart.left, width))
        right.put(width, _best(right_open.first[:count, 1 : width + 1] + right.ending(width, 0), chart.right, width))
    return chart


def _best(ways: Floats, chart: NDArray[np.int16], width: int) -> Floats:
    """Note which way of putting each span together is best, and give its score."""
    chart[: len(ways), width] = ways.argmax(1)
    found: Floats = ways.max(1)
    return found


def _back(chart: _Chart, size: int) -> Heads:
    """Follow the best spans back to who heads whom."""
    found = np.zeros(size + 1, np.int32)
    todo = [(RIGHT, 0, size)]
    while todo:
        kind, first, last = todo.pop()
        if first < last:
            todo += _parts(chart, kind, first, last)
            if kind == RIGHT_OPEN:
                found[last] = first
            elif kind == LEFT_OPEN:
                found[first] = last
    above = found[1:] - 1
    return np.where(above < 0, np.arange(size), above).astype(np.int32)


def _parts(chart: _Chart, kind: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yield the two spans that a span is put together of."""
    width = last - first
    if kind == LEFT:
        middle = first + int(chart.left[first, width])
        yield from ((LEFT, first, middle), (LEFT_OPEN, middle, last))
    elif kind == RIGHT:
        middle = first + 1 + int(chart.right[first, width])
        yield from ((RIGHT_OPEN, first, middle), (RIGHT, middle, last))
    else:
        middle = first + int(chart.joined[first, width])
        yield from ((RIGHT, first, middle), (LEFT, middle + 1, last))
