"""Weigh what speaks for a stretch's being a place's name, and what against: a table of weights."""

from collections.abc import Collection, Iterable

from reportedly.ground.gazetteer import Site

from .around import PLACES, Around
from .runs import Stretch
from .unknown import is_doubted_person, weigh_unknown

SURE = 1.0
"""From here on a stretch is taken for a place."""
THINKABLE = -0.8
"""From here on it is taken where its name is sure elsewhere in the report."""

WEIGHTS = {
    "tagged": 2.0,  # the tagger says GPE or LOC of just this stretch
    "tagged within": 1.2,  # ... of a longer one
    "a building": 0.3,  # FAC
    "a body": -0.5,  # ORG, but small models call towns so
    "part of a body": -0.6,
    "a person": -1.2,  # PERSON, of just this stretch: small models call unknown towns so
    "part of a person": -3.0,
    "a people": -1.0,  # NORP
    "otherwise tagged": -0.4,
    "a country": 1.6,
    "a first division": 1.2,
    "a second division": 0.3,
    "a region": 0.9,
    "a great city": 0.9,  # a million people
    "a city": 0.5,  # a hundred thousand
    "a small place": -0.4,  # under ten thousand: hamlets bear every name there is
    "other name only": -0.4,
    "in the report's country": 0.9,  # where names aren't English, a match is no accident
    "several words": 0.7,
    "says what it is": 1.0,  # "Boone County", "Lake Chad"
    "in": 1.4,  # or "near", "into": hardly ever before a person
    "after a preposition": 1.0,
    "taken": 0.6,  # "captured", "left"
    "the city of": 1.2,
    "noun beside": 0.8,
    "its people beside": 1.0,  # besides: "Milford police", "a Milford man"
    "dateline": 2.0,
    "-based": 1.5,
    "opens a row": 2.0,  # "Sofala | 14 | 30"
    "someone's seat": 2.5,  # "Sen. Ruth Abel, D-Milford"
    "someone's home": 1.8,  # "Ruth Abel, 41, of Milford"
    "a university": 1.6,  # "University of Vermont"
    "an English word": -2.6,
    "begins a sentence": -0.5,
    "after a title": -2.5,
    "someone's name": -2.0,
    "an age follows": -3.0,  # "Leka, 58, denied it"
    "speaks": -1.2,  # "Rivas said": capitals speak too, but hamlets don't
    "a saint": -2.5,  # "St. John's"
    "a street": -6.0,
    "a paper": -3.0,
    "an institution": 0.8,
    "before another name": -1.0,
    "after another name": -1.0,
    "joined by a hyphen": -0.8,
    "in a body's name": -6.0,  # "Islamic State in Iraq"
    "a body by its task": -3.0,  # "Justice Department", "Superior Court"
    "of something": -0.6,  # "University of …", "Bank of …"
    "bears no such name": -1.4,  # the gazetteer doesn't know it
    # The rest tells of such names only (`unknown`).
    "where it was written": 1.0,
    "in it": 1.0,
    "among places": 1.0,  # "between Gao and …"
    "called a place": 1.5,  # "the town of …"
    "its kind beside": 1.8,  # "… village"
    "a doubted person": 1.2,
    "a doubted body": 0.5,
    "a doubted people": 1.0,
    "lies in it": 1.0,
    "else elsewhere": -1.2,
    "an acronym": -2.0,
    "a word of the report": -1.5,
    "an owner": -0.8,
    "a building's name": -2.0,
    "relied on": -2.0,  # "confidence in …"
    "in a headline": -1.2,
    "an armed group": -6.0,
}
ENGLISH = frozenset(("US", "GB", "CA", "AU", "NZ", "IE", "JM", "ZA"))
"""Countries whose places have the names of people and things in English."""
PERSONAL = frozenset(("a person", "part of a person", "someone's name", "speaks"))
"""What no longer counts where the report itself uses the name for a place: small taggers take towns for people."""
FORGIVEN = (0.0, 0.5, 0.8)
"""How much of that, by how many times the report does."""
_IN_BODIES = frozenset(("a country", "a first division", "says what it is"))
"""What bodies are called after without its being by chance: "the Vermont Library Association"."""
PLAIN = frozenset(
    ("in", "after a preposition", "the city of", "noun beside", "dateline", "-based", "an institution", "tagged")
)
"""What shows that the report uses a name for a place."""

LANDFORMS = frozenset(("feature", "water"))
"""Kinds of places that are called after others."""
_KNOWN_AT_HOME = 50_000
"""People from which a town's other names are as good as its own in a report about its country: "Derna"."""
_CITIES = ((1_000_000, 10**9, "a great city"), (100_000, 1_000_000, "a city"), (0, 10_000, "a small place"))
"""From how many people to how many."""


