"""The names of persons: their parts, whether two may be one person's, and what gender they tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .tables import class_of, gender_of_first_name, is_first_name, mapping, words

LONGEST_NAME = 6
ADJECTIVES = frozenset({"national", "local", "native", "official", "professional", "regular"})
"""Words for persons that are adjectives before a name: "the National Red Crescent" is none's."""
JOINING = frozenset({"and", "&", "of", "for", "on"})
"""Words that stand in names of bodies, never in a person's."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, as written; `key` is the surname's last word in lower case, without marks."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: tuple[str, ...]

    @property
    def key(self) -> str:
        """What surnames are compared by."""
        return plain(self.surname[-1])

    @property
    def text(self) -> str:
        """The name without titles."""
        return " ".join((*self.given, *self.surname))


@lru_cache(maxsize=16_384)
def plain(word: str) -> str:
    """Give a word for comparison: lower case, without stops, apostrophes and a possessive."""
    low = word.lower().replace("’", "'")
    for ending in ("'s", "s'"):
        if low.endswith(ending):
            low = low[: -len(ending)] + ("s" if ending == "s'" else "")
    return low.replace(".", "").replace("'", "")


def person_name(name: Sequence[str]) -> PersonName | None:
    """Divide the words of a name into titles, given names and surname; None where nothing is left, or too much."""
    rest = [word for word in name if word not in ("'s", "’s") and any(map(str.isalnum, word))]
    known = mapping("persons", "titles", "roles")
    titles = []
    while len(rest) > 1 and _is_title(plain(rest[0]), known) and not (len(rest) == 2 and is_first_name(plain(rest[0]))):  # noqa: PLR2004
        titles.append(plain(rest.pop(0)))
    office = max((i for i, word in enumerate(rest[:-2], 1) if _is_office(word, known)), default=0)
    titles += [plain(word) for word in rest[:office]]
    rest = rest[office:]  # "Defence Ministry Spokesman Lieutenant-General Igor Orr"
    while len(rest) > 1 and rest[-1].lower() in words("persons", "behind"):
        rest.pop()
    if not rest or len(rest) > LONGEST_NAME or not (rest[-1][:1].isalpha() or rest[-1][:1] == "@"):
        return None
    if any(word.lower() in JOINING for word in rest):
        return None
    first = len(rest) - 1
    while first > 1 and rest[first - 1].lower().rstrip("-") in words("persons", "particles"):
        first -= 1
    if first == 1 and rest[0].lower() in words("persons", "particles"):
        first = 0
    return PersonName(tuple(titles), tuple(rest[:first]), tuple(rest[first:]))


def _is_office(word: str, known: Mapping[str, str]) -> bool:
    """Say whether a capitalised word inside a name is an office before it: "Spokesman", "Lieutenant-General"."""
    parts = plain(word).split("-")
    offices = all(part in known or class_of(part) == "person" for part in parts)
    return offices and parts[0] not in ADJECTIVES and not is_first_name(plain(word))


def _is_title(word: str, known: Mapping[str, str]) -> bool:
    """Say whether a word before a name is a title or a role: "Gen.", "Prosecutor"."""
    return word in known or (class_of(word) == "person" and not is_first_name(word) and word not in ADJECTIVES)


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two sequences of given names may be one person's: equal, initials, short forms, or one is missing."""
    if not one or not other:
        return True
    return any(_same_given(a, b) for a in one for b in other)


def _same_given(one: str, other: str) -> bool:
    """Say whether two given names may be the same: begun by one another, or a short form."""
    a, b = sorted((plain(one), plain(other)), key=len)
    if not a:
        return False
    short = mapping("persons", "short", "forms")
    return (
        b.startswith(a)
        or b in short.get(a, "").split()
        or bool({*short.get(a, "").split()} & {*short.get(b, "").split()})
    )


def gender_of_words(said: Sequence[str]) -> str | None:
    """Give the gender that titles and roles tell of."""
    for word in said:
        if plain(word) in words("persons", "male"):
            return "m"
        if plain(word) in words("persons", "female"):
            return "f"
    return None


def gender_of_name(name: PersonName) -> str | None:
    """Give the gender that a name tells of: by its titles, else by the first given name that is none but an initial."""
    told = gender_of_words(name.titles)
    given = next((plain(word) for word in name.given if len(plain(word)) > 1), None)
    return told or (gender_of_first_name(given) if given else None)
