"""Weigh what speaks for a stretch's being a place's name, and what against. The weights are a table, each with its reason."""

from reportedly.ground.gazetteer import Site
from .around import PLACES, Around
from .runs import Stretch

SURE = 1.0
"""From here on a stretch is taken for a place."""
THINKABLE = -0.8
"""From here on it is taken where its name is sure elsewhere in the report."""

WEIGHTS = {
    "tagged": 2.0,  # the tagger says GPE or LOC of just this stretch
    "tagged within": 1.2,  # ... of a longer one
    "a building": 0.3,  # FAC
    "a body": -0.5,  # ORG, but small models call towns so
    "part of a body": -0.7,
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
    "several words": 0.7,
    "says what it is": 1.0,  # "Boone County", "Lake Chad"
    "after a preposition": 1.0,
    "the city of": 1.2,
    "noun beside": 0.8,
    "dateline": 2.0,
    "-based": 1.5,
    "an English word": -2.6,
    "begins a sentence": -0.5,
    "after a title": -2.5,
    "someone's name": -2.0,
    "a street": -6.0,
    "a paper": -3.0,
    "an institution": 0.6,
    "before another name": -1.0,
    "after another name": -1.0,
    "of something": -0.6,  # "University of …", "Bank of …"
    "bears no such name": -0.2,  # the gazetteer doesn't know it
}


def weigh(around: Around, part: Stretch, sites: tuple[Site, ...]) -> float:
    """Give the sum of what speaks for and against."""
    reasons = [*_tagger(around, part), *_fame(sites, part), *_beside(around, part), *_within(around, part), *_word(around, part)]
    return sum(WEIGHTS[reason] for reason in reasons)


def _tagger(around: Around, part: Stretch) -> list[str]:
    """Tell what the tagger says."""
    one = around.label(part.first) or around.label(part.last - 1)
    if one is None:
        return []
    same = one.last == part.last and part.first - one.first <= 1 and not around.is_capital(part.first - 1)
    longer = one.last - one.first > part.last - part.first and not same
    if one.label in PLACES:
        return ["tagged within" if longer else "tagged"]
    if one.label == "PERSON":
        return ["part of a person" if longer else "a person"]
    if one.label == "ORG":
        return ["part of a body" if longer else "a body"]
    return [{"FAC": "a building", "NORP": "a people"}.get(one.label, "otherwise tagged")]


def _fame(sites: tuple[Site, ...], part: Stretch) -> list[str]:
    """Tell how likely the name is that of a place rather than of anything else."""
    if not sites:
        return ["bears no such name"]
    main = [site for site in sites if not site.alias or site.kind == "country" or site.own]
    reasons = [] if main else ["other name only"]
    kinds = {site.kind for site in main or sites}
    people = max(site.population for site in main or sites)
    if "country" in kinds:
        reasons.append("a country")
    elif "admin1" in kinds:
        reasons.append("a first division")
    elif kinds & {"region", "continent", "water", "feature"}:
        reasons.append("a region")
    elif "city" in kinds:
        reasons += ["a great city"] * (people >= 1_000_000) or ["a city"] * (people >= 100_000) or ["a small place"] * (people < 10_000)  # noqa: PLR2004
    elif "admin2" in kinds:
        reasons.append("a second division")
    if part.last - part.first > 1 and main:
        reasons.append("several words")
        if part.name.split()[-1].lower() in ("county", "parish", "province", "district", "governorate", "river", "island"):
            reasons.append("says what it is")
    return reasons


def _beside(around: Around, part: Stretch) -> list[str]:
    """Tell what the words before and after say, the name's own run apart."""
    before, reasons = around.before(part.first), []
    if before == "the" or before in around.words.directions:
        before = around.before(part.first, 2)
    if before in around.words.before:
        reasons.append("after a preposition")
    elif before == "of" and around.before(part.first, 2) in around.words.of:
        reasons.append("the city of")
    if around.after(part.last) in around.words.nouns:
        reasons.append("noun beside")
    if around.is_dateline(part):
        reasons.append("dateline")
    if around.after(part.last) == "-" and around.after(part.last + 1) in ("based", "area", "born", "bound", "controlled", "held", "led"):
        reasons.append("-based")
    if around.before(part.first).rstrip(".") + "." in around.words.titles or around.before(part.first) in around.words.titles:
        reasons.append("after a title")
    return reasons


def _within(around: Around, part: Stretch) -> list[str]:
    """Tell what the other words of the same run say: "Paris Hilton", "Main Street", "Boone County Sheriff"."""
    words, reasons = around.words, []
    ends = {around.after(i) for i in range(part.last, part.run.last)} | {around.after(part.run.last)}
    after = around.after(part.last)
    if after and part.last < part.run.last and around.is_capital(part.last):
        if after in words.streets or (ends & words.streets and around.is_capital(part.run.last - 1) and after not in words.institutions):
            reasons.append("a street")
        elif after in words.press:
            reasons.append("a paper")
        elif after in words.institutions or after in words.nouns:
            reasons.append("an institution")
        else:
            reasons.append("before another name")
    before = around.before(part.first)
    if part.first > part.run.first and before:
        if around.is_capital(part.first - 1):
            reasons += [] if before in words.directions else ["after another name"]
        elif before == "of" and around.before(part.first, 2) not in words.of:
            reasons.append("of something")
    if part.name.split()[-1].lower() in words.streets and part.last - part.first > 1:
        reasons.append("a street")
    return reasons


def _word(around: Around, part: Stretch) -> list[str]:
    """Tell whether the name is a word of the language, or a person's."""
    reasons = []
    one = around.label(part.first)
    tagged = one is not None and one.label in PLACES
    if part.name.lower() in around.words.weak:
        reasons.append("an English word")
    if part.last - part.first == 1:
        if not tagged and around.begins_line(part) and not around.is_dateline(part):
            reasons.append("begins a sentence")
        if not tagged and around.people[part.name]:
            reasons.append("someone's name")
    return reasons