def weigh(around: Around, part: Stretch, sites: tuple[Site, ...]) -> tuple[str, ...]:
    """Give what speaks for a stretch's being a place's name and what against, as keys of `WEIGHTS`."""
    tagger = _tagger(around, part, alone=_is_just_a_country(around, part, sites))
    person = part.last - part.first == 1 and any(reason in PERSONAL for reason in tagger)
    fame = _fame(sites, part, frozenset() if person else around.home)
    within = _within(around, part, fame)
    more = _framed(around, part) if sites else weigh_unknown(around, part)
    row = around.after(part.last) == "|" and around.begins_line(part) and part.first == part.run.first
    return (*tagger, *fame, *_beside(around, part), *("opens a row",) * row, *within, *_word(around, part, fame), *more)


def _framed(around: Around, part: Stretch) -> tuple[str, ...]:
    """Tell what a known name's frame says."""
    called = ("called a place",) * around.is_settlement(part)
    return (*called, *("a doubted person",) * is_doubted_person(around, part))


def total(reasons: Iterable[str]) -> float:
    """Give the sum of reasons' weights."""
    return round(sum(WEIGHTS[reason] for reason in reasons), 6)  # ten tenths are one


def _is_just_a_country(around: Around, part: Stretch, sites: tuple[Site, ...]) -> bool:
    """Say whether a name is a country's and hardly ever a person's: small taggers know few of them."""
    return part.name.lower() not in around.words.namesakes and any(
        site.kind == "country" and not site.alias for site in sites
    )


def _tagger(around: Around, part: Stretch, *, alone: bool) -> list[str]:
    """Tell what the tagger says. `alone` says that the name is a country's and nobody's."""
    one = around.label(part.first) or around.label(part.last - 1)
    if one is None:
        return []
    longer = not around.is_just(one, part)
    if one.label in PLACES:
        return ["tagged within" if longer else "tagged"]
    if one.label == "PERSON" and not (one.first == part.first and around.after(part.last) in around.words.institutions):
        return ["part of a person" if longer else "otherwise tagged" if alone else "a person"]
    if one.label == "ORG":
        return ["part of a body" if longer else "a body"]
    return [{"FAC": "a building", "NORP": "a people"}.get(one.label, "otherwise tagged")]


def _fame(sites: tuple[Site, ...], part: Stretch, home: frozenset[str]) -> list[str]:
    """Tell how likely the name is that of a place rather than of anything else."""
    if not sites:
        return ["bears no such name"]
    main = [
        site
        for site in sites
        if not site.alias
        or site.kind == "country"
        or site.own
        or (site.country in home and site.population >= _KNOWN_AT_HOME)
    ]
    reasons = [] if main else ["other name only"]
    kinds = {site.kind for site in main or sites}
    people = max(site.population for site in main or sites)
    if "country" in kinds:
        reasons.append("a country")
    elif "admin1" in kinds:
        reasons.append("a first division")
    elif kinds & {"region", "continent", "water", "feature"}:
        reasons.append("a region")
    elif kinds & {"city", "capital"}:
        reasons += ["a great city"] * ("capital" in kinds) or [
            w for least, most, w in _CITIES if least <= people < most
        ]
    elif "admin2" in kinds:
        reasons.append("a second division")
    foreign = any(site.country in home and site.country not in ENGLISH and site.kind != "country" for site in sites)
    reasons += ["in the report's country"] * foreign
    if part.last - part.first > 1 and (main or foreign):
        reasons.append("several words")
        if part.name.split()[-1].lower() in (
            "county",
            "parish",
            "province",
            "district",
            "governorate",
            "river",
            "island",
        ):
            reasons.append("says what it is")
    return reasons


def _before_noun(around: Around, part: Stretch) -> list[str]:
    """Tell what a noun right behind says: what kind of place it is, or that another is called after it."""
    after = around.after(part.last)
    if around.words.nouns.get(after) in LANDFORMS and around.is_capital(part.last) and around.is_capital(part.last + 1):
        return ["before another name"]  # "Miami Valley Hospital" isn't in Miami
    if after not in around.words.nouns:
        return []
    people = after in around.words.inhabitants and not around.is_capital(part.last)
    return ["noun beside"] + ["its people beside"] * (people and bool(around.sites(part)))


