"""The words by which bylines, dates and credits are known (`tables/words.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("tables", "words.toml").read_text(encoding="utf-8"))


@cache
def words(*names: str) -> frozenset[str]:
    """Give the words of one list or several together. Raises KeyError where there is no such list."""
    return frozenset(word for name in names for word in _table()[name]["words"].split())
