"""The numbers that the encoder's graph was built for; training and reading share them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportedly.encode.quotation import STATES
from reportedly.encode.words import CASES

__all__ = ["CASES", "DISTANCES", "PLACES", "RELATIONS", "STATES", "distances", "places", "reach", "relations"]

# A word's place in its paragraph: within, at its beginning, at the text's beginning, at a paragraph's end.
WITHIN, BEGINS, BEGINS_TEXT, ENDS = range(4)
PLACES = 4

# Distances from a cue in words, in buckets: exact up to 4, then wider; the sign says before or after.
_BOUNDS = np.array([1, 2, 3, 4, 5, 7, 10, 15, 22, 32, 48, 71, 105, 155], np.int32)
DISTANCES = 2 * len(_BOUNDS) + 1
# Paragraphs from the cue's, clipped to two before and three after.
BEFORE, AFTER = 2, 3
RELATIONS = BEFORE + AFTER + 1
# How many words before and after a cue the linker looks at; within paragraphs BEFORE and AFTER + 1 away.
REACH_BEFORE, REACH_AFTER = 128, 224

Ints = NDArray[np.int32]


def places(paragraph: Ints) -> NDArray[np.int8]:
    """Give each word's place in its paragraph; paragraph 0 is the text's first."""
    begins = np.diff(paragraph, prepend=-1) > 0
    place = np.where(np.append(begins[1:], np.ones(min(1, len(begins)), bool)), ENDS, WITHIN).astype(np.int8)
    place[begins] = BEGINS
    if len(paragraph) and paragraph[0] == 0:
        place[0] = BEGINS_TEXT
    return place


def reach(paragraph: Ints, begin: int, end: int) -> tuple[int, int]:
    """Give the words, from one up to another, that the linker sees for the cue from word `begin` to `end`."""
    low = int(np.searchsorted(paragraph, paragraph[begin] - BEFORE))
    high = int(np.searchsorted(paragraph, paragraph[end - 1] + AFTER + 1, side="right"))
    return max(low, begin - REACH_BEFORE), min(high, end + REACH_AFTER)


def distances(words: Ints, begin: Ints, end: Ints) -> NDArray[np.int64]:
    """Give the bucket of each word's distance from the cue (word `begin` up to `end`); 0 inside. Shapes broadcast."""
    before = np.searchsorted(_BOUNDS, begin - words, side="right")
    after = np.searchsorted(_BOUNDS, words - (end - 1), side="right")
    return np.where(words < begin, before, np.where(words >= end, len(_BOUNDS) + after, 0)).astype(np.int64)


def relations(paragraph: Ints, cue_paragraph: Ints) -> NDArray[np.int64]:
    """Give the number of each word's paragraph from the cue's, from 0 (two or more before) up. Shapes broadcast."""
    away: NDArray[np.int64] = np.clip(paragraph - cue_paragraph + BEFORE, 0, RELATIONS - 1).astype(np.int64)
    return away
