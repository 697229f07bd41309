"""Tell which country a report is about for certain, and what follows for names that the gazetteer can't place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.ground.gazetteer import Site

from .around import Around
from .containers import TOWNS
from .evidence import Weights
from .mentions import Mention
from .senses import Sense
from .weigh import SURE, total, weigh

_SHARE = 0.75
"""Share of what speaks for countries that must speak for one."""
SURELY = 2.0
"""What must speak for a country for it to outweigh a name's likeliest place abroad."""
_LIKELY = 0.5
"""Probability from which a name's likeliest site speaks for its country."""
_CROSSING = frozenset(("to", "into", "from", "toward", "towards", "between", "against"))
_KNOWN = 100_000
"""People from which a place is known abroad: "talks in Geneva" need no Swiss beside them."""
_KNOWN_OTHERWISE = 500_000
"""People from which a town is known abroad by its other names, too: "Kiev"."""
_HAMLET = 20_000
"""People below which a place abroad that bears the name is rather a namesake of one that the gazetteer doesn't know."""


def home_of(
    mentions: Sequence[Mention], senses: Sequence[Sense], countries: Mapping[str, float], *, least: float = 1.0
) -> str | None:
    """Give the one country that a report's places speak for; None where they speak for several or none.

    `least` is how much must speak for it: 1 for a town of its own, or itself, named.
    Countries and peoples named speak only where towns and divisions don't: "Russian jets" fly over other countries.
    """
    fine, wide = _weights(mentions, senses, countries)
    both = {country: fine[country] + wide[country] for country in (*fine, *wide)}
    for weights in (fine, both):
        if weights:
            home, weight = max(weights.items(), key=lambda one: (one[1], one[0]))
            if weight >= least and weight >= _SHARE * sum(weights.values()):
                return home
    return None


def _weights(
    mentions: Sequence[Mention], senses: Sequence[Sense], countries: Mapping[str, float]
) -> tuple[Weights, Weights]:
    """Weigh the countries of a report's towns and divisions, and those that it names: each name once, no hamlets."""
    fine: Weights = defaultdict(float)
    wide: Weights = defaultdict(float, {country: min(weight, 1.0) for country, weight in countries.items()})
    seen: set[tuple[str, str]] = set()
    named = _named_abroad(mentions, senses)
    for mention, sense in zip(mentions, senses, strict=True):
        if not sense.ranked or sense.ranked[0][1] < _LIKELY or _is_namesake(mention, sense):
            continue
        site = sense.ranked[0][0]
        if site.country is None or (len(named) > 2 and _is_lone(mention, site, named)):  # noqa: PLR2004 - of two either may be home
            continue
        if (mention.name, site.country) not in seen:
            seen.add((mention.name, site.country))
            (wide if site.kind == "country" else fine)[site.country] += 1.0
    return fine, wide


def _is_lone(mention: Mention, site: Site, named: Mapping[str, set[str]]) -> bool:
    """Say whether a small town is the one place of its country in the report, and nothing beside it says so.

    Under another name than its own it has to be greater to be known: "Tamba" is hardly Tampa.
    """
    known = _KNOWN_OTHERWISE if site.alias else _KNOWN
    small = site.kind in TOWNS and site.population < known and not mention.containers and not site.own
    return small and not named.get(site.country or "", set()) - {mention.name.casefold()}


def _is_hamlet(mention: Mention, sense: Sense) -> bool:
    """Say whether a name's likeliest site is a small town that nothing beside it places."""
    site = sense.ranked[0][0]
    return site.kind in TOWNS and site.population < _HAMLET and not mention.containers and not site.own


