"""Where the tokens of the grammar stand among the encoder's words: the two are cut by different rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from reportedly.encode.windows import Window
    from reportedly.encode.words import Words

KINDS = 4
"""A token begins with a word or within one, and ends with a word or within one: "can" and "not" share "cannot"."""

Ints = NDArray[np.int32]


def aligned(words: Words, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """Give each token's first and last word, and its kind; where no word stands, the last comes before the first.

    `starts` and `ends` are code points, in order.
    """
    first = np.searchsorted(words.ends, starts, side="right").astype(np.int32)
    last = (np.searchsorted(words.starts, ends, side="left") - 1).astype(np.int32)
    if not len(words):
        return first, last, np.zeros(len(starts), np.int32)
    low, high = np.minimum(first, len(words) - 1), np.maximum(last, 0)
    kind = (words.starts[low] < starts) + 2 * (words.ends[high] > ends)
    return first, last, kind.astype(np.int32)


class Near(NamedTuple):
    """The tokens of one window, from `low` up to `high`; those from `own` up to `until` it answers for."""

    low: int
    high: int
    own: int
    until: int
    pieces: dict[str, NDArray[np.int64]]
    """The first and last piece of each token, counted in the window with its opening mark, and its kind."""


class Tokens(NamedTuple):
    """The tokens of a report: first and last word, and kind."""

    first: Ints
    last: Ints
    kind: Ints

    def near(self, words: Words, window: Window) -> Near:
        """Give the tokens that begin in a window; at least one, for the graph knows no empty ones."""
        low, high, own, until = np.searchsorted(self.first, window).tolist()
        here = slice(low, high)
        first, last = self.first[here], np.clip(self.last[here], window.begin, window.end - 1)
        shift = 1 - words.first[window.begin]
        pieces = {
            "token_first": words.first[first] + shift,
            "token_last": words.first[last + 1] - 1 + shift,
            "token_kind": self.kind[here],
        }
        rows = {name: (row if len(row) else np.zeros(1)).astype(np.int64) for name, row in pieces.items()}
        return Near(low, high, own, until, rows)


def tokens_of(words: Words, starts: Ints, ends: Ints) -> Tokens:
    """Lay tokens over words; one whose characters the encoder drops is taken for the next word, else the last."""
    first, last, kind = aligned(words, starts, ends)
    if len(words):
        first = np.minimum(first, len(words) - 1)
        last = np.maximum(last, first)
    return Tokens(first, last, kind)
