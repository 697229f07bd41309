"""Reckon with places: how far two are apart, and whether one lies in the other."""

from math import asin, cos, radians, sin, sqrt

from reportedly.model import Place
from reportedly.model.vocabulary import Precision

EARTH = 6371.0
"""Mean radius in kilometres (IUGG)."""

FINE: frozenset[Precision] = frozenset({"exact", "part_of", "near"})
"""Precisions that name a town or a spot of it."""

Point = tuple[float, float]
"""Latitude and longitude, degrees."""


def distance(one: Point, other: Point) -> float:
    """Give the great-circle distance in kilometres, by the haversine formula."""
    first, second = radians(one[0]), radians(other[0])
    across = sin((second - first) / 2) ** 2
    along = cos(first) * cos(second) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(across + along)))


def coarseness(place: Place) -> int:
    """Rank places: 0 a town or a spot, 1 a division, 2 a country or a part of one."""
    return 2 if place.admin1 is None else 0 if place.precision in FINE else 1
