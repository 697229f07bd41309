"""What days, weekdays, dates and parts of days mean."""

from dataclasses import replace
from datetime import date
from typing import Any

from reportedly.ground.atoms import word
from reportedly.ground.tables import table

from .around import Place
from .calendar import (
    DAY,
    DAY_PARTS,
    MONTHS,
    WEEK,
    easter,
    interval_of,
    midnight,
    nth_weekday,
    shift_months,
    weekday_from,
)
from .clocks import UNANCHORED, Kept, day_for
from .digits import NOON, NumericDate
from .setting import BACK, Direction, Meaning, Setting, direction

NAMES = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEAR = 120
"""Days within which a date without a year is taken whatever the tense: "payable Dec. 7" in a sentence of the past."""
NEAR_AHEAD = 60
"""As many of them ahead in a sentence of the past: farther off it is the last: "it rained on March 3"."""
_RANGES = frozenset(("to", "and", "through", "until", "till", "-", "–", "—"))
"""What stands between the months of a range or a list."""
_RANGE = 8
"""Words within which the year stands that a month shares with the next."""


def day_meaning(day: date, rule: str, anchor: str = "published") -> Meaning:
    """Make the meaning of one day."""
    return Meaning("DATE", day.isoformat(), rule, anchor, midnight(day), midnight(day) + DAY)


def calendar_meaning(value: str | None, rule: str, anchor: str = "published") -> Meaning | None:
    """Make the meaning of a calendar value; None where there's no such thing."""
    if value is None:
        return None
    interval = interval_of(value)
    return Meaning("DATE", value, rule, anchor).over(interval) if interval else None


def unresolved(value: str | None, what: str, kind: Any = "DATE") -> Meaning:
    """Make the meaning of what can't be put on the calendar, since no publication date is known."""
    return Meaning(kind, value, f"{what}; {UNANCHORED}", "none")