def without_namesakes(
    around: Around, mentions: Sequence[Mention], senses: Sequence[Sense], home: str | None, *, surely: bool
) -> tuple[list[Mention], list[Sense]]:
    """Leave names open that only hamlets abroad bear, in a report which is about one country for certain.

    Where it is so `surely`, names whose likeliest place abroad isn't likely are left open, too.

    Those that no frame shows to be places are none then.
    """
    if home is None:
        return list(mentions), list(senses)
    kept = []
    abroad = _named_abroad(mentions, senses)
    for mention, sense in zip(mentions, senses, strict=True):
        if not (sense.ranked and _is_namesake(mention, sense) and _is_abroad(mention, home)):
            doubted = surely and bool(sense.ranked) and _is_doubted(mention, sense, home, abroad)
            kept.append((mention, replace(sense, settled=not doubted)))
        elif around.may_be_unknown(mention.stretch) and total(weigh(around, mention.stretch, ())) >= SURE:
            kept.append((mention, Sense(())))
    return [mention for mention, _ in kept], [sense for _, sense in kept]


def _is_namesake(mention: Mention, sense: Sense) -> bool:
    """Say whether a name's likeliest site is a hamlet, or a town that is mostly called otherwise."""
    site = sense.ranked[0][0]
    other = (
        site.alias
        and site.kind in TOWNS
        and site.population < _KNOWN_OTHERWISE
        and not (mention.containers or site.own)
    )
    return _is_hamlet(mention, sense) or other


def _named_abroad(mentions: Sequence[Mention], senses: Sequence[Sense]) -> dict[str, set[str]]:
    """Give the names that likely are in each country."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, sense in zip(mentions, senses, strict=True):
        if sense.ranked and sense.ranked[0][0].country:
            found[sense.ranked[0][0].country].add(mention.name.casefold())
    return found


def _is_doubted(mention: Mention, sense: Sense, home: str, named: Mapping[str, set[str]]) -> bool:
    """Say whether a name's likeliest site lies abroad and isn't likely: it may be one at home that nobody knows.

    `named` has the names that likely are in each country: where a town abroad is alone in its own, it isn't likely.
    """
    site, chance = sense.ranked[0]
    if (
        (chance >= _LIKELY and not _is_lone(mention, site, named))
        or mention.containers
        or site.own
        or site.kind not in (*TOWNS, "admin2")
    ):
        return False
    if site.population >= _KNOWN and not site.alias and site.kind in TOWNS:
        return False
    return not any(one.country == home or one.kind == "country" for one in mention.sites)


def _is_abroad(mention: Mention, home: str) -> bool:
    """Say whether a name is that of hamlets only, and of none in a country."""
    named = [site for site in mention.sites if not site.alias]
    small = all(site.kind in TOWNS and site.population < _HAMLET for site in named)
    return small and not any(site.country == home for site in mention.sites)


def countries_of_unknown(
    around: Around, mentions: Sequence[Mention], senses: Sequence[Sense], home: str | None
) -> dict[str, str]:
    """Give the countries of names that the gazetteer can't place, by name: where all that is told of them agrees.

    That's the country of what their sentences place around them; where those place nothing, the report's.
    """
    beside, lacking = _by_sentence(around, mentions, senses)
    told: dict[str, set[str | None]] = {}
    for name, sentence in lacking:
        near = beside.get(sentence)
        told.setdefault(name, set()).update(near or ())
    found = {name: next(iter(near)) if len(near) == 1 else None if near else home for name, near in told.items()}
    return {name: country for name, country in found.items() if country and home in (None, country)}


def _by_sentence(
    around: Around, mentions: Sequence[Mention], senses: Sequence[Sense]
) -> tuple[dict[int, set[str | None]], list[tuple[str, int]]]:
    """Give, by sentence, the countries of the places told there, and the names that lack one; None is a border.

    Countries without "in" are actors: "Russia struck Tal Nasr"; whoever goes to another country may leave any.
    """
    beside: dict[int, set[str | None]] = {}
    lacking = []
    for mention, sense in zip(mentions, senses, strict=True):
        sentence, _ = around.sentence(mention.stretch)
        if not sense.ranked or not sense.settled:
            lacking.append((mention.name.casefold(), sentence))
            continue
        site, before = sense.ranked[0][0], around.before(mention.stretch.first)
        if site.country and (site.kind != "country" or before in around.words.before or before == ","):
            crossing = site.kind == "country" and before in _CROSSING
            beside.setdefault(sentence, set()).add(None if crossing else site.country)
    return beside, lacking
