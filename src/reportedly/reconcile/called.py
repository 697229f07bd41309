"""Read what an origin is called: the words that tell it from others, and the role where it has no name of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.model.vocabulary import EntityKind

from .names import ends, one_person
from .tables import table

_WORD = re.compile(r"[\w.'’-]+")
_DOUBLED = re.compile(r"(\w)\1")
"""Romanised names double letters at will: Amaq, Aamaq."""


@dataclass(frozen=True, slots=True)
class Role:
    """What people call those whom they don't name, and what kinds of named origins these may be."""

    name: str
    may_be: tuple[EntityKind, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """Hold what a name says: its telling words, its initials, the state whose body it is, and its role."""

    name: str
    person: bool
    telling: frozenset[str]
    initials: str
    state: str | None
    branch: frozenset[str]
    """Of a state's body, the words that say which: "police", "defence ministry"."""
    role: Role
    nations: frozenset[str] = frozenset()
    """The states that a name names: a Norwegian society and a Danish one are two."""
    sorts: frozenset[str] = frozenset()
    """What sort of body a name says it is: a town's hospital is not its police."""
    office: str | None = None
    """Of a ministry, or its minister, for what: a question's "health ministry" is one, whatever else it's called."""

    def matches(self, other: "Called") -> bool:
        """Say whether two names are one's: a person's by first and last name, others where one shortens the other."""
        if self.person or other.person:
            return self.person and other.person and one_person(self.name, other.name)
        if not self.telling or not other.telling or self._are_apart(other):
            return False
        if self.telling == other.telling:
            return True
        shorter, longer = sorted((self, other), key=lambda one: len(one.telling))
        if shorter.telling <= longer.telling and shorter.telling - _lists()["generic"]:
            return shorter.sorts <= longer.sorts
        return self.abbreviates(other) or other.abbreviates(self)

    def abbreviates(self, other: "Called") -> bool:
        """Say whether this name is the other's initials."""
        return len(self.telling) == 1 and len(other.initials) >= _INITIALS and other.initials in self.telling

    def is_of(self, bodies: Iterable["Called"]) -> bool:
        """Say whether this is one of the bodies to which another belongs."""
        return any(self.matches(body) for body in bodies)

    def _are_apart(self, other: "Called") -> bool:
        """Say whether two names tell of two nations, or of two sorts of bodies."""
        pairs = (self.nations, other.nations), (self.sorts, other.sorts)
        return any(mine and its and mine.isdisjoint(its) for mine, its in pairs)


_INITIALS = 3
"""Letters from which initials tell a name."""


@lru_cache(maxsize=16384)
def called(name: str, kind: EntityKind | None) -> Called:
    """Read a name."""
    words = [word.strip(".'’-").removesuffix("'s").removesuffix("’s") for word in _WORD.findall(name)]
    lower = [word.lower() for word in words if word]
    lists = _lists()
    nations = _nations()
    nation = next((nations[word] for word in lower if word in nations), None)
    roles = [role for role, its in _roles() if any(word in its for word in lower)]
    in_roles = frozenset().union(*(its for _, its in _roles()))
    person = kind == "person" and bool(ends(name)[0]) and name[:1].isupper()
    telling = _under_one_name(lower) or frozenset(
        _DOUBLED.sub(r"\1", word)
        for word in lower
        if word not in lists["filler"] | in_roles and word not in nations and len(word) > 1 and not _is_tie(word)
    )
    office = _office(lower)
    if office and not nation:
        telling = telling - _offices() | {office}
    if kind in {"unnamed", "document"} or (kind in {"group", "person"} and not person and name[:1].islower()):
        # "a hospital source in the city": the rest says where, not who
        telling = frozenset()
    watching = roles[0].name == "activist" if roles else False
    if watching and telling <= lists["generic"] and any(one[:1].islower() for one in words if one.lower() in in_roles):
        # "a human rights monitor" is any of them
        telling = frozenset()
    initials = "".join(word[0] for word in words if word[:1].isupper()).lower()
    branch = frozenset(lists["state"].intersection(lower))
    role = roles[0] if roles else _roles()[-1][0]
    named = frozenset(nations[word] for word in lower if word in nations)
    sorts = lists["sorts"].intersection(lower)
    return Called(name, person, telling, initials, nation if branch else None, branch, role, named, sorts, office)


@cache
def _offices() -> frozenset[str]:
    """Load all words for fields of government."""
    return frozenset(word for same in table("origins")["office"]["words"] for word in same)


def _office(lower: Iterable[str]) -> str | None:
    """Give a ministry's field, as one word that tells it from other ministries; None of other bodies."""
    words = set(lower)
    if words.isdisjoint(_lists()["ministry"]):
        return None
    found = sorted({same[0] for same in table("origins")["office"]["words"] if not words.isdisjoint(same)})
    return f"ministry-of-{'-and-'.join(found)}" if found else None


def _is_tie(word: str) -> bool:
    """Say whether a word only tells with whom a body has to do: "Daesh-linked", "Gao-based"."""
    return word.rpartition("-")[2] in _lists()["ties"] and "-" in word


def _under_one_name(lower: Iterable[str]) -> frozenset[str]:
    """Give the one name of a body that is known under several, as its only telling word; nothing for any other."""
    words = list(lower)
    left = [word for word in words if word not in _lists()["militant"]]
    known = next((one for name in (words, left) if (one := _known().get(" ".join(name)))), None)
    return frozenset({known}) if known else frozenset()


def agency(name: str) -> str:
    """Give the one name of an agency that has several."""
    same: dict[str, str] = table("agencies")["same"]
    return same.get(name, name)


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Load the lists of words; `generic` as telling words are written."""
    names = ("filler", "generic", "militant", "ministry", "sorts", "state", "ties")
    lists = {name: frozenset(table("origins")[name]["words"]) for name in names}
    return lists | {"generic": frozenset(_DOUBLED.sub(r"\1", word) for word in lists["generic"])}


@cache
def _known() -> dict[str, str]:
    """Load the bodies known under several names: each name with the first."""
    return {name: same[0] for same in table("origins")["known"]["words"] for name in same}


@cache
def _nations() -> dict[str, str]:
    """Load the words for states, each with the one under which it is known."""
    return {word: same[0] for same in table("origins")["nationality"]["words"] for word in same}


@cache
def _roles() -> tuple[tuple[Role, frozenset[str]], ...]:
    """Load the roles, the last for whoever fits none."""
    return tuple((Role(one["name"], tuple(one["may_be"])), frozenset(one["words"])) for one in table("origins")["role"])
