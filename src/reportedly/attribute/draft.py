"""Hold an attribution while it is being made: offsets only, and the rule that found it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Offsets

# Attributions are looked up by stretches of so many characters: a paragraph or two.
_STRETCH = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution in the making; all offsets are code points of `full_text`.

    `rule` names what found it ("tagger", "block quotation", …); `certain` says that a rule found it which goes before
    the tagger, since layout or quotation marks leave no doubt.
    """

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    confidence: float
    rule: str = "tagger"
    certain: bool = False

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))

    @property
    def start_of_telling(self) -> int:
        """Where its source or its cue begins, whichever stands first."""
        return min((start for start, _ in (*self.source, *self.cue)), default=0)


def overlap(one: tuple[Offsets, ...], other: tuple[Offsets, ...]) -> int:
    """Count the code points that two lists of stretches share."""
    return sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in one for b, b_end in other)


def size(spans: tuple[Offsets, ...]) -> int:
    """Count the code points of a list of stretches."""
    return sum(end - start for start, end in spans)


def holds(outer: tuple[Offsets, ...], inner: tuple[Offsets, ...]) -> bool:
    """Say whether each of the inner stretches stands wholly inside one of the outer ones."""
    return all(any(a <= start and end <= b for a, b in outer) for start, end in inner)


class Places:
    """Look attributions up by where their words stand, in time that doesn't grow with the report."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._at: dict[int, list[int]] = defaultdict(list)
        for n, draft in enumerate(drafts):
            for start, end in {*draft.source, *draft.cue, *draft.content}:
                for stretch in range(start // _STRETCH, end // _STRETCH + 1):
                    if not self._at[stretch] or self._at[stretch][-1] != n:
                        self._at[stretch].append(n)

    def near(self, start: int, end: int) -> list[int]:
        """Give the places of the attributions that have words within a stretch or close to it, in order."""
        found = {n for stretch in range(start // _STRETCH, end // _STRETCH + 1) for n in self._at.get(stretch, ())}
        return sorted(found)

    def with_cue(self, cue: tuple[Offsets, ...]) -> bool:
        """Say whether any attribution's cue shares a character with this one."""
        return any(overlap(self._drafts[n].cue, (one,)) for one in cue for n in self.near(*one))
