"""The classes of words that patterns of time are made of: months, units, counts, times of day."""

from collections.abc import Mapping
from functools import cache

from reportedly.ground.atoms import Line, word
from reportedly.ground.numerals import cardinal, ordinal
from reportedly.ground.tables import table

from .digits import FIRST_YEAR, LAST_DAY, LAST_YEAR, PIVOT, clock, day_dot_month, numeric, period_code, zone
from .patterns import CODE_SIGN, NUMBER_SIGN, Read, Reader, WordClass

FEW = "X"
"""The count of "several": TIMEX3 writes it so."""

DASHES = ("-", "‑", "–", "—")
CENTURY = 100


def _listed(name: str) -> Mapping[str, str | int]:
    return {key: value for key, value in table("timex", "words")[name].items() if key != "source"}


def _lookup(name: str) -> WordClass:
    """Make the class of a list's words."""
    values = _listed(name)

    def read(line: Line, i: int) -> Read | None:
        value = values.get(word(line, i))
        return None if value is None else Read(value, i + 1)

    return WordClass(read, frozenset(values), single=True)


def _marks(*marks: str) -> WordClass:
    """Make a class of marks."""
    return WordClass(
        lambda line, i: Read(line[i].lower, i + 1) if line[i].lower in marks else None, frozenset(marks), single=True
    )


@cache
def _number_starts() -> frozenset[str]:
    """Give the words that a number can begin with."""
    names = ("units", "tens", "scales", "fractions", "ordinals")
    listed = {key for name in names for key in table("", "numerals")[name] if key != "source"}
    return frozenset(listed | {NUMBER_SIGN, "a", "an", "half"})


def _number(line: Line, i: int) -> Read | None:
    """Read a cardinal number."""
    number = cardinal(line, i)
    return Read(number.value, number.end) if number else None


_FEW = (
    ("a", "couple", "of"), ("a", "couple"), ("the", "couple", "of"), ("couple", "of"), ("a", "few"), ("several",),
    ("few",), ("many",), ("some",), ("a", "number", "of"), ("a", "handful", "of"), ("numerous",), ("quite", "a", "few"),
)  # fmt: skip


@cache
def _few_by_start() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _FEW:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _count(line: Line, i: int) -> Read | None:
    """Read how many units: a number, "a", "another", "several"; of a range its lower end, as TimeBank has it."""
    for phrase in _few_by_start().get(line[i].lower, ()):
        if all(word(line, i + k) == part for k, part in enumerate(phrase)):
            return Read(2 if "couple" in phrase else FEW, i + len(phrase))
    number = _number(line, i)
    if number:
        return _over_range(line, number)
    if word(line, i) in ("a", "an", "another"):
        return Read(1, i + 1)
    return None


def _over_range(line: Line, number: Read) -> Read:
    """Step over the upper end of "two to three", "12-18", "three or four"."""
    if word(line, number.end) in ("to", "or", *DASHES):
        upper = _number(line, number.end + 1)
        if upper and upper.value > number.value:
            return Read(number.value, upper.end)
    return number


def _ordinal(line: Line, i: int) -> Read | None:
    """Read an ordinal."""
    number = ordinal(line, i)
    return Read(int(number.value), number.end) if number else None


def _day_number(line: Line, i: int) -> Read | None:
    """Read a day of the month: "3", "3rd", "third"; no decimals, nothing above 31."""
    number = ordinal(line, i)
    if number is None and line[i].kind == "number" and line[i].text.isdigit() and len(line[i].text) <= len("31"):
        if (
            i + 1 < len(line)
            and not line[i + 1].spaced
            and line[i + 1].lower in ("%", ":", "/")
            and _glued_after(line, i + 1)
        ):
            return None
        return Read(int(line[i].text), i + 1) if 1 <= int(line[i].text) <= LAST_DAY else None
    if number is None or not 1 <= number.value <= LAST_DAY:
        return None
    return Read(int(number.value), number.end)


def _glued_after(line: Line, i: int) -> bool:
    """Say whether a mark belongs to the number: "12%", "12:30", and not the colon that ends a line."""
    return line[i].lower == "%" or (i + 1 < len(line) and line[i + 1].kind == "number" and not line[i + 1].spaced)


def _year(line: Line, i: int) -> Read | None:
    """Read a year in four digits."""
    atom = line[i]
    if atom.kind != "number" or not atom.text.isdigit() or len(atom.text) != len("2016"):
        return None
    return Read(int(atom.text), i + 1) if FIRST_YEAR <= int(atom.text) <= LAST_YEAR else None


def _spoken_year(line: Line, i: int) -> Read | None:
    """Read a year as it's said: "nineteen ninety-six", "nineteen ninety", "two thousand"."""
    century = cardinal(line, i)
    if century is None or century.digits:
        return None
    if century.value in (18, 19, 20) and century.end < len(line):
        rest = cardinal(line, century.end)
        if rest and not rest.digits and 10 <= rest.value < CENTURY:  # noqa: PLR2004  "nineteen five" isn't said so
            return Read(int(century.value) * CENTURY + int(rest.value), rest.end)
    return Read(int(century.value), century.end) if 2000 <= century.value <= LAST_YEAR else None  # noqa: PLR2004


