"""Load the small lists of words that the rules go by (`lexicon.toml`), once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    return {name: frozenset(one["words"]) for name, one in raw.items()}


def words(name: str) -> frozenset[str]:
    """Give one list by its name. Raises KeyError where there is none of that name."""
    return _lists()[name]
