"""Say how many, by a named rule. Figures are never averaged; every answer stands.

`latest_by_origin`: of the latest answers, one per origin, low and high are the extremes, best the value that most of
them admit, the later on a tie.
`acled_conservative`: the lowest of the latest answers' figures; words for numbers are read as ACLED does, "several" as
3, "dozens" as 12, "hundreds" as 100 (ACLED Codebook, 2023, section on fatalities).
`ucdp_best_low_high`: best is the figure that most origins give, the lower one on a tie; low and high are the least and
the most of what any answer leaves open, those unverified too (UCDP GED Codebook 23.1, 2023, section on estimates).
An increment or a part is no rival of a total: it bounds it from below.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportedly.model import Estimate, Testimony
from reportedly.model.account import EstimateRule

from .moments import day_of
from .origins import Traced
from .tables import table

ABOUT = 0.2
"""How far a figure worded "about" may lie off, as a share of it; the contract leaves the width to this rule."""
ROUND = 10
"""The least round number."""
_WORD = re.compile(r"[a-z]+")
_BREAK = re.compile(r"(?:\s[\w-]{1,24}){0,3}(?:\s?(?:--|—|–|:)|,?\sincluding|\s\()\s?(?:the\s)?")
"""What stands between a figure and those that it is broken down to: what it counts, and a dash or "including"."""
_JOINT = re.compile(r"(?:\s[\w-]{1,24}){0,3}(?P<joint>,|\sand)\s{1,2}(?:the\s)?")
"""What stands between two figures of one list: what the first counts, in a few words, and a comma or "and"."""


@dataclass(frozen=True, slots=True)
class Standings:
    """What supersedes what: each claim's predecessor, and which give fewer than theirs."""

    supersedes: Mapping[str, str]
    falls: tuple[str, ...]


def estimate(
    members: Sequence[Testimony],
    traced: Mapping[str, Traced],
    *,
    rule: EstimateRule = "latest_by_origin",
    corrected: Collection[str] = (),
) -> Estimate | None:
    """Give how many the answers come to; None where none that is asserted gives or bounds a number."""
    counted = [one for one in members if one.standing != "denied" and _says(one)]
    asserted = [one for one in counted if one.standing == "asserted"]
    if not asserted:
        return None
    stands = standings(members, traced)
    ids = {one.id for one in asserted}
    replaced = {before for later, before in stands.supersedes.items() if later in ids}
    latest = _latest([one for one in asserted if one.id not in replaced], traced, corrected)
    floor = _floor(asserted)
    low, high, best = _RULES[rule](latest, counted, floor)
    if best is not None and best < floor:
        best = floor
        high = high if high is None else max(high, floor)
    conflict = best is not None and not all(admits(one, best) for one in latest)
    return Estimate(low, high, best, rule, conflict, stands.falls, _because(latest, best))


def _says(one: Testimony) -> bool:
    """Say whether an answer gives or bounds a number."""
    return any(value is not None for value in (one.value, one.low, one.high)) or _vague(one) is not None


def _total(one: Testimony, corrected: Collection[str]) -> bool:
    """Say whether an answer counts all of those it befell: neither a part, nor one named among them."""
    return one.id in corrected or (one.quantity is not None and one.role not in {"part", "increment"})


def _latest(members: Sequence[Testimony], traced: Mapping[str, Traced], corrected: Collection[str]) -> list[Testimony]:
    """Give each origin's latest answer: a total where it gives one; the larger figure on a tie."""
    by_origin: dict[str, list[Testimony]] = defaultdict(list)
    for one in members:
        by_origin[traced[one.id].key].append(one)
    whole = any(_total(one, corrected) and one.value is not None for one in members)
    found = []
    for key in sorted(by_origin):
        its = by_origin[key]
        totals = [one for one in its if _total(one, corrected)]
        if not totals and whole:
            # one of the dead, told of by name, is no rival of how many they were
            continue
        now = [one for one in totals or its if not one.retrospect] or totals or its
        fresh = [one for one in now if one.role != "cumulative"] or now
        found.append(max(_unrounded(fresh), key=_age))
    return found


def _unrounded(fresh: Sequence[Testimony]) -> list[Testimony]:
    """Leave out the figures that a headline rounds and its report gives exactly."""
    exact: dict[str, list[Testimony]] = defaultdict(list)
    for one in fresh:
        if one.bound == "exact":
            exact[one.report].append(one)
    return [one for one in fresh if not any(_loosely(one, other) for other in exact.get(one.report, ()))]


def _age(one: Testimony) -> tuple[str, bool, str, float, str]:
    """Order answers by the day they are as of; those with a figure last, then by publication, then by size."""
    return moment(one), one.value is not None, one.published or "", one.value or one.low or 0.0, one.id


