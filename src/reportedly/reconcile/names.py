"""Tell whether two names of persons may be one person's."""

from collections.abc import Collection
from functools import lru_cache

_AFTER = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@lru_cache(maxsize=65536)
def ends(name: str) -> tuple[str, str]:
    """Give the first and the last word of a name, lower-case, without "Jr." and the like; the first may be empty."""
    parts = [one.strip('.,"“”') for one in name.lower().split()]
    parts = [one for one in parts if one and one not in _AFTER] or [name.lower()]
    return (parts[0] if parts[1:] else "", parts[-1])


def one_person(one: str, other: str) -> bool:
    """Say whether two full names may be one person's: last names alike, and first names where both have one."""
    (first, last), (second, final) = ends(one), ends(other)
    if not _alike(last, final):
        return False
    return (
        not first or not second or _alike(first, second) or (first[0] == second[0] and 1 in {len(first), len(second)})
    )


def shared(one: Collection[str], other: Collection[str]) -> tuple[str, str] | None:
    """Give the first pair of full names, one of each, that are one person's; None where there is none."""
    for name in one:
        for its in other:
            if ends(name)[0] and ends(its)[0] and one_person(name, its):
                return name, its
    return None


def _alike(one: str, other: str) -> bool:
    """Say whether two words are the same but for one letter, in words of five or more."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


_LONG_ENOUGH = 5
"""Letters from which a slip of one letter is likelier than another name."""
