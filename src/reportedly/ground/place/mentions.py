"""Find the stretches of a report that name a place: by the tagger, the words around, and the gazetteer."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from reportedly.ground.gazetteer import Gazetteer, Site, fold
from reportedly.model import Article, Parsed

from .around import Around
from .containers import container_of, holds, owned_by
from .runs import Run, Stretch, runs, stretches
from .unknown import is_framed
from .weigh import FORGIVEN, PERSONAL, PLAIN, SURE, THINKABLE, WEIGHTS, total, weigh
from .words import words

_INITIALS = re.compile(r"(?!U\.S\.|U\.K\.|D\.C\.)(?:[A-Z]\.){2,3}")
_TOO_SHORT = 2
"""Letters: towns are called "Ii" and "Y", but in a report it's a numeral or an initial."""
_KNOWN_WITHIN = 20000
"""People from which a town's name within a longer one that nobody knows is taken for the town's."""
_GREAT = 500_000
"""The same where the words around leave little but a place that nobody knows: "in Qoz Beida"."""
_WIDE = frozenset(("country", "admin1", "region", "continent", "water"))
"""Kinds of places that aren't named by chance within another's name."""
_TOWN = ("city", "capital")
_OF_KIND = {"City": _TOWN, "Town": _TOWN, "Township": (*_TOWN, "admin2"), "Municipality": (*_TOWN, "admin2")}
"""Words at a name's end, each with the kinds of sites that it may speak of."""
_STORMS = frozenset(("typhoon", "hurricane", "cyclone", "storm", "tropical"))
"""What opens a storm's name: "Typhoon Yagi"."""
_AT_HOME = 0.7
"""Evidence from which a report is about a country: one people's name."""
_LISTED = 1.8
"""What a list's other place counts for: more than a small tagger's taking the name for a person."""
_BETWEEN = 2
"""Tokens between two names of a list: ", and"."""
_ALIKE = 0.6
"""Share of letters that a name by ear and a romanised one have in common: "Saraqeb" and "Sarāqib" 0.86."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch taken for a place's name.

    `sites` bear that name, none where the gazetteer doesn't know it; `containers` are the sites that the words beside
    put it in; `kind` is what a noun beside it says it is; `reasons` are what speaks for and against its being a place.
    """

    stretch: Stretch
    sites: tuple[Site, ...]
    reasons: tuple[str, ...]
    extra: float = 0.0
    kind: str | None = None
    containers: tuple[Site, ...] = ()

    @property
    def score(self) -> float:
        """How much speaks for its being a place, in all."""
        return total(self.reasons) + self.extra

    @property
    def name(self) -> str:
        """The name as written."""
        return self.stretch.name


def read_mentions(
    article: Article, parsed: Parsed, gazetteer: Gazetteer, countries: Mapping[str, float]
) -> tuple[Around, list[Mention]]:
    """Give what stands around names, and the places named in a report, in order; no two share a character."""
    parts = {
        run: [part for part in stretches(article, parsed, run) if not _are_initials(parsed, part)]
        for run in runs(article, parsed)
    }
    codes = {f"{country}.{code}" for country, code in words().abbreviations.values()}
    found = gazetteer.find({part.name for group in parts.values() for part in group} | codes)
    home = frozenset(one for one, weight in countries.items() if weight >= _AT_HOME) | _named(found)
    found |= _unmarked(gazetteer, parts, found, home) | _kindless(gazetteer, parts, found)
    around = Around(article, parsed, found, home)
    lacking = {
        part.name
        for group in parts.values()
        for part in group
        if part.name not in found and around.may_be_unknown(part)
    }
    told = home | _told(found)
    for name, sites in gazetteer.find_alike(lacking).items():
        found[name] = tuple(site for site in alike(name, sites) if site.country in told)
    chosen = [mention for run, group in parts.items() for mention in _choose(around, run, group)]
    return around, _settle(_with_lists(around, _with_containers(around, chosen)))


def _are_initials(parsed: Parsed, part: Stretch) -> bool:
    """Say whether letters with stops stand before a surname: "Commissioner B.C. Roy"; not "Victoria, B.C."."""
    if part.last - part.first != 1 or not _INITIALS.fullmatch(part.name) or part.last >= len(parsed.tokens):
        return False
    before, after, name = parsed.tokens[max(0, part.first - 1)], parsed.tokens[part.last], parsed.name_at(part.last)
    person = name is not None and name.label == "PERSON"
    named = after.tag == "NNP" and after.sentence == parsed.tokens[part.first].sentence and after.text[1:].islower()
    titled = before.text.lower().rstrip(".") in words().titles
    return named and (titled or (person and before.text != ",")) and after.text.lower() not in words().titles


