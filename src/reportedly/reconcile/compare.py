"""Compare two claims by rules that say why: do they answer the same question, or one a part of the other's?

A rule looks at one side of two claims (what, whom, where, when, how many) and yields its reasons. A decisive reason
against outweighs the rest; without one, the weights are summed and turned into a score. What neither claim says
decides nothing.
"""

from collections.abc import Iterator
from itertools import chain
from math import exp

from reportedly.model import Comparison, Reason, Testimony
from reportedly.model.account import Verdict

from .keys import kind_of
from .tables import parts_of, side_of, table
from .when import hours, of_time
from .where import of_place
from .whom import of_figure, of_persons, of_words

RULES = (of_persons, of_place, of_time, of_figure, of_words)


def compare(first: Testimony, second: Testimony) -> Comparison:
    """Judge two claims, with every reason; the same whichever stands first, but for `part_of` and `contains`."""
    if (second.id, second.report) < (first.id, first.report):
        return _turned(compare(second, first))
    against = _of_kind(first, second)
    if against is not None:
        return Comparison(first.id, second.id, "different", 0.0, (against,))
    within = _of_report(first, second)
    return _across(first, second) if within is None else _within(first, second, within)


def _across(first: Testimony, second: Testimony) -> Comparison:
    """Judge two claims of two reports."""
    reasons = tuple(chain.from_iterable([rule(first, second) for rule in RULES]))
    against = [one for one in reasons if one.decisive and one.weight < 0]
    if against and not any(one.rule in _OVERRULING for one in reasons):
        return Comparison(first.id, second.id, "different", 0.0, reasons)
    score = _score(sum([OVERRULED if one.decisive else one.weight for one in reasons]))
    if score < table("weights")["threshold"]:
        return Comparison(first.id, second.id, "different", score, reasons)
    verdict, why = _scope(first, second)
    return Comparison(first.id, second.id, verdict, score, (*reasons, *why))


_OVERRULING = frozenset({"person"})
"""Reasons so strong that a place or a date read wrongly doesn't outweigh them."""
OVERRULED = -2.5
"""What such a place or date then weighs."""


def _score(total: float) -> float:
    """Turn a sum of weights into a score from 0 to 1."""
    return round(1 / (1 + exp(-(total + table("weights")["prior"]))), 4)


def _turned(one: Comparison) -> Comparison:
    """Give a comparison seen from its other side."""
    turned: dict[Verdict, Verdict] = {"part_of": "contains", "contains": "part_of"}
    return Comparison(one.second, one.first, turned.get(one.verdict, one.verdict), one.score, one.reasons)


def _of_report(one: Testimony, other: Testimony) -> Reason | None:
    """Say whether two claims of one report are of one happening; None for claims of two reports."""
    if one.report != other.report:
        return None
    if one.thread == other.thread:
        return Reason("same_scene", "their report tells of one happening", 4.0, decisive=True)
    return Reason("other_scene", "their report tells of two happenings", -9.0, decisive=True)


def _within(first: Testimony, second: Testimony, reason: Reason) -> Comparison:
    """Judge two claims of one report."""
    if reason.weight < 0:
        return Comparison(first.id, second.id, "different", 0.0, (reason,))
    verdict, why = _scope(first, second)
    return Comparison(first.id, second.id, verdict, 1.0, (reason, *why))


def _of_kind(one: Testimony, other: Testimony) -> Reason | None:
    """Say why two claims can't answer one question, by what happened and who is counted; None where they can."""
    if kind_of(one) != kind_of(other):
        return Reason("other_event", f"{kind_of(one)} and {kind_of(other)} are two things", -9.0, True)
    modes = {one.event_mode, other.event_mode} - {None}
    if one.outcome is None and len(modes) > 1:
        return Reason("other_event", f"{' and '.join(sorted(map(str, modes)))} are two things", -9.0, True)
    if one.unit and other.unit and one.unit != other.unit:
        return Reason("other_unit", f"one counts {one.unit}s, the other {other.unit}s", -9.0, True)
    if one.event_mode != other.event_mode and "returned" in modes:
        return Reason("other_event", "leaving and returning are two things", -9.0, True)
    if one.quantity and other.quantity and one.counted and other.counted:
        sides = side_of(one.counted), side_of(other.counted)
        if None not in sides and sides[0] != sides[1]:
            return Reason("other_group", f"{one.counted}s and {other.counted}s are two groups", -9.0, True)
    return None


def _scope(first: Testimony, second: Testimony) -> tuple[Verdict, tuple[Reason, ...]]:
    """Say whether two claims of one happening count the same, or one of them a part of what the other counts."""
    for inner, outer, verdict in ((first, second, "part_of"), (second, first, "contains")):
        why = next(_parts(inner, outer), None)
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
    if its > _DAY + _HALF and its > mine * 1.5:
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
