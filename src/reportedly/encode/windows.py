"""Windows of pieces that follow paragraphs, and which words each of them answers for."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOM = 254
"""Pieces in a window, without its two marks: what the encoder was trained on."""
CONTEXT = 40
"""Pieces of context at least that a window takes over from the one before it, where a paragraph was cut."""

Ints = NDArray[np.int32]


class Window(NamedTuple):
    """Words from `begin` to `end` are read together; the reading counts for those from `own` to `until`."""

    begin: int
    end: int
    own: int
    until: int


def windows(first: Ints, paragraph: Ints, *, room: int = ROOM) -> list[Window]:
    """Cut words into overlapping windows of at most `room` pieces.

    `first` holds each word's first piece, and the number of pieces at its end. A window ends with a paragraph if it
    can, and the next one begins with that paragraph, as context; words read twice count where they stand further from
    an edge.
    """
    count = len(paragraph)
    edges = np.append(np.flatnonzero(np.diff(paragraph, prepend=-1)), count)
    bounds: list[tuple[int, int]] = []
    begin = 0
    while begin < count:
        end = _end(first, edges, begin, room)
        bounds.append((begin, end))
        if end == count:
            break
        begin = _next(first, edges, begin, end, room)
    cuts = [0, *(_cut(edges, b, a) for (_, a), (b, _) in pairwise(bounds)), count]
    return [Window(*bound, own, until) for bound, own, until in zip(bounds, cuts, cuts[1:], strict=False)]


def _end(first: Ints, edges: NDArray[np.intp], begin: int, room: int) -> int:
    """Find where a window ends: with the last paragraph that fits, if that fills half of it, else with a word."""
    fits = max(int(np.searchsorted(first, first[begin] + room, side="right")) - 1, begin + 1)
    edge = int(edges[np.searchsorted(edges, fits, side="right") - 1])
    return edge if edge > begin and first[edge] - first[begin] >= room // 2 else min(fits, len(first) - 1)


def _next(first: Ints, edges: NDArray[np.intp], begin: int, end: int, room: int) -> int:
    """Find where the next window begins: with the last paragraph before the end, if its length is right."""
    for edge in edges[: np.searchsorted(edges, end)][::-1]:
        taken = first[end] - first[edge]
        if edge <= begin or taken > room // 2:
            break
        if taken >= CONTEXT:
            return int(edge)
    return max(int(np.searchsorted(first, first[end] - CONTEXT)), begin + 1)


def _cut(edges: NDArray[np.intp], begin: int, end: int) -> int:
    """Choose from where on the later of two windows answers: from a paragraph's beginning, best in the later half."""
    middle = (begin + end + 1) // 2
    inside = [int(edge) for edge in edges if begin < edge < end]
    whole = [edge for edge in inside if edge >= middle]
    return whole[0] if whole else (inside[-1] if inside else middle)
