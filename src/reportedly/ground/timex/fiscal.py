"""What quarters, halves and fiscal years mean: the periods that reports of results count by."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from reportedly.ground.atoms import word
from reportedly.ground.tables import table

from .around import Place
from .calendar import DAY, MONTHS, midnight, shift_months, shifted
from .clocks import Kept
from .days import calendar_meaning, unresolved
from .setting import Meaning, Setting, direction, side_said

QUARTERS = 4

COMPARED_WITHIN = 14
"""So many words before "last year" a comparison is looked for: "compared with a loss of $3 million last year"."""


def compared(place: Place) -> bool:
    """Say whether a figure is set beside one of the quarter before."""
    near = [atom.lower for atom in place.line[max(0, place.match.first - COMPARED_WITHIN) : place.match.first]]
    told = any(pair in (("compared", "with"), ("compared", "to")) for pair in pairwise(near))
    return told and "year" not in near and "months" not in near


def quarter(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "the third quarter", of a year told, counted from the publication, or the nearest by the tense."""
    number = int(kept["n"])
    if not 1 <= number <= QUARTERS:
        return None
    if kept.get("year") is not None:
        return calendar_meaning(f"{int(kept['year']):04d}-Q{number}", "quarter and year are told", "explicit")
    if setting.published is None:
        return unresolved(f"XXXX-Q{number}", "a quarter")
    return _nearest_quarter(number, kept, place, setting.published)


def _nearest_quarter(number: int, kept: Kept, place: Place, published: date) -> Meaning | None:
    """Put a quarter into a year: by the day it ended on, by the words, or by the tense and the publication."""
    ended = period_end(place, published)
    if ended:
        return _quarter_ended(f"{ended.year:04d}-Q{number}", ended, "the quarter of that number, as its house counts")
    if kept.get("deictic"):
        year = published.year + int(kept["shift"])
        return calendar_meaning(f"{year:04d}-Q{number}", "a quarter of a year counted from the publication")
    now = (published.month + 2) // 3
    way = direction(place)
    # a quarter is reported once it's over: the one that runs is meant only where the tense looks ahead
    year = published.year
    if number > now and way != "future":
        year -= 1
    elif number < now and way == "future" and now - number > 1:
        year += 1
    elif number > now and number - now > 2 and way is None:  # noqa: PLR2004  three quarters ahead is rather the last year's
        year -= 1
    found = calendar_meaning(f"{year:04d}-Q{number}", f"the nearest such quarter{side_said(way)}")
    said = {atom.lower for atom in place.line[place.match.first : place.match.end]}
    if found and said & {"fiscal", "financial"}:
        return replace(found, start=None, end=None, rule=f"{found.rule}, of {FISCAL}")
    return found


def period_end(place: Place, published: date) -> date | None:
    """Give a period's last day, told after it ("the quarter ended Sept. 30"), the last before publication."""
    line, i = place.line, place.match.end
    if word(line, i) == ",":
        i += 1
    if word(line, i) not in ("ended", "ending"):
        return None
    number = table("timex", "words")["months"].get(word(line, i + 1))
    i += 3 if word(line, i + 2) == "." else 2
    if not isinstance(number, int) or i >= len(line) or not line[i].text.isdecimal():
        return None
    told = word(line, i + 2) if word(line, i + 1) == "," else ""
    told = told if told.isdecimal() and len(told) == len("2016") else ""
    year = int(told) if told else published.year
    try:
        found = date(year, number, int(line[i].text))
        return found.replace(year=year - 1) if found > published and not told else found
    except ValueError:
        return None


def _quarter_ended(value: str, ended: date, rule: str) -> Meaning:
    """Make the meaning of three months up to a day."""
    after = ended + DAY
    meaning = Meaning("DATE", value, f"{rule}; three months up to the day told after it", "published")
    return meaning.over((midnight(shift_months(after, -3)), midnight(after)))


def _quarter_around(ended: date) -> str:
    """Give the quarter of the calendar that holds the middle of the three months up to a day."""
    middle = ended - 45 * DAY
    return f"{middle.year:04d}-Q{(middle.month + 2) // 3}"


