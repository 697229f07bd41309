"""Part claims that hang together into questions: best links first, and never across what speaks against it.

The result is a function of the claims and links alone: whatever order they come in, they are sorted first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from reportedly.model import Testimony
from reportedly.model.account import Verdict

from .compare import compare

CHECKED = 12
"""Claims of each side that are held against one another before two groups become one; more add little but work."""
AGREEING = 0.45
"""Share of the claims held against one another that must go together."""


APART = -2.0
"""What a pair counts for that something decisive parts, or of which one is a part of the other."""


class Linked(Protocol):
    """One comparison that found two claims to belong together, by testimony id."""

    @property
    def first(self) -> str:
        """One claim."""

    @property
    def second(self) -> str:
        """The other."""

    @property
    def verdict(self) -> Verdict:
        """`same`, or which is part of which."""

    @property
    def score(self) -> float:
        """How surely, from 0 to 1."""


class Decisions(Protocol):
    """What persons decided about claims, by testimony id; it outweighs whatever the machine finds."""

    @property
    def together(self) -> Collection[tuple[str, str]]:
        """Pairs that answer one question."""

    @property
    def apart(self) -> Collection[tuple[str, str]]:
        """Pairs that don't."""

    @property
    def rejected(self) -> Collection[str]:
        """Claims that answer nothing."""

    @property
    def corrected(self) -> Collection[str]:
        """Claims whose value a person set."""


def cluster(
    members: Sequence[Testimony], links: Iterable[Linked], decided: Decisions | None = None
) -> tuple[tuple[str, ...], ...]:
    """Part the claims of one component into questions: ids, each once, sorted. Rejected claims stand alone."""
    known = {one.id: one for one in sorted(members, key=lambda one: one.id)}
    same = {
        (one.first, one.second) if one.first < one.second else (one.second, one.first): one.score
        for one in links
        if one.verdict == "same" and one.first in known and one.second in known
    }
    groups = _Groups(known, same, decided)
    for first, second in sorted(decided.together if decided else ()):
        if first in known and second in known:
            groups.join(first, second)
    # who says a number goes first: a claim without one fits the part as well as the whole
    numbered = {key for key, one in known.items() if one.value is not None and one.quantity is not None}
    ranked = sorted((-(pair[0] in numbered) - (pair[1] in numbered), -score, pair) for pair, score in same.items())
    for _, _, (first, second) in ranked:
        groups.propose(first, second)
        if len(groups.members) == 1:
            break
    return groups.parted()


class _Groups:
    """Grow groups of claims; two become one where what is held against one another mostly goes together."""

    def __init__(
        self, known: dict[str, Testimony], same: Mapping[tuple[str, str], float], decided: Decisions | None
    ) -> None:
        self.known = known
        self.home = {key: key for key in known}
        self.members = {key: [key] for key in known}
        self.apart: defaultdict[str, set[str]] = defaultdict(set)
        self.rejected = frozenset(decided.rejected) if decided else frozenset[str]()
        for first, second in decided.apart if decided else ():
            self.apart[first].add(second)
            self.apart[second].add(first)
        # a link says what comparing its claims again would say, but where a person has set a value since
        set_by_hand = frozenset(decided.corrected) if decided else frozenset[str]()
        self._refused: set[tuple[str, str, int, int]] = set()
        self._judged = {pair: score for pair, score in same.items() if set_by_hand.isdisjoint(pair)}

    def join(self, first: str, second: str) -> None:
        """Make the groups of two claims one."""
        one, other = sorted((self.home[first], self.home[second]))
        if one == other:
            return
        for key in self.members[other]:
            self.home[key] = one
        self.members[one] = sorted(self.members[one] + self.members.pop(other))

    def propose(self, first: str, second: str) -> None:
        """Make the groups of two claims one, unless what they hold speaks against it."""
        one, other = self.home[first], self.home[second]
        if one == other or first in self.rejected or second in self.rejected:
            return
        mine, its = self.members[one], self.members[other]
        if self.apart and any(not self.apart[key].isdisjoint(its) for key in mine if key in self.apart):
            return
        # groups only grow: of the same sizes they are what they were when they didn't go together
        meeting = one, other, len(mine), len(its)
        if meeting in self._refused:
            return
        if len(mine) == len(its) == 1 or self._agree(mine, its):
            self.join(first, second)
        else:
            self._refused.add(meeting)

    def _agree(self, mine: Sequence[str], its: Sequence[str]) -> bool:
        """Say whether two groups go together, claim by claim."""
        votes = [self._vote(a, b) for a in _spread(mine) for b in _spread(its)]
        return sum(votes) >= AGREEING * len(votes)

    def _vote(self, first: str, second: str) -> float:
        """Hold two claims against one another: their score, below 0 where something decisive parts them."""
        pair = (first, second) if first < second else (second, first)
        if pair not in self._judged:
            found = compare(self.known[pair[0]], self.known[pair[1]])
            parted = found.verdict != "same" and (found.score == 0.0 or found.verdict != "different")
            self._judged[pair] = APART if parted else found.score
        return self._judged[pair]

    def parted(self) -> tuple[tuple[str, ...], ...]:
        """Give the groups."""
        return tuple(sorted(tuple(sorted(one)) for one in self.members.values()))


def _spread(keys: Sequence[str]) -> Sequence[str]:
    """Give some claims of a group, the same ones each time."""
    return keys if len(keys) <= CHECKED else keys[:: -(-len(keys) // CHECKED)]
