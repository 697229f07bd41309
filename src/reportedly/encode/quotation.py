"""Where quotations stand, as far as quotation marks alone can tell; a feature of the encoder, not a verdict."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Small = NDArray[np.int8]

# What kind of mark a word is: double quotation marks that open or close, and single ones.
NO_MARK, OPEN, CLOSE, OPEN_SINGLE, CLOSE_SINGLE = range(5)
# What a word's place is; CARRIED is inside a quotation that an earlier paragraph opened.
OUTSIDE, INSIDE, OPENING, CLOSING, CARRIED, SINGLE = range(6)
STATES = 6

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'
_SINGLE_OPENING, _SINGLE_BOTH = "‘", "’'`"
_BRACKETS = "([{—–-/:“‘«„\"'"


def marks_of(text: str, words: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Small:
    """Tell for each word which kind of quotation mark it is, by the characters beside it."""
    marks = np.zeros(len(words), np.int8)
    low = False
    for i, word in enumerate(words):
        if len(word) == 1 and not word.isalnum():
            before = text[starts[i] - 1] if starts[i] else " "
            after = text[ends[i]] if ends[i] < len(text) else " "
            marks[i] = _mark(word, before, after)
            if low and word == "“" and not before.isspace():
                marks[i] = CLOSE  # „…“ is how German and Czech print it
            low = word == "„" or (low and word not in "“”")
    return marks


def _mark(mark: str, before: str, after: str) -> int:
    """Name one mark's kind from its neighbours: an opening mark has room before it and none after."""
    opens = before.isspace() or before in _BRACKETS
    if mark in "«»" and opens == after.isalnum() and opens == (mark == "»"):
        return OPEN if opens else CLOSE  # »…« is how German and Danish print it
    if mark in _OPENING:
        return OPEN
    if mark in _CLOSING:
        return CLOSE
    if mark in _STRAIGHT:
        return OPEN if opens and not after.isspace() else CLOSE
    if mark in _SINGLE_OPENING or (mark in _SINGLE_BOTH and opens and after.isalnum()):
        return OPEN_SINGLE
    return CLOSE_SINGLE if mark in _SINGLE_BOTH and not after.isalnum() else NO_MARK


def quote_states(marks: Small, paragraph: NDArray[np.int32]) -> Small:
    """Give each word its quotation state.

    A quotation ends with its paragraph, unless the next paragraph re-opens it or some later paragraph closes
    what none re-opened. So one odd mark never spoils more than its own paragraph. A single mark counts only
    where a closing one follows in its paragraph (else it is an apostrophe).
    """
    states = np.zeros(len(marks), np.int8)
    if not len(marks):
        return states
    where = np.flatnonzero(marks)
    carried = _carried(marks, where, paragraph)
    begins = np.flatnonzero(np.diff(paragraph, prepend=-1))
    for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(marks)], strict=True):
        low, high = np.searchsorted(where, (begin, end))
        starts_carried = int(paragraph[begin]) in carried
        if high > low or starts_carried:
            _paragraph(states, marks, where[low:high].tolist(), begin=begin, end=end, carried=starts_carried)
    return states


def _carried(marks: Small, where: NDArray[np.intp], paragraph: NDArray[np.int32]) -> set[int]:
    """Find the paragraphs that begin inside a quotation which an earlier one opened and never re-opened.

    A double mark left open carries over every following paragraph up to the one whose first double mark closes it.
    More than eight paragraphs are taken for a mark forgotten, not for a quotation.
    """
    doubles = [int(i) for i in where if marks[i] in (OPEN, CLOSE)]
    found: set[int] = set()
    for one, other in pairwise(doubles):
        if marks[one] == OPEN and marks[other] == CLOSE:
            low, high = int(paragraph[one]), int(paragraph[other])
            if low < high <= low + 8:
                found.update(range(low + 1, high + 1))
    return found


def _paragraph(states: Small, marks: Small, where: list[int], *, begin: int, end: int, carried: bool) -> None:
    """Fill in one paragraph's states."""
    state, since = (CARRIED, begin) if carried else (OUTSIDE, begin)
    closes = [i for i in where if marks[i] == CLOSE_SINGLE]
    for i in where:
        kind, new = int(marks[i]), state
        if kind == OPEN:
            new, states[i] = INSIDE, OPENING
        elif kind == CLOSE:
            new, states[i] = OUTSIDE, CLOSING
        elif kind == OPEN_SINGLE and state == OUTSIDE and closes and closes[-1] > i:
            new, states[i] = SINGLE, OPENING
        elif kind == CLOSE_SINGLE and state == SINGLE:
            new, states[i] = OUTSIDE, CLOSING
        else:
            continue
        states[since:i] = state
        since, state = i + 1, new
    states[since:end] = state
