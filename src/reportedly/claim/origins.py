"""Trace bare claims to whom the same report names for the same thing elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportedly.model import Claim, Origin

from .figures import closeness
from .sameness import WINDOW, Values, kind, same

DISCOUNT = 0.8
"""What an inferred origin leaves of a claim's confidence."""


def inferred(claims: Sequence[Claim], values: Values) -> list[Claim]:
    """Give claims that name nobody the origin of the nearest claim of the same thing that does."""
    stated: dict[str, list[Claim]] = defaultdict(list)
    place = {claim.id: at for at, claim in enumerate(claims)}
    for claim in claims:
        key = kind(claim)
        if key is not None and claim.origin.basis == "stated":
            stated[key].append(claim)
    return [_traced(claim, stated.get(kind(claim) or "", ()), place, values) for claim in claims]


def _traced(claim: Claim, stated: Sequence[Claim], place: dict[str, int], values: Values) -> Claim:
    """Give one claim the origin it can be traced to."""
    if claim.origin.basis != "none" or not stated or claim.act in ("judge", "infer", "predict"):
        return claim
    near = sorted(stated, key=lambda one: abs(place[one.id] - place[claim.id]))[:WINDOW]
    candidates = [one for one in near if same(claim, one, values)]
    if not candidates:
        return claim
    figure = values.figure(claim)

    def distance(one: Claim) -> tuple[int, int]:
        other = values.figure(one)
        return (closeness(figure, other) if figure and other else 4, abs(place[one.id] - place[claim.id]))

    best = min(candidates, key=distance)
    origin = Origin(best.origin.entity, best.origin.name, "inferred_in_report")
    return replace(claim, origin=origin, confidence=round(claim.confidence * DISCOUNT, 3))
