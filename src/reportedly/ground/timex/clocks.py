"""What times of day mean, and on which day they are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from .around import Place
from .calendar import DAY, MIDNIGHT, midnight
from .digits import TimeOfDay
from .setting import Meaning, Setting, direction, offset_of

Kept = Mapping[str, Any]
UNANCHORED = "it needs a publication date, and none is known"
_EVENING = "20:00"
"""Before this hour a report without a time is taken to be written."""

_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
"""How far local times lie from GMT at most (IANA time zone database)."""


def clock(kept: Kept, place: Place, setting: Setting) -> Meaning:
    """Read a time of day, on the day told with it, else the day last spoken of or that of publication."""
    told: TimeOfDay = kept["clock"]
    day, anchor, how = day_for(kept, setting)
    bare = "day" not in kept and anchor == "published"
    if day is not None and bare and _is_ahead(day, told, setting) and direction(place) == "past":
        day, how = day - DAY, f"{how}, but the evening before, for it's told as past"
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{told.value}", f"time of day; {how}", "none")
    meaning = Meaning("TIME", f"{day.isoformat()}T{told.value}", f"time of day, {how}", anchor)
    hours, minutes = told.value.split(":")
    start = midnight(day) + timedelta(hours=int(hours), minutes=int(minutes))
    if told.zone is not None:
        start, zoned = _in_zone(start, told.zone, setting)
        if not zoned:
            told_in = replace(meaning, rule=f"{meaning.rule}, in the zone told", zone=offset_of(told.zone))
            return told_in.over((start, start + timedelta(minutes=1)))
    if told.value == MIDNIGHT and "day" in kept and _is_after(place):  # "shortly after midnight on Tuesday" begins it
        first = (midnight(day), midnight(day) + timedelta(minutes=1))
        return replace(meaning, value=f"{day.isoformat()}T00:00").over(first)
    if told.value == MIDNIGHT:
        return replace(meaning, start=midnight(day) + DAY, end=midnight(day) + DAY + timedelta(minutes=1))
    return meaning.over((start, start + timedelta(minutes=1)))


def _is_after(place: Place) -> bool:
    """Say whether "after" stands in or right before a match."""
    return any(one.lower == "after" for one in place.line[max(0, place.match.first - 1) : place.match.end])


def on_day(told: Meaning, day: Meaning) -> Meaning:
    """Put a time of day on the day that is told after it."""
    if told.start is None or told.end is None or day.start is None or not told.value:
        return told
    hours = told.value.partition("T")[2]
    moved = day.start.date() - date.fromisoformat(told.value[:10])
    rule = f"time of day, on the day told after it ({day.rule})"
    return replace(
        told,
        value=f"{day.start.date().isoformat()}T{hours}",
        rule=rule,
        anchor=day.anchor,
        start=told.start + moved,
        end=told.end + moved,
    )


def beside(told: Meaning, universal: Meaning) -> Meaning:
    """Put a local time on its day beside the same moment in GMT: "4:12 a.m. local time (2012 GMT on Saturday)"."""
    if told.start is None or told.end is None or told.zone or not told.value or not universal.value:
        return told
    local, moment = told.value.partition("T")[2], universal.value.partition("T")
    same = date.fromisoformat(moment[0])
    for day in (same, same + DAY, same - DAY):
        apart = datetime.fromisoformat(f"{same}T{moment[2]}")
        if local != MIDNIGHT and _WEST <= datetime.fromisoformat(f"{day}T{local}") - apart <= _EAST:
            moved = day - told.start.date()
            rule = f"time of day, local to the moment told beside it ({universal.rule})"
            start, end = told.start + moved, told.end + moved
            return replace(told, value=f"{day}T{local}", rule=rule, anchor=universal.anchor, start=start, end=end)
    return told


def _is_ahead(day: date, told: TimeOfDay, setting: Setting) -> bool:
    """Say whether a time of day on the day of publication lay ahead when the report was written, as far as is known.

    Where only the day of publication is known, reports are taken to be written before its evening.
    """
    if setting.published != day or told.zone is not None:
        return False
    written = f"{setting.at:%H:%M}" if setting.at else _EVENING
    return told.value > written


def _in_zone(start: datetime, zone: int, setting: Setting) -> tuple[datetime, bool]:
    """Move a time of a zone into the publication's, where both are known; and say whether that could be done."""
    if not setting.zone:
        return start, False
    sign = -1 if setting.zone.startswith("-") else 1
    hours, minutes = setting.zone[1:].split(":")[:2]
    own = sign * (int(hours) * 60 + int(minutes))
    return start + timedelta(minutes=own - zone), True


def day_for(kept: Kept, setting: Setting) -> tuple[date | None, str, str]:
    """Give the day of a time of day: told, or last spoken of where that's a day, or of publication.

    Its anchor; and how.
    """
    told: Meaning | None = kept.get("day")
    if told is not None:
        return (told.start.date() if told.start else None), told.anchor, f"on a day told with it ({told.rule})"
    last = setting.last
    if last and last.start and last.end and last.end - last.start <= DAY and last.anchor != "none":
        return last.start.date(), f"timex:{setting.last_id}", "on the day last spoken of"
    if setting.published:
        return setting.published, "published", "on the day of publication"
    return None, "none", UNANCHORED
