"""Places and names compared: what the judging of every kind of row shares."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportedly.model import Entity, Reading, Span

from .gold import Place, alternatives, locate

WORD = re.compile(r"\w+")
SILENT = {"the", "a", "an"}
SAME = {"people": "person", "persons": "person"}


@dataclass(frozen=True)
class Check:
    """What came of one aspect of one row: whether it's right, what was expected, and what stands in the reading."""

    aspect: str
    right: bool
    expected: str
    got: str


class Read:
    """A reading with what the judging looks up again and again."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entities = {one.id: one for one in reading.entities}
        self.quantities = {one.id: one for one in reading.quantities}
        self.timexes = {one.id: one for one in reading.timexes}
        self.places = {one.id: one for one in reading.places}
        self.claims = {one.id: one for one in reading.claims}
        self.furniture = [place(span) for one in reading.furniture for span in one.spans]
        self._words = {
            True: [match.span() for match in WORD.finditer(reading.report.title or "")],
            False: [match.span() for match in WORD.finditer(reading.report.text)],
        }

    def locate(self, words: str, *, in_title: bool = False) -> list[dict[str, list[Place]]]:
        """Find a row's words in the text as it was read. Raises NotThere as `gold.locate` does."""
        return locate(words, self.reading.report.text, self.reading.report.title, in_title=in_title)

    def words(self, places: Iterable[Place]) -> set[tuple[bool, int]]:
        """Give the words that lie wholly in one of the places."""
        return {
            (in_title, start)
            for in_title, a, b in places
            for start, end in self._words[in_title]
            if a <= start and end <= b
        }

    def name(self, id_: str | None) -> str | None:
        """Give the name of an entity."""
        one: Entity | None = self.entities.get(id_ or "")
        return one.name if one else None

    def names(self, ids: Iterable[str]) -> list[str]:
        """Give the names of entities."""
        return [self.name(one) or one for one in ids]


def place(span: Span) -> Place:
    """Turn a span of the contract into a place."""
    return (span.in_ == "title", span.start, span.end)


def places(spans: Iterable[Span]) -> list[Place]:
    """Turn spans of the contract into places."""
    return [place(span) for span in spans]


def touches(first: Iterable[Place], second: Iterable[Place]) -> bool:
    """Say whether any place of one list shares a character with any of the other."""
    others = list(second)
    return any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in first for b in others)


def jaccard(first: set[Any], second: set[Any]) -> float:
    """Give the share of what two sets have in common."""
    return len(first & second) / len(first | second) if first or second else 1.0


def bare(name: str) -> tuple[str, ...]:
    """Give the telling words of a name: without articles, case and punctuation."""
    return tuple(SAME.get(word, word) for word in WORD.findall(name.casefold()) if word not in SILENT)


def same_name(wanted: str, got: str | None) -> bool:
    """Say whether a name is one of those wanted; `""` and `none` want no name."""
    for one in alternatives(wanted):
        if one in ("", "none"):
            if not got:
                return True
        elif got and bare(one) == bare(got):
            return True
    return False


def shown(value: Any) -> str:
    """Write a value so that a table of rows stays readable."""
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


def one_of(aspect: str, wanted: Any, got: Any) -> Check:
    """Check a plain value against its alternatives; numbers by value, `none` against None."""
    right = any(_same(one, got) for one in alternatives(wanted))
    return Check(aspect, right, shown(wanted), shown(got))


def _same(wanted: str, got: Any) -> bool:
    if got is None:
        return wanted in ("none", "")
    if isinstance(got, (int, float)) and not isinstance(got, bool):
        try:
            return abs(float(wanted) - got) < 1e-6 * max(1.0, abs(got))
        except ValueError:
            return False
    return wanted.casefold() == str(got).casefold()
