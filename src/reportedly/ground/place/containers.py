"""Put a place in the one named beside it: "Alexandria, La.", "Aleppo, Syria", "Sevare, in Mopti region"."""

from dataclasses import dataclass

from reportedly.ground.gazetteer import Site

from .around import Around
from .distance import kilometres
from .runs import Stretch

TOWNS = frozenset(("city", "capital"))
_BESIDE_KM = 120.0
"""How far a town may lie from the middle of the district or county that it is put in."""
_IN_REGION_KM = 600.0
"""The same for regions that aren't divisions, such as Darfur or Patagonia."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What is left of the first name's sites, and of the second's, once the one lies in the other."""

    sites: tuple[Site, ...]
    containers: tuple[Site, ...]


def container_of(
    around: Around, first: Stretch, sites: tuple[Site, ...], second: Stretch, above: tuple[Site, ...]
) -> Inside | None:
    """Give the pairs of sites in which the second name holds the first; else None."""
    if not _linked(around, first, second):
        return None
    pairs = [(site, one) for site in sites for one in above if holds(one, site)]
    told = not sites or _is_told(around, first, second)
    if not pairs and told and any(one.kind not in TOWNS for one in above):
        return Inside((), tuple(one for one in above if one.kind not in TOWNS))
    if not pairs:
        return None
    return Inside(tuple(dict.fromkeys(site for site, _ in pairs)), tuple(dict.fromkeys(one for _, one in pairs)))


def owned_by(
    around: Around, owner: Stretch, above: tuple[Site, ...], part: Stretch, sites: tuple[Site, ...]
) -> Inside | None:
    """Give the pairs of sites in which a first name's country or division holds the second: "Kenya's Garissa"."""
    wide = tuple(one for one in above if one.kind in ("country", "admin1"))
    if not wide or around.text[owner.end : part.start] not in ("'s ", "’s "):
        return None
    pairs = [(site, one) for site in sites for one in wide if holds(one, site) or _divides(one, site)]
    if not pairs:
        return Inside((), wide) if not sites or around.after(part.last) in around.words.nouns else None
    return Inside(tuple(dict.fromkeys(site for site, _ in pairs)), tuple(dict.fromkeys(one for _, one in pairs)))


def _divides(country: Site, site: Site) -> bool:
    """Say whether a site is a first division of a country."""
    return country.kind == "country" and site.kind == "admin1" and site.country == country.country


def _linked(around: Around, first: Stretch, second: Stretch) -> bool:
    """Say whether nothing but a comma, "in" or a bracket stands between two names."""
    between = around.text[first.end : second.start].split()
    if not between or len(between) > 4 or "\n" in around.text[first.end : second.start]:  # noqa: PLR2004
        return False
    words = [word.lower() for word in between]
    if words[0] in around.words.nouns or words[0].rstrip(",") in around.words.nouns:
        words = [","] if words[0].endswith(",") else words[1:]
    return words in ([","], [",", "in"], ["in"], [",", "in", "the"], ["in", "the"], ["("], [",", "the"]) or words == [
        ",",
        "of",
    ]


def _is_told(around: Around, first: Stretch, second: Stretch) -> bool:
    """Say whether the words leave no doubt that the first lies in the second: "Arghan district in Helmand".

    Then none of the sites that the gazetteer knows elsewhere is meant.
    """
    between = around.text[first.end : second.start].lower().split()
    return len(between) > 1 and between[0].rstrip(",") in around.words.nouns and between[1] == "in"


def holds(container: Site, site: Site) -> bool:
    """Say whether one site lies in another, as far as codes and distances tell."""
    if container.kind == "country":
        return site.country == container.country and site.kind != "country"
    if container.kind == "admin1":
        return (site.country, site.admin1) == (container.country, container.admin1) and site.kind not in (
            "country",
            "admin1",
        )
    if container.kind == "admin2":
        return site.kind in TOWNS and site.country == container.country and kilometres(site, container) <= _BESIDE_KM
    if container.kind == "region":
        return site.kind in (*TOWNS, "admin2") and kilometres(site, container) <= _IN_REGION_KM
    return False
