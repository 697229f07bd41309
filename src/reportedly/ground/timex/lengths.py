"""What durations, stretches counted from now, sets and vague references mean."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from .around import Place
from .calendar import DAY, MONTHS, midnight, shift_months, shifted, week_of
from .clocks import Kept
from .days import calendar_meaning, day_meaning
from .fiscal import in_year
from .fuzz import narrowed
from .setting import Meaning, Setting, direction
from .spans import LONGEST, WORDS

YEARS = {"E": 10, "C": 100, "L": 1000}
CLOCK = {"TH": "H", "TM": "M", "TS": "S"}
HALVES = {"Y": (6, "M"), "TH": (30, "M"), "TM": (30, "S"), "D": (12, "H"), "M": (2, "W"), "E": (5, "Y")}
"""What half a unit is in the next smaller one."""
NAMED = {"TH": "hour", "TM": "minute", "TS": "second", "F": "fortnight", "NI": "night", "WE": "weekend"}
FEW_WEEKS = 2
"""Up to so many weeks ago a day is meant, give or take one a week; from three on a week."""


def length(count: Any, unit: str, *, half: bool = False) -> str | None:
    """Write a TIMEX3 duration: P2W, PT16H, P2Y6M, P20Y of two decades, PXD of several days."""
    if half and count != "X":
        count = float(count) + 0.5
    if unit == "F":
        count, unit = (count if count == "X" else 2 * count), "W"
    if unit in YEARS:
        return f"PX{unit}" if count == "X" else f"P{_plain(count * YEARS[unit])}Y"
    if unit in {"NI", "WE"}:
        return f"P{_plain(count)}{unit}"
    if unit == "Q" and count != "X":
        return f"P{_plain(count)}Q"
    if count != "X" and float(count) % 1:
        return _with_half(float(count), unit)
    letter = CLOCK.get(unit)
    return f"PT{_plain(count)}{letter}" if letter else f"P{_plain(count)}{unit}"


def _with_half(count: float, unit: str) -> str:
    """Write "two and a half years" as P2Y6M and "half an hour" as PT30M; other fractions as they are."""
    whole, rest = int(count), count % 1
    letter = CLOCK.get(unit, unit)
    if rest != 0.5 or unit not in HALVES:  # noqa: PLR2004
        return f"P{'T' if unit in CLOCK else ''}{count:g}{letter}"
    number, smaller = HALVES[unit]
    sign = "T" if unit in CLOCK or smaller == "H" else ""
    if not whole:
        return f"P{sign}{number}{smaller}"
    return f"P{sign}{whole}{letter}{number}{smaller}" if unit != "D" else f"P{whole}DT{number}H"


def _plain(count: Any) -> str:
    return str(count) if count == "X" else f"{count:g}" if float(count) % 1 else str(int(count))


def duration(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read how long: "two years", "a 16-hour", "half an hour"."""
    count, unit = kept.get("count"), str(kept["unit"])
    if count is None:
        count = "X" if place.match.kept.get("plural") or place.first.lower.endswith("s") else 1
    value = length(count, unit, half=bool(kept.get("half")))
    if value is None:
        return None
    within = _within(count, unit, value, place, setting)
    return (
        within or _edge(count, unit, value, place, setting) or Meaning("DURATION", value, "how long, not when", "none")
    )


def _within(count: Any, unit: str, value: str, place: Place, setting: Setting) -> Meaning | None:
    """Read "within two weeks" of what is still to come: from the publication, so long at most."""
    said = {place.before(), *(atom.lower for atom in place.line[place.match.first : place.match.end])}
    if "within" not in said or count == "X" or setting.published is None or place.after() in ("of", "after"):
        return None
    if direction(place) != "future":
        return None
    meaning = Meaning("DURATION", value, "a length at most, counted from the publication")
    return _stretched(meaning, count, unit, 1, setting.published)


_OPENING = frozenset(("first", "opening", "initial"))
_CLOSING = frozenset(("last", "final", "closing"))


