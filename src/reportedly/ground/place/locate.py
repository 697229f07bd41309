"""Find the places of a report and where on the globe they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reportedly.ground.gazetteer import Gazetteer, Site, open_gazetteer
from reportedly.model import Article, Candidate, Parsed, Place
from reportedly.model.vocabulary import Precision

from .around import Around
from .containers import TOWNS
from .evidence import countries_of
from .home import SURELY, countries_of_unknown, home_of, without_namesakes
from .mentions import Mention, read_mentions
from .modifiers import BarePart, Modifier, bare_parts, modifier_of
from .senses import Sense, choose

_SHOWN = 5
"""Candidates kept."""
_ENOUGH = 0.3
"""Probability from which the likeliest site is taken; set on development reports, where below it most are wrong."""
_LISTED = 5
"""How many names back on a list it may be said where they lie: "Kenya's Garissa, Wajir and Mandera counties"."""
_CITY, _FAR_MORE = 100_000, 5
"""People of a city, and how many times as many as any other place of its name has, by which it's meant."""
_REGIONS = frozenset(("admin1", "admin2", "region", "water", "continent", "feature"))

_Draft = tuple[int, int, Sense, str, Precision, str | None, str]
"""Start, end, sense, name as written, precision, modifier and rule."""


def locate(article: Article, parsed: Parsed, *, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """Give the places that a report's title and text name, in order; nothing out of furniture.

    Degrees WGS 84, out of the gazetteer (GeoNames, CC BY 4.0, and lists of our own). What it doesn't know, and what
    can't be told apart, stays unresolved. Raises ModelMissing where the gazetteer can be neither found nor compiled.
    """
    found = gazetteer or open_gazetteer()
    countries = countries_of(article, parsed)
    around, mentions = read_mentions(article, parsed, found, countries)
    senses = choose(mentions, countries)
    home = home_of(mentions, senses, countries)
    surely = home is not None and home == home_of(mentions, senses, countries, least=SURELY)
    mentions, senses = without_namesakes(around, mentions, senses, home, surely=surely)
    drafts = [_draft(around, mention, sense) for mention, sense in zip(mentions, senses, strict=True)]
    beyond = {drafts[i][0]: _around(i, mentions, senses) for i, one in enumerate(mentions) if _is_put(one)}
    told = countries_of_unknown(around, mentions, senses, home) | _told_once(mentions, drafts, beyond)
    within = {one[0]: told.get(one[3].casefold()) for one in drafts if one[4] == "unresolved"}
    drafts += _parts(around, mentions, drafts)
    drafts.sort(key=lambda one: (one[0], one[1]))
    return tuple(
        _place(article, f"p{i}", one, beyond.get(one[0], ()), within.get(one[0])) for i, one in enumerate(drafts, 1)
    )


def _is_put(mention: Mention) -> bool:
    """Say whether the gazetteer doesn't know a name that the words beside it put somewhere."""
    return bool(mention.containers) and not mention.sites


def _told_once(
    mentions: Sequence[Mention],
    drafts: Sequence[_Draft],
    beyond: Mapping[int, Sequence[tuple[Site, float]]],
) -> dict[str, str]:
    """Give the countries of unknown names that the report puts somewhere in one place: "JAJARKOT, Nepal"."""
    found: dict[str, set[str | None]] = {}
    for mention, draft in zip(mentions, drafts, strict=True):
        for site, _ in list(beyond.get(draft[0], ()))[:1]:
            found.setdefault(mention.name.casefold(), set()).add(site.country)
    sure = {name: next(iter(countries)) for name, countries in found.items() if len(countries) == 1}
    return {name: country for name, country in sure.items() if country}


def _around(i: int, mentions: Sequence[Mention], senses: Sequence[Sense]) -> tuple[tuple[Site, float], ...]:
    """Give the senses of the name beside one, after or before it, which says where it lies."""
    for j in (i + 1, *range(i - 1, max(-1, i - _LISTED), -1)):
        ranked: tuple[tuple[Site, float], ...] = senses[j].ranked if j < len(senses) else ()
        if ranked and ranked[0][0] in mentions[i].containers:
            return ranked
    return ()


def _draft(around: Around, mention: Mention, sense: Sense) -> _Draft:
    """Put a mention, its sense and what narrows it together."""
    part = mention.stretch
    narrowed = modifier_of(around, part)
    start = narrowed.start if narrowed and narrowed.precision == "part_of" else part.start
    precision, rule = _precision(sense, narrowed, mention)
    return (start, part.end, sense, part.name, precision, narrowed.words if narrowed else None, rule)


def _precision(sense: Sense, narrowed: Modifier | None, mention: Mention) -> tuple[Precision, str]:
    """Tell how precise the place is, and by which rule it was found."""
    if not sense.ranked:
        known = "the gazetteer knows only hamlets abroad of that name"
        return "unresolved", known if mention.sites else "the gazetteer doesn't know the name"
    if not sense.settled and len(sense.ranked) == 1:
        return "unresolved", "the gazetteer knows the name only abroad, where the report has no other place"
    site = sense.ranked[0][0]
    chance = sum(one for other, one in sense.ranked if (other.country, other.admin1) == (site.country, site.admin1))
    if (chance < _ENOUGH and not _outgrows(sense)) or not sense.settled:
        return "unresolved", "several places bear the name, and nothing tells them apart"
    rule = (
        "the words beside it say where it lies" if mention.containers else "likeliest of the places that bear the name"
    )
    if len(sense.ranked) == 1:
        rule = "the only place that bears the name"
    if narrowed:
        return narrowed.precision, rule
    if site.kind == "country":
        return "country", rule
    return ("region" if site.kind in _REGIONS else "exact"), rule


def _outgrows(sense: Sense) -> bool:
    """Say whether the likeliest site is a city among villages of its name: who means those says so."""
    (first, _), *others = sense.ranked
    return first.population >= _CITY and all(first.population >= _FAR_MORE * site.population for site, _ in others)


def _parts(around: Around, mentions: Sequence[Mention], drafts: Sequence[_Draft]) -> list[_Draft]:
    """Make places of "the eastern districts": parts of the report's main town, or of one narrowed likewise."""
    found: list[_Draft] = []
    for part in bare_parts(around, mentions):
        whole = _whole(part, drafts)
        if whole is not None:
            name = around.text[part.start : part.end]
            found.append(
                (part.start, part.end, whole, name, "part_of", part.direction, "part of the report's main place")
            )
    return found


def _whole(part: BarePart, drafts: Sequence[_Draft]) -> Sense | None:
    """Choose what a bare part is part of."""
    towns = [
        one for one in drafts if one[2].ranked and one[4] in ("exact", "part_of") and one[2].ranked[0][0].kind in TOWNS
    ]
    alike = [one for one in towns if one[5] == part.direction]
    counts = Counter(one[2].ranked[0][0] for one in alike or towns)
    if not counts:
        return None
    site = max(counts, key=lambda one: counts[one])
    return next(one[2] for one in towns if one[2].ranked[0][0] == site)


def _place(
    article: Article, number: str, draft: _Draft, beyond: Sequence[tuple[Site, float]], within: str | None
) -> Place:
    """Write a place in the contract's form; of an unknown one, the country named beside it, else the report's own."""
    start, end, sense, name, precision, modifier, rule = draft
    taken: Site | None = sense.ranked[0][0] if sense.ranked and precision != "unresolved" else None
    around = taken or (beyond[0][0] if beyond else None)
    return Place(
        id=number,
        spans=(article.span(start, end),),
        name=taken.name if taken else name,
        geonames_id=taken.geonames_id if taken else None,
        latitude=taken.latitude if taken else None,
        longitude=taken.longitude if taken else None,
        country=around.country if around else within,
        admin1=_division(around) if around else None,
        precision=precision,
        modifier=modifier,
        candidates=tuple(_candidate(site, chance) for site, chance in sense.ranked[:_SHOWN]),
        rule=f"{rule}; its country is that of the places around it" if within and not around else rule,
    )


def _division(site: Site) -> str | None:
    """Give the name of a site's first division, or its code where that's all there is."""
    return site.name if site.kind == "admin1" else site.division or (site.admin1 if site.own else None)


@lru_cache(maxsize=4096)
def _candidate(site: Site, chance: float) -> Candidate:
    """Write one reading of a name."""
    return Candidate(
        name=site.name,
        geonames_id=site.geonames_id,
        latitude=site.latitude,
        longitude=site.longitude,
        country=site.country,
        admin1=_division(site),
        score=round(chance, 4),
    )
