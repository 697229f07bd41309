"""The tables of the exchange formats: what a code of ours is called in theirs, each with its source."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """Read one TOML table, by its file's name."""
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
