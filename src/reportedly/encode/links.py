"""Look around each candidate for a cue: what there is its source, and its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reportedly.encode.layout import distances, reach, relations
from reportedly.model.encoded import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.encode.candidates import Floats
    from reportedly.encode.network import Network
    from reportedly.encode.words import Words

BEFORE, AFTER = 32, 64
"""Words before and after a cue that are looked at in any case."""
LIKELY = 0.15
"""Probability of belonging to some source or content from which a word further away is looked at, too."""
GAP = 4
"""Words in a row that hardly belong to any, and end the stretch that is looked at."""
FRESH = 0.8
"""Probability of beginning a content, from which a word ends the stretch before it."""
MARGIN = 2
AT_ONCE = 16
"""Candidates linked together; more take memory and save no time."""
# On PolNeAR's development set these bounds leave a third of the words that the linker was trained to look at, and the
# attributions as good as with all of them (attr F1 0.762, and 0.760).


class Stretches(NamedTuple):
    """Runs of words that sources and contents are likely made of: first words, and last ones, excluded."""

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]

    def around(self, low: int, high: int) -> tuple[int, int]:
        """Widen a stretch of words to the whole of those runs that its ends stand in."""
        first = int(np.searchsorted(self.starts, low, side="right")) - 1
        last = int(np.searchsorted(self.starts, high, side="right")) - 1
        if first >= 0 and self.ends[first] > low:
            low = int(self.starts[first]) - MARGIN
        if last >= 0 and self.ends[last] > high:
            high = int(self.ends[last]) + MARGIN
        return low, high


def stretches(source: Floats, content: Floats) -> Stretches:
    """Find runs of words that sources and contents are likely made of, by the shares (words, 3) of their tags."""
    likely = np.flatnonzero((source[:, 0] < 1.0 - LIKELY) | (content[:, 0] < 1.0 - LIKELY))
    parts = np.flatnonzero((np.diff(likely) > GAP) | (content[likely[1:], 1] > FRESH))
    return Stretches(likely[np.append(0, parts + 1)[: len(likely)]], likely[np.append(parts, -1)[: len(likely)]] + 1)


def links(
    words: Words, runs: Sequence[tuple[int, int, float]], keys: Floats, around: Stretches, using: Network
) -> list[Link]:
    """Look around each candidate (first word, last word excluded, share), those that see about as many words together.

    `keys` (words, …) are what the linker has of each word.
    """
    bounds = [_bounds(words, begin, end, around) for begin, end, _ in runs]
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
        for row, i in enumerate(chosen):
            first, last = bounds[i]
            found[i] = Link(*runs[i], float(judged[row]), first, scores[row, : last - first])
    return [found[i] for i in range(len(runs))]


def _bounds(words: Words, begin: int, end: int, around: Stretches) -> tuple[int, int]:
    """Give the words, from one up to another, that are looked at for a cue: near ones, and what runs on from them."""
    most = reach(words.paragraph, begin, end)
    low, high = around.around(begin - BEFORE, end + AFTER)
    return max(low, most[0]), min(high, most[1])
