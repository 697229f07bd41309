"""Hold an attribution while it is being made: offsets only, and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.model import Offsets


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


def overlap(one: tuple[Offsets, ...], other: tuple[Offsets, ...]) -> int:
    """Count the code points that two lists of stretches share."""
    return sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in one for b, b_end in other)


def size(spans: tuple[Offsets, ...]) -> int:
    """Count the code points of a list of stretches."""
    return sum(end - start for start, end in spans)


def holds(outer: tuple[Offsets, ...], inner: tuple[Offsets, ...]) -> bool:
    """Say whether each of the inner stretches stands wholly inside one of the outer ones."""
    return all(any(a <= start and end <= b for a, b in outer) for start, end in inner)
