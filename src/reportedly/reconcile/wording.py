"""Word a question, in English: "How many people were killed in Aleppo on 9 December 2016?"."""

from collections.abc import Sequence
from datetime import date, timedelta

from reportedly.model import AskedEvent, AskedPlace, Period, Testimony
from reportedly.model.account import QuestionKind
from reportedly.model.number import plural

from .moments import days

_DONE = {
    "killed": "were killed",
    "injured": "were injured",
    "killed_or_injured": "were killed or injured",
    "missing": "went missing",
    "abducted": "were abducted",
    "arrested": "were arrested",
    "released": "were released",
    "surrendered": "surrendered",
    "displaced": "were displaced",
    "returned": "returned",
    "destroyed": "were destroyed",
    "captured": "were captured",
}
_MOVED = {
    "forced_to_flee": "fled",
    "evacuated": "were evacuated",
    "homeless": "became homeless",
    "in_relief_camp": "were in relief camps",
    "sheltered": "were sheltered",
    "relocated": "were relocated",
    "destroyed_housing": "were destroyed",
    "partially_destroyed_housing": "were damaged",
    "uninhabitable_housing": "became uninhabitable",
    "returned": "returned",
}
_STAYED = {
    "returned",
    "destroyed_housing",
    "partially_destroyed_housing",
    "uninhabitable_housing",
    "in_relief_camp",
    "sheltered",
}
"""Modes whose place is where it is, not where people left."""
_HAPPENED = {
    "AGREE": "an agreement",
    "CONSULT": "a consultation",
    "SUPPORT": "support",
    "CONCEDE": "a concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "ACCUSE": "an accusation",
    "REJECT": "a rejection",
    "THREATEN": "a threat",
    "MOBILIZE": "a mobilization",
    "COERCE": "coercion",
    "DISPLACE": "displacement",
}
"""PLOVER's types as things that there are; the rest are such words already."""
_MOVING = {"arrival", "departure", "movement"}
"""Labels of movements, by which those who moved are counted."""
_DEAD = {"body", "casualty", "corpse", "dead", "death", "fatality"}
"""Labels that say already what became of those who are counted."""
_PLAIN = {"person", "other", "victim", *_DEAD, *_MOVING}
"""Labels that tell no more than that people are counted."""
_UNITS = {
    **dict.fromkeys(_MOVING, "people"),
    "person": "people",
    "household": "households",
    "building": "buildings",
    "vehicle": "vehicles",
}


def wording(
    kind: QuestionKind,
    members: Sequence[Testimony],
    *,
    event: AskedEvent,
    unit: str | None,
    place: AskedPlace | None,
    period: Period | None,
) -> str:
    """Word what claims answer."""
    outcome = members[0].outcome
    done = _MOVED.get(event.mode or "") if outcome == "displaced" else None
    done = done or _DONE.get(outcome or "", "")
    if kind == "how_many" and is_crowd(members):
        head = f"How many {_counted(members, unit or 'person')} took part in the protest"
    elif kind == "how_many":
        head = f"How many {_counted(members, unit)} {done}"
    elif kind == "who":
        head = f"Who {done.replace('were ', 'was ', 1)}"
    else:
        name = (event.type or members[0].trigger).lower().replace("_", " ")
        name = _HAPPENED.get(event.type or "", f"{_article(name)} {name}")
        mode = f" ({event.mode.replace('_', ' ')})" if event.mode else ""
        head = f"Was there {name}{mode}"
        if outcome:
            head = f"Was anyone or anything {outcome.replace('_', ' ')}"
    return f"{head}{_where(event, place)}{_when(period)}?"


def is_crowd(members: Sequence[Testimony]) -> bool:
    """Say whether those are counted who took part in a protest: crowds are put at very different sizes."""
    one = members[0]
    return one.outcome is None and one.event_type == "PROTEST" and any(member.quantity for member in members)


def _counted(members: Sequence[Testimony], unit: str | None) -> str:
    """Name what is counted: the label that all claims share, else its class."""
    labels = {one.counted for one in members if one.quantity is not None and one.counted}
    if len(labels) == 1 and (label := labels.pop()).isalpha() and label not in _PLAIN:
        return plural(label)
    return _UNITS.get(unit or "", f"{unit}s" if unit else "things")


def _article(word: str) -> str:
    """Give the indefinite article of a word."""
    return "an" if word[:1] in "aeiou" else "a"


def _where(event: AskedEvent, place: AskedPlace | None) -> str:
    """Word the place."""
    if place is None:
        return ""
    left = event.type == "DISPLACE" and event.mode not in _STAYED
    return f" {'from' if left else 'in'} {place.name}"


def _when(period: Period | None) -> str:
    """Word the period: a whole year or month by its name, else by its days."""
    span = days(period.start, period.end) if period is not None else None
    if span is None:
        return ""
    first, last = span
    if first == last:
        return f" on {_day(first)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f" in {first.year}" if first.year == last.year else f" in {first.year}–{last.year}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f" in {_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f", {first.day}–{_day(last)}"
    return f", {_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    """Word a day."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