def _beside(around: Around, part: Stretch) -> list[str]:
    """Tell what the words before and after say, the name's own run apart."""
    before, reasons = around.before(around.head(part)), []
    if before == "the" or before in around.words.directions:
        before = around.before(part.first, 2)
    if before in around.words.within:
        reasons.append("in")
    elif before in around.words.before or around.is_listed(part):
        reasons.append("after a preposition")
    elif (before == "of" and around.before(part.first, 2) in around.words.of) or (
        before == "," and around.before(part.first, 2) in around.words.seats
    ):
        reasons.append("the city of")
    elif before in around.words.taking or (before == "on" and around.is_attacked(part)):
        reasons.append("taken")
    reasons += _of_someone(around, part)
    reasons += _before_noun(around, part)
    if around.is_dateline(part):
        reasons.append("dateline")
    if around.after(part.last) == "-" and around.after(part.last + 1) in (
        "based",
        "area",
        "born",
        "bound",
        "controlled",
        "held",
        "led",
    ):
        reasons.append("-based")
    if (
        around.before(part.first).rstrip(".") + "." in around.words.titles
        or around.before(part.first) in around.words.titles
    ):
        reasons.append("after a title")
    return reasons


def _of_someone(around: Around, part: Stretch) -> list[str]:
    """Tell what joins a known name to who sits for it, lives or studies there."""
    before = around.before(part.first, 2)
    if not around.sites(part):
        return []
    if around.before(part.first) == "-":
        return ["someone's seat"] * (before in around.words.parties)
    if around.before(part.first) != "of":
        return []
    if before in around.words.universities:
        return ["a university"]
    at = part.first - 2 - (before == ",")
    one = around.label(at)
    person = one is not None and one.label == "PERSON" and one.last == at + 1 and one.last - one.first > 1
    aged = before == "," and around.before(at + 1).isdecimal() and around.before(at + 1, 2) == ","
    return ["someone's home"] * (person or aged)


def _within(around: Around, part: Stretch, fame: Collection[str]) -> list[str]:
    """Tell what the other words of the same run say: "Paris Hilton", "Main Street", "Adams County Sheriff"."""
    reasons = [*_following(around, part, fame), *_preceding(around, part, fame)]
    reasons += ["in a body's name"] * around.in_group(part)
    known = not {"bears no such name", "other name only"} & set(fame)
    last = part.name.split()[-1].lower()
    streets = around.words.streets - around.words.street_towns if known else around.words.streets
    if part.last - part.first > 1 and last in streets and "a region" not in fame:
        reasons.append("a street")
    return reasons


def _following(around: Around, part: Stretch, fame: Collection[str]) -> list[str]:
    """Tell what the capitalised word after says."""
    after, words = around.after(part.last), around.words
    if not around.is_capital(part.last, part):
        return []
    if after in words.institutions or after in words.nouns:
        return ["a body by its task" if part.name.lower() in words.tasks else "an institution"]
    if {around.after(i) for i in range(part.last, part.run.last)} & words.streets:
        return ["a street"]
    if after in words.press:
        return ["a paper"]
    plain = part.name.lower() in words.directions  # "West Philadelphia"
    return [] if _IN_BODIES.intersection(fame) and not plain else ["before another name"]


def _preceding(around: Around, part: Stretch, fame: Collection[str]) -> list[str]:
    """Tell what the word before says, where it belongs to the same run."""
    before, words = around.before(part.first), around.words
    if part.first == part.run.first or not before:
        return []
    if around.is_capital(part.first - 1):
        return [] if before in words.directions else ["after another name"]
    if before == "of" and around.before(part.first, 2) not in words.of | words.universities:
        return ["a body by its task" if part.name.lower() in words.tasks else "of something"]
    if before == "-" and "a country" not in fame and around.before(part.first, 2) not in words.parties:
        return ["joined by a hyphen"]
    return []


def _word(around: Around, part: Stretch, fame: Collection[str]) -> list[str]:
    """Tell whether the name is a word of the language, or a person's."""
    reasons = []
    one = around.label(part.first)
    tagged = one is not None and one.label in PLACES
    name = part.name.lower()
    if name.removeprefix("the ") in around.words.weak:
        reasons.append("an English word")
    if name.startswith(("st.", "saint ")) and around.after(part.last) in ("'s", "’s"):
        reasons.append("a saint")
    if part.last - part.first == 1:
        country = "a country" in fame and name not in around.words.namesakes
        if not (tagged or country) and around.begins_line(part) and not around.is_dateline(part):
            reasons.append("begins a sentence")
        if not tagged and around.people[part.name]:
            reasons.append("someone's name")
        if around.has_age(part):
            reasons.append("an age follows")
        if around.after(part.last) in around.words.speech and not {
            "a country",
            "a great city",
            "a first division",
        } & set(fame):
            reasons.append("speaks")
    return reasons