def _edge(count: Any, unit: str, value: str, place: Place, setting: Setting) -> Meaning | None:
    """Read "the first two months" where "of the year", "of 2023" or "of last year" follows: that part of the year."""
    words = {atom.lower for atom in place.line[place.match.first : place.match.end]}
    whole = _year_after(place, setting) if words & (_OPENING | _CLOSING) and count != "X" else None
    if whole is None or unit not in ("D", "W", "M"):
        return None
    first, end = date(whole, 1, 1), date(whole + 1, 1, 1)
    cut = _moved(first, count, unit) if words & _OPENING else _moved(end, -count, unit)
    if cut is None or not first < cut < end:
        return None
    begin, last = (first, cut) if words & _OPENING else (cut, end)
    return Meaning("DURATION", value, "a part of the year told after it", "explicit").over(
        (midnight(begin), midnight(last))
    )


def _year_after(place: Place, setting: Setting) -> int | None:
    """Give the year told by "of 2023", "of the year", "of last year" straight after an expression."""
    if place.after() not in ("of", "in"):
        return None
    one, two = place.after(2), place.after(3)
    if len(one) == len("2023") and one.isdecimal() and one.startswith(("19", "20")):
        return int(one)
    shift = {"the": 0, "this": 0, "last": -1, "next": 1}.get(one) if two == "year" else None
    return setting.published.year + shift if setting.published and shift is not None else None


def long(_kept: Kept, place: Place, _setting: Setting) -> Meaning:
    """Read "daylong", "yearlong"."""
    value = {"d": "P1D", "w": "P1W", "m": "P1M", "y": "P1Y", "h": "PT1H"}[place.first.lower[0]]
    return Meaning("DURATION", value, "how long, not when", "none")


