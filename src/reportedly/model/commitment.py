"""How far the words commit to each predicate of a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from .vocabulary import Act, Factuality


class Commitment(NamedTuple):
    """How far the innermost voice commits to one predicate, and why: the words that made it so, and the rule."""

    factuality: Factuality
    reason: str


PLAIN = Commitment("CT+", "stated plainly")
"""What holds of a predicate that nothing qualifies."""


@dataclass(frozen=True)
class Commitments:
    """Hold the commitment as worded to every predicate, by token index of `Parsed`.

    The innermost voice is whoever words the predicate: in "the ministry denied that it fired" the ministry's
    commitment to "fired" is CT-; in "the ministry said that it may fire" it is PS+. Only what differs from a plain
    statement is kept. `acts` has what a clause does by its form alone, by the index of its head, where that isn't to
    assert: an order demands, "will" predicts, "too late" judges.
    """

    qualified: Mapping[int, Commitment] = field(default_factory=lambda: MappingProxyType({}))
    acts: Mapping[int, Act] = field(default_factory=lambda: MappingProxyType({}))

    def at(self, i: int) -> Commitment:
        """Give the commitment to the predicate at token `i`; `PLAIN` where nothing qualifies it."""
        return self.qualified.get(i, PLAIN)
