"""Load the room's word lists and weights: TOML files beside the code, each list with its source, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Load `name`.toml, once a process."""
    return tomllib.loads(files("reportedly.reconcile").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def named(name: str, kind: str) -> dict[str, frozenset[str]]:
    """Give the word lists of one kind of a table: name → words."""
    return {one["name"]: frozenset(one["words"]) for one in table(name)[kind]}


@cache
def class_of(word: str) -> str | None:
    """Give the class of what a lemma counts: `household`, `building`, …; None for persons and what's in no list."""
    return next((name for name, words in named("groups", "class").items() if word in words), None)


@cache
def side_of(word: str) -> str | None:
    """Give the side whose label a lemma is: `combatant`, `forces`, `civilian`; None for a label of any side."""
    return next((name for name, words in named("groups", "side").items() if word in words), None)


@cache
def parts_of(word: str) -> frozenset[str]:
    """Give the narrower groups that a lemma counts."""
    return frozenset(name for name, words in named("groups", "part").items() if word in words)


@cache
def families() -> tuple[dict[str, str], dict[str, str]]:
    """Give the families of events: by outcome, and by PLOVER type."""
    by_outcome: dict[str, str] = {}
    by_type: dict[str, str] = {}
    for family in table("groups")["family"]:
        by_outcome.update(dict.fromkeys(family["outcomes"], family["name"]))
        by_type.update(dict.fromkeys(family["types"], family["name"]))
    return by_outcome, by_type


@cache
def weight(rule: str) -> float:
    """Give what a rule of comparison weighs."""
    value: float = table("weights")["rules"][rule]["weight"]
    return value
