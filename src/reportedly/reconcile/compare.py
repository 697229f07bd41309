"""Compare two claims by rules that say why: do they answer the same question, or one a part of the other's?

A rule looks at one side of two claims (what, whom, where, when, how many) and yields its reasons. A decisive reason
against outweighs the rest; without one, the weights are summed and turned into a score. What neither claim says
decides nothing.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from math import exp

from reportedly.model import Comparison, Reason, Testimony
from reportedly.model.account import Verdict

from .tables import parts_of, table
from .what import of_kind
from .when import hours, of_time
from .where import of_place, two_towns
from .whom import of_figure, of_persons, of_words


def compare(first: Testimony, second: Testimony) -> Comparison:
    """Judge two claims, with every reason; the same whichever stands first, but for `part_of` and `contains`."""
    if (second.id, second.report) < (first.id, first.report):
        verdict, score, reasons = _judged(second, first)
        return Comparison(first.id, second.id, _TURNED.get(verdict, verdict), score, reasons)
    return Comparison(first.id, second.id, *_judged(first, second))


Judged = tuple[Verdict, float, tuple[Reason, ...]]
_TURNED: dict[Verdict, Verdict] = {"part_of": "contains", "contains": "part_of"}


def _judged(first: Testimony, second: Testimony) -> Judged:
    """Judge two claims, the one with the lower id first."""
    if against := of_kind(first, second):
        return "different", 0.0, against
    within = _of_report(first, second)
    return _across(first, second) if within is None else _within(first, second, within)


def _across(first: Testimony, second: Testimony) -> Judged:
    """Judge two claims of two reports."""
    reasons = (
        *of_persons(first, second),
        *of_place(first, second),
        *of_time(first, second),
        *of_figure(first, second),
        *of_words(first, second),
    )
    total, against, overruled = 0.0, False, False
    for one in reasons:
        total += OVERRULED if one.decisive else one.weight
        against = against or (one.decisive and one.weight < 0)
        overruled = overruled or one.rule in _OVERRULING
    if against and not overruled:
        return "different", 0.0, reasons
    score = _score(total)
    if score < _threshold():
        return "different", score, reasons
    verdict, why = _scope(first, second)
    return verdict, score, (*reasons, *why)


_OVERRULING = frozenset({"person"})
"""Reasons so strong that a place or a date read wrongly doesn't outweigh them."""
OVERRULED = -2.5
"""What such a place or date then weighs."""


@lru_cache(maxsize=65_536)
def _score(total: float) -> float:
    """Turn a sum of weights into a score from 0 to 1."""
    return round(1 / (1 + exp(-(total + table("weights")["prior"]))), 4)


@cache
def _threshold() -> float:
    """Give the score from which two claims belong together."""
    value: float = table("weights")["threshold"]
    return value


def _of_report(one: Testimony, other: Testimony) -> Reason | None:
    """Say whether two claims of one report are of one happening; None for claims of two reports."""
    if one.report != other.report:
        return None
    if one.thread == other.thread:
        return Reason("same_scene", "their report tells of one happening", 4.0, decisive=True)
    return Reason("other_scene", "their report tells of two happenings", -9.0, decisive=True)


def _within(first: Testimony, second: Testimony, reason: Reason) -> Judged:
    """Judge two claims of one report."""
    if reason.weight < 0:
        return "different", 0.0, (reason,)
    verdict, why = _scope(first, second)
    return verdict, 1.0, (reason, *why)


def _scope(first: Testimony, second: Testimony) -> tuple[Verdict, tuple[Reason, ...]]:
    """Say whether two claims of one happening count the same, or one of them a part of what the other counts."""
    for inner, outer, verdict in ((first, second, "part_of"), (second, first, "contains")):
        # most pairs end here: whatever is no part by its report's word counts fewer
        fewer = inner.value is not None and outer.value is not None and inner.value < outer.value
        why = next(_parts(inner, outer), None) if fewer or inner.part_of == outer.id else None
        if why is not None:
            return verdict, (why,)  # type: ignore[return-value]
    return "same", ()


def _parts(inner: Testimony, outer: Testimony) -> Iterator[Reason]:
    """Yield why what one claim counts is part of what another counts."""
    if inner.part_of == outer.id:
        yield Reason("said_part", "its report says that it is part of the other", 0.0)
    if inner.quantity is None or outer.quantity is None or inner.value is None or outer.value is None:
        return
    if inner.value >= outer.value:
        return
    group = parts_of(inner.counted or "") - parts_of(outer.counted or "")
    if group and not parts_of(outer.counted or ""):
        yield Reason("narrower_group", f"{inner.counted} is a narrower group than {outer.counted or 'all'}", 0.0)
    if outer.role == "cumulative" and inner.role != "cumulative" and outer.value > inner.value * _MORE:
        yield Reason("cumulative", "the other is a total over a longer time", 0.0)
    yield from _longer(inner, outer)
    yield from _wider(inner, outer)


def _longer(inner: Testimony, outer: Testimony) -> Iterator[Reason]:
    """Yield why a claim's stated period lies in the other's, which is longer."""
    mine, its = hours(inner), hours(outer)
    if mine is None or its is None or inner.time_by != "claim" or outer.time_by != "claim":
        return
    if its > _DAY + _HALF and its > mine * 1.5 and not two_towns(inner, outer):
        yield Reason("longer_period", "the other counts over a longer time", 0.0)


def _wider(inner: Testimony, outer: Testimony) -> Iterator[Reason]:
    """Yield why a claim's stated place lies in the other's, which is wider."""
    if outer.precision not in {"region", "country"} or outer.place_by != "claim" or inner.precision == outer.precision:
        return
    if (inner.place or "").lower() == (outer.place or "").lower():
        return
    if inner.precision not in {"country", "unresolved"}:
        yield Reason("wider_place", f"the other counts in all of {outer.place}", 0.0)


_DAY, _HALF = 24.0, 12.0
"""Hours."""
_MORE = 2.0
"""How many times more a running total has to be, to be more than the same toll raised."""
