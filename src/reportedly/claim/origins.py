"""Trace bare claims to whom the same report names for the same thing elsewhere."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.model import Claim, Origin, Quantity

from .figures import closeness
from .sameness import WINDOW, Values, kind, same

OWN = frozenset({"judge", "infer", "predict"})
"""Acts of the author's own, which go back to nobody."""
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
    traced = [_traced(claim, stated.get(kind(claim) or "", ()), place, values) for claim in claims]
    return [_summed_up(claim, stated, values) for claim in traced]


def _traced(claim: Claim, stated: Sequence[Claim], place: dict[str, int], values: Values) -> Claim:
    """Give one claim the origin it can be traced to."""
    if claim.origin.basis != "none" or not stated or claim.act in OWN:
        return claim
    near = sorted(stated, key=lambda one: abs(place[one.id] - place[claim.id]))[:WINDOW]
    figure = values.figure(claim)
    candidates = [
        one
        for one in near
        if same(claim, one, values)
        and _bears(values.figure(one), figure)
        # who asked for it or supposed it, without a figure, didn't tell of it
        and (figure is not None or one.factuality != "Uu" or claim.factuality == "Uu")
    ]
    if not candidates:
        return claim

    def distance(one: Claim) -> tuple[int, int]:
        other = values.figure(one)
        return (closeness(figure, other) if figure and other else 4, abs(place[one.id] - place[claim.id]))

    return _from(claim, min(candidates, key=distance))


def _bears(told: Quantity | None, bare: Quantity | None) -> bool:
    """Say whether a figure told of a source may be where a bare one comes from: "many" doesn't yield 30."""
    return bare is None or bare.value is None or told is None or told.value is not None or told.bound != "vague"


def _summed_up(claim: Claim, stated: Mapping[str, Sequence[Claim]], values: Values) -> Claim:
    """Give a vague count of casualties the one source of the dead and hurt that the report tells of.

    "Dozens of casualties in market blast" sums up "six were killed and 32 hurt, state television said".
    """
    figure = values.figure(claim)
    whole = claim.origin.basis == "none" and kind(claim) == "killed_or_injured"
    if not whole or figure is None or figure.value is not None or claim.act in OWN:
        return claim
    parts = [one for key in ("killed", "injured") for one in stated.get(key, ()) if values.figure(one) is not None]
    if {kind(one) for one in parts} != {"killed", "injured"} or len({one.origin.entity for one in parts}) > 1:
        return claim
    return _from(claim, parts[0])


def _from(claim: Claim, told: Claim) -> Claim:
    """Give a claim the origin of one that states it."""
    origin = Origin(told.origin.entity, told.origin.name, "inferred_in_report")
    return replace(claim, origin=origin, confidence=round(claim.confidence * DISCOUNT, 3))
