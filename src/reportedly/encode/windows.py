"""Windows of pieces that follow paragraphs, and which words each of them answers for."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOM = 254
"""Pieces in a window, without its two marks: what the encoder was trained on."""
CONTEXT = 48
"""Pieces that a window takes over from the one before it where a paragraph had to be cut.

Where a window ends with a paragraph the next one takes nothing over: on PolNeAR's development set taking the last
paragraph over gained nothing, and cost a third of the time.
"""

Ints = NDArray[np.int32]


class Window(NamedTuple):
    """Words from `begin` to `end` are read together; the reading counts for those from `own` to `until`."""

    begin: int
    end: int
    own: int
    until: int


def windows(first: Ints, passage: Ints, *, room: int = ROOM) -> list[Window]:
    """Cut words into windows of at most `room` pieces.

    `first` holds each word's first piece, and the number of pieces at its end; `passage` numbers what is best not cut:
    paragraphs, with those that lean on them. A window ends with a passage if it can; else it is cut at a word, and the
    words that it shares with the next one count where they stand further from an edge.
    """
    count = len(passage)
    edges = np.append(np.flatnonzero(np.diff(passage, prepend=-1)), count)
    bounds: list[tuple[int, int]] = []
    begin = 0
    while begin < count:
        end = _end(first, edges, begin, room)
        bounds.append((begin, end))
        whole = edges[np.searchsorted(edges, end)] == end
        begin = end if whole else _back(first, begin, end, min(CONTEXT, room // 4))
    cuts = [0, *((b + a + 1) // 2 for (_, a), (b, _) in pairwise(bounds)), count]
    return [Window(*bound, own, until) for bound, own, until in zip(bounds, cuts, cuts[1:], strict=False)]


def _end(first: Ints, edges: NDArray[np.intp], begin: int, room: int) -> int:
    """Find where a window ends: with the last passage that fits, if that fills half of it, else with a word."""
    fits = max(int(np.searchsorted(first, first[begin] + room, side="right")) - 1, begin + 1)
    edge = int(edges[np.searchsorted(edges, fits, side="right") - 1])
    return edge if edge > begin and first[edge] - first[begin] >= room // 2 else min(fits, len(first) - 1)


def _back(first: Ints, begin: int, end: int, context: int) -> int:
    """Find the word from which at least `context` pieces lead up to a window's end."""
    return max(int(np.searchsorted(first, first[end] - context, side="right")) - 1, begin + 1)
