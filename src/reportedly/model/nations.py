"""Which country a people's name points to: one table, read by every room that needs it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_UNINFLECTED = ("s", "sh", "ch", "ese", "Philippine")
"""Endings of names that have no plural in "s"."""


@cache
def nations() -> dict[str, Any]:
    """Load `demonyms.toml` once: peoples' names by country, those of wider regions, words of national institutions."""
    return tomllib.loads((files(__package__) / "demonyms.toml").read_text(encoding="utf-8"))


@cache
def demonyms() -> Mapping[str, str | None]:
    """Give each people's name its country (ISO 3166-1 alpha-2), in the singular and the plural; None for a wider one.

    "Syrian" and "Syrians" point to SY; "Kurdish" covers more than a country.
    """
    table = nations()
    found: dict[str, str | None] = dict.fromkeys(table["wider"]["names"])
    found |= {one: country for country, group in table["demonyms"].items() for one in group}
    plural = {f"{one}s": country for one, country in found.items() if not one.endswith(_UNINFLECTED)}
    return MappingProxyType(plural | found)


@cache
def countries() -> Mapping[str, str]:
    """Give each country's and territory's names its ISO 3166-1 alpha-2 code, as headlines write them: "DR Congo"."""
    return MappingProxyType({name: code for code, names in nations()["countries"].items() for name in names})
