"""Lead a headline's claims to those of the body that bear them out, and to the time that these tell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.model import Claim

from .sameness import WINDOW, Values, kind, same

SHOWN = 3
"""Claims that a headline's is led to: the first that tell of the same thing."""
DISCOUNT = 0.8
"""What a time told elsewhere leaves of a claim's confidence."""


def borne_out(claims: Sequence[Claim], values: Values) -> list[Claim]:
    """Rest each claim of the headline on the body's claims of the same thing.

    Where one of them has the very same figure, its time is the headline's too; a rounder figure keeps its silence.
    """
    body: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.voice != "headline" and (key := kind(claim)) is not None:
            body[key].append(claim)
    return [_borne_out(claim, body, values) if claim.voice == "headline" else claim for claim in claims]


def _borne_out(claim: Claim, body: Mapping[str, Sequence[Claim]], values: Values) -> Claim:
    """Give one claim of the headline what bears it out."""
    told = [one for one in body.get(kind(claim) or "", ())[:WINDOW] if same(claim, one, values)]
    told = [one for one in told if claim.id not in one.based_on]
    if not told:
        return claim
    if not claim.based_on:
        claim = replace(claim, based_on=tuple(one.id for one in told[:SHOWN]))
    times = next((one.times for one in told if one.times and _very_same(claim, one, values)), ())
    if claim.times or not times:
        return claim
    return replace(claim, times=times, confidence=round(claim.confidence * DISCOUNT, 3))


def _very_same(claim: Claim, told: Claim, values: Values) -> bool:
    """Say whether two claims have one figure, in one wording of its bound."""
    one, other = values.figure(claim), values.figure(told)
    if one is None or other is None or one.value is None:
        return False
    return (one.value, one.bound) == (other.value, other.bound)
