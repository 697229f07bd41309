"""Choose which of the places that bear a name is meant: by size, by the report's countries, and by its other places.

Each name has one sense in a report, but where the words beside it say otherwise. The weights are few and set by hand.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.ground.gazetteer import Site

from .distance import EARTH_KM
from .mentions import Mention

Floats = NDArray[np.float64]
_PER_NAME = 24
"""Sites of one name that are compared; "San Antonio" has hundreds. The most populous, and those in a state that is named."""
_NAMES = 80
"""Names of one report that are compared with one another, the most frequent: the cost grows with their square."""
_REACH_KM = 90.0
"""Distance at which a neighbour's support has fallen to 1/e."""
_ROUNDS = 3

SIZE = 3.0
"""What a place of ten million counts for against none."""
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
CONTAINED = 1.5
SHARPNESS = 1.6
"""How fast a lower score turns into a lower probability."""

_FAME = {"country": 1.3, "continent": 1.0, "region": 0.8, "water": 0.8, "feature": 0.75}
"""Sizes of what has no people counted."""
_LESS = {"admin1": 0.08, "admin2": 0.25}
"""A bare name is rather the city's than the district's; in millions by the logarithm."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The sites a mention may mean, best first, each with its probability."""

    ranked: tuple[tuple[Site, float], ...]


def size(site: Site) -> float:
    """Give a place's size from 0 to 1: the logarithm of its people, ten million being 1."""
    if site.kind in _FAME:
        return _FAME[site.kind]
    return min(1.0, math.log10(site.population + 10) / 7) - _LESS.get(site.kind, 0.0)


def choose(mentions: Sequence[Mention], countries: Mapping[str, float]) -> list[Sense]:
    """Give each mention's sense. `countries` is the evidence for countries that doesn't come from the names themselves."""
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
    return (*sites[: _PER_NAME // 2], *(named + [s for s in sites[_PER_NAME // 2 :] if s not in named])[: _PER_NAME // 2])


def _score(names: Sequence[tuple[Mention, int, tuple[Site, ...]]], countries: Mapping[str, float]) -> list[Sense]:
    """Score all names' sites together, in rounds: what is surer speaks for what lies near it and in its country."""
    if not names:
        return []
    sites = [site for _, _, group in names for site in group]
    owner = np.repeat(np.arange(len(names)), [len(group) for _, _, group in names])
    counts = np.array([1.0 + math.log(count) for _, count, _ in names])
    base = np.array([_alone(site, mention) for mention, _, group in names for site in group])
    near = _closeness(sites, owner, counts)
    chance = _softmax(base, owner, len(names))
    for _ in range(_ROUNDS):
        score = base + _shares(sites, owner, counts, chance, countries)
        if near is not None:
            support = _support(near, chance, owner, counts)
            score = score + NEAR * support
        chance = _softmax(score, owner, len(names))
    return _ranked(names, chance)


def _alone(site: Site, mention: Mention) -> float:
    """Score a site by itself."""
    score = SIZE * size(site) + (ALIAS if site.alias and site.kind != "country" else 0.0) + (OWN if site.own else 0.0)
    if mention.kind is not None:
        score += KIND * (site.kind == mention.kind or (mention.kind == "admin1" and site.kind == "region"))
    return score + (CONTAINED if mention.containers else 0.0)


def _softmax(score: Floats, owner: NDArray[np.int64], names: int) -> Floats:
    """Turn scores into probabilities within each name."""
    top = np.full(names, -np.inf)
    np.maximum.at(top, owner, score)
    weight = np.exp(SHARPNESS * (score - top[owner]))
    return np.asarray(weight / np.bincount(owner, weight, names)[owner])


def _shares(sites: Sequence[Site], owner: NDArray[np.int64], counts: Floats, chance: Floats, countries: Mapping[str, float]) -> Floats:
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


def _closeness(sites: Sequence[Site], owner: NDArray[np.int64], counts: Floats) -> Floats | None:
    """Give how close each two sites of different names are, from 1 to 0; countries and the like are close to nothing."""
    if len(counts) < 2:  # noqa: PLR2004 - nothing to compare
        return None
    spot = np.array([site.kind in ("city", "admin2", "feature", "admin1") for site in sites])
    spot &= np.isin(owner, np.argsort(-counts, kind="stable")[:_NAMES])
    latitude = np.radians([site.latitude for site in sites])
    longitude = np.radians([site.longitude for site in sites])
    half = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    half += np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    close = np.exp(-2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))) / _REACH_KM)
    close *= (owner[:, None] != owner[None, :]) & spot[:, None] & spot[None, :]
    return np.asarray(close)


def _support(near: Floats, chance: Floats, owner: NDArray[np.int64], counts: Floats) -> Floats:
    """Give each site the support of its neighbours: of each other name its likeliest close site; saturates at 1."""
    weighed = near * chance[None, :]
    order = np.flatnonzero(np.diff(owner, prepend=-1))
    best = np.maximum.reduceat(weighed, order, axis=1) * counts[None, :]
    total = best.sum(axis=1)
    return np.asarray(total / (total + 0.6))


def _ranked(names: Sequence[tuple[Mention, int, tuple[Site, ...]]], chance: Floats) -> list[Sense]:
    """Put each name's sites in the order of their probabilities."""
    senses, at = [], 0
    for _, _, group in names:
        part = chance[at : at + len(group)]
        order = sorted(range(len(group)), key=lambda i: (-part[i], -group[i].population, i))  # noqa: B023 - used at once
        senses.append(Sense(tuple((group[i], float(part[i])) for i in order)))
        at += len(group)
    return senses
