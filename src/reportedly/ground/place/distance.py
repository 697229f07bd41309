"""Measure how far places lie apart."""

import math

from reportedly.ground.gazetteer import Site

EARTH_KM = 6371.0
"""Mean radius."""


def kilometres(first: Site, second: Site) -> float:
    """Give the great-circle distance between two sites (haversine)."""
    lat1, lat2 = math.radians(first.latitude), math.radians(second.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(second.longitude - first.longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
