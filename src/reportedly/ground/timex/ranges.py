"""Stretch a time to the one after it where the words make a range of the two: "from 1 May 2021 to 3 June 2022"."""

from dataclasses import replace
from datetime import date

from reportedly.ground.atoms import Line, word

from .calendar import DAY, WEEK
from .days import day_meaning
from .patterns import Match
from .setting import Meaning

DASHES = frozenset({"-", "–", "—"})
_TO = frozenset({"to", "until", "till", "through"})
_BACK = 9
"""Words back within which a verb stands that makes "from … to …" a change."""
_CHANGES = frozenset(
    [
        "moved", "move", "moving", "postponed", "postpone", "delayed", "delay", "rescheduled", "shifted", "shift",
        "pushed", "changed", "brought", "deferred", "switched", "adjourned", "carried", "revised", "raised", "lowered",
        "rose", "fell", "grew", "dropped", "increased", "decreased", "doubled", "up", "down",
    ]
)  # fmt: skip
"""Verbs of putting a day off, or of numbers, whose "from" and "to" tell two times and no stretch."""


def makes_range(line: Line, first: Match, second: Match) -> bool:
    """Say whether two times are the ends of one stretch: "from A to B", "between A and B", "A – B".

    "Moved from Monday to Friday" is none.
    """
    between = [atom.lower for atom in line[first.end : second.first] if atom.lower not in ("the", ",")]
    at = first.first - 1 if word(line, first.first - 1) != "the" else first.first - 2
    before = word(line, at)
    if between == ["and"]:
        return before == "between"
    if len(between) != 1 or between[0] not in DASHES | _TO:
        return False
    if between[0] in DASHES:
        return line[first.end].spaced == line[second.first].spaced
    return before == "from" and not any(atom.lower in _CHANGES for atom in line[max(0, at - _BACK) : at])


def in_order(
    ends: tuple[Match, Match], one: Meaning, other: Meaning, published: date | None
) -> tuple[Meaning, Meaning]:
    """Put the ends of a range in order where their week or year was told by the publication alone.

    "Between Monday and Wednesday", told on a Tuesday, is the Monday before that Wednesday; what lies ahead moves on.
    """
    if one.start is None or other.start is None or published is None or one.start <= other.start:
        return one, other
    if other.start.date() > published:
        later = _moved(ends[1], other, 1)
        return one, later if later and later.start and later.start > one.start else other
    earlier = _moved(ends[0], one, -1)
    return earlier if earlier and earlier.start and earlier.start < other.start else one, other


def _moved(match: Match, told: Meaning, sign: int) -> Meaning | None:
    """Give the same weekday a week away, or the same day of a year away; None where something else says when."""
    if told.anchor != "published" or told.start is None:
        return None
    while match.rule.means == "same":
        match = next(one for one in match.kept.values() if isinstance(one, Match))
    if match.rule.means == "weekday":
        day = told.start.date() + sign * WEEK * DAY
    elif match.rule.means == "date" and not match.kept.get("year"):
        try:
            day = told.start.date().replace(year=told.start.year + sign)
        except ValueError:
            return None
    else:
        return None
    return day_meaning(day, f"{told.rule}; moved, so that its range has its ends in order")


def stretched(one: Meaning, other: Meaning) -> Meaning:
    """Stretch a day or period to the end of the one told after it; the TIMEX3 value stays the first's."""
    if one.type not in ("DATE", "TIME") or other.type != one.type:
        return one
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one
    if not (one.start < other.start and one.end <= other.end):
        return one
    return replace(
        one, end=other.end, earliest=other.earliest, rule=f"{one.rule}; a range up to the time told after it"
    )
