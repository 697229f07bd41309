"""Say whether two places can't be one, nor one within the other."""

from math import asin, cos, radians, sin, sqrt

from reportedly.model import Place

RADIUS = 6371.0
"""Of the earth, in km."""
FAR = 50.0
"""Kilometres beyond which two towns aren't each other's outskirts."""
WIDE = frozenset({"country", "region", "part_of", "near", "unresolved"})


def lie_apart(one: Place, other: Place) -> bool:
    """Say whether two places lie in different countries, or are two points of one that are far from each other."""
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision in WIDE or other.precision in WIDE or _within(one, other) or _within(other, one):
        return False
    distance = kilometres(one, other)
    return distance is not None and distance > FAR


def _within(one: Place, other: Place) -> bool:
    """Say whether a place bears the name of the other's region: "Aleppo" is the province, too."""
    return bool(other.admin1) and one.name.lower() in (other.admin1 or "").lower()


def kilometres(one: Place, other: Place) -> float | None:
    """Give the great-circle distance of two places by the haversine formula; None where a point is unknown."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    a = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(a)))
