"""What weeks, months, seasons, years and longer periods mean."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from .around import Place
from .calendar import DAY, MONTHS, WEEK, interval_of, midnight, shifted, week_of, weekday_from
from .clocks import Kept
from .days import calendar_meaning, day_part, holiday, unresolved, year_ahead
from .fiscal import compared, latest_quarter, year_ago_quarter
from .fuzz import narrowed
from .setting import Direction, Meaning, Setting, direction, side_said

WORDS = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "decade",
    "C": "century",
    "L": "millennium",
}
# What is longer than this can't anchor "the next day", "that week" and so on.
LONGEST = {
    "D": 2 * DAY, "W": 8 * DAY, "M": 32 * DAY, "Q": 93 * DAY, "Y": 367 * DAY,
    "E": 3654 * DAY, "C": 36530 * DAY, "L": 366000 * DAY,
}  # fmt: skip


def deictic(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "today", "last week", "this year", "next month": counted in units from the publication."""
    unit, shift = str(kept["unit"]), int(kept["shift"])
    if unit == "WE":
        return weekend(kept, place, setting)
    if unit == "NI":
        return day_part({**kept, "part": "NI"}, place, setting)
    if unit not in WORDS:
        return None
    if unit == "Y" and shift == -1 and setting.quarter and compared(place):
        return year_ago_quarter(kept, place, setting)
    if setting.published is None:
        return unresolved(None, f"a {WORDS[unit]} counted from the publication")
    said = {0: "the publication's", -1: "the one before the publication's", 1: "the one after the publication's"}
    rule = f"{WORDS[unit]}: {said.get(shift, f'{shift} from the publication')}"
    return calendar_meaning(shifted(setting.published, unit, shift), rule)


def too_coarse(last: Meaning, unit: str, rule: str, anchor: str) -> Meaning:
    """Keep what can't be told: "that day" of a month or a year is some day in it."""
    told = (
        (last.value or "")[: len("2016-12")]
        if re.match(r"\d{4}-\d{2}$", last.value or "")
        else (last.value or "XXXX")[:4]
    )
    value = {"D": f"{told}-XX" if len(told) > len("2016") else f"{told}-XX-XX", "W": f"{told[:4]}-WXX"}.get(
        unit, f"{told[:4]}-XX"
    )
    return Meaning("DATE", value, f"{rule}, which is told less precisely", anchor, last.start, last.end)


