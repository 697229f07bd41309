"""Near-duplicates among millions of texts: the same agency copy in many outlets is read once.

A text is known by the smallest hashes of its shingles of five words (Broder 1997, bottom-k sketch); two of them are
near-duplicates where the hashes that both would keep are nearly all shared, and where they tell the same numbers: a
report whose toll has risen differs from the one before in a single word, and is news. It is decided in the order of
the input, by one process, so that it's the same however many workers read.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import islice
from typing import cast

import numpy as np

SHINGLE = 5
KEPT = 64
"""Hashes of a text: two texts of which nine tenths are the same are told within some hundredths."""
ALIKE = 0.85
"""The share of common shingles from which a text adds nothing to an earlier one: a changed dateline or byline."""
_KEYS = 8
"""So many of the smallest hashes are looked up: texts that are alike share one of them but once in a million."""
_CROWD = 200
"""So many texts are looked at under one key: what more of them share is no report, but what stands under every one."""
_FEWEST_WORDS = 30
_WORD = re.compile(r"\w+")
_DATELINE = 12
"""Words at the beginning of a text among which a day of a month is that of its dateline."""
_MONTH = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
_NUMBER = re.compile(
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|hundreds|thousand|thousands|million|millions|billion|billions|"
    r"trillion|dozen|dozens|half|both"
)

Sketch = Sequence[int]


def sketch(text: str) -> Sketch:
    """Give the smallest hashes of a text's shingles, sorted; none where it's too short to be told from others."""
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return ()
    shingles = zip(*(islice(words, n, None) for n in range(SHINGLE)), strict=False)
    hashes = {
        int.from_bytes(blake2b(" ".join(one).encode(errors="replace"), digest_size=8).digest()) for one in shingles
    }
    return tuple(sorted(hashes)[:KEPT])


def numbers(text: str) -> int:
    """Give a hash of the numbers that a text tells, in digits and words, in any order; its dateline's date is none."""
    words = _WORD.findall(text.lower())
    told = [
        word
        for place, word in enumerate(words)
        if (_NUMBER.fullmatch(word) or any(map(str.isdigit, word)))
        and not (place < _DATELINE and _is_of_date(words, place))
    ]
    return int.from_bytes(blake2b(" ".join(sorted(told)).encode(errors="replace"), digest_size=8).digest())


def _is_of_date(words: list[str], place: int) -> bool:
    """Say whether a number stands beside a month, or, as a year does, after its day."""
    year = len(words[place]) == 4  # noqa: PLR2004
    beside = words[max(0, place - 1 - year) : place + 2]
    return any(_MONTH.fullmatch(one) for one in beside)


def likeness(one: Sketch, other: Sketch) -> float:
    """Estimate the share of shingles that two texts have in common (their Jaccard index)."""
    size = _size(one, other)
    union = sorted({*one, *other})[:size]
    both = set(one) & set(other)
    return sum(hash_ in both for hash_ in union) / size if size else 0.0


def _size(one: Sketch, other: Sketch) -> int:
    """Give how many of the smallest hashes of both texts are compared."""
    longest = max(len(one), len(other))
    return min(KEPT, len(one), len(other)) if longest >= KEPT else longest


def first_of_each(sketches: Sequence[Sketch], told: Sequence[int]) -> list[int | None]:
    """Give for each text the number of the earlier one that it repeats, None for one that stands for itself.

    `told` are the texts' hashes of `numbers`. It takes time in proportion to the number of texts, whatever they share.
    """
    index: dict[int, list[int]] = {key: [] for key in _shared(sketches, told)}
    firsts: list[int | None] = []
    for number, (one, tells) in enumerate(zip(sketches, told, strict=True)):
        held = [index[key] for key in _keys(one, tells) if key in index]
        near = sorted({place for some in held for place in some if told[place] == tells})
        found = _first(one, near, sketches)
        firsts.append(found)
        if found is None:
            for some in held:
                if len(some) < _CROWD:
                    some.append(number)
    return firsts


def _keys(one: Sketch, tells: int) -> list[int]:
    """Give what a text is looked up by: its smallest hashes, each with the numbers that a copy of it has, too."""
    return [key ^ tells for key in one[:_KEYS]]


def _shared(sketches: Sequence[Sketch], told: Sequence[int]) -> Iterable[int]:
    """Give the keys that several texts have: only they lead anywhere, and among news they are few."""
    keys = np.fromiter(
        (key for one, tells in zip(sketches, told, strict=True) for key in _keys(one, tells)), dtype=np.uint64
    )
    keys.sort()
    again = keys[1:][keys[1:] == keys[:-1]]
    return cast("list[int]", np.unique(again).tolist())


def _first(one: Sketch, near: list[int], sketches: Sequence[Sketch]) -> int | None:
    """Give the first of some earlier texts that a text repeats."""
    mine = frozenset(one)
    for place in near:
        other = sketches[place]
        # what two texts share bounds how alike they are, and is counted soon
        if len(mine.intersection(other)) >= ALIKE * _size(one, other) and likeness(one, other) >= ALIKE:
            return place
    return None
