"""The room's tables, each read once."""

import gzip
import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tags() -> dict[str, Any]:
    """Give the table of tags, abbreviations and auxiliaries: `tables/tags.toml`."""
    return tomllib.loads((files(__package__) / "tables" / "tags.toml").read_text(encoding="utf-8"))


@cache
def symbols() -> dict[str, Any]:
    """Give the numbers of the grammar model's own symbols: `tables/symbols.toml`."""
    return tomllib.loads((files(__package__) / "tables" / "symbols.toml").read_text(encoding="utf-8"))


@cache
def tokens() -> dict[str, Any]:
    """Give the chunks that are divided otherwise than by rule: `tables/tokens.toml`."""
    return tomllib.loads((files(__package__) / "tables" / "tokens.toml").read_text(encoding="utf-8"))


@cache
def lemmas() -> dict[str, Any]:
    """Give base forms, exceptions and rules of inflection: `tables/lemmas.json.gz`."""
    packed = (files(__package__) / "tables" / "lemmas.json.gz").read_bytes()
    table: dict[str, Any] = json.loads(gzip.decompress(packed))
    return table