def _quarter_of(ended: date, setting: Setting) -> str:
    """Number three months up to a day by the calendar; where the house was heard to count otherwise, not at all."""
    around, told = _quarter_around(ended), setting.quarter.value if setting.quarter else None
    if told is None or told[4:] == around[4:]:
        return around
    return f"{ended.year:04d}-QX"


def period_code(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "Q3 2016", "H1", "FY2016"."""
    letters, number = kept["code"]
    if letters == "FY":
        return fiscal({"year": number if number >= 1000 else 2000 + number}, place, setting)  # noqa: PLR2004  two digits
    if letters == "H":
        return half({**kept, "n": number, "shift": 0}, place, setting)
    return quarter({**kept, "n": number}, place, setting)


def year_ago_quarter(_kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the year-ago quarter": a year before the quarter last spoken of, else before the last one that is over."""
    base = setting.quarter or _latest(setting)
    if base is None:
        return unresolved(None, "a quarter a year before another")
    return in_year(base, int((base.value or "")[:4]) - 1, "a year before the quarter spoken of")


def in_year(told: Meaning, number: int, rule: str, anchor: str = "published") -> Meaning | None:
    """Move a quarter into another year, with its interval where that isn't the calendar's."""
    value = told.value or ""
    months = MONTHS * (number - int(value[:4]))
    moved = Meaning("DATE", f"{number:04d}{value[4:]}", rule, anchor)
    if told.start is None or told.end is None:
        return moved
    try:
        start, end = (midnight(shift_months(one.date(), months)) for one in (told.start, told.end))
    except OverflowError:
        return None
    return moved.over((start, end))


def _latest(setting: Setting) -> Meaning | None:
    """Give the quarter of the calendar that was over at the publication."""
    value = shifted(setting.published, "Q", -1) if setting.published else None
    return calendar_meaning(value, "the last one over at publication")


def latest_quarter(_kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the latest quarter", "the quarter": the one spoken of, else the last one that is over."""
    ended = period_end(_place, setting.published) if setting.published else None
    if ended:
        return _quarter_ended(_quarter_of(ended, setting), ended, "the quarter told before, else the calendar's")
    found = setting.quarter or _latest(setting)
    if found is None:
        return unresolved(None, "the last quarter")
    return replace(found, rule="the quarter last spoken of, else the last one over at publication")


def quarter_of_year(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the 1988 quarter": the same quarter as spoken of, in the year told."""
    base = setting.quarter or _latest(setting)
    number = int(kept["year"])
    if base is None:
        return calendar_meaning(f"{number:04d}", "the year is told, the quarter isn't", "explicit")
    return in_year(base, number, "the quarter spoken of, in the year told", "explicit")


def period_of_year(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "the 1988 period": as long as what is reported, a quarter where one was spoken of; else the year."""
    return (
        quarter_of_year(kept, place, setting)
        if setting.quarter
        else calendar_meaning(f"{int(kept['year']):04d}", "the year is told", "explicit")
    )


def half(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the first half of 1990", "the second half of last year"."""
    if kept.get("year") is not None:
        return calendar_meaning(f"{int(kept['year']):04d}-H{kept['n']}", "half and year are told", "explicit")
    if setting.published is None:
        return unresolved(f"XXXX-H{kept['n']}", "half a year")
    year = setting.published.year + int(kept["shift"])
    return calendar_meaning(f"{year:04d}-H{kept['n']}", "half of a year counted from the publication")


FISCAL = "a fiscal year, whose first day isn't told"


def fiscal(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "fiscal 1989": its value is the year that names it; when it begins isn't known."""
    return Meaning("DATE", f"{int(kept['year']):04d}", FISCAL, "explicit")


def fiscal_deictic(_kept: Kept, place: Place, setting: Setting) -> Meaning:
    """Read "the current fiscal year", "last fiscal year"."""
    said = {atom.lower for atom in place.line[place.match.first : place.match.end]}
    shift = -1 if said & {"last", "latest", "previous"} else 1 if "next" in said else 0
    if setting.published is None:
        return unresolved(None, FISCAL)
    return Meaning("DATE", shifted(setting.published, "Y", shift), FISCAL, "published")


def the_fiscal_year(_kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "the fiscal year": how long."""
    return Meaning("DURATION", "P1Y", FISCAL, "none")
