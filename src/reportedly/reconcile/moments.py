"""Reckon with days: intervals of ISO 8601 moments, in UTC where they have a zone."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

DAY = len("2016-12-10")
"""Characters of a day without a time."""
Days = tuple[date, date]
"""First and last day, both inclusive."""


@lru_cache(maxsize=65536)
def day_of(moment: str | None) -> date | None:
    """Give the day of an ISO 8601 moment; None for None, or where it is no moment."""
    if not moment:
        return None
    try:
        return datetime.fromisoformat(moment).date() if len(moment) > DAY else date.fromisoformat(moment)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def utc(moment: str | None) -> str | None:
    """Write a moment in UTC where it has a zone, else as it is."""
    if not moment or len(moment) <= DAY:
        return moment
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return parsed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if parsed.tzinfo else moment


@lru_cache(maxsize=65536)
def days(start: str | None, end: str | None) -> Days | None:
    """Give the days that an end-exclusive interval touches; None where an end is missing."""
    first, past = day_of(start), day_of(end)
    if first is None or past is None:
        return None
    whole = end is not None and (len(end) <= DAY or "T00:00:00" in end)
    last = past - timedelta(days=1) if whole and past > first else past
    return first, max(first, last)


def width(span: Days) -> int:
    """Count the days of an interval."""
    return (span[1] - span[0]).days + 1


def gap(one: Days, other: Days) -> int:
    """Count the days between two intervals: 0 where they touch or overlap in a day."""
    return max(0, (other[0] - one[1]).days, (one[0] - other[1]).days)


def within(one: Days, other: Days) -> bool:
    """Say whether one interval lies inside another."""
    return other[0] <= one[0] and one[1] <= other[1]
