"""Times of day, time zones, dates in digits and codes of periods, as they are written."""

from typing import NamedTuple

from reportedly.ground.atoms import Line, word
from reportedly.ground.numerals import cardinal
from reportedly.ground.tables import table

from .patterns import Read

HOURS = 24
NOON = 12
MINUTES = 60
LAST_DAY = 31
FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Four digits outside of these are no year unless an era says so."""
PIVOT = 50
"""Two digits below it are of this century in a numeric date, else of the last."""


class TimeOfDay(NamedTuple):
    """A time of day: TIMEX3's value after the T, and its zone in minutes east of UTC, where it's told."""

    value: str
    zone: int | None


class NumericDate(NamedTuple):
    """A date in digits: year, and the two other numbers in the order written; `day_first` where the form tells."""

    year: int
    first: int
    second: int
    day_first: bool | None


def zone(line: Line, i: int) -> Read | None:
    """Read a time zone: "GMT", "EST", "local time", "Pacific time", "(0401 GMT)" aside."""
    zones = table("timex", "words")["zones"]
    if (
        line[i].lower in zones
        and line[i].lower != "source"
        and (line[i].text.isupper() or line[i].lower in ("gmt", "utc"))
    ):
        return Read(zones[line[i].lower], i + 1)
    regions = {"pacific": -480, "mountain": -420, "central": -360, "eastern": -300, "moscow": 180}
    if line[i].lower in ("local", *regions) and word(line, i + 1) == "time":
        return Read(regions.get(line[i].lower), i + 2)
    return None


_BEFORE_DAY = frozenset(("on", "till", "until", "since", "from", "before", "after"))
_AFTER_DAY = frozenset(("", ",", ".", ";", ")", "at", "the", "in"))
_DOTTED = len("17.06")


def day_dot_month(line: Line, i: int) -> Read | None:
    """Read "17.06" as a day and a month, where it follows "on", "till" or the like and counts nothing."""
    text = line[i].text
    if len(text) != _DOTTED or text[2] != "." or not (text[:2] + text[3:]).isdecimal():
        return None
    day, month = int(text[:2]), int(text[3:])
    told = 1 <= day <= LAST_DAY and 1 <= month <= NOON
    if not told or word(line, i - 1) not in _BEFORE_DAY or word(line, i + 1) not in _AFTER_DAY:
        return None
    return Read((day, month), i + 1)


_BEFORE_CLOCK = frozenset(("at", "around", "about", "by", "from", "until", "till", "before", "after", "since"))


def clock(line: Line, i: int) -> Read | None:
    """Read a time of day: "10:35 a.m.", "10.45pm", "9 a.m.

    EST", "0401 GMT", "noon", "5 o'clock", "4 in the morning".
    """
    named = {"noon": "12:00", "midnight": "24:00", "midday": "12:00"}
    if line[i].lower in named:
        return Read(TimeOfDay(named[line[i].lower], None), i + 1)
    read = _hours(line, i)
    if read is None:
        return None
    (hour, rest, sure), end = read
    if is_military(line, i):
        return Read(TimeOfDay(f"{hour:02d}:{rest:02d}", None), end + 1)
    half, end = _half_of_day(line, end)
    told = zone(line, end) if end < len(line) else None
    if not (sure or half or told):
        return None
    if half and hour > NOON:
        half = None
    if half == "pm" and hour < NOON:
        hour += NOON
    elif half == "am" and hour == NOON:
        hour = 0
    value = f"{hour:02d}:{rest:02d}"
    return Read(TimeOfDay(value, told.value if told else None), told.end if told else end)


def is_military(line: Line, i: int) -> bool:
    """Say whether four digits and "hrs" tell a time of day and no length: "0430 hrs", "at 1400 hours"."""
    text = line[i].text
    if not (text.isascii() and text.isdigit() and len(text) == len("0430")):
        return False
    hour, rest = divmod(int(text), 100)
    named = word(line, i + 1) in ("hrs", "hours", "hr", "h") and hour < HOURS and rest < MINUTES
    return named and (text.startswith("0") or (i > 0 and word(line, i - 1) in _BEFORE_CLOCK))


def _hours(line: Line, i: int) -> tuple[tuple[int, int, bool], int] | None:
    """Read hour and minutes, and whether the form alone tells a time: "10:35", "14h30", "0401", "10.45", "five"."""
    atom = line[i]
    if atom.kind == "word":
        number = cardinal(line, i)
        return ((int(number.value), 0, False), number.end) if number and 1 <= number.value <= NOON else None
    if atom.kind != "number" or not atom.text.isascii():
        return None
    if atom.text.isdigit() and len(atom.text) == len("0401"):
        hour, rest = divmod(int(atom.text), 100)
        return ((hour, rest, False), i + 1) if hour < HOURS and rest < MINUTES else None
    whole, dot, decimals = atom.text.partition(".")
    if not whole.isdigit() or int(whole) > HOURS:
        return None
    if dot:
        two = len(decimals) == len("45") and decimals.isdigit() and int(decimals) < MINUTES
        return ((int(whole), int(decimals), False), i + 1) if two else None
    minutes = _minutes(line, i + 1)
    return ((int(whole), minutes.value, True), minutes.end) if minutes else ((int(whole), 0, False), i + 1)


def _minutes(line: Line, i: int) -> Read | None:
    """Read ":35" or "h30", and seconds after it; a decimal ("1:36.6") or more colons aren't a time of day."""
    if word(line, i) not in (":", "h") or line[i].spaced or i + 1 >= len(line) or line[i + 1].spaced:
        return None
    text = line[i + 1].text
    if len(text) != len("35") or not text.isdecimal() or int(text) >= MINUTES:
        return None
    end = i + 2
    if word(line, end) == ":" and end + 1 < len(line) and line[end + 1].kind == "number" and not line[end].spaced:
        end += 2
    return Read(int(text), end)


