"""The room's tables, each read once: what nouns may be, titles, first names, nations."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from unicodedata import combining, normalize

from reportedly.model import Token

Class = Literal["person", "group", "body", "place", "document", "poll", "thing"]
"""What may act, speak, be read or be counted; a thing is nothing but counted."""
CLASSES: tuple[Class, ...] = ("poll", "person", "group", "document", "place", "body")
"""In the order in which a noun of several lists is taken; `body` comes last, as bodies mostly have names."""


@cache
def _table(name: str) -> dict[str, Any]:
    """Read one of the room's TOML files."""
    return tomllib.loads((files(__package__) / "tables" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, section: str, key: str = "words") -> frozenset[str]:
    """Give a list of words as a set."""
    return frozenset(_table(table)[section][key].split())


@cache
def lines(table: str, section: str, key: str = "names") -> tuple[str, ...]:
    """Give a list of names, one a line."""
    return tuple(line.strip() for line in _table(table)[section][key].splitlines() if line.strip())


@cache
def mapping(table: str, section: str, key: str) -> dict[str, str]:
    """Give a table of strings."""
    return dict(_table(table)[section][key])


@cache
def wider(table: str) -> dict[str, frozenset[str]]:
    """Give the wider words that may stand for a role (`persons`) or for a kind of body (`bodies`)."""
    return {role: frozenset(line.split()) for role, line in _table(table)["broader"]["roles"].items()}


@cache
def alike() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give for each role those that who spoke last may have had instead, and what else must be said of them, or ""."""
    table = _table("persons")["alike"]["roles"]
    return {
        word: tuple((role.partition(":")[0], role.partition(":")[2]) for role in line.split())
        for word, line in table.items()
    }


@cache
def _classes() -> dict[str, Class]:
    """Give the class of each noun."""
    return {word: one for one in reversed(CLASSES) for word in words("heads", one)}


def class_of(noun: str) -> Class | None:
    """Give what a common noun, a lemma in lower case, may be; None where it could neither act, speak nor be read."""
    known = _classes().get(noun)
    if known:
        return known
    if noun.endswith(
        ("woman", "women", "man", "men", "ologist", "maker", "holder", "seeker", "goer", "worker", "leader")
    ):
        return "person"
    return None


def kind_of_noun(noun: Token, before: Sequence[Token]) -> Class | None:
    """Give what a common noun may be behind the words before it: "opposition figures" are people, "new figures" not."""
    phrase = f"{before[-1].text.lower()}-{noun.lemma.lower()}" if before else ""
    return "person" if phrase in words("heads", "personages") else class_of(noun.lemma.lower())


@cache
def _first_names() -> dict[str, str | None]:
    """Give `m`, `f` or None (both) for each first name."""
    table = _table("first_names")
    genders = (("male", "m"), ("female", "f"), ("both", None))
    return {name: gender for key, gender in genders for name in table[key].split()}


def _unmarked(word: str) -> str:
    """Give a word without accents, as the lists have it."""
    return word if word.isascii() else "".join(one for one in normalize("NFKD", word) if not combining(one))


def is_first_name(word: str) -> bool:
    """Say whether a word, in lower case, is a first name."""
    return _unmarked(word) in _first_names()


def gender_of_first_name(word: str) -> str | None:
    """Give `m` or `f` for a first name in lower case, None where it's unknown or given to both."""
    bare = _unmarked(word)
    return _first_names().get(bare) or _first_names().get(bare.partition("-")[0])


@cache
def nations() -> dict[str, str]:
    """Give the country of each adjective and name of a people, and of the country itself, all in lower case."""
    table = _table("bodies")["nations"]["of"]
    found = {name.lower(): name for name in table}
    return found | {word.replace("-", " "): name for name, line in table.items() for word in line.split()}


@cache
def states() -> frozenset[str]:
    """Give the states of the United States, in lower case."""
    return frozenset(name.strip().lower() for name in _table("bodies")["states"]["words"].split(";"))
