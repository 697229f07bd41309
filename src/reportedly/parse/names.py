"""From scores of name tags to names: each a beginning, insides and an end of one kind, or a single token."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.model.tagset import NAME_TAGS, NAMES

Scores = NDArray[np.float16]
PARTS = "BIES"
NEVER = -1e4

_INSIDE = np.array([tag[0] in "BI" for tag in NAME_TAGS])
_GOES_ON = np.array([tag[0] in "IE" for tag in NAME_TAGS])
_KIND = np.array([0, *(1 + i for i in range(len(NAMES)) for _ in PARTS)])
ALLOWED = np.where(_INSIDE[:, None], _GOES_ON[None, :] & (_KIND[:, None] == _KIND[None, :]), ~_GOES_ON[None, :])
"""Whether the tag of the column may follow that of the row."""
BARRED = np.where(ALLOWED, 0.0, NEVER).astype(np.float32)


def name_spans(scores: Scores, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, last token excluded, kind) of each name; none runs over the end of a sentence.

    `scores` (tokens, name tags), `bounds` the sentences' tokens. Where the best tags don't make names, the best ones
    that do are found (Viterbi's algorithm).
    """
    tags = scores.argmax(1)
    for first, last in bounds:
        for low, high in _stretches(tags, first, last):
            part = tags[low:high]
            if not _is_whole(part):
                part = _best(scores[low:high].astype(np.float32))
            yield from _spans(part, low)


def _stretches(tags: NDArray[np.intp], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence that have tags of names."""
    named = np.flatnonzero(tags[first:last]) + first
    if len(named):
        ends = np.append(np.flatnonzero(np.diff(named) > 1), len(named) - 1)
        begins = np.append(0, ends[:-1] + 1)
        for begin, end in zip(named[begins].tolist(), named[ends].tolist(), strict=True):
            yield begin, end + 1


def _is_whole(tags: NDArray[np.intp]) -> bool:
    """Say whether tags are those of whole names."""
    return bool(not _GOES_ON[tags[0]] and not _INSIDE[tags[-1]] and ALLOWED[tags[:-1], tags[1:]].all())


def _best(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """Give the best tags of a stretch that make whole names."""
    total = scores[0] + np.where(_GOES_ON, NEVER, 0.0)
    back = []
    for row in scores[1:]:
        ways = total[:, None] + BARRED
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    tags = [int((total + np.where(_INSIDE, NEVER, 0.0)).argmax())]
    for step in reversed(back):
        tags.append(int(step[tags[-1]]))
    return np.array(tags[::-1], np.intp)


def _spans(tags: NDArray[np.intp], base: int) -> Iterator[tuple[int, int, str]]:
    begin = 0
    for i, tag in enumerate(tags.tolist()):
        name = NAME_TAGS[tag]
        if name[0] in "BS":
            begin = i
        if name[0] in "ES":
            yield base + begin, base + i + 1, name[2:]
