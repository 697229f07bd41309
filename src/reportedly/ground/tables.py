"""Load the word lists that grounding reads by: TOML files beside the code, each list with its source, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """Load `name`.toml of a package under `reportedly.ground` ("" for the room itself), once a process."""
    where = files("reportedly.ground")
    if package:
        where = where.joinpath(package)
    return tomllib.loads(where.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(package: str, name: str, key: str) -> frozenset[tuple[str, ...]]:
    """Give a table's list of phrases as tuples of words."""
    return frozenset(tuple(phrase.split()) for phrase in table(package, name)[key]["words"])


@cache
def word_set(package: str, name: str, key: str) -> frozenset[str]:
    """Give a table's list of single words as a set."""
    return frozenset(table(package, name)[key]["words"])
