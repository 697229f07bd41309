"""Choose which of the places that bear a name is meant: by size, by the report's countries, and by its other places.

Each name has one sense in a report, but where the words beside it say otherwise. The weights are few and set by hand.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.ground.gazetteer import ROMANISED, Site

from .containers import TOWNS
from .distance import EARTH_KM
from .mentions import Mention
from .words import words

Floats = NDArray[np.float64]
_PER_NAME = 24
"""Sites of one name that are compared; the most populous, and those in a state that is named."""
_NAMES = 80
"""Names of one report that are compared with one another, the most frequent: the cost grows with their square."""
_REACH_KM = 90.0
"""Distance at which a neighbour's support has fallen to 1/e."""
_ROUNDS = 3

SIZE = 3.0
"""What a place of ten million counts for against none."""
FAME_ABROAD = 5.0
"""What size counts for besides where the report names nothing in a country of the name: "talks in Geneva"."""
_SPOKEN_FOR = 0.1
"""What a country's evidence must count for to be something."""
_ELSEWHERE = 1.0
"""How much else must be named for the report to be set elsewhere."""
ALIAS = -0.8
COUNTRY = 2.2
"""What the whole of a report's evidence for a country counts for; of a first division likewise."""
DIVISION = 2.0
NEAR = 2.6
"""What being close to the report's other places counts for."""
KIND = 2.5
"""What "province" beside a name counts for the site that is one."""
OWN = 1.0
"""The user's own places go before."""
NAMESAKE = -1.0
"""For a division called like its own town, where no noun says that it's meant."""
_SEAT = 0.1
"""Share of a division's people from which it's called after the town, and not the town after it."""
CONTAINED = 1.5
SHARPNESS = 1.6
"""How fast a lower score turns into a lower probability."""

_CAPITAL = 0.05
"""What a capital's standing adds to its size."""
_UNCOUNTED = 20_000
"""People of a town whose number isn't known: it's in the list since it's a division's seat."""
_LESS_THAN_CAPITAL = 0.12
"""How far a place called like its own country's capital stays below it, as the state of Washington does."""
_FAME = {"country": 1.3, "continent": 1.0, "region": 0.8, "water": 0.8, "feature": 0.75}
"""Sizes of what has no people counted."""
_SPOTS = TOWNS | {"admin1", "admin2", "feature"}
"""Kinds small enough to be near or far."""
_LESS = {"admin1": 0.08, "admin2": 0.25}
"""A bare name is rather the city's than the district's; in millions by the logarithm."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The sites a mention may mean, best first, each with its probability, and whether the likeliest may be taken."""

    ranked: tuple[tuple[Site, float], ...]
    settled: bool = True


def size(site: Site) -> float:
    """Give a place's size from 0 to 1: the logarithm of its people, ten million being 1."""
    if site.kind in _FAME:
        return _FAME[site.kind]
    people = site.population or (_UNCOUNTED if site.kind in TOWNS and not site.own else 0)
    return min(1.0, math.log10(people + 10) / 7) - _LESS.get(site.kind, 0.0) + _CAPITAL * (site.kind == "capital")


