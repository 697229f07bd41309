"""The room's tables, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tags() -> dict[str, Any]:
    """Give the table of tags, abbreviations and auxiliaries: `tables/tags.toml`."""
    return tomllib.loads((files(__package__) / "tables" / "tags.toml").read_text(encoding="utf-8"))
