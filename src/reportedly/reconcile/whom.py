"""Compare whom two claims tell of: by name, by number, and by the words they use."""

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from reportedly.model import Reason, Testimony

from .moments import day_of
from .names import ends, one_person, shared
from .remembered import remembered
from .tables import weight

TELLING = 4
"""A number from which two reports' giving the same one is no chance."""
FAR = 2.5
"""Figures that differ by this factor, and by more than a few, are hardly one happening's."""
FEW = 3
MANY = 15
"""A number of people that few towns see killed, hurt or driven out at once twice in a fortnight."""
FORTNIGHT = 14
ALIKE = 0.6
"""Share of words in common from which two claims are one text."""
ENOUGH = 8
"""Words without which sharing most of them says little."""
_WORD = re.compile(r"\w+")


def of_persons(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield the reasons of names."""
    if not (one.named or one.cast) or not (other.named or other.cast):
        return
    both = shared({*one.named, *one.cast}, {*other.named, *other.cast})
    if both is not None:
        yield Reason("person", f"both tell of {both[0].title()}", weight("person"))
        return
    if one.named and other.named and one.value == other.value == 1:
        if any(one_person(a, b) for a in one.named for b in other.named):
            yield Reason("surname", "both name the same last name", weight("surname"))
        else:
            says = f"one tells of {one.named[0].title()}, the other of {other.named[0].title()}"
            yield Reason("other_victim", says, weight("other_victim"))
        return
    last = {ends(name)[1] for name in one.cast} & {ends(name)[1] for name in other.cast}
    if last:
        yield Reason("surname", f"both tell of someone named {min(last).title()}", weight("surname"))


def of_figure(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield the reasons of numbers; only what is counted in words or digits speaks."""
    if one.quantity is None or other.quantity is None or one.value is None or other.value is None:
        return
    small, large = sorted((one.value, other.value))
    if small >= MANY and small != large and _one_town_once(one, other):
        yield Reason("many", "few towns see so many twice in a fortnight", weight("many"))
    (told,) = figures(one, other)
    crowd = one.outcome is None and one.event_type == "PROTEST"
    if crowd and told.rule in ("far_figure", "other_figure"):
        return  # nobody counts a crowd: organisers and police differ by their interest
    risen = told.rule == "far_figure" and _has_risen(one, other)
    yield Reason("risen", told.says, weight("risen")) if risen else told


@remembered(attrgetter("value", "low", "high", "bound"))
def figures(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield what two numbers say by themselves: one reason."""
    mine, its = one.value or 0, other.value or 0
    small, large = sorted((mine, its))
    if small == large:
        rule = "telling_figure" if small >= TELLING else "same_figure"
        yield Reason(rule, f"both give {small:,.12g}", weight(rule))
    elif _admits(one, its) or _admits(other, mine):
        says = f"{small:,.12g} and {large:,.12g} admit one another as worded"
        yield Reason("figures_admit", says, weight("figures_admit"))
    elif large > small * FAR and large - small > FEW:
        yield Reason("far_figure", f"{small:,.12g} and {large:,.12g} are far apart", weight("far_figure"))
    else:
        yield Reason("other_figure", f"{small:,.12g} is not {large:,.12g}", weight("other_figure"))


def _has_risen(one: Testimony, other: Testimony) -> bool:
    """Say whether a figure of one told day is higher in the later report, as tolls are."""
    first, last = sorted((one, other), key=lambda its: its.published or "")
    same = one.start is not None and other.start is not None and one.start[:10] == other.start[:10]
    return same and (first.published or "") < (last.published or "") and (first.value or 0) < (last.value or 0)


def _one_town_once(one: Testimony, other: Testimony) -> bool:
    """Say whether two claims tell of one town within a fortnight, and not each of a day of its own."""
    if one.geonames_id is None or one.geonames_id != other.geonames_id or (one.start and other.start):
        return False
    days = day_of(one.published), day_of(other.published)
    return None not in days and abs((days[0] - days[1]).days) <= FORTNIGHT  # type: ignore[operator]


def of_words(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield the reasons of wording: one text, and the same doer."""
    if _same_words(_words(one.text), _words(other.text)):
        yield Reason("same_words", "they say it in the same words", weight("same_words"))
    people = one.origin_kind == other.origin_kind == "person"
    if people and one.origin and other.origin and shared((one.origin,), (other.origin,)):
        yield Reason("same_speaker", f"both have it from {one.origin}", weight("same_speaker"))
    if not one.actors or not other.actors:
        return
    mine, its = ({name.lower() for name in actors} for actors in (one.actors, other.actors))
    both = sorted(name for name in one.actors if name.lower() in mine & its)
    if both:
        yield Reason("same_actor", f"both say that {both[0]} did it", weight("same_actor"))


def _same_words(mine: frozenset[str], its: frozenset[str]) -> bool:
    """Say whether two texts are one by their words."""
    fewer, more = sorted((len(mine), len(its)))
    if fewer < ENOUGH or fewer < ALIKE * more:
        return False
    common = len(mine & its)
    return common >= ALIKE * (fewer + more - common)


def _admits(one: Testimony, value: float) -> bool:
    """Say whether a claim's figure, as worded, leaves room for a value."""
    if one.bound in {"approx", "vague"}:
        return True
    return (one.low is None or one.low <= value) and (one.high is None or value <= one.high)


@lru_cache(maxsize=16384)
def _words(text: str) -> frozenset[str]:
    """Give the words of a text, lower-case."""
    return frozenset(_WORD.findall(text.lower()))
