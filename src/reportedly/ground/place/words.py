"""Load the words that tell of places."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.model.nations import demonyms, nations


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the tables of `words.toml`, and peoples' names; in lower case, but for abbreviations and demonyms."""

    before: frozenset[str]
    within: frozenset[str]
    """Of them, those that hardly ever stand before a person."""
    taking: frozenset[str]
    nearby: frozenset[str]
    """What stands between such a word and the name: "in nearby …"."""
    near: frozenset[str]
    near_phrases: tuple[str, ...]
    near_ends: frozenset[str]
    """The last words of those phrases."""
    of: frozenset[str]
    settlements: frozenset[str]
    """Nouns that leave no doubt that a name beside them is a place's: "the town of", "… village"."""
    spots: frozenset[str]
    """Nouns after a name in "the … camp" that leave no doubt either, where places are told."""
    abstract: frozenset[str]
    """Words before "in" that no place follows: "confidence in"."""
    seats: frozenset[str]
    parties: frozenset[str]
    attacks: frozenset[str]
    inhabitants: frozenset[str]
    namesakes: frozenset[str]
    universities: frozenset[str]
    """What a town in apposition follows: "the capital, Vientiane"."""
    directions: frozenset[str]
    compass: frozenset[str]
    """Of the directions, those that are points of the compass."""
    parts: frozenset[str]
    nouns: dict[str, str]
    """"province": the kind of place that it is; `any` of those from anywhere: "a Missouri man"."""
    institutions: frozenset[str]
    press: frozenset[str]
    titles: frozenset[str]
    streets: frozenset[str]
    street_towns: frozenset[str]
    """Of the streets, those that towns are called after too: "West Bank", "Royal Court"."""
    tasks: frozenset[str]
    """What bodies are for: "Justice Department"."""
    groups: frozenset[str]
    """What names of armed groups begin with before "in" and a country."""
    premises: frozenset[str]
    """Last words of names of firms, offices and buildings."""
    armed: frozenset[str]
    """Armed groups' short names, which small taggers take for places."""
    weak: frozenset[str]
    speech: frozenset[str]
    abbreviations: dict[str, tuple[str, str]]
    """"La." and "LA": country and GeoNames' code of its first division."""
    demonyms: Mapping[str, str | None]
    """"Syrian" and "Syrians": the country, None for a wider one."""
    institutions_of: dict[str, tuple[str, ...]]
    """"sheriff": the countries whose press uses the word."""


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("reportedly.ground.place").joinpath(name).read_text(encoding="utf-8"))


@cache
def words() -> Words:
    """Load the tables once."""
    table = _load("words.toml")
    return Words(
        before=frozenset(table["before"]["inside"]),
        within=frozenset(table["before"]["within"]),
        taking=frozenset(table["before"]["taking"]),
        nearby=frozenset(table["before"]["nearby"]),
        near=frozenset(table["before"]["near"]),
        near_phrases=tuple(table["before"]["near_phrases"]),
        near_ends=frozenset(phrase.split()[-1] for phrase in table["before"]["near_phrases"]),
        of=frozenset(table["before"]["of"]),
        settlements=frozenset(table["before"]["settlements"]),
        spots=frozenset(table["before"]["spots"]),
        abstract=frozenset(table["before"]["abstract"]),
        seats=frozenset(table["before"]["seats"]),
        namesakes=frozenset(table["weak"]["countries"]),
        inhabitants=frozenset(table["inhabitants"]["words"]),
        attacks=frozenset(table["before"]["attacks"]),
        parties=frozenset(table["before"]["parties"]),
        universities=frozenset(table["before"]["universities"]),
        directions=frozenset(table["directions"]["words"]),
        compass=frozenset(w for w in table["directions"]["words"] if w.startswith(("north", "south", "east", "west"))),
        parts=frozenset(table["directions"]["parts"]),
        nouns={word: kind for kind, group in table["nouns"].items() if kind != "source" for word in group},
        institutions=frozenset(table["institutions"]["words"]),
        press=frozenset(table["press"]["words"]),
        titles=frozenset(table["titles"]["words"]),
        streets=frozenset(table["streets"]["words"]),
        street_towns=frozenset(table["streets"]["towns"]),
        tasks=frozenset(table["bodies"]["tasks"]),
        groups=frozenset(table["bodies"]["groups"]),
        premises=frozenset(table["bodies"]["premises"]),
        armed=frozenset(table["bodies"]["armed"]),
        weak=frozenset(table["weak"]["words"]),
        speech=frozenset(table["speech"]["words"]),
        abbreviations=_abbreviations(table["first_divisions"]),
        demonyms=demonyms(),
        institutions_of=_institutions(nations()["institutions"]),
    )


def _abbreviations(table: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Give each abbreviation's division; American postal codes are the divisions' codes themselves."""
    found = {}
    for country in ("US", "CA"):
        for code, short in table[country].items():
            for one in (*short, *((code,) if country == "US" else ())):
                found[one] = (country, code)
    return found


def _institutions(table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Turn each country's words into each word's countries."""
    found: dict[str, tuple[str, ...]] = {}
    for country, group in table.items():
        if country != "source":
            for word in group:
                found[word] = (*found.get(word, ()), country)
    return found