def _short_year(line: Line, i: int) -> Read | None:
    """Read "'98"."""
    if line[i].lower not in ("'", "’", "‘") or i + 1 >= len(line) or line[i + 1].spaced:
        return None
    text = line[i + 1].text
    if not text.isdigit() or len(text) != len("98"):
        return None
    return Read((1900 if int(text) >= PIVOT else 2000) + int(text), i + 2)


def _decade(line: Line, i: int) -> Read | None:
    """Read "1990s", "1990's", "'80s", "nineties": the decade's digits."""
    spoken = {"twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196, "seventies": 197,
              "eighties": 198, "nineties": 199}  # fmt: skip
    if line[i].lower in spoken:
        return Read(spoken[line[i].lower], i + 1)
    year = _year(line, i) or _short_year(line, i)
    if year is None or year.value % 10:
        return None
    end = year.end + 1 if word(line, year.end) in ("'", "’") else year.end
    if word(line, end) != "s" or line[end].spaced:
        return None
    return Read(year.value // 10, end + 1)


def _possessive(line: Line, i: int) -> Read | None:
    """Read the ending "'s", or the bare apostrophe after an s."""
    if line[i].lower not in ("'", "’") or line[i].spaced:
        return None
    if word(line, i + 1) == "s" and not line[i + 1].spaced:
        return Read("'s", i + 2)
    return Read("'", i + 1) if i and line[i - 1].lower.endswith("s") else None


def _phrases(*names: str) -> WordClass:
    """Make a class of phrases: value is the phrase. Longer ones come first."""
    said: dict[tuple[str, ...], str] = {}
    for name in names:
        entry = table("timex", "words")[name]
        for phrase in entry.get("words", [key for key in entry if key != "source"]):
            said[_atoms_of(phrase)] = phrase
    by_start: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(said, key=len, reverse=True):
        by_start.setdefault(phrase[0], []).append(phrase)

    def read(line: Line, i: int) -> Read | None:
        for phrase in by_start.get(line[i].lower, ()):
            if all(word(line, i + k) == part for k, part in enumerate(phrase)):
                return Read(said[phrase], i + len(phrase))
        return None

    seconds = {
        start: None if any(len(one) == 1 for one in listed) else frozenset(one[1] for one in listed)
        for start, listed in by_start.items()
    }
    return WordClass(read, frozenset(by_start), seconds=seconds)


def _atoms_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase as the atoms are cut."""
    for mark in ("'", "-", "."):
        phrase = phrase.replace(mark, f" {mark} ")
    return tuple(phrase.split())


def _other_calendar(line: Line, i: int) -> Read | None:
    """Read a month of the Islamic or the Persian calendar."""
    listed = table("timex", "words")["other_calendars"]
    if not line[i].text[:1].isupper():
        return None
    for name in ("hijri", "persian"):
        if line[i].lower in listed[name]:
            end = i + 1
            if word(line, end) == "-" or word(line, end).startswith(("al", "awwal", "thani", "ul")):
                end += 1
            return Read(name, min(end, len(line)))
    return None


@cache
def classes() -> dict[str, WordClass]:
    """Give all classes by the names that patterns use."""
    numbers = _number_starts()
    digits = frozenset({NUMBER_SIGN})
    few = frozenset(phrase[0] for phrase in _FEW) | numbers | {"another"}
    quotes = frozenset({"'", "’", "‘"})
    spoken = frozenset({"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"})
    zones = frozenset(_listed("zones")) | {"local", "pacific", "mountain", "central", "eastern", "moscow"}
    calendars = table("timex", "words")["other_calendars"]
    written: dict[str, tuple[Reader, frozenset[str]]] = {
        "NUM": (_number, numbers),
        "COUNT": (_count, few),
        "ORD": (_ordinal, numbers),
        "DAYNUM": (_day_number, numbers),
        "YEAR": (_year, digits),
        "SPOKENYEAR": (_spoken_year, numbers),
        "SHORTYEAR": (_short_year, quotes),
        "DECADE": (_decade, digits | quotes | spoken),
        "CLOCK": (clock, numbers | {"noon", "midnight", "midday"}),
        "ZONE": (zone, zones),
        "NUMERIC": (numeric, digits | {CODE_SIGN}),
        "DAYDOTMONTH": (day_dot_month, digits),
        "PERIODCODE": (period_code, frozenset({CODE_SIGN})),
        "POSS": (_possessive, frozenset({"'", "’"})),
        "OTHERMONTH": (_other_calendar, frozenset(calendars["hijri"]) | frozenset(calendars["persian"])),
    }
    looked_up = {
        "MONTH": "months", "WEEKDAY": "weekdays", "WEEKDAYS": "weekdays_plural", "UNIT": "units",
        "UNITS": "units_plural",
        "DAYPART": "day_parts", "SEASON": "seasons", "SETADVERB": "adverbs_of_sets",
    }  # fmt: skip
    return {
        **{name: WordClass(*both) for name, both in written.items()},
        **{name: _lookup(key) for name, key in looked_up.items()},
        "HOLIDAY": _phrases("holidays", "holidays_by_weekday", "holidays_by_easter"),
        "UNKNOWNHOLIDAY": _phrases("holidays_unknown"),
        "EARLY": _phrases("early"),
        "LATE": _phrases("late"),
        "END": _phrases("end"),
        "MID": _phrases("mid"),
        "DASH": _marks(*DASHES),
    }