def moment(one: Testimony) -> str:
    """Give the day of which an answer counts, else of its publication."""
    return _day(one.as_of or one.published)


@lru_cache(maxsize=65_536)
def _day(written: str | None) -> str:
    """Give the day of a moment as text, which sorts; none comes first."""
    day = day_of(written)
    return day.isoformat() if day is not None else ""


def _floor(members: Sequence[Testimony]) -> float:
    """Give what the parts alone come to: the largest of them, or those that one sentence puts side by side."""
    parts = (one for one in members if one.role in {"part", "increment"} or one.quantity is None)
    return max((*(one.low or 0.0 for one in parts), *_side_by_side(members)), default=0.0)


def _side_by_side(members: Sequence[Testimony]) -> Iterator[float]:
    """Yield the sums of figures that count different people in one list: "a woman, a girl and two men were hurt"."""
    passages: dict[tuple[str, int, str, str], list[Testimony]] = defaultdict(list)
    for one in members:
        if one.figure is not None and one.bound == "exact" and one.value and one.span.in_ == one.figure.in_:
            passages[one.report, one.span.start, one.text, one.trigger].append(one)
    for its in passages.values():
        its.sort(key=lambda one: one.figure.start if one.figure is not None else 0)
        listed: list[Testimony] = []
        for one in its:
            joint = _joint(listed[-1], one) if listed else None
            listed = [*listed, one] if joint else [one]
            if joint == "and":
                whole, *rest = [each.value or 0.0 for each in listed]
                # "two people, a man and a woman" tells of two
                if not any(_broken_down(before, listed[0]) for before in its):
                    yield sum(rest) if whole == sum(rest) and len(rest) > 1 else whole + sum(rest)
                listed = []


def _broken_down(one: Testimony, other: Testimony) -> bool:
    """Say whether a figure is broken down from another on: "12 others -- eight men and four women -- were hurt"."""
    if one.figure is None or other.figure is None or one.figure.end >= other.figure.start:
        return False
    between = one.text[one.figure.end - one.span.start : max(0, other.figure.start - one.span.start)]
    return _BREAK.fullmatch(between) is not None


def _joint(one: Testimony, other: Testimony) -> str | None:
    """Give what joins two figures of a list: a comma, or the "and" before the last; None where they make none."""
    if one.figure is None or other.figure is None or one.counted == other.counted:
        return None
    between = other.text[one.figure.end - one.span.start : max(0, other.figure.start - one.span.start)]
    found = _JOINT.fullmatch(between)
    return found["joint"].strip() if found else None


def _by_origin(latest: Sequence[Testimony], _: Sequence[Testimony], floor: float) -> "_Figures":
    """Apply `latest_by_origin`."""
    lows, highs = _ends(latest)
    values = [(one, value) for one in latest if (value := _figure(one)) is not None]
    if not values:
        return (max([floor, *lows]) or None, None, max([floor, *lows]) or None)
    best = max(values, key=lambda its: (sum(admits(one, its[1]) for one in latest), moment(its[0]), its[1]))[1]
    return min(lows, default=None), max(highs, default=None), best


def _acled(latest: Sequence[Testimony], _: Sequence[Testimony], floor: float) -> "_Figures":
    """Apply `acled_conservative`."""
    lows, highs = _ends(latest)
    read = [(_figure(one), _vague(one)) for one in latest]
    figures = [value for figure, vague in read if (value := vague if figure is None else figure) is not None]
    best = min(figures) if figures else max([floor, *lows]) or None
    return min(lows, default=best), max(highs, default=None), best


def _ucdp(latest: Sequence[Testimony], counted: Sequence[Testimony], floor: float) -> "_Figures":
    """Apply `ucdp_best_low_high`."""
    lows, highs = _ends(counted)
    values = [value for one in latest if (value := _figure(one)) is not None]
    best = max(values, key=lambda value: (values.count(value), -value)) if values else max([floor, *lows]) or None
    return min(lows, default=None), max(highs, default=None), best


_Figures = tuple[float | None, float | None, float | None]
_RULES: Mapping[EstimateRule, Callable[[Sequence[Testimony], Sequence[Testimony], float], _Figures]] = {
    "latest_by_origin": _by_origin,
    "acled_conservative": _acled,
    "ucdp_best_low_high": _ucdp,
}


def _ends(members: Iterable[Testimony]) -> tuple[list[float], list[float]]:
    """Give the least and the most that each answer words."""
    lows, highs = [], []
    for one in members:
        worded = [value for value in (_figure(one), one.low, one.high) if value is not None]
        if worded:
            lows.append(min(one.low if one.low is not None else worded[0], *worded))
            highs.append(max(worded))
    return lows, highs


