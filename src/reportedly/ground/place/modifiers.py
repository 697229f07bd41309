"""Read what narrows a place: "eastern Aleppo", "near Homs", and bare "the eastern districts"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.model.vocabulary import Precision

from .around import Around
from .mentions import Mention
from .runs import Stretch

_REACH = 5
"""Tokens back within which "the eastern districts of" or "off the coast of" stands."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """What narrows a place, and the code point where the whole expression begins."""

    words: str
    precision: Precision
    start: int


def modifier_of(around: Around, part: Stretch) -> Modifier | None:
    """Give what narrows the place that a stretch names."""
    return _direction(around, part) or _part_of(around, part) or _near(around, part)


def _direction(around: Around, part: Stretch) -> Modifier | None:
    """Read a direction straight before the name: "eastern", "north-eastern"."""
    i = part.first
    if around.before(i) in around.words.directions:
        if around.before(i, 2) == "-" and around.before(i, 3) in around.words.directions:
            return Modifier(
                around.text[around.tokens[i - 3].start : around.tokens[i - 1].end].lower(),
                "part_of",
                around.tokens[i - 3].start,
            )
        return Modifier(around.before(i), "part_of", around.tokens[i - 1].start)
    return None


def _part_of(around: Around, part: Stretch) -> Modifier | None:
    """Read "eastern districts of", "the outskirts of", "suburbs of"."""
    at = part.first - (2 if around.before(part.first) == "the" else 1)
    if at < 1 or around.before(at + 1) != "of" or around.before(at) not in around.words.parts:
        return None
    noun = around.before(at)
    if around.before(at, 2) in around.words.directions:
        return Modifier(around.before(at, 2), "part_of", around.tokens[at - 2].start)
    return Modifier(noun, "near" if noun == "outskirts" else "part_of", around.tokens[at - 1].start)


def _near(around: Around, part: Stretch) -> Modifier | None:
    """Read "near", "outside", "off the coast of", "north of"."""
    if around.before(part.first) in around.words.near:
        return Modifier(around.before(part.first), "near", part.start)
    last = around.before(part.first, 2) if around.before(part.first) == "the" else around.before(part.first)
    if last not in around.words.near_ends:
        return None
    words = [around.before(part.first, back) for back in range(_REACH, 0, -1)]
    line = " ".join(word for word in words if word)
    for phrase in around.words.near_phrases:
        if f" {line}".endswith((f" {phrase}", f" {phrase} the")):
            return Modifier(phrase, "near", part.start)
    return None


@dataclass(frozen=True, slots=True)
class BarePart:
    """A part of a place that isn't named: "the eastern districts"."""

    start: int
    end: int
    direction: str


def bare_parts(around: Around, mentions: Sequence[Mention]) -> Iterator[BarePart]:
    """Yield the parts that stand without their place, outside of names."""
    taken = {i for one in mentions for i in range(one.stretch.first, one.stretch.last)}
    for i, token in enumerate(around.tokens[:-1]):
        word = around.before(i + 1)
        if word not in around.words.compass or i in taken or around.after(i + 1) not in around.words.parts:
            continue
        after = around.after(i + 2)
        if after != "of" or (around.after(i + 3) == "the" and around.after(i + 4) in ("city", "town")):
            yield BarePart(token.start, around.tokens[i + 1].end, word)
