"""The table of furniture: which wordings belong to a page and not to the report (`tables/furniture.toml`)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from reportedly.model.vocabulary import FurnitureKind

# Above this many characters no line is looked up as a whole: only its end is looked at.
LONGEST_LINE = 900
# The key of a line is built of so many characters: no wording in the table is longer.
KEY = 160
_MOST_BUTTONS = 20

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "…": " "})
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[\w+#'-]+")
_EDGES = " \t\"'.,:;!?|»«›‹>–—-_*•·()[]{}/\\+="


@dataclass(frozen=True, slots=True)
class WordList:
    """Hold one list of the table, ready to be matched."""

    kind: FurnitureKind
    source: str
    longest: int
    opens: bool
    ends: bool
    exact: frozenset[str]
    weak: frozenset[str]
    top: frozenset[str]
    words: frozenset[str]
    holds: tuple[str, ...]
    starts: re.Pattern[str] | None
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Say what a line is, and how surely: sure, weak (only beside other furniture) or top (only above the report)."""

    kind: FurnitureKind
    strength: str
    opens: bool = False
    ends: bool = False


def key_of(line: str) -> str:
    """Reduce a line to what wordings are compared by: case, numbers and marks at its ends don't count."""
    return _start_of(line).rstrip(_EDGES)


def _start_of(line: str) -> str:
    """Reduce the beginning of a line likewise, its end left as it is."""
    return _DIGITS.sub("#", " ".join(line[:KEY].translate(_QUOTES).casefold().split()).lstrip(_EDGES))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tables", "furniture.toml").read_text(encoding="utf-8"))


@cache
def load() -> tuple[WordList, ...]:
    """Give the lists of wordings that are lines of their own."""
    return tuple(_word_list(one) for one in _table()["lists"])


@cache
def tails() -> tuple[tuple[Match, re.Pattern[str]], ...]:
    """Give the forms of furniture that ends a paragraph; each is to be searched in a stretch of text, up to its end."""
    return tuple(
        (Match(one["kind"], "sure"), re.compile(rf"(?:{pattern})\Z", re.DOTALL))
        for one in _table()["tails"]
        for pattern in one["patterns"]
    )


@cache
def outlet_words() -> frozenset[str]:
    """Give the words by which a newspaper's or agency's name is known."""
    return frozenset(word for one in _table()["outlets"] for word in one["words"])


def _word_list(one: dict[str, Any]) -> WordList:
    if one["kind"] not in get_args(FurnitureKind):
        raise ValueError(f"furniture.toml: no such kind: {one['kind']}")
    starts = sorted(map(_start_of, one.get("starts", ())))
    return WordList(
        kind=one["kind"],
        source=one["source"],
        longest=one.get("longest", 25),
        opens=one.get("opens", False),
        ends=one.get("ends", False),
        exact=frozenset(map(key_of, one.get("exact", ()))),
        weak=frozenset(map(key_of, one.get("weak", ()))),
        top=frozenset(map(key_of, one.get("top", ()))),
        words=frozenset(one.get("words", ())),
        holds=tuple(one.get("holds", ())),
        starts=re.compile(rf"(?:{'|'.join(map(re.escape, starts))})(?!\w)") if starts else None,
        patterns=tuple(map(re.compile, one.get("patterns", ()))),
    )


@cache
def _whole() -> dict[str, Match]:
    """Give the match of each wording that is a whole line; sure ones win over weak ones."""
    found: dict[str, Match] = {}
    for strength in ("top", "weak", "sure"):
        for one in load():
            keys = {"sure": one.exact, "weak": one.weak, "top": one.top}[strength]
            found.update(dict.fromkeys(keys, Match(one.kind, strength, opens=one.opens, ends=one.ends)))
    return found


def look_up(line: str) -> Match | None:
    """Say what a line is by its wording alone, None where it may be the report's."""
    if len(line) > LONGEST_LINE:
        return None
    key = key_of(line)
    if not key:
        return None
    count = line.count(" ") + 1
    found = _whole().get(key) if count <= KEY else None
    return found or _by_words(key, count) or _by_form(line, key, count)


def _by_words(key: str, count: int) -> Match | None:
    """Match lines made of nothing but the names of share buttons."""
    if count > _MOST_BUTTONS:
        return None
    words = [word for word in _WORD.findall(key) if word != "#"]
    for one in load():
        if one.words and words and one.words.issuperset(words):
            return Match(one.kind, "sure" if len(words) > 1 else "weak")
    return None


def _by_form(line: str, key: str, count: int) -> Match | None:
    """Match lines by how they begin and by their form."""
    lower = line.lower()
    for one in load():
        if count > one.longest:
            continue
        if one.starts and one.starts.match(key):
            break
        if one.holds and not any(word in lower for word in one.holds):
            continue
        if any(pattern.fullmatch(line) for pattern in one.patterns):
            break
    else:
        return None
    return Match(one.kind, "sure", opens=one.opens, ends=one.ends)
