"""The names of bodies, places and works: whether two may be one's."""

from collections.abc import Sequence

from .persons import plain
from .tables import class_of, mapping, words

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "at", "a", "&", "de", "la"})
LONGEST_ACRONYM = 7
SHORTEST_ACRONYM = 2
_ENDS = frozenset({"co", "group", "network", "university", "party", "movement", "pd"})
NOT_SHORT = frozenset({"house", "congress", "state", "states", "city", "news", "national"})
"""Last words of names that are the name of something else by themselves."""


def body_key(name: Sequence[str]) -> str:
    """Give a name for comparison: lower case, without article, stops and possessive; one spelling for each country."""
    low = [plain(word) for word in name if any(map(str.isalnum, word))]
    while low and low[0] in ("the", "a", "an"):
        low = low[1:]
    key = " ".join(word for word in low if word)
    return mapping("bodies", "same", "as").get(key, key)


def is_acronym(name: Sequence[str]) -> bool:
    """Say whether a name is one word of capitals."""
    bare = "".join(name).replace(".", "")
    return len(name) == 1 and SHORTEST_ACRONYM <= len(bare) <= LONGEST_ACRONYM and bare.isupper() and bare.isalpha()


def initials(name: Sequence[str]) -> set[str]:
    """Give the acronyms that a name may have: with and without its small words, and without "U.S." in front."""
    if len(name) < SHORTEST_ACRONYM:
        return set()
    parts = [part for word in name for part in word.replace("-", " ").split() if part[:1].isalnum()]
    parts = parts[1:] if parts and parts[0].lower() == "the" else parts
    whole = "".join(part[0].lower() for part in parts)
    capitals = "".join(part[0].lower() for part in parts if part.lower() not in SMALL)
    inner = capitals[1:] if parts and plain(parts[0]) in ("us", "uk", "un") else capitals
    return {one for one in (whole, capitals, inner) if len(one) >= SHORTEST_ACRONYM}


def shortens(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether a name is what is left of a longer one: its last words, or its first before a word like "News"."""
    a, b = body_key(short).split(), body_key(long).split()
    if not a or len(a) >= len(b):
        return False
    if b[-len(a) :] == a:
        return (
            len(a) > 1
            or (class_of(a[0]) == "body" and a[0] not in NOT_SHORT)
            or a[0] in words("heads", "outlet", "ends")
        )
    core = next((b[:i] for i, word in enumerate(b) if word in ("of", "for", "on", "to") and i), b)
    if len(core) < len(b) and core[-len(a) :] == a:
        return len(a) > 1 or (class_of(a[0]) == "body" and a[0] not in NOT_SHORT)
    ends = words("heads", "outlet", "ends") | words("heads", "company")
    rest = b[len(a) :]
    return b[: len(a)] == a and all(word in ends or word in _ENDS for word in rest)
