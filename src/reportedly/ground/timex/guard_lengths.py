"""What must hold around lengths and vague references before they're read as times: "23-year-old", "second"."""

from collections.abc import Mapping

from reportedly.ground.atoms import word

from .around import Guard, Place
from .digits import is_military

QUOTES = frozenset(["'", "‘", "’", '"', "“", "`"])
"""After these a unit with a capital is in the name of a programme or a film: "60 Minutes"."""
_RATE_BEFORE = frozenset(["%", "percent", "cents", "cent", "times", "dollars", "barrels", "tons", "tonnes", "miles"])


def _duration(place: Place) -> bool:  # noqa: PLR0911  a list of tests, read in order
    """Check: "23-year-old" is an age, "$90,000 a year" a rate, "second" mostly an ordinal.

    "five nights" and "ten years" times.
    """
    kept = place.match.kept
    unit, count = kept.get("unit"), kept.get("count")
    if unit == "TH" and is_military(place.line, place.match.first):
        return False
    if place.after() in ("old", "olds") or (place.after() == "-" and place.after(2) in ("old", "olds")):
        return False
    if place.before() in ("aged", "age", "ages") or (place.last.text.istitle() and place.before() in QUOTES):
        return False
    if unit == "TS" and count == 1:
        return place.first.lower == "one" and place.after() not in ("time", "thing")
    if unit == "TH" and place.after() == "a" and place.after(2) == "day":
        return False
    if place.first.lower in ("a", "an") and count == 1:
        return not _is_rate(place) and place.after() not in ("ago", "earlier") and unit not in ("NI", "WE", "Q", "D")
    if unit in ("NI", "WE"):
        return count not in (1, "X")
    if unit == "Q" and count != "X":
        return place.last.lower == "quarters" and place.after() != "of"
    return True


def _is_rate(place: Place) -> bool:
    """Check: "$90,000 a year", "40 percent a month", "four flights a week"."""
    number = place.match.first > 0 and place.line[place.match.first - 1].kind == "number"
    money = number and place.before(2) in ("$", "€", "£", "dlrs")
    return money or place.before() in _RATE_BEFORE or _rated(place)


def _rated(place: Place) -> bool:
    """Check: "Four flights a week", "700 seats a month": a counted noun stands right before."""
    if not place.match.first:
        return False
    token = place.token(place.line[place.match.first - 1])
    return token is not None and token.tag in ("NNS", "CD")


def _units_alone(place: Place) -> bool:
    """Units without a number are a time after a preposition of time: "for days", "in weeks"."""
    if place.match.kept["unit"] in ("NI", "WE", "TS", "Q"):
        return False
    if place.before() == "of" and place.before(2) in ("hundreds", "thousands", "matter", "dozens", "tens"):
        return False
    if place.before() == "in" and place.match.kept["unit"] in ("M", "Y", "E"):
        return place.after() in (".", ",", ";", "", "”", '"')
    return place.before() in ("for", "within", "over", "after", "of", "the") and place.after() not in (
        "of",
        "-",
        "before",
    )


def _stretch(place: Place) -> bool:
    """Check: "The last second" and "next morning" are none; the unit must be longer than a second or counted."""
    return place.match.kept.get("unit") != "TS" or place.last.lower.endswith("s")


def _before_clause(place: Place) -> bool:
    """Check: "Two days before the vote" is told by the vote, which isn't a time here; "a year earlier" is."""
    if place.last.lower in ("before", "prior"):
        return place.after() in (".", ",", ";", "", "and", "but", "”", '"', "'")
    return True


def _later(place: Place) -> bool:
    """Check: "Two years on" needs an end after it, since "on" mostly leads to another thing."""
    return place.last.lower != "on" or place.after() in (".", ",", ";", "")


def _each(place: Place) -> bool:
    """Check: "Each second" and "each other day" aside: the unit is a calendar one."""
    return place.match.kept["unit"] not in ("TS", "TM") or place.first.lower == "every"


def _reference(place: Place) -> bool:
    """Check: "Now-defunct" is no time, nor "Myanmar Now"; "now that" is one."""
    if place.first.lower == "now" and place.match.end == place.match.first + 1:
        at = place.match.first
        if place.first.text == "Now" and at and place.line[at - 1].text[:1].isupper():
            return False  # "Myanmar Now" is a name
        return place.after() not in ("-", "defunct", "famous")
    return True


def _current(place: Place) -> bool:
    """An adjective before its noun; "current account" is a thing."""
    return place.after() not in ("account", "accounts", "affairs", "events") and place.before() != "electric"


def _past(place: Place) -> bool:
    """Check: "The past two months" is a stretch, "the past" alone isn't."""
    if place.last.lower == "past":
        token = place.next_token()
        return token is None or token.pos not in ("NOUN", "NUM", "ADJ", "PROPN")
    return True


def _set_adverb(place: Place) -> bool:
    """Check: "Quarterly" tells how often as an adverb.

    Before a noun it names a kind of thing ("a quarterly dividend").
    """
    token = place.token(place.first)
    return place.first.lower == "daily" or token is None or token.pos == "ADV"


def _future(place: Place) -> bool:
    """Check: "Future" is a time as a noun or before a plural; "futures" are papers.

    "Shortly after" is told by what follows.
    """
    if place.first.lower == "soon":
        return place.after() not in ("as", "after", "-") and place.before() != "as"
    if place.first.lower == "shortly":
        return place.after() not in ("after", "before", "thereafter", "afterwards", "afterward")
    if place.first.lower == "future" and place.match.end == place.match.first + 1:
        return place.before() not in ("the", "a", "no") or place.first.text.islower()
    return True


def _no_title(place: Place) -> bool:
    """Check: "This Week" and "Today" with capitals inside a sentence are programmes and papers."""
    if place.last.text[0].islower() or (place.match.first == 0 and place.first is place.last):
        return True
    if place.first is not place.last:
        return place.match.first == 0 and place.last.text.isupper()
    opened = place.line[place.match.first - 1]
    return (
        opened.kind == "mark"
        or opened.text.isupper()
        or all(a.text[0].isupper() for a in place.line[:6] if a.kind == "word")
    )


def _one_day(place: Place) -> bool:
    """Check: "One day" is a time to come beside "will" and "may", a length elsewhere."""
    near = {word(place.line, place.match.first - k) for k in (1, 2, 3)} | {place.after(), place.after(2)}
    return bool(near & {"will", "may", "might", "could", "would", "hopes", "hope"})


def _for_a_while(place: Place) -> bool:
    """Check: "A time" and "some time" are durations after "for" only."""
    return place.before() in ("for", "in", "after", "quite") or place.last.lower == "while"


GUARDS: Mapping[str, Guard] = {
    "duration": _duration,
    "units_alone": _units_alone,
    "stretch": _stretch,
    "before_clause": _before_clause,
    "later": _later,
    "each": _each,
    "reference": _reference,
    "current": _current,
    "past": _past,
    "set_adverb": _set_adverb,
    "future": _future,
    "for_a_while": _for_a_while,
    "one_day": _one_day,
    "no_title": _no_title,
}
