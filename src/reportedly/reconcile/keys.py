"""Give the keys under which a claim is looked for: only claims that share one are ever compared.

A claim's candidates are those of its kind in its part of the world and its days, and those that tell of the same
persons in the same weeks. Cells of space and of time come twice, shifted by half: neighbours always share one of them.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from reportedly.model import Testimony

from .moments import Days, day_of, days, width
from .names import ends
from .places import FINE

CELL = 1.0
"""Degrees of a cell: two places less than half of it apart, some 50 km, share one."""
STRETCH = 6
"""Days of a stretch of time: two days less than half of it apart share one."""
SEASON = 360
"""Days of a season, in which persons of one name are looked for."""
FEW_DAYS = 10
"""A wider interval puts a claim in no stretch, but in its season."""


def keys(testimony: Testimony) -> tuple[str, ...]:
    """Give a claim's block keys, sorted; none where it says too little of where and when, and of whom, to be found."""
    return tuple(sorted(set(_keys(testimony))))


def kind_of(testimony: Testimony) -> str:
    """Give what two claims must share to be compared: what became of whom, or else what kind of event."""
    return testimony.outcome or f"{testimony.event_type}"


def told_days(testimony: Testimony) -> Days | None:
    """Give the days at which a claim's event was, as its report tells; None where it doesn't."""
    return days(testimony.start, testimony.end)


def _keys(one: Testimony) -> Iterator[str]:
    """Yield keys of place and time, then of persons and season."""
    if one.outcome is None and one.event_type is None:
        return
    kind, told = kind_of(one), told_days(one)
    printed = day_of(one.published)
    day = told[1] if told is not None and width(told) <= FEW_DAYS else None
    near = day or printed
    if near is not None:
        for where in _cells(one):
            for when in _stretches(near):
                yield f"{kind}|{where}|{when}"
    around = near or (told[0] if told else None)
    if around is not None:
        for name in {*one.cast, *one.named}:
            first, last = ends(name)
            if first:
                for season in _halves(around, SEASON):
                    yield f"{kind}|{first[0]}.{last}|{season}"


def _cells(one: Testimony) -> Iterator[str]:
    """Yield the cells in which a place lies: of latitude and longitude, and its division; else its country or name."""
    if one.latitude is not None and one.longitude is not None and one.precision in FINE:
        # each axis shifts by itself: neighbours may lie across one border of either grid
        for up, along in product((0.0, 0.5), repeat=2):
            yield f"{up}/{along}:{(one.latitude / CELL + up) // 1:.0f}:{(one.longitude / CELL + along) // 1:.0f}"
        if one.admin1:
            yield f"{one.country}/{one.admin1}"
    elif one.admin1:
        yield f"{one.country}/{one.admin1}"
    elif one.country:
        yield one.country
    elif one.place:
        yield f"?{one.place.lower()}"


def _stretches(day: date) -> Iterator[str]:
    """Yield the two stretches of days in which a day lies."""
    return _halves(day, STRETCH)


def _halves(day: date, length: int) -> Iterator[str]:
    """Yield a day's place in two rows of intervals, the second shifted by half."""
    number = day.toordinal()
    yield f"a{number // length}"
    yield f"b{(number + length // 2) // length}"
