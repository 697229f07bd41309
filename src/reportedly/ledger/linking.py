"""Choose which links are kept: of a story told a thousand times, each claim's nearest say as much as all its pairs.

A claim keeps its NEAREST links of each kind, and the nearest to every other figure: so what was told before and after a
toll was raised still hangs together. A link stays where either of its two keeps it. What a claim keeps depends on its
comparisons alone, never on their order, and follows from what it kept of some of them and the rest: claims may come one
by one, and a story costs work in proportion to its claims, not to its pairs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, or_, select

from .many import pour
from .numbers import LAST
from .schema import link
from .sets import batches, within

SAME, PART = 0, 1
"""Verdicts of links, as they are kept."""
NEAREST = 16
"""Links of a kind that a claim keeps. With 8 a story of 160 reports fell apart by one claim of hundreds, and none did
with 16; in stories of up to sixteen claims of a kind, every link is kept."""
AT_ONCE = 2_000

Row = tuple[int, int, int, float]
"""A link: the number of a claim (of the part), that of another (of the whole), verdict and score."""
Pair = tuple[int, int]
Figures = Callable[[Iterable[int]], dict[int, float | None]]
"""Gives claims' figures."""


class Tie(NamedTuple):
    """A link as one of its claims sees it."""

    kind: tuple[int, bool]
    """Its verdict, and whether this claim is the first of the two."""
    far: float
    """The lower the nearer."""
    luck: int
    """Which of two that are as near comes first: the same for everyone, so that all choose the same few."""
    other: int

    @classmethod
    def of(cls, row: Row, number: int) -> "Tie":
        """See a link as one of its claims does."""
        first, second, verdict, score = row
        other = second if number == first else first
        return cls((verdict, verdict == PART and number == first), -score, other & LAST, other)


def kept(ties: Iterable[Tie], figure: dict[int, float | None]) -> list[Tie]:
    """Choose the links that a claim keeps."""
    counts: dict[tuple[int, bool], int] = defaultdict(int)
    met: set[tuple[tuple[int, bool], float | None]] = set()
    found = []
    for tie in sorted(ties):
        group = tie.kind, figure.get(tie.other)
        if counts[tie.kind] < NEAREST or group not in met:
            found.append(tie)
        counts[tie.kind] += 1
        met.add(group)
    return found


class Web:
    """Gather the links that comparing finds, claim by claim, and bring those that are kept in line with them."""

    def __init__(self, connection: Connection, figures: Figures) -> None:
        self.connection = connection
        self._figures = figures
        self.figure: dict[int, float | None] = {}
        self.ties: defaultdict[int, dict[int, Tie]] = defaultdict(dict)

    def add(self, row: Row, values: tuple[float | None, float | None]) -> None:
        """Take a link in, with the figures of its two."""
        first, second = row[:2]
        self.figure[first], self.figure[second] = values
        for number, other in ((first, second), (second, first)):
            ties = self.ties[number]
            ties[other] = Tie.of(row, number)
            if len(ties) > _MOST:
                self.ties[number] = {tie.other: tie for tie in kept(ties.values(), self.figure)}

    def settle(self) -> set[int]:
        """Keep the links that are to be kept, and no others; give the claims that gained or lost one."""
        near = list(self.ties)
        there = self._there(near)
        new = {
            _pair(number, tie.other): _row(number, tie) for number, ties in self.ties.items() for tie in ties.values()
        }
        judged = self._judged(near, there, new)
        mine = set(near)
        doubtful = {one for pair in there.keys() - judged for one in pair} - mine
        beyond = self._there(sorted(doubtful))
        judged |= self._judged(sorted(doubtful), beyond, {})
        lost = sorted(there.keys() - judged)
        came = sorted((new.keys() & judged) - there.keys())
        changed = sorted(pair for pair in new.keys() & judged & there.keys() if new[pair] != there[pair])
        if gone := [{"one": there[pair][0], "another": there[pair][1]} for pair in (*lost, *changed)]:
            ends = link.c.first == bindparam("one"), link.c.second == bindparam("another")
            self.connection.execute(delete(link).where(*ends), gone)
        pour(self.connection, link, [new[pair] for pair in (*came, *changed)])
        return {one for pair in (*lost, *came, *changed) for one in pair}

    def _there(self, numbers: Sequence[int]) -> dict[Pair, Row]:
        """Give the links of claims, as they are kept."""
        found: dict[Pair, Row] = {}
        for some in batches(sorted(numbers), AT_ONCE):
            sides = or_(within(self.connection, link.c.first, some), within(self.connection, link.c.second, some))
            for row in self.connection.execute(select(link).where(sides)):
                found[_pair(row.first, row.second)] = (row.first, row.second, row.verdict, row.score)
        return found

    def _judged(self, numbers: Sequence[int], there: dict[Pair, Row], new: dict[Pair, Row]) -> set[Pair]:
        """Give the links that some claims keep, of those that are there and those that are new."""
        unknown = {one for pair in there for one in pair} - self.figure.keys()
        self.figure.update(self._figures(unknown))
        ties: dict[int, list[Tie]] = {number: [] for number in numbers}
        for pair, row in {**there, **new}.items():
            for number in pair:
                if number in ties:
                    ties[number].append(Tie.of(row, number))
        return {_pair(number, tie.other) for number, some in ties.items() for tie in kept(some, self.figure)}


_MOST = 8 * NEAREST
"""Links of a claim that are gathered before those that it won't keep are let go."""


def _pair(one: int, other: int) -> Pair:
    """Give two numbers in order."""
    return (one, other) if one < other else (other, one)


def _row(number: int, tie: Tie) -> Row:
    """Give a link as it is kept."""
    verdict, is_first = tie.kind
    ends = (number, tie.other) if is_first or (verdict == SAME and number < tie.other) else (tie.other, number)
    return (*ends, verdict, -tie.far)
