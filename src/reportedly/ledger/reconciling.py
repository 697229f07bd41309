"""What the ledger asks of whoever reconciles: pure functions, handed in when it's opened.

The ledger finds candidates, keeps what was decided, and touches only what a new report touches; what is the same and
what it adds up to is decided by these. Each must give the same whatever the order of what it's given.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from reportedly.model import Reading
from reportedly.model.account import Comparison, EstimateRule, Imprint, Question, Testimony, Verdict


class Link(NamedTuple):
    """One comparison that found two claims to belong together, by testimony id: `same`, `part_of` or `contains`."""

    first: str
    second: str
    verdict: Verdict
    score: float


@dataclass(frozen=True, slots=True)
class Decided:
    """What persons decided about claims, by testimony id; it outweighs whatever the machine finds.

    `together` and `apart` are pairs; `rejected` claims answer nothing; `corrected` has the claims whose figure a person
    set, `retraced` those whose origin; they're given as set.
    """

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[str] = frozenset()
    corrected: frozenset[str] = frozenset()
    retraced: frozenset[str] = frozenset()


class Reconciler(Protocol):
    """Decide what many claims add up to. `version` changes whenever any of the functions would decide otherwise."""

    version: str

    def testimonies(self, reading: Reading) -> Sequence[Testimony]:
        """Flatten the claims of a reading; ids are unique in it."""

    def imprint(self, reading: Reading) -> Imprint:
        """Print the report as a whole: credits, signature, quotations."""

    def keys(self, testimony: Testimony) -> Collection[str]:
        """Give the block keys of a claim: two claims are compared where they share one."""

    def compare(self, first: Testimony, second: Testimony) -> Comparison:
        """Compare two claims, with reasons."""

    def cluster(self, members: Sequence[Testimony], links: Sequence[Link], decided: Decided) -> Sequence[Sequence[str]]:
        """Part the claims of one component (all that hang together by `same` links) into questions: ids, each once."""

    def question(
        self,
        members: Sequence[Testimony],
        imprints: Mapping[str, Imprint],
        decided: Decided,
        *,
        rule: EstimateRule = "latest_by_origin",
    ) -> Question:
        """Say what claims add up to. `imprints` has one for each report of theirs; `part_of` is left to the ledger."""
