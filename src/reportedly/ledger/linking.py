"""Choose which links are kept: of a story told a thousand times, each claim's nearest say as much as all its pairs.

A claim keeps its NEAREST links of each kind, and the nearest to every other figure: so what was told before and after a
toll was raised still hangs together. A link stays where either of its two keeps it. What a claim keeps depends on its
comparisons alone, never on their order, and follows from what it kept of some of them and the rest: claims may come one
by one, and what a story's links cost grows with its claims, not with their pairs.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain

from sqlalchemy import Connection, bindparam, delete, or_, select

from .many import pour
from .numbers import LAST
from .schema import link
from .sets import batches, within

SAME, PART = 0, 1
"""Verdicts of links, as they are kept."""
NEAREST = 16
"""Links of a kind that a claim keeps. With 8 a story of 160 reports fell apart by eleven claims of hundreds, with 16 by
one; among up to seventeen claims every link is kept."""
AT_ONCE = 2_000

Row = tuple[int, int, int, float]
"""A link: the number of a claim (of the part), that of another (of the whole), verdict and score."""
Pair = tuple[int, int]
Figure = float | None
Figures = Callable[[Collection[int]], Mapping[int, Figure]]
"""Gives claims' figures."""
Tie = tuple[float, int, int]
"""A link as one of its claims sees it: how far the other is; a hash, which decides of two that are as near, and does so
for everyone alike, so that all choose the same few; and the other."""
Kind = tuple[int, bool]
"""A link's verdict, and whether the claim that sees it so is the part."""


class Kept:
    """The links that a claim keeps, of all that it was told of."""

    __slots__ = ("first", "nearest")

    def __init__(self) -> None:
        self.nearest: dict[Kind, list[Tie]] = {}
        self.first: dict[tuple[Kind, Figure], Tie] = {}

    def tell(self, kind: Kind, tie: Tie, figure: Figure) -> None:
        """Tell of a link to a claim with a figure; once or twice is the same."""
        near = self.nearest.setdefault(kind, [])
        if (len(near) < NEAREST or tie < near[-1]) and tie not in near:
            insort(near, tie)
            del near[NEAREST:]
        first = self.first.get((kind, figure))
        if first is None or tie < first:
            self.first[kind, figure] = tie

    def rows(self, number: int) -> Iterator[Row]:
        """Yield the links that are kept by the claim of this number, some of them twice."""
        ties = chain(
            ((kind, tie) for (kind, _), tie in self.first.items()),
            ((kind, tie) for kind, ties in self.nearest.items() for tie in ties),
        )
        for (verdict, is_part), (far, _, other) in ties:
            leads = is_part if verdict == PART else number < other
            yield (number, other, verdict, -far) if leads else (other, number, verdict, -far)


class Web:
    """Gather the links that comparing finds, claim by claim, and bring those that are kept in line with them."""

    def __init__(self, connection: Connection, figures: Figures) -> None:
        self.connection = connection
        self._figures = figures
        self.figure: dict[int, Figure] = {}
        self.kept: defaultdict[int, Kept] = defaultdict(Kept)

    def tell(self, row: Row) -> None:
        """Tell both claims of a link, whose figures are known."""
        for number in row[:2]:
            self.tell_one(number, row)

    def tell_one(self, number: int, row: Row) -> None:
        """Tell one claim of a link."""
        first, second, verdict, score = row
        other = second if number == first else first
        kind = verdict, verdict == PART and number == first
        self.kept[number].tell(kind, (-score, other & LAST, other), self.figure[other])

    def settle(self) -> set[int]:
        """Keep the links that are to be kept, and no others; give the claims that gained or lost one."""
        told = set(self.kept)
        there = self._there(told)
        kept = self._wanted(told)
        # what is dropped by whom it was told, the other may still keep
        others = {one for pair in there.keys() - kept.keys() for one in pair} - told
        self._there(others)
        kept |= self._wanted(others)
        lost = [there[pair] for pair in sorted(there.keys() - kept.keys())]
        came = [kept[pair] for pair in sorted(kept.keys() - there.keys() if told else ()) if not told.isdisjoint(pair)]
        if lost:
            ends = link.c.first == bindparam("one"), link.c.second == bindparam("another")
            self.connection.execute(delete(link).where(*ends), [{"one": row[0], "another": row[1]} for row in lost])
        pour(self.connection, link, came)
        return {one for row in (*lost, *came) for one in row[:2]}

    def _there(self, numbers: Collection[int]) -> dict[Pair, Row]:
        """Tell claims of the links that they have, and give these."""
        found: dict[Pair, Row] = {}
        for some in batches(sorted(numbers), AT_ONCE):
            sides = or_(within(self.connection, link.c.first, some), within(self.connection, link.c.second, some))
            rows = self.connection.execute(
                select(link.c.first, link.c.second, link.c.verdict, link.c.score).where(sides)
            )
            found |= {pair_of(first, second): (first, second, verdict, score) for first, second, verdict, score in rows}
        if unknown := {one for pair in found for one in pair} - self.figure.keys():
            self.figure |= self._figures(unknown)
        for pair, row in found.items():
            for number in pair:
                if number in numbers:
                    self.tell_one(number, row)
        return found

    def _wanted(self, numbers: Collection[int]) -> dict[Pair, Row]:
        """Give the links that some claims keep."""
        return {pair_of(*row[:2]): row for number in numbers for row in self.kept[number].rows(number)}


def pair_of(one: int, other: int) -> Pair:
    """Give two numbers in order."""
    return (one, other) if one < other else (other, one)
