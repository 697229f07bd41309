"""Count in calendar units: TIMEX3 values, the intervals they mean, and steps from one to another.

Intervals are pairs of naive datetimes, end-exclusive. Values are those of TimeML's TIMEX3 (ISO-TimeML, ISO
24617-1): "2016",
"2016-12", "2016-12-10", "2016-W49", "2016-W49-WE", "2016-Q3", "2016-H1", "2016-SU", "201" (a decade), "20" (a
century), and a
day with a part ("2016-12-10TMO") or a time of day ("2016-12-10T10:35").
"""

import re
from datetime import date, datetime, time, timedelta

Interval = tuple[datetime, datetime]

DAY = timedelta(days=1)
MONTHS = 12
WEEK = 7
MIDNIGHT = "24:00"

# Quarters, halves and seasons as (first month, months). Seasons are meteorological and of the northern half of the
# earth,
# where TimeBank's papers are read; winter is taken from the December before to the February after, since "the winter
# of 1994"
# may be either.
PARTS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3),
    "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3),
}  # fmt: skip
# Hours from the day's midnight, as wide as the words are used of: a night runs into the next morning.
DAY_PARTS = {"MO": (0, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30), "DT": (6, 18)}

_YEAR = re.compile(r"(\d{2,4})$")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(.+))?$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_PART = re.compile(r"(\d{4})-([QH]\d|SP|SU|FA|WI)$")
_CLOCK = re.compile(r"(\d{2})(?::(\d{2})(?::(\d{2}))?)?$")


def midnight(day: date) -> datetime:
    """Give the start of a day."""
    return datetime.combine(day, time())


def interval_of(value: str | None) -> Interval | None:
    """Give the interval that a calendar value means; None for what isn't on the calendar (durations, sets.

    References).
    """
    if not value:
        return None
    try:
        for pattern, read in ((_DAY, _day), (_MONTH, _month), (_WEEK, _week), (_PART, _part), (_YEAR, _years)):
            match = pattern.match(value)
            if match:
                return read(match)
    except (ValueError, OverflowError):
        return None  # no such day: "Feb. 30"; or beyond the calendar's years
    return None


def _day(match: re.Match[str]) -> Interval | None:
    """Read a day, perhaps with a part or a time of day."""
    start = datetime(int(match[1]), int(match[2]), int(match[3]))  # noqa: DTZ001  zones are put to intervals at the end
    if not match[4]:
        return start, start + DAY
    if match[4] in DAY_PARTS:
        first, last = DAY_PARTS[match[4]]
        return start + timedelta(hours=first), start + timedelta(hours=last)
    clock = _CLOCK.match(match[4])
    if not clock:
        return None
    begin = start + timedelta(hours=int(clock[1]), minutes=int(clock[2] or 0), seconds=int(clock[3] or 0))
    return begin, begin + (
        timedelta(seconds=1) if clock[3] else timedelta(minutes=1) if clock[2] else timedelta(hours=1)
    )


def _month(match: re.Match[str]) -> Interval:
    """Read a month."""
    return _months(int(match[1]), int(match[2]), 1)


def _months(year: int, month: int, count: int) -> Interval:
    """Give the interval of some months."""
    start = date(year, month, 1)
    return midnight(start), midnight(shift_months(start, count))


def _week(match: re.Match[str]) -> Interval:
    """Read an ISO week or its weekend."""
    start = midnight(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    return (start + 5 * DAY, start + WEEK * DAY) if match[3] else (start, start + WEEK * DAY)


def _part(match: re.Match[str]) -> Interval:
    """Read a quarter, half or season."""
    year = int(match[1])
    if match[2] == "WI":
        return midnight(date(year - 1, 12, 1)), midnight(date(year + 1, 3, 1))
    first, count = PARTS[match[2]]
    return _months(year, first, count)


def _years(match: re.Match[str]) -> Interval:
    """Read a year, a decade ("199") or a century ("19")."""
    span = 10 ** (4 - len(match[1]))
    first = int(match[1]) * span
    return midnight(date(first, 1, 1)), midnight(date(first + span, 1, 1))


def shift_months(day: date, count: int) -> date:
    """Move a day by months, to the month's last day where it has no such day."""
    index = day.year * MONTHS + day.month - 1 + count
    year, month = divmod(index, MONTHS)
    for last in range(day.day, day.day - 4, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            if not date.min.year <= year <= date.max.year:
                raise OverflowError(f"the year {year} is beyond the calendar") from None
    raise OverflowError(f"no day in {year}-{month + 1}")  # unreachable: every month has 28 days


def week_of(day: date) -> str:
    """Give a day's ISO week as a value."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(day: date, unit: str, count: int) -> str | None:
    """Give the value of the unit that lies `count` units from a day's: the last year, the next month, 20 days ago.

    Units are TIMEX3's: Y, M, W, D, Q, and E (decade), C (century). None beyond the calendar.
    """
    try:
        if unit == "D":
            return (day + count * DAY).isoformat()
        if unit == "W":
            return week_of(day + WEEK * count * DAY)
        if unit == "M":
            return shift_months(day, count).isoformat()[:7]
        if unit == "Q":
            moved = shift_months(day, 3 * count)
            return f"{moved.year:04d}-Q{(moved.month + 2) // 3}"
    except OverflowError:
        return None
    return _shifted_years(day.year, unit, count)


def _shifted_years(year: int, unit: str, count: int) -> str | None:
    """Move by years, decades or centuries."""
    if unit == "Y":
        return f"{year + count:04d}" if 1 <= year + count <= date.max.year else None
    width = {"E": 10, "C": 100, "L": 1000}[unit]
    moved = (year // width + count) * width
    return f"{moved:04d}"[: 5 - len(str(width))] if 1 <= moved <= date.max.year else None


def weekday_from(day: date, weekday: int, direction: int) -> date:
    """Give the nearest such weekday (Monday is 1) from a day: itself, else before it (-1) or after it (1)."""
    away = (weekday - day.isoweekday()) % WEEK
    return day + (away if direction > 0 or away == 0 else away - WEEK) * DAY


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Give the n-th such weekday of a month, from its end where n is negative."""
    if n > 0:
        first = weekday_from(date(year, month, 1), weekday, 1)
        return first + WEEK * (n - 1) * DAY
    last = shift_months(date(year, month, 1), 1) - DAY
    return weekday_from(last, weekday, -1) + WEEK * (n + 1) * DAY


def easter(year: int) -> date:
    """Give Easter Sunday of a Gregorian year (Oudin 1940.

    As given in the Explanatory Supplement to the Astronomical Almanac, §15).
    """
    golden, century = year % 19, year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - (correction // 28) * (1 - (29 // (correction + 1)) * ((21 - golden) // 11))
    sunday = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))
