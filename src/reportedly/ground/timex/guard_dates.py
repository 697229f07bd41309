"""What must hold around months, days, seasons and years before they're read as times: "may", "2000 people"."""

from collections.abc import Mapping

from reportedly.ground.atoms import Atom
from reportedly.ground.tables import table, word_set
from reportedly.model import Token

from .around import Guard, Place

YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "of",
        "by",
        "from",
        "before",
        "after",
        "during",
        "for",
        "to",
        "early",
        "late",
        "mid",
        "through",
        "between",
        "circa",
        "around",
        "about",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "and",
        "or",
        "the",
        "back",
        "til",
        "throughout",
        "(",
        "-",
        "–",
        ",",
        "pre",
        "post",
    ]
)
"""Words after which four digits are a year, unless a plural follows that they could count."""


def _month_word(place: Place) -> bool:
    """Words that are months and other things too are months only with a capital: "may", "march", "mar", "dec"."""
    month = next((atom for atom in place.line[place.match.first : place.match.end] if _is_month(atom)), None)
    return (
        month is None
        or month.lower not in ("may", "march", "mar", "august", "jan", "sep", "dec")
        or not month.text.islower()
    )


def _is_month(atom: Atom) -> bool:
    return atom.lower in ("may", "march", "mar", "august", "jan", "sep", "dec")


def _not_counted(place: Place) -> bool:
    """In "In May 22 people died" the number counts people: a noun in the plural follows right after a bare number."""
    follows = place.next_token()
    if place.last.kind != "number" or len(place.last.text) > 2 or follows is None:  # noqa: PLR2004  two digits: no year
        return True
    return not (follows.tag == "NNS" and follows.lemma in word_set("quantity", "status", "people"))


def _between(place: Place) -> bool:
    """In "between May 2 and 3" the last number is a day; in "on May 2 and 3 people died" it may count."""
    return place.before() == "between"


def _month_alone(place: Place) -> bool:  # noqa: PLR0911  a list of tests, read in order
    """A month alone must be a name: with a capital, and "May" and "March" no verb; abbreviations need a number."""
    atom = place.first
    if atom.text.islower() or (len(atom.lower) < len("june") and atom.lower != "may"):
        return False
    token = place.token(atom)
    if (
        atom.lower == "march"
        and place.after() in ("for", "of", "on")
        and place.before() not in ("in", "since", "until")
    ):
        return False
    if token is None or atom.lower not in ("may", "march", "august", "april", "june"):
        return True
    follows = place.next_token()
    if follows is not None and follows.tag in ("VBD", "VBZ") and follows.lemma in SPEAKING and atom.lower != "march":
        return False
    if token.dep == "compound" and place.line[place.match.first].lower in ("april", "june", "may", "august"):
        return not _follows_surname(place)
    if atom.lower in ("may", "march") and atom is place.line[0] and token.pos != "PROPN":
        return False
    return token.pos in ("PROPN", "NOUN") and not _person(place)


SPEAKING = frozenset(
    [
        "say",
        "tell",
        "add",
        "claim",
        "note",
        "warn",
        "insist",
        "announce",
        "write",
        "argue",
        "call",
        "vow",
        "pledge",
        "visit",
        "meet",
        "resign",
    ]
)
"""What people called May, April or August do, and months don't."""


def _period_code(place: Place) -> bool:
    """Check: "Q3" and "H1" need a capital, and a year beside them or nothing that they name (a car, a visa)."""
    letters, _ = place.match.kept["code"]
    return (
        place.line[place.match.end - 1].kind == "number"
        or letters == "FY"
        or (letters == "Q" and place.after() not in ("-", "suv"))
    )


def _follows_surname(place: Place) -> bool:
    """A capitalised word after "April" or "June" is a surname where the tagger calls the two a person."""
    return _person(place)