def _figure(one: Testimony) -> float | None:
    """Give the figure that an answer stands for: of "more than 10", which leaves 10 out, the nearest it lets in."""
    if one.value is None or one.bound == "vague" or admits(one, one.value):
        return one.value
    return one.low if one.low is not None and one.low > one.value else one.high


def _vague(one: Testimony) -> float | None:
    """Give the number that a vague word for one is read as, None for any other."""
    if one.bound != "vague" or one.figure is None:
        return None
    words: Mapping[str, float] = table("estimate")["words"]
    return max((float(words[word]) for word in _WORD.findall(one.figure.text.lower()) if word in words), default=None)


def admits(one: Testimony, value: float) -> bool:
    """Say whether an answer, as worded, leaves room for a value."""
    if one.bound == "vague":
        return value > 1
    if one.bound == "approx" and one.value is not None:
        return abs(value - one.value) <= ABOUT * one.value
    return (one.low is None or one.low <= value) and (one.high is None or value <= one.high)


def standings(members: Sequence[Testimony], traced: Mapping[str, Traced]) -> Standings:
    """Say which answer supersedes which: a later total, by the day it is as of, from the same body.

    A mention in a retrospect supersedes nothing, nor does another body's. A report's own "raised from 17 to 19"
    supersedes within it. Answers that give fewer than the one before are `falls`.
    """
    known = {one.id for one in members}
    within = {one.id: one.supersedes for one in members if one.supersedes in known and one.supersedes}
    supersedes: dict[str, str] = dict(within)
    falls = set()
    by_body: dict[tuple[str, bool], list[Testimony]] = defaultdict(list)
    for one in members:
        counts = one.standing == "asserted" and one.quantity is not None and one.value is not None
        whole = one.role not in {"part", "increment"} and not one.retrospect
        if counts and whole and traced[one.id].name is not None and one.id not in within.values():
            # what a day cost doesn't take the place of all that came before, nor the other way round
            by_body[traced[one.id].body, one.role == "cumulative"].append(one)
    for its in by_body.values():
        for later, before in _replaced(sorted(its, key=_order), traced):
            if later.id not in within:
                supersedes[later.id] = before.id
                if later.bound == before.bound == "exact" and (later.value or 0) < (before.value or 0):
                    falls.add(later.id)
    return Standings(supersedes, tuple(sorted(falls)))


def _order(one: Testimony) -> tuple[str, str, float, str]:
    """Order figures by the day they are as of, then by publication; of those told at once the higher is the newer."""
    return moment(one), one.published or "", one.value or 0.0, one.id


def _replaced(ordered: Sequence[Testimony], traced: Mapping[str, Traced]) -> Iterator[tuple[Testimony, Testimony]]:
    """Yield figures of one body with the one that each takes the place of.

    Figures come in the order in which they were first told: one told again after a newer one came takes nothing's
    place, nor does one that only words another more loosely.
    """
    first: dict[float | None, Testimony] = {}
    stated: dict[float | None, Testimony] = {}
    for one in ordered:
        if one.value not in first and not any(_loosely(one, other) for other in first.values()):
            first[one.value] = one
        if traced[one.id].basis == "stated":
            stated.setdefault(one.value, one)
    orders = {value: _order(one) for value, one in first.items()}
    values = sorted(first, key=lambda value: orders[value])
    for one in ordered:
        when = _order(one)[:2]
        known = [value for value in values if orders[value][:2] <= when]
        if one.value not in first or not known or known[-1] != one.value:
            continue
        mine = orders[one.value][:3]
        earlier = [value for value in known if orders[value][:3] < mine and first[value].report != one.report]
        if earlier:
            yield one, stated.get(earlier[-1], first[earlier[-1]])


def _loosely(one: Testimony, other: Testimony) -> bool:
    """Say whether a figure may only word another's more loosely: "about 20" of 19; "at least 12" isn't said of 18."""
    if one.bound == "exact" or other.value is None or not admits(one, other.value):
        return False
    bare = one.bound not in {"at_least", "more_than"} or one.value is None or one.value == other.value
    return bare or _is_round(one.value or 0.0) or (one.value or 0.0) >= other.value * (1 - ABOUT)


def _is_round(value: float) -> bool:
    """Say whether a number has one digit that isn't a nought, and a nought at least: 20, 1,000."""
    return value >= ROUND and value % 10 ** (len(f"{value:.0f}") - 1) == 0


def _because(latest: Sequence[Testimony], best: float | None) -> str:
    """Say in one sentence what the best figure rests on."""
    if best is None:
        return ""
    agree = sum(admits(one, best) for one in latest)
    if len(latest) == 1:
        return "the only latest answer admits it" if agree else "the only latest answer doesn't admit it"
    verb = "admits" if agree in {0, 1} else "admit"
    return f"{agree or 'none'} of the {len(latest)} latest answers, one per origin, {verb} it"