def choose(mentions: Sequence[Mention], countries: Mapping[str, float]) -> list[Sense]:
    """Give each mention's sense. `countries` is the evidence for countries beside the names."""
    keys = [(mention.name.casefold(), mention.containers, mention.kind, mention.sites) for mention in mentions]
    groups: dict[object, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if mentions[i].sites:
            groups[key[0] if not key[1] and key[2] is None else key].append(i)
    divisions = _divisions(mentions)
    names = [(mentions[g[0]], len(g), _shortened(mentions[g[0]].sites, divisions)) for g in groups.values()]
    scored = _score(names, countries)
    senses = [Sense(()) for _ in mentions]
    for group, sense in zip(groups.values(), scored, strict=True):
        for i in group:
            senses[i] = sense
    return _inherit(mentions, senses)


def _inherit(mentions: Sequence[Mention], senses: list[Sense]) -> list[Sense]:
    """Give a bare name the sense of the same name where it stands with its container: "Paris, Texas … in Paris"."""
    told: dict[str, Sense] = {}
    for mention, sense in zip(mentions, senses, strict=True):
        if mention.containers and sense.ranked:
            told.setdefault(mention.name.casefold(), sense)
    return [
        told.get(mention.name.casefold(), sense) if not mention.containers and mention.kind is None else sense
        for mention, sense in zip(mentions, senses, strict=True)
    ]


def _divisions(mentions: Sequence[Mention]) -> set[tuple[str | None, str | None]]:
    """Give the first divisions that the report names, under any reading."""
    return {(site.country, site.admin1) for mention in mentions for site in mention.sites if site.kind == "admin1"}


def _shortened(sites: tuple[Site, ...], divisions: set[tuple[str | None, str | None]]) -> tuple[Site, ...]:
    """Give no more sites than can be compared: the most populous, and those in a division that the report names."""
    if len(sites) <= _PER_NAME:
        return sites
    named = [site for site in sites[_PER_NAME // 2 :] if (site.country, site.admin1) in divisions]
    return (
        *sites[: _PER_NAME // 2],
        *(named + [s for s in sites[_PER_NAME // 2 :] if s not in named])[: _PER_NAME // 2],
    )


def _score(names: Sequence[tuple[Mention, int, tuple[Site, ...]]], countries: Mapping[str, float]) -> list[Sense]:
    """Score all names' sites together, in rounds: what is surer speaks for what lies near it and in its country."""
    if not names:
        return []
    sites = [site for _, _, group in names for site in group]
    owner = np.repeat(np.arange(len(names)), [len(group) for _, _, group in names])
    counts = np.array([1.0 + math.log(count) for _, count, _ in names])
    base = np.array([score for mention, _, group in names for score in _alone(mention, group)])
    large = np.array([size(site) for site in sites])
    elsewhere = sum(countries.values()) + counts.sum() - counts
    spots = _spots(sites, owner, counts)
    near = _closeness([sites[i] for i in spots], owner[spots])
    chance = _softmax(base, owner, len(names))
    for _ in range(_ROUNDS):
        shares = _shares(sites, owner, counts, chance, countries)
        abroad = (_most(shares, owner, len(names)) < _SPOKEN_FOR) & (elsewhere > _ELSEWHERE)
        score = base + shares + FAME_ABROAD * large * abroad[owner]
        if len(spots):
            score[spots] += NEAR * _support(near, chance[spots], owner[spots], counts)
        chance = _softmax(score, owner, len(names))
    return _ranked(names, chance)


def _alone(mention: Mention, group: Sequence[Site]) -> list[float]:
    """Score each of a name's sites by itself."""
    sizes = _sizes(group)
    called = {(site.country, site.admin1) for site in group if site.kind == "admin1"}
    scores = []
    for site, (large, namesake) in zip(group, sizes, strict=True):
        score = SIZE * large
        if mention.kind is not None:
            told = site.kind == mention.kind or (mention.kind == "admin1" and site.kind == "region")
            score += KIND * (told or (mention.kind == "city" and site.kind in TOWNS))
        elif namesake:
            score += NAMESAKE
        spelt = _is_by_ear(site) and (site.country, site.admin1) in called
        other = site.alias and site.kind != "country" and not (spelt or _is_in_full(site, mention.name))
        score += ALIAS * other + OWN * site.own
        scores.append(score + CONTAINED * bool(mention.containers))
    return scores


def _sizes(group: Sequence[Site]) -> list[tuple[float, bool]]:
    """Give the sizes of one name's sites, and whether each is a division called after its own town."""
    named = [one for one in group if one.kind in TOWNS and (not one.alias or _is_by_ear(one))]
    towns = {(one.country, one.admin1): one for one in reversed(named)}
    capital = next((site for site in group if site.kind == "capital" and not site.alias), None)
    sizes = []
    for site in group:
        large = size(site)
        if capital and site.country == capital.country and site is not capital:
            large = min(large, size(capital) - _LESS_THAN_CAPITAL)
        town = towns.get((site.country, site.admin1)) if site.kind in _LESS else None
        namesake = town is not None and town.population >= _SEAT * site.population
        if town is not None and namesake:
            large = min(large, size(town) - _LESS[site.kind])
        sizes.append((large, namesake))
    return sizes


def _is_by_ear(site: Site) -> bool:
    """Say whether a town's other name is only another spelling, where names are spelt by ear: Raqqa is Ar Raqqah."""
    return site.kind in TOWNS and site.country in ROMANISED


def _is_in_full(site: Site, name: str) -> bool:
    """Say whether a name is a division's own with the word for what it is: "Central Province"."""
    stem, _, kind = name.rpartition(" ")
    return site.kind == "admin1" and stem == site.name and kind.lower() in words().settlements


def _softmax(score: Floats, owner: NDArray[np.int64], names: int) -> Floats:
    """Turn scores into probabilities within each name."""
    top = np.full(names, -np.inf)
    np.maximum.at(top, owner, score)
    weight = np.exp(SHARPNESS * (score - top[owner]))
    return np.asarray(weight / np.bincount(owner, weight, names)[owner])


def _most(shares: Floats, owner: NDArray[np.int64], names: int) -> Floats:
    """Give the most that the report says for any of a name's sites by their countries."""
    most = np.zeros(names)
    np.maximum.at(most, owner, shares)
    return most


def _shares(
    sites: Sequence[Site], owner: NDArray[np.int64], counts: Floats, chance: Floats, countries: Mapping[str, float]
) -> Floats:
    """Score sites by how much of the report speaks for their country and division, their own name left out."""
    weight = chance * counts[owner]
    by_country: Counter[str | None] = Counter(dict(countries))
    by_division: Counter[tuple[str | None, str | None]] = Counter()
    mine: defaultdict[tuple[int, object], float] = defaultdict(float)
    for i, site in enumerate(sites):
        if site.country:
            by_country[site.country] += weight[i]
            mine[int(owner[i]), site.country] += weight[i]
            if site.admin1:
                by_division[site.country, site.admin1] += weight[i]
                mine[int(owner[i]), (site.country, site.admin1)] += weight[i]
    whole, parts = sum(by_country.values()) + 1.0, sum(by_division.values()) + 1.0
    result = np.zeros(len(sites))
    for i, site in enumerate(sites):
        if site.country:
            result[i] = COUNTRY * (by_country[site.country] - mine[int(owner[i]), site.country]) / whole
            if site.admin1:
                division = (site.country, site.admin1)
                result[i] += DIVISION * (by_division[division] - mine[int(owner[i]), division]) / parts
    return result


def _spots(sites: Sequence[Site], owner: NDArray[np.int64], counts: Floats) -> NDArray[np.int64]:
    """Give the indices of the sites that are compared: those of the most frequent names that are near or far."""
    spot = np.array([site.kind in _SPOTS for site in sites])
    return np.flatnonzero(spot & np.isin(owner, np.argsort(-counts, kind="stable")[:_NAMES]))


def _closeness(sites: Sequence[Site], owner: NDArray[np.int64]) -> Floats:
    """Give how close each two sites of different names are, from 1 to 0."""
    latitude = np.radians([site.latitude for site in sites])
    longitude = np.radians([site.longitude for site in sites])
    half = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    half += (
        np.cos(latitude)[:, None]
        * np.cos(latitude)[None, :]
        * np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    )
    close = np.exp(-2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))) / _REACH_KM)
    close *= owner[:, None] != owner[None, :]
    return np.asarray(close)


def _support(near: Floats, chance: Floats, owner: NDArray[np.int64], counts: Floats) -> Floats:
    """Give each site the support of its neighbours: of each other name its likeliest close site; saturates at 1."""
    weighed = near * chance[None, :]
    order = np.flatnonzero(np.diff(owner, prepend=-1))
    best = np.maximum.reduceat(weighed, order, axis=1) * counts[owner[order]][None, :]
    total = best.sum(axis=1)
    return np.asarray(total / (total + 0.6))


def _ranked(names: Sequence[tuple[Mention, int, tuple[Site, ...]]], chance: Floats) -> list[Sense]:
    """Put each name's sites in the order of their probabilities."""
    senses, at = [], 0
    for _, _, group in names:
        part = chance[at : at + len(group)]
        order = sorted(range(len(group)), key=lambda i: (-part[i], -group[i].population, i))
        senses.append(Sense(tuple((group[i], float(part[i])) for i in order)))
        at += len(group)
    return senses