def _person(place: Place) -> bool:
    """Whether the tagger takes the match for (part of) a person's name."""
    token = place.first.token
    return any(name.first <= token < name.last for name in place.parsed.names if name.label == "PERSON")


def _weekday_word(place: Place) -> bool:
    """Abbreviated weekdays ("sat", "sun", "mon") need a capital and a stop, or a date, beside them."""
    atom = place.first
    if len(atom.lower) > len("thurs"):
        return True
    return atom.text[0].isupper() and not (atom.lower in ("sat", "sun", "mon", "wed") and place.after() != ".")


def _capital(place: Place) -> bool:
    """The match begins with a capital."""
    return place.first.text[0].isupper()


def _holiday_week(place: Place) -> bool:
    """A holiday names the week it lies in where its name has a capital: "Easter week"."""
    return place.first.text[0].isupper()


def _holiday_word(place: Place) -> bool:
    """A holiday's name has a capital, and stands alone or before "holiday", "season" and the like."""
    name = place.line[place.match.end - 1]
    return not name.text.islower() or name.kind == "number"


def _the_day(place: Place) -> bool:
    """Check: "The day" is a time with "earlier in" or "half of" before it, and none in "the day after".

    "the day when".
    """
    return place.before() in ("of", "in", "on") and place.before(2) in (
        "earlier",
        "later",
        "half",
        "rest",
        "end",
        "early",
    )


def _the_part(place: Place) -> bool:
    """Check: "The night the bridge fell" and "the night of the vote" are told by what follows."""
    return place.after() not in (
        "of",
        "when",
        "that",
        "before",
        "after",
        "the",
        "a",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
    )


def _ended(place: Place) -> bool:
    """Check: "The year ended June 30" is how long, since which year it is stands after it."""
    return place.after() in ("ended", "ending", "to", "through")


def _the_unit(place: Place) -> bool:
    """Check: "The week", "the year" and so on stand for a known one; "the day", "the second".

    "the hour" are too loose.
    """
    unit = str(place.match.kept["unit"])
    if unit not in ("W", "M", "Q", "Y") or (unit == "Y" and _ended(place)):
        return False
    return place.after() not in ("of", "when", "that", "before", "after", "in", "-", "since")


def _season_word(place: Place) -> bool:
    """Check: "Fall" and "spring" are verbs and nouns too: "the fall of", "the spring in"."""
    season = next((a for a in place.line[place.match.first : place.match.end] if a.lower in ("fall", "spring")), None)
    if season is None:
        return True
    year = "year" in place.match.kept and place.match.kept["year"]
    return bool(year) or (season.lower == "spring" and place.after() != "of") or place.before() == "in"


def _season_alone(place: Place) -> bool:
    """A season without an article is a time after a preposition or an adverb, and not in a name."""
    if place.first.lower in ("fall", "spring"):
        return place.before() in ("in", "since", "until", "by", "this") and place.after() not in ("of", "apart", "for")
    return place.first.text.islower() and place.after() not in ("-", "camp", "school", "games", "olympics", "palace")


def _year_alone(place: Place) -> bool:  # noqa: PLR0911  a list of tests, read in order
    """Four digits are a year where the words around say so, and where they count nothing."""
    year = int(place.match.kept["year"])
    if place.before() in word_set("quantity", "exclusions", "models"):
        return False
    if place.before() in (
        "$",
        "€",
        "£",
        "#",
        ".",
        "/",
        "+",
        "no",
        "number",
        "least",
        "than",
        "nearly",
        "almost",
        "approximately",
    ):
        return False
    if place.after() in ("%", "percent", "/", "°") or (place.after() in (":", "-", "–") and _joined(place)):
        return False
    if not 1800 <= year <= 2100:  # noqa: PLR2004  years outside are told by "in", "by", "since"
        return place.before() in ("in", "since", "by", "until") and not _counts(place)
    if place.before() in YEAR_BEFORE:
        return not _counts(place)
    token = place.token(place.first)
    if token is None or _counts(place):
        return False
    return (
        place.first.token == 0
        or token.dep in ("nmod", "npadvmod", "pobj", "compound", "appos")
        or _modifies(place, token)
    )