def _half_of_day(line: Line, i: int) -> tuple[str | None, int]:
    """Read "a.m.", "pm", "o'clock", "in the morning", "at night"."""
    first = word(line, i)
    if first in ("am", "pm") and not (
        first == "am" and line[i].text == "am" and line[i].spaced and word(line, i + 1) == "i"
    ):
        return first, i + 1
    if first == "o'clock":
        half, end = _half_of_day(line, i + 1)
        return half or "o'clock", end
    if (first, word(line, i + 1)) == ("in", "the") and word(line, i + 2) in ("morning", "afternoon", "evening"):
        return ("am" if word(line, i + 2) == "morning" else "pm"), i + 3
    if (first, word(line, i + 1)) == ("at", "night"):
        return "pm", i + 2
    return None, i


def numeric(line: Line, i: int) -> Read | None:
    """Read a date in digits: "2016-12-10", "10/12/2016", "10.12.2016", "2016/12/10"."""
    if line[i].kind == "code":
        parts = line[i].text.split(".")
        ok = len(parts) == 3 and all(part.isdecimal() for part in parts)  # noqa: PLR2004  day, month, year
        return _numeric_date(parts, i + 1, day_first=True) if ok else None
    if i + 4 >= len(line) or line[i + 1].text not in ("-", "/") or line[i + 3].text != line[i + 1].text:
        return None
    if any(atom.spaced for atom in line[i + 1 : i + 5]):
        return None
    parts = [line[i].text, line[i + 2].text, line[i + 4].text]
    return _numeric_date(parts, i + 5, day_first=None) if all(part.isdecimal() for part in parts) else None


def _numeric_date(parts: list[str], end: int, *, day_first: bool | None) -> Read | None:
    """Make a date of three numbers; the year stands first, or last in two or four digits."""
    lengths = [len(part) for part in parts]
    if lengths[0] == len("2016") and max(lengths[1:]) <= len("12"):
        date = NumericDate(int(parts[0]), int(parts[1]), int(parts[2]), day_first=False)
    elif max(lengths[:2]) <= len("12") and lengths[2] in (len("16"), len("2016")):
        year = int(parts[2])
        if lengths[2] == len("16"):
            year += 2000 if year < PIVOT else 1900
        date = NumericDate(year, int(parts[0]), int(parts[1]), day_first)
    else:
        return None
    low, high = sorted((date.first, date.second))
    return Read(date, end) if 1 <= low <= NOON and high <= LAST_DAY and FIRST_YEAR <= date.year <= LAST_YEAR else None


def period_code(line: Line, i: int) -> Read | None:
    """Read "Q3", "H1", "FY2016": the letters, and the digits."""
    text = line[i].text
    if line[i].kind != "code" or not text[-1].isdecimal():
        return None
    letters, digits = text.rstrip("0123456789").upper(), text.lstrip("QHFYqhfy")
    if not digits.isdecimal():
        return None
    small = (letters == "Q" and "1" <= digits <= "4") or (letters == "H" and "1" <= digits <= "2")
    year = letters == "FY" and len(digits) in (len("16"), len("2016"))
    return Read((letters, int(digits)), i + 1) if (small and len(digits) == 1) or year else None