def vague_duration(_kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "a while"."""
    return Meaning("DURATION", "PXX", "how long isn't told", "none")


def stretch(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "the last two days", "the next few weeks": a length, and the interval up to or from the publication.

    In days "the last 2 days" may or may not count the day of publication, so its start is fuzzy by one unit.
    """
    count, unit, sign = kept.get("count", "X"), str(kept["unit"]), int(kept["sign"])
    count = count if isinstance(count, (int, float)) else 2 if count == "couple of" else "X"
    value = length(count, unit)
    way = "up to" if sign < 0 else "from"
    if value is None:
        return None
    if setting.published is None:
        return Meaning("DURATION", value, f"a length counted {way} the publication, which isn't known", "none")
    meaning = Meaning("DURATION", value, f"a length counted {way} the publication")
    return _stretched(meaning, count, unit, sign, setting.published)


def _stretched(meaning: Meaning, count: Any, unit: str, sign: int, today: date) -> Meaning:
    """Put a length before or after a day; where the count isn't told, that end stays open."""
    start, end = midnight(today), midnight(today) + DAY
    if count == "X":
        return replace(meaning, end=end) if sign < 0 else replace(meaning, start=start)
    far = _moved(today, sign * count, unit)
    if far is None:
        return meaning
    near = _moved(today, sign * (count - 1), unit) if unit == "D" and count >= 1 else None
    if sign < 0:
        return replace(meaning, start=midnight(far), end=end, latest=midnight(near) if near else None)
    return replace(meaning, start=start, end=midnight(far) + DAY, earliest=midnight(near) + DAY if near else None)


def _moved(day: date, count: float, unit: str) -> date | None:
    """Move a day by units; hours and less are rounded outward to days. None beyond the calendar."""
    try:
        if unit in ("TH", "TM", "TS"):
            hours = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}[unit] * abs(count)
            days = int(-(-hours // 24))
            return day + (days if count > 0 else -days) * DAY
        scale = {"D": 1, "NI": 1, "W": 7, "WE": 7, "F": 14}.get(unit)
        if scale:
            return day + timedelta(days=round(count * scale))
        return shift_months(day, round(count * {"M": 1, "Q": 3, "Y": MONTHS, "E": 120, "C": 1200, "L": 12000}[unit]))
    except OverflowError:
        return None


def ago(kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read "two weeks ago", "a year earlier", "three days later": from the publication.

    Or from what was last spoken of.
    """
    count, unit = kept["count"], str(kept["unit"])
    base, anchor, said = _base(kept, setting)
    way = "before" if kept["sign"] < 0 else "after"
    if setting.quarter and unit == "Y" and count == 1 and kept["sign"] < 0:
        return in_year(
            setting.quarter, int((setting.quarter.value or "")[:4]) - 1, "a year before the quarter spoken of"
        )
    if count == "X":
        past = "PAST_REF" if kept["sign"] < 0 else "FUTURE_REF"
        return Meaning("DATE", past, f"some {WORDS.get(unit, 'while')}s {way} {said}", "none")
    if base is None:
        return Meaning("DATE", None, f"so long {way} {said}, which isn't known", "none")
    rule = f"{count:g} {NAMED.get(unit, WORDS.get(unit, unit))}{'' if count == 1 else 's'} {way} {said}"
    last = setting.last
    earlier = kept["anchor"] == "last" and (unit, count, kept["sign"]) == ("Y", 1, -1)
    if earlier and last and last.value and last.rule.startswith(("a year before", "1 year before")):
        # told side by side, both are counted from the same: figures are compared with one year, not with two
        return calendar_meaning(last.value[:4], f"{rule}, as the year told before", anchor)
    if (
        anchor.startswith("timex")
        and last
        and last.start
        and last.end
        and last.end - last.start > LONGEST.get(unit, 2 * DAY)
    ):
        return Meaning("DATE", None, f"{rule}, which is told less precisely", "none")
    return _unless_late(_away(base, int(kept["sign"]) * count, unit, rule, anchor), kept, place, setting)


def _unless_late(found: Meaning | None, kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Leave open what is told as past and would lie after the publication: "reached it on Sunday, two days on"."""
    counted = kept["sign"] > 0 and kept["anchor"] == "last"
    if not counted or found is None or found.start is None or setting.published is None:
        return found
    if found.start <= midnight(setting.published) or direction(place) != "past":
        return found
    rule = f"{found.rule}, which would be after the publication"
    return Meaning("DURATION", length(kept["count"], str(kept["unit"])), rule, "none")


def _base(kept: Kept, setting: Setting) -> tuple[date | None, str, str]:
    """Give the day to count from, its anchor, and what it is."""
    last = setting.last
    if kept["anchor"] == "last" and last is not None and last.start is not None:
        return last.start.date(), f"timex:{setting.last_id}", "what was last spoken of"
    if kept["anchor"] == "last" and setting.published is None:
        return None, "none", "what was last spoken of"
    return setting.published, "published", "the publication"


def _away(base: date, count: float, unit: str, rule: str, anchor: str) -> Meaning | None:
    """Give what lies so many units away: as precise as the unit, and one or two weeks as a day give or take."""
    if unit in CLOCK:
        return _hours_away(base, count, unit, rule, anchor)
    if unit in ("F", "W") and count % 1 == 0:
        weeks = count * (2 if unit == "F" else 1)
        return _weeks_away(base, int(weeks), rule, anchor)
    if unit in ("D", "NI"):
        moved = _moved(base, count, "D")
        return day_meaning(moved, rule, anchor) if moved else None
    if unit == "WE":
        moved = _moved(base, count, "W")
        return calendar_meaning(f"{week_of(moved)}-WE", rule, anchor) if moved else None
    if count % 1:
        moved = _moved(base, count, unit)
        return calendar_meaning(moved.isoformat()[:7], rule, anchor) if moved else None
    years = YEARS.get(unit)
    return calendar_meaning(shifted(base, "Y" if years else unit, int(count * (years or 1))), rule, anchor)


def _weeks_away(base: date, weeks: int, rule: str, anchor: str) -> Meaning | None:
    """Give the day one or two weeks away, give or take a day a week; beyond that the week."""
    moved = _moved(base, weeks, "W")
    if moved is None:
        return None
    if abs(weeks) > FEW_WEEKS:
        return calendar_meaning(week_of(moved), rule, anchor)
    slack = abs(weeks) * DAY
    meaning = day_meaning(moved, f"{rule}, give or take a day a week", anchor)
    start, end = midnight(moved), midnight(moved) + DAY
    return replace(meaning, start=start - slack, end=end + slack, latest=start + slack, earliest=end - slack)


def _hours_away(base: date, count: float, unit: str, rule: str, anchor: str) -> Meaning:
    """Hours and minutes away lie on that day or the next to it.

    The hour of publication is mostly not that of writing.
    """
    far = _moved(base, count, unit)
    low, high = sorted((base, far or base))
    value = base.isoformat() if anchor == "published" and abs(count) <= 12 and unit != "TS" else None  # noqa: PLR2004
    return Meaning("DATE" if value else "TIME", value, rule, anchor, midnight(low), midnight(high) + DAY)


def set_unit(kept: Kept, place: Place, _setting: Setting) -> Meaning | None:
    """Read "every day", "each month", "twice a year"."""
    unit, count = str(kept["unit"]), kept.get("count", 1)
    if place.first.lower not in ("every", "each"):
        count = 1
    value = length(count, unit)
    return Meaning("SET", value, "again and again", "none") if value else None


def set_adverb(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "daily", "annually"."""
    return Meaning("SET", str(kept["adverb"]), "again and again", "none")


def set_weekday(kept: Kept, place: Place, _setting: Setting) -> Meaning:
    """Read "every Tuesday", "Tuesday nights"."""
    parts = {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"}
    part = kept.get("part") or parts.get(place.last.lower)
    return Meaning("SET", f"XXXX-WXX-{kept['weekday']}{'T' + str(part) if part else ''}", "again and again", "none")


def set_month(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "each July"."""
    return Meaning("SET", f"XXXX-{int(kept['month']):02d}", "again and again", "none")


def set_season(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "every winter"."""
    return Meaning("SET", f"XXXX-{kept['season']}", "again and again", "none")


def set_part(kept: Kept, _place: Place, _setting: Setting) -> Meaning:
    """Read "every morning"."""
    return Meaning("SET", f"XXXX-XX-XXT{kept['part']}", "again and again", "none")


REFERENCES = {
    "PRESENT_REF": "the time of speaking, without a place on the calendar",
    "PAST_REF": "some time before, without a place on the calendar",
    "FUTURE_REF": "some time to come, without a place on the calendar",
}


def reference(kept: Kept, place: Place, _setting: Setting) -> Meaning | None:
    """Read "now", "recently", "soon"; "was soon freed" tells of no time to come."""
    if place.first.lower in ("soon", "shortly") and direction(place) == "past":
        return None
    return Meaning("DATE", str(kept["value"]), REFERENCES[str(kept["value"])], "none")


LONG_SINCE = timedelta(days=31)
"""How long before the publication it was what "since then" counts from: of nearer days "then" tells nothing more."""


def then(_kept: Kept, place: Place, setting: Setting) -> Meaning | None:
    """Read the "then" of "since then" as the time last spoken of, where something is counted from long ago on.

    Any other is left alone: annotators mark none (TimeBank 1.2).
    """
    last = setting.last
    counted = any(atom.kind == "number" for atom in place.line)
    if place.before() != "since" or not counted or last is None or last.start is None or setting.published is None:
        return None
    if midnight(setting.published) - last.start < LONG_SINCE:
        return None
    return replace(last, type="DATE", rule="then: the time last spoken of", anchor=f"timex:{setting.last_id}")


def same(kept: Kept, _place: Place, _setting: Setting) -> Meaning | None:
    """Read an expression that is its base alone."""
    base: Meaning | None = kept["base"]
    return base


def modified(kept: Kept, _place: Place, setting: Setting) -> Meaning | None:
    """Read "early next week", "the end of 1990", "mid-November", "earlier this year"."""
    base = kept["base"]
    if isinstance(base, Meaning):
        return narrowed(base, str(kept["mod"]), setting)
    return None