def _joined(place: Place) -> bool:
    """Whether a number follows the mark after the match, glued: "2000-3000" is a range, "2014-2017" years."""
    end = place.match.end
    if end + 1 >= len(place.line) or place.line[end].spaced:
        return False
    other = place.line[end + 1]
    return other.kind == "number" and not (other.text.isdigit() and len(other.text) in (2, 4))


def _counts(place: Place) -> bool:
    """Whether the number counts the noun after it: "2000 people", "1500 were killed"."""
    follows, token = place.next_token(), place.token(place.first)
    if follows is None or token is None:
        return False
    if follows.lemma in word_set("quantity", "status", "people") and place.before() not in (
        "in",
        "since",
        "during",
        "until",
    ):
        return True
    told = ("in", "since", "the", "of", "during", "for", "late", "early", "mid", "-")
    return follows.tag == "NNS" and place.before() not in told


def _modifies(place: Place, token: Token) -> bool:
    """Whether the number stands before a singular noun: "the 2000 Olympics", "a 1997 law", "his 2012 campaign"."""
    head = place.parsed.tokens[token.head]
    if head.i <= token.i or token.dep not in ("nummod", "amod", "poss"):
        return False
    if head.tag == "NNS":
        return _year_of_plural(place, head)
    return head.tag in ("NN", "NNP", "NNPS")


def _year_of_plural(place: Place, head: Token) -> bool:
    """Whether the number is the year of things, and not how many: "the company's 1989 operating results"."""
    follows, year = place.next_token(), int(place.match.kept["year"])
    if follows is None or follows.tag == "NNS" or head.lemma in word_set("quantity", "status", "people"):
        return False
    owned = place.before() == "s" or place.before() in ("its", "their", "his", "her", "our", "the")
    return 1900 <= year <= 2100 and (owned or follows.tag == "NNP")  # noqa: PLR2004  years that news is about


def _spoken_year(place: Place) -> bool:
    """Check: "Two thousand" is a year after "in" or "year" only; "nineteen ninety-six" always."""
    return int(place.match.kept["year"]) < 2000 or place.before() in ("year", "since")  # noqa: PLR2004


def _not_decade(place: Place) -> bool:
    """Check: "'80s" is a decade, and "'80" before a glued word or a noun that it counts no year: "'60 Minutes'"."""
    if place.after() in table("timex", "words")["units_plural"]:
        return False
    return not (place.after() == "s" and not place.line[place.match.end].spaced)


def _era(place: Place) -> bool:
    """An era stands in capitals."""
    return place.last.text.isupper() or place.last.text == "."


def _not_name(place: Place) -> bool:
    """Check: "20th Century Fox" is a name."""
    return not (place.last.text[0].isupper() and place.after() == "fox")


def _overnight(place: Place) -> bool:
    """Check: "Overnight stay" is how long, not when; an adjective before a noun still tells which night."""
    return place.after() not in ("stay", "stays", "success", "bag", "train", "delivery")


GUARDS: Mapping[str, Guard] = {
    "month_word": _month_word,
    "not_counted": _not_counted,
    "between": _between,
    "month_alone": _month_alone,
    "weekday_word": _weekday_word,
    "capital": _capital,
    "holiday_word": _holiday_word,
    "holiday_week": _holiday_week,
    "the_day": _the_day,
    "the_part": _the_part,
    "the_unit": _the_unit,
    "ended": _ended,
    "season_word": _season_word,
    "season_alone": _season_alone,
    "year_alone": _year_alone,
    "spoken_year": _spoken_year,
    "not_decade": _not_decade,
    "era": _era,
    "not_name": _not_name,
    "overnight": _overnight,
    "period_code": _period_code,
}
