"""Compare where two claims' events were: the same town, a region that holds both, or somewhere else."""

from collections.abc import Iterator
from operator import attrgetter

from reportedly.model import Reason, Testimony

from .places import FINE, distance
from .remembered import remembered
from .tables import weight

TOWN, NEAR, FAR = 12.0, 40.0, 75.0
"""Kilometres between the points of two towns: one and its suburbs; one and its villages; two places for certain."""


@remembered(
    attrgetter("country", "place", "admin1", "latitude", "longitude", "precision", "modifier", "geonames_id", "also_at")
)
def of_place(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield the reasons of place."""
    if one.country is None or other.country is None:
        if one.place and other.place and one.place.lower() == other.place.lower():
            yield Reason("same_name", f"both in {one.place}, wherever that is", weight("same_name"))
        return
    alike = bool(one.place and other.place and one.place.lower() == other.place.lower())
    if not alike and _also(one, other):
        yield Reason("also_there", f"one names {other.place} or {one.place} too", weight("also_there"))
        return
    if one.country != other.country:
        yield Reason("other_place", f"{one.place} and {other.place} are in two countries", -9.0, decisive=True)
        return
    fine = one.precision in FINE or other.precision in FINE
    unknown = "unresolved" in (one.precision, other.precision) and None in (one.admin1, other.admin1)
    if alike and (unknown or (fine and one.admin1 == other.admin1)):
        # a province is often called as its seat is, and told of as if it were; a village on no map is known by its name
        yield Reason("same_town", f"both in {one.place}", weight("same_town"))
    elif one.precision in FINE and other.precision in FINE and one.latitude is not None and other.latitude is not None:
        yield from _towns(one, other)
    elif one.admin1 and other.admin1:
        if one.admin1 != other.admin1:
            yield Reason("other_place", f"{one.admin1} is not {other.admin1}", -9.0, decisive=True)
        else:
            yield Reason("same_region", f"both in {one.admin1}", weight("same_region"))
    else:
        yield Reason("same_country", f"both in {one.country}, no nearer", weight("same_country"))


def _towns(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield the reasons of two towns."""
    here, there = (one.latitude or 0.0, one.longitude or 0.0), (other.latitude or 0.0, other.longitude or 0.0)
    apart = distance(here, there)
    if one.modifier and other.modifier and one.modifier != other.modifier and apart <= TOWN:
        # eastern and western Aleppo are two places; a suburb's "north" and a city's needn't be
        yield Reason("near_town", f"{one.modifier} and {other.modifier} {one.place}", weight("near_town"))
    elif apart <= TOWN:
        yield Reason("same_town", f"both in {one.place}", weight("same_town"))
    elif apart <= NEAR:
        yield Reason("near_town", f"{one.place} and {other.place} are {apart:.0f} km apart", weight("near_town"))
    elif apart <= FAR:
        yield Reason("same_region", f"{one.place} and {other.place} are {apart:.0f} km apart", weight("same_region"))
    else:
        says = f"{one.place} and {other.place} are {apart:.0f} km apart"
        yield Reason("other_place", says, -9.0, decisive=True)


def two_towns(one: Testimony, other: Testimony) -> bool:
    """Say whether two claims name two towns: what was counted in one is no part of what was counted in the other."""
    points = [(its.latitude, its.longitude) for its in (one, other) if its.precision in FINE]
    here, there = points if len(points) == 2 else ((None, None), (None, None))  # noqa: PLR2004 - both
    if None in (*here, *there):
        return False
    return distance(here, there) > TOWN  # type: ignore[arg-type]


def _also(one: Testimony, other: Testimony) -> bool:
    """Say whether one claim's place is another of the places that the other's report tells of this happening."""
    if one.geonames_id is None or one.geonames_id == other.geonames_id:
        return False
    return one.geonames_id in other.also_at or other.geonames_id in one.also_at