def _unmarked(
    gazetteer: Gazetteer,
    parts: Mapping[Run, Sequence[Stretch]],
    found: Mapping[str, Sequence[Site]],
    home: Collection[str],
) -> dict[str, tuple[Site, ...]]:
    """Give the great places of names whose possessive lost its mark, as pages lose them: "Syrias north"."""
    plain = {
        part.name: part.name[:-1]
        for group in parts.values()
        for part in group
        if part.last - part.first == 1 and part.name not in found and part.name.endswith("s")
    }
    sites = gazetteer.find(plain.values())
    great = {
        name: tuple(
            site
            for site in sites.get(one, ())
            if not site.alias
            and (site.kind == "country" or (site.country in home and site.population >= _KNOWN_WITHIN))
        )
        for name, one in plain.items()
    }
    return {name: group for name, group in great.items() if group}


def _kindless(
    gazetteer: Gazetteer, parts: Mapping[Run, Sequence[Stretch]], found: Mapping[str, Sequence[Site]]
) -> dict[str, tuple[Site, ...]]:
    """Give the sites of names that the gazetteer has without the word for what they are: "Himamaylan City"."""
    plain = {
        part.name: part.name.rpartition(" ")
        for group in parts.values()
        for part in group
        if part.name not in found and part.name.rpartition(" ")[2] in _OF_KIND
    }
    sites = gazetteer.find(stem for stem, _, _ in plain.values())
    kept = {
        name: tuple(one for one in sites.get(stem, ()) if one.kind in _OF_KIND[kind])
        for name, (stem, _, kind) in plain.items()
    }
    return {name: group for name, group in kept.items() if group}


def _named(found: Mapping[str, Sequence[Site]]) -> frozenset[str]:
    """Give the countries that a report names."""
    return frozenset(
        site.country for group in found.values() for site in group if site.kind == "country" and site.country
    )


def _told(found: Mapping[str, Sequence[Site]]) -> frozenset[str]:
    """Give the countries that a report tells by a division's name which no other country has: "North Darfur"."""
    known = (({site.country for site in group}, group) for group in found.values())
    return frozenset(
        group[0].country
        for countries, group in known
        if len(countries) == 1 and group[0].country and any(site.kind == "admin1" for site in group)
    )


def alike(name: str, sites: Sequence[Site]) -> tuple[Site, ...]:
    """Keep of the sites that sound alike those that are also written alike, by letters in common."""
    key = fold(name)
    return tuple(
        site for site in sites if SequenceMatcher(None, key, fold(site.name), autojunk=False).ratio() >= _ALIKE
    )


def _choose(around: Around, run: Run, parts: Sequence[Stretch]) -> list[Mention]:
    """Take the best names of a run that don't overlap: the longest from the left, where anything speaks for them."""
    by_first: dict[int, list[Stretch]] = {}
    for part in parts:
        by_first.setdefault(part.first, []).append(part)
    known = [part for part in parts if around.sites(part)]
    taken, at = [], run.first
    for first in range(run.first, run.last):
        if first < at:
            continue
        for part in sorted(by_first.get(first, ()), key=lambda part: -part.last):
            mention = _mention(around, part, known)
            if mention:
                taken.append(mention)
                at = part.last
                break
    return taken


def _mention(around: Around, part: Stretch, known: Sequence[Stretch]) -> Mention | None:
    """Take a stretch for a mention where it's thinkable that it is one; an unknown one only where no part is known."""
    short = around.abbreviation(part)
    if short is not None:
        return Mention(part, short, (), SURE, kind="admin1")
    sites = around.sites(part)
    if not sites and (not _may_be_one(around, part) or around.holds_more(part) or _holds_known(around, part, known)):
        return None
    if around.is_date(part) or (part.last - part.first > 1 and part.name.split()[0].lower() in _STORMS):
        return None
    if len(part.name.replace(".", "")) <= _TOO_SHORT and not any(site.kind == "country" for site in sites):
        return None
    if part.name.startswith("The ") and not any(site.name.startswith("The ") for site in sites):
        return None
    reasons = weigh(around, part, sites)
    impersonal = [reason for reason in reasons if reason not in PERSONAL]
    return Mention(part, sites, reasons, kind=around.noun_kind(part)) if total(impersonal) >= THINKABLE else None


def _may_be_one(around: Around, part: Stretch) -> bool:
    """Say whether a stretch may be a place that the gazetteer doesn't know: a whole name, no "In" that opens a line."""
    opened = part.last - part.first > 1 and around.opens_with_preposition(part)
    kind = part.name.lower() in around.words.nouns  # the head of a table: "Province | Dead"
    return not (opened or kind) and around.may_be_unknown(part)