def date_of(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read a day and month, with the year told or taken from the publication and the sentence's tense."""
    month, day = int(kept["month"]), int(kept["day"])
    year = kept.get("year")
    if "year_shift" in kept and setting.published is not None:
        value = f"{setting.published.year + int(kept['year_shift']):04d}-{month:02d}-{day:02d}"
        return calendar_meaning(value, "day and month are told, of a year counted from the publication")
    if year is None:
        year = year_ahead(place, month)
    if year is None:
        return _yearless(month, day, kept, place, setting)
    value = f"{int(year):04d}-{month:02d}-{day:02d}"
    interval = interval_of(value)
    if interval is None:
        return None
    return _until(Meaning("DATE", value, "day, month and year are told", "explicit").over(interval), kept)


def dotted(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "17.06": a day and a month in digits, as most of Europe and Asia write them."""
    day, month = kept["told"]
    return date_of({"day": day, "month": month, **kept}, place, setting)


def year_ahead(place: Place, month: int) -> int | None:
    """Give the year that a month shares with the one after it: "May to July 2023", "28 November and 3 January 2023"."""
    if place.after() not in _RANGES:
        return None
    months = table("timex", "words")["months"]
    other = None
    for count in range(2, _RANGE):
        told = place.after(count)
        if other is None and told in months:
            other = int(months[told])
        elif other is not None and len(told) == len("2023") and told.isdecimal():
            return int(told) - (month > other)
        elif not (told in (".", ",", "the", "of") or (told.isdecimal() and len(told) <= len("31"))):
            return None
    return None


def _yearless(month: int, day: int, kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Put a day and month into the year that the tense and the publication ask for."""
    told = "day and month are told"
    if setting.published is None:
        return unresolved(f"XXXX-{month:02d}-{day:02d}", told)
    way = direction(place)
    candidates = [one for one in (_safe(setting.published.year + step, month, day) for step in (-1, 0, 1)) if one]
    if not candidates:
        return None
    lead = place.lead if place.lead >= 0 else place.match.first
    strict = word(place.line, lead - 1) in BACK
    chosen = _fitting(candidates, kept.get("weekday"), way, setting.published, strict=strict)
    rule = f"{told}; the year is the one nearest the publication{_by(way)}"
    return _until(day_meaning(chosen, rule), kept)


def _fitting(
    candidates: list[date], weekday: int | None, way: Direction | None, published: date, *, strict: bool
) -> date:
    """Choose among a date's years: one with the weekday told, else on the side that the tense asks for.

    Else the nearest. `strict` where the side is told by more than the tense.
    """
    if weekday:
        agreeing = [one for one in candidates if one.isoweekday() == weekday]
        candidates = agreeing or candidates
    ahead = NEAR_AHEAD if way == "past" else NEAR
    near = [one for one in candidates if -NEAR <= (one - published).days <= ahead] if not strict else []
    side = [one for one in candidates if (one <= published if way == "past" else one >= published)] if way else []
    return min(near or side or candidates, key=lambda one: abs((one - published).days))


def _by(way: Direction | None) -> str:
    return {"past": ", in the past by the tense", "future": ", in the future by the tense", None: ""}[way]


def _safe(year: int, month: int, day: int) -> date | None:
    """Make a date, None where there's no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _until(meaning: Meaning, kept: Kept) -> Meaning:
    """Stretch "Oct. 18-22" to its last day; the TIMEX3 value stays the first."""
    last = kept.get("until")
    if last is None or meaning.start is None:
        return meaning
    until = _safe(meaning.start.year, meaning.start.month, int(last))
    if until is None or until < meaning.start.date():
        return meaning
    return replace(meaning, end=midnight(until) + DAY, rule=f"{meaning.rule}; a range to day {last}")


def numeric(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read a date in digits; where day and month can't be told apart, the interval spans both readings."""
    told: NumericDate = kept["date"]
    first, second = told.first, told.second
    day_first = told.day_first
    why = "the form tells the order"
    if day_first is None and max(first, second) > NOON:
        day_first = first > NOON
        why = "only one order is possible"
    if day_first is None and setting.day_first is not None:
        day_first, why = setting.day_first, "day and month stand as in the publisher's country"
    if day_first is None and first != second:
        return _ambiguous(told)
    month, day = (second, first) if day_first else (first, second)
    found = _safe(told.year, month, day)
    return day_meaning(found, f"date in digits; {why}", "explicit") if found else None


def _ambiguous(told: NumericDate) -> Meaning | None:
    """Keep both readings of "10/12/2016"."""
    one, other = sorted((date(told.year, told.first, told.second), date(told.year, told.second, told.first)))
    rule = f"date in digits, either {one.isoformat()} or {other.isoformat()}: the publisher's country isn't known"
    start, end = midnight(one), midnight(other) + DAY
    return Meaning("DATE", f"{told.year:04d}-XX-XX", rule, "explicit", start, end, midnight(other), midnight(one) + DAY)


def weekday(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read a weekday: "last", "next", "this", "the previous", or by the tense of the sentence."""
    number = int(kept["weekday"])
    name, shift = NAMES[number], kept.get("shift")
    if setting.published is None:
        return unresolved(f"XXXX-WXX-{number}", name)
    today = setting.published
    if shift in ("previous", "following") and setting.last and setting.last.start:
        day = setting.last.start.date()
        found = weekday_from(day - DAY, number, -1) if shift == "previous" else weekday_from(day + DAY, number, 1)
        return day_meaning(found, f"the {shift} {name}, counted from what was told before", f"timex:{setting.last_id}")
    if shift in ("last", "previous"):
        return day_meaning(weekday_from(today - DAY, number, -1), f"the last {name} before the publication")
    if shift in ("next", "following"):
        return day_meaning(weekday_from(today + DAY, number, 1), f"the first {name} after the publication")
    way = direction(place)
    if shift == "this":
        found = weekday_from(today, number, -1 if way == "past" else 1)
        return day_meaning(found, f"this {name}: the nearest to the publication, itself included{_by(way)}")
    found = weekday_from(today, number, 1 if way == "future" else -1)
    side = "next" if way == "future" else "last"
    return day_meaning(
        found, f"the {side} {name}, the day of publication included{_by(way) or ', as news mostly means'}"
    )


def weekday_of_week(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "Monday of last week"."""
    number = int(kept["weekday"])
    if setting.published is None:
        return unresolved(f"XXXX-WXX-{number}", NAMES[number])
    monday = weekday_from(setting.published, 1, -1) + WEEK * int(kept["shift"]) * DAY
    return day_meaning(monday + (number - 1) * DAY, f"{NAMES[number]} of the week told, counted from the publication")


def holiday(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read a holiday whose day can be reckoned."""
    name, year = str(kept["holiday"]), kept.get("year")
    if year is not None:
        found = _holiday_in(name, int(year))
        return day_meaning(found, f"{name}, of the year told", "explicit") if found else None
    if setting.published is None:
        return unresolved(None, name)
    shift = kept.get("shift")
    way: Direction | None = {"last": "past", "next": "future"}.get(shift or "", direction(place))  # type: ignore[assignment]
    years = (setting.published.year + step for step in (-1, 0, 1))
    candidates = [one for one in (_holiday_in(name, one) for one in years) if one]
    chosen = _fitting_holiday(candidates, way if shift else None, setting.published)
    return day_meaning(chosen, f"{name}, the one nearest the publication{_by(way if shift else None)}")


def _fitting_holiday(candidates: list[date], way: Direction | None, published: date) -> date:
    side = [one for one in candidates if (one <= published if way == "past" else one >= published)] if way else []
    return min(side or candidates, key=lambda one: abs((one - published).days))


def _holiday_in(name: str, year: int) -> date | None:
    """Give the day of a holiday in a year."""
    words = table("timex", "words")
    if name in words["holidays"]:
        month, day = words["holidays"][name].split("-")
        return date(year, int(month), int(day))
    if name in words["holidays_by_weekday"]:
        month, number, nth = words["holidays_by_weekday"][name]
        return nth_weekday(year, month, number, nth)
    after_easter: int = words["holidays_by_easter"][name]
    return easter(year) + after_easter * DAY


def unknown_holiday(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Keep a feast whose day is found by observation as it is."""
    return Meaning("DATE", None, f"{kept['holiday']}: its day isn't fixed in the Gregorian calendar", "none")


_OLDEST = 1300
"""Years of those calendars that reports tell begin here: 1300 AH was 1883, 1300 SH was 1921."""


def other_calendar(kept: Kept, _place: Place, _setting: Setting) -> Meaning | None:
    """Keep a date of the Islamic or the Persian calendar as it is: it's marked, not converted."""
    year = kept.get("year")
    if year is not None and int(year) < _OLDEST:  # "during Ramadan, 20 people died"
        return None
    name = {"hijri": "Islamic", "persian": "Persian"}[kept["month"]]
    return Meaning("DATE", None, f"a date of the {name} calendar, not converted", "none")


def day_part(kept: Kept, _place: Place, setting: Setting) -> Meaning:
    """Read a part of a day that is told ("Friday morning"), or counted from the publication ("last night")."""
    part, told = str(kept["part"]), kept.get("day")
    if told is not None:
        if told.start is None:
            return Meaning("TIME", f"{told.value}T{part}" if told.value else None, told.rule, told.anchor)
        day = told.start.date()
        return _part_meaning(day, part, f"part of a day told ({told.rule})", told.anchor)
    if setting.published is None:
        return unresolved(f"XXXX-XX-XXT{part}", "part of a day", "TIME")
    day = setting.published + int(kept["shift"]) * DAY
    return _part_meaning(day, part, "part of a day counted from the publication", "published")


def night_before(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "overnight into Tuesday": the night that ends on the day told."""
    told: Meaning = kept["day"]
    if told.start is None:
        return Meaning("TIME", None, told.rule, told.anchor)
    return _part_meaning(told.start.date() - DAY, "NI", f"the night before a day told ({told.rule})", told.anchor)


def _part_meaning(day: date, part: str, rule: str, anchor: str) -> Meaning:
    value = f"{day.isoformat()}T{part}"
    first, last = DAY_PARTS[part]
    return Meaning("TIME", value, f"{rule}, {first} to {last} hours after its midnight at most", anchor).over(
        interval_of(value)
    )


def overnight(_kept: Kept, _place: Place, setting: Setting) -> Meaning:
    """Read "overnight": the night that ends on the morning of publication."""
    if setting.published is None:
        return unresolved("XXXX-XX-XXTNI", "overnight", "TIME")
    return _part_meaning(setting.published - DAY, "NI", "the night before the day of publication", "published")


def part_from_last(kept: Kept, _place: Place, setting: Setting) -> Meaning:
    """Read "the next morning", "that night": counted from the day last spoken of."""
    part, last = str(kept["part"]), setting.last
    if last is None or last.start is None:
        return Meaning("TIME", f"XXXX-XX-XXT{part}", "part of a day counted from one that isn't told", "none")
    day = last.start.date() + int(kept["shift"]) * DAY
    return _part_meaning(day, part, "part of a day counted from the day last spoken of", f"timex:{setting.last_id}")


def the_part(kept: Kept, _place: Place, setting: Setting) -> Meaning:
    """Read "the morning": of the day last spoken of, else of publication."""
    part = str(kept["part"])
    day, anchor, how = day_for({}, setting)
    if day is None:
        return unresolved(f"XXXX-XX-XXT{part}", "part of a day", "TIME")
    return _part_meaning(day, part, f"part of a day, {how}", anchor)


def from_day(kept: Kept, place: Place, _setting: Setting) -> Meaning | None:
    """Read "two days after Oct. 13", "the day before Tuesday"."""
    told: Meaning | None = kept.get("day")
    number, unit = kept["count"], str(kept["unit"])
    if told is None or told.start is None or number == "X" or unit not in ("D", "W", "M", "Y"):
        return told
    words = {atom.lower for atom in place.line[place.match.first : place.match.end]}
    count = int(number) * (-1 if "before" in words else 1)
    day = told.start.date()
    moved = (
        shift_months(day, count * (MONTHS if unit == "Y" else 1))
        if unit in "MY"
        else day + count * (7 if unit == "W" else 1) * DAY
    )
    rule = f"{number} {unit} from a day told ({told.rule})"
    if unit in "MY" and number > 1:
        # "nine months after 6 February" isn't told to the day; "a year after" mostly recalls the very day
        return calendar_meaning(f"{moved:%Y-%m}" if unit == "M" else f"{moved:%Y}", rule, told.anchor)
    return day_meaning(moved, rule, told.anchor)