def past_unit(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the past year": the last one up to the publication; its value is the unit's before."""
    unit = str(kept["unit"])
    if unit not in WORDS:
        return None
    if unit in ("E", "C", "L"):
        return Meaning(
            "DURATION", {"E": "P10Y", "C": "P100Y", "L": "P1000Y"}[unit], "a length up to the publication", "none"
        )
    if setting.published is None:
        return unresolved(None, f"the {WORDS[unit]} up to the publication")
    if unit != "Y":
        return _up_to_now(unit, setting.published)
    return calendar_meaning(shifted(setting.published, unit, -1), "the year before the publication's")


def _up_to_now(unit: str, today: date) -> Meaning:
    """Make the stretch of one unit up to the publication."""
    begin = interval_of(shifted(today, unit, -1))
    meaning = Meaning("DURATION", f"P1{unit}", f"one {WORDS[unit]} up to the publication")
    return meaning.over((begin[0], midnight(today) + DAY) if begin else None)


def from_last(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the next day", "the following year", "that month": counted from what was last spoken of."""
    unit, shift = str(kept["unit"]), int(kept["shift"])
    last = setting.last
    if unit not in WORDS:
        return None
    if unit == "Q" and shift == 0 and setting.named:
        return replace(setting.named, rule="the quarter last spoken of")
    if last is None or last.start is None:
        return Meaning("DATE", None, f"a {WORDS[unit]} counted from one that isn't told", "none")
    rule = f"{WORDS[unit]} counted from what was last spoken of ({shift:+d})"
    if last.end is not None and last.end - last.start > LONGEST[unit]:
        return too_coarse(last, unit, rule, f"timex:{setting.last_id}")
    return calendar_meaning(shifted(last.start.date(), unit, shift), rule, f"timex:{setting.last_id}")


def the_unit(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the year", "the quarter", "the week": the one last spoken of, else that of publication."""
    unit = str(kept["unit"])
    if unit == "Q":
        return latest_quarter(kept, _place, setting)
    if setting.published is None:
        return unresolved(None, f"the {WORDS[unit]}")
    if unit == "W":
        return Meaning(
            "DATE", f"{setting.published.year:04d}-WXX", "a week known to the reader, which isn't told", "none"
        )
    return calendar_meaning(shifted(setting.published, unit, 0), f"the {WORDS[unit]} of publication")


def week_of_day(kept: Kept, _place: Place, _setting: Setting) -> Meaning | None:
    """Read "the week of March 6"."""
    told: Meaning = kept["day"]
    if told.start is None:
        return Meaning("DATE", None, told.rule, told.anchor)
    return calendar_meaning(week_of(told.start.date()), f"the week of a day told ({told.rule})", told.anchor)


def weekend(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "the weekend", "last weekend": Saturday and Sunday, by the publication and the tense."""
    if setting.published is None:
        return unresolved("XXXX-WXX-WE", "a weekend")
    today, shift = setting.published, kept.get("shift")
    saturday = weekday_from(today, 1, -1) + 5 * DAY
    if shift is None and today < saturday and direction(place) == "past":
        shift = -1
    if shift == -1 and today >= saturday and kept.get("shift") is None:
        shift = 0
    moved = saturday + WEEK * int(shift or 0) * DAY
    return calendar_meaning(
        f"{week_of(moved)}-WE", f"the weekend {int(shift or 0):+d} weeks from the publication's week"
    )


def month(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read a month, with its year told, or by the tense and the publication."""
    number = int(kept["month"])
    year = kept.get("year") or year_ahead(place, number)
    if year is not None:
        return calendar_meaning(f"{int(year):04d}-{number:02d}", "month and year are told", "explicit")
    if setting.published is None:
        return unresolved(f"XXXX-{number:02d}", "a month")
    forced = kept.get("direction")
    way = forced or (None if _names(place) else direction(place))
    chosen = _month_year(number, way, setting.published, strict=forced is not None)
    return calendar_meaning(f"{chosen:04d}-{number:02d}", f"the nearest such month{side_said(way)}")


def _names(place: Place) -> bool:
    """Say whether the match names a thing, which no verb's tense dates: "under a June agreement"."""
    token = place.token(place.first)
    if token is None or token.dep not in ("compound", "nmod", "amod"):
        return False
    return token.head > token.i and place.parsed.tokens[token.head].pos == "NOUN"


def _month_year(number: int, way: Direction | None, published: date, *, strict: bool) -> int:
    """Choose a month's year: the last before or the first after the publication, itself included unless `strict`."""
    away = number - published.month
    # the months beside the publication's need no year and no tense: others would be told by "last" and "next"
    if not strict and abs(away) <= 1:
        return published.year
    if way == "past":
        return published.year - (1 if away > 0 or (strict and away == 0) else 0)
    if way == "future":
        return published.year + (1 if away < 0 or (strict and away == 0) else 0)
    if away > MONTHS // 2:
        return published.year - 1
    return published.year + (1 if away < -MONTHS // 2 else 0)


def week_of_month(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "the first week of November", "the last week of May 2023": seven days at its edge, give or take two."""
    whole = month(kept, place, setting)
    if whole is None or whole.start is None or whole.end is None:
        return whole
    rule = f"{whole.rule}; the week at its {'end' if kept['last'] else 'beginning'}"
    if kept["last"]:
        return replace(whole, start=whole.end - WEEK * DAY - 2 * DAY, latest=whole.end - WEEK * DAY, rule=rule)
    return replace(whole, end=whole.start + WEEK * DAY + 2 * DAY, earliest=whole.start + WEEK * DAY, rule=rule)


def month_of(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "January this year", "June last year"."""
    number = int(kept["month"])
    if setting.published is None:
        return unresolved(f"XXXX-{number:02d}", "a month")
    year = setting.published.year + int(kept["shift"])
    return calendar_meaning(f"{year:04d}-{number:02d}", "the month of a year counted from the publication")


def holiday_week(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "Easter week": the week that the holiday lies in."""
    told = holiday(kept, place, setting)
    if told is None or told.start is None:
        return told
    return calendar_meaning(week_of(told.start.date()), f"the week of: {told.rule}", told.anchor)


def season(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read a season, as in the northern half of the earth."""
    name, year = str(kept["season"]), kept.get("year")
    north = "seasons as in the northern half of the earth"
    if year is not None:
        told = calendar_meaning(f"{int(year):04d}-{name}", f"season and year are told; {north}", "explicit")
        return _over_two_years(told, int(year), place) if told and name == "WI" else told
    if setting.published is None:
        return unresolved(f"XXXX-{name}", "a season")
    if kept.get("year_shift") is not None:
        value = f"{setting.published.year + int(kept['year_shift']):04d}-{name}"
        return calendar_meaning(value, f"its year is counted from the publication; {north}")
    chosen = _season_year(name, kept.get("direction") or direction(place), setting.published)
    return calendar_meaning(f"{chosen:04d}-{name}", f"the nearest such season; {north}")


def _over_two_years(winter: Meaning, year: int, place: Place) -> Meaning:
    """Put "the winter of 2022-23" into December to February."""
    end = str(year + 1)
    if place.after() not in ("-", "–", "/") or place.after(2) not in (end, end[2:]):
        return winter
    first, last = interval_of(f"{year:04d}-12"), interval_of(f"{year + 1:04d}-02")
    return winter.over((first[0], last[1])) if first and last else winter


NEAR_SEASON = 2
"""So many months ahead a season is meant that isn't over, where no tense tells."""


def _season_year(name: str, way: Any, published: date) -> int:
    """Choose a season's year: the last one begun, or the next one."""
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    if way == "this":
        return published.year
    if way == "future":
        return published.year + (1 if published.month >= begins + 3 else 0)
    if way is None and 0 < begins - published.month <= NEAR_SEASON:
        return published.year
    over = published.month >= begins + (3 if way == "past" and name != "WI" else 0)
    return published.year - (0 if over else 1)


def year(kept: Kept, _place: Place, _setting: Setting) -> Meaning | None:
    """Read a year that is told."""
    return calendar_meaning(f"{int(kept['year']):04d}", "the year is told", "explicit")


def era_year(kept: Kept, _place: Place, _setting: Setting) -> Meaning | None:
    """Read "A.D. 1000"."""
    return year(kept, _place, _setting)


def before_era(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "300 BC": TIMEX3 writes it so; the calendar used here begins later."""
    return Meaning("DATE", f"BC{int(kept['year']):04d}", "a year before the calendar used here begins", "explicit")


def decade(kept: Kept, _place: Place, _setting: Setting) -> Meaning | None:
    """Read "the 1990s"."""
    return calendar_meaning(f"{int(kept['decade']):03d}", "the decade is told", "explicit")


def century(kept: Kept, _place: Place, _setting: Setting) -> Meaning | None:
    """Read "the 20th century": TIMEX3 writes its first two digits."""
    number = int(kept["n"]) - 1
    return calendar_meaning(f"{number:02d}", "the century is told", "explicit") if 10 <= number <= 21 else None  # noqa: PLR2004


def year_end(_kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "year-end": the last day of the publication's year, "since year-end" of the year before."""
    if setting.published is None:
        return unresolved("XXXX-12-31", "the end of a year")
    if place.before() == "since":
        return calendar_meaning(f"{setting.published.year - 1:04d}-12-31", "the last day of the year before")
    return calendar_meaning(f"{setting.published.year:04d}-12-31", "the last day of the publication's year")


def end_of_year(_kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "year end", "year's end": towards the end of the publication's year."""
    if setting.published is None:
        return unresolved("XXXX", "the end of a year")
    whole = calendar_meaning(f"{setting.published.year:04d}", "the publication's year")
    return narrowed(whole, "end", setting) if whole else None


def month_end(_kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "month-end": the publication's month."""
    if setting.published is None:
        return unresolved(None, "the end of a month")
    return calendar_meaning(setting.published.isoformat()[:7], "the publication's month")