def _holds_known(around: Around, part: Stretch, known: Sequence[Stretch]) -> bool:
    """Say whether part of an unknown name is a place by itself; a hamlet within a tagged or framed name isn't."""
    framed = is_framed(around, part)
    least = _GREAT if framed else _KNOWN_WITHIN
    for one in known:
        if part.first <= one.first and one.last <= part.last and one.name.lower() not in around.words.directions:
            sites = around.sites(one)
            if not (framed or around.is_tagged(part)) or any(
                site.kind in _WIDE
                or site.population >= least
                or (site.country in around.home and site.population >= _KNOWN_WITHIN)
                for site in sites
                if not (framed and site.alias)
            ):
                return True
    return False


def _with_containers(around: Around, mentions: Sequence[Mention]) -> list[Mention]:
    """Let "Alexandria, La." and "Sevare, in Mopti region" be put in what follows them."""
    result = list(mentions)
    for i in range(len(result) - 2, -1, -1):
        first, second = result[i], result[i + 1]
        inside = container_of(around, first.stretch, first.sites, second.stretch, second.sites)
        if inside:
            containers = (*inside.containers, *second.containers)
            result[i] = replace(first, sites=inside.sites, containers=containers, extra=first.extra + 2.0)
            narrowed = tuple(site for site in second.sites if site in inside.containers) or second.sites
            result[i + 1] = replace(
                second, sites=narrowed, extra=second.extra + 1.5, kind=second.kind or inside.containers[0].kind
            )
    return _with_owners(around, result)


def _with_owners(around: Around, mentions: Sequence[Mention]) -> list[Mention]:
    """Let "Kenya's Garissa county" be put in what owns it."""
    result = list(mentions)
    for i, (owner, one) in enumerate(pairwise(mentions), 1):
        owned = owned_by(around, owner.stretch, owner.sites, one.stretch, one.sites)
        if owned and not one.containers:
            result[i] = replace(one, sites=owned.sites, containers=owned.containers, extra=one.extra + 1.0)
    for i, one in enumerate(mentions[1:], 1):
        before = result[i - 1]
        listed = around.text[before.stretch.end : one.stretch.start] in (" and ", ", ", ", and ")
        if not listed or one.containers or one.kind is None or before.kind != one.kind or before is mentions[i - 1]:
            continue  # "Kenya's Garissa and Wajir counties"
        held = tuple(site for site in one.sites if any(holds(above, site) for above in before.containers))
        result[i] = replace(one, sites=held, containers=before.containers, extra=one.extra + 1.0)
    return result


def _with_lists(around: Around, mentions: Sequence[Mention]) -> list[Mention]:
    """Let a name on one list with a place of its own country be one, whatever the tagger says: "Negombo and Ampara"."""
    result = list(mentions)
    ways = ((range(1, len(result)), -1), (range(len(result) - 2, -1, -1), 1))
    for indices, step in ways:
        for i in indices:
            one, other = result[i], result[i + step]
            leads = other.score >= SURE and PLAIN.intersection(other.reasons)
            if leads and one.score < SURE and _go_together(around, one, other):
                result[i] = replace(one, extra=one.extra + _LISTED)
    return result


def _go_together(around: Around, one: Mention, other: Mention) -> bool:
    """Say whether two names stand on one list, with commas and "and" between, and some country has places of both."""
    first, second = sorted((one.stretch, other.stretch), key=lambda part: part.first)
    between = [around.before(i + 1) for i in range(first.last, second.first)]
    if not between or len(between) > _BETWEEN or not set(between) <= {",", "and", "or", "&"}:
        return False
    return bool({site.country for site in one.sites} & {site.country for site in other.sites} - {None})


def _settle(mentions: Sequence[Mention]) -> list[Mention]:
    """Keep what is sure, and what is thinkable and bears a name that is sure elsewhere in the report."""
    plain = Counter(one.name.casefold() for one in mentions if PLAIN.intersection(one.reasons) or one.extra)
    scores = [_score(one, plain[one.name.casefold()]) for one in mentions]
    sure = {one.name.casefold() for one, score in zip(mentions, scores, strict=True) if score >= SURE}
    return [
        one
        for one, score in zip(mentions, scores, strict=True)
        if score >= SURE or (score >= THINKABLE and one.name.casefold() in sure)
    ]


def _score(mention: Mention, plain: int) -> float:
    """Score a mention in the light of how often its name plainly is a place's in the report."""
    if not plain or "after a title" in mention.reasons:
        return mention.score
    less = [WEIGHTS[reason] for reason in mention.reasons if reason in PERSONAL]
    return mention.score - FORGIVEN[min(plain, len(FORGIVEN) - 1)] * sum(less)
