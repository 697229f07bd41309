"""What is doubtful and nobody has looked at yet: links that hardly held, values hardly read, names hardly traced."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.ledger.views import Found, Scope
from reportedly.model.account import Comparison, Testimony

from .state import Web

REVIEWED = "looked at, and right"
"""The comment by which a case is accepted: it leaves the queue, and the record says who looked."""
LOOKED_THROUGH = 60
"""Claims that one page of the queue looks through."""
DOUBT = 0.6
"""Below this confidence a reading is shown to a person: of the development corpora's attributions read so, about half
were right."""
UNSURE_LINK = 0.75


@dataclass(frozen=True, slots=True)
class Case:
    """One doubtful thing: what it is, the claims it's about, and why it's doubted."""

    kind: Literal["merge", "value", "name"]
    claim: Testimony
    why: str
    question: str | None
    other: Testimony | None = None
    comparison: Comparison | None = None


def cases(web: Web, *, after: str | None = None) -> tuple[list[Case], str | None]:
    """Give the doubtful cases among the next claims, newest first, and where to go on."""
    rows = web.ledger.search(Scope(), limit=LOOKED_THROUGH, after=after)
    seen = web.ledger.looked_at([row.claim.id for row in rows if row.claim is not None])
    told = [row for row in rows if row.claim is not None and row.claim.id not in seen]
    return [*_merges(web, told), *(case for row in told for case in _single(row))], rows.next


def _single(row: Found) -> Iterator[Case]:
    """Yield what is doubtful in one claim by itself."""
    claim = row.claim
    if claim is None:
        return
    if claim.quantity is not None and claim.confidence < DOUBT:
        yield Case("value", claim, f"the reader is {claim.confidence:.0%} sure of it", row.question)
    elif claim.origin_basis == "inferred_in_report":
        yield Case("name", claim, "its origin isn't stated, but inferred from the same report", row.question)


def _merges(web: Web, rows: list[Found]) -> Iterator[Case]:
    """Yield claims that were put to one question by a comparison that hardly held."""
    first: dict[str, Testimony] = {}
    for row in rows:
        if row.claim is None or row.question is None:
            continue
        other = first.setdefault(row.question, row.claim)
        if other is row.claim or other.report == row.claim.report:
            continue
        comparison = web.compare(other, row.claim)
        if comparison.verdict == "different" or comparison.score < UNSURE_LINK:
            yield Case(
                "merge", row.claim, f"they were put together at {comparison.score:.0%}", row.question, other, comparison
            )
