"""Narrow a period to a part of it: "early", "mid", "late", "the end of".

"earlier" and "later" are cut by the publication.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from reportedly.ground.atoms import Line, word

from .calendar import DAY, midnight
from .setting import Meaning, Setting

_CLAUSE = 14
"""Words back within which the "since" of a time's own clause stands: "since the signing of the accord in May"."""
_SENTENCE = 60
"""Words around it within which the verb stands whose time it tells."""
_PERFECT = frozenset(("has", "have", "had", "'ve", "'s"))
"""What verbs begin with that tell what lasts: elsewhere "since" mostly tells why."""


class Part(NamedTuple):
    """A part of a period as shares of its length: widest start and end, latest start and earliest end."""

    start: float
    end: float
    latest: float | None
    earliest: float | None


# A week is what the words are clearest of: its early part is Monday to Wednesday at most and Monday at least. Longer
# periods
# are taken in the same proportion.
FUZZ = {
    "early": Part(0, 3 / 7, None, 1 / 7),
    "mid": Part(2 / 7, 5 / 7, 3 / 7, 4 / 7),
    "late": Part(4 / 7, 1, 6 / 7, None),
    "end": Part(5 / 7, 1, 6 / 7, None),
}
SAID = {
    "early": "its first three sevenths, the end lying somewhere after the first seventh",
    "mid": "its middle, from two to five sevenths at most",
    "late": "its last three sevenths, the start lying somewhere before the last seventh",
    "end": "its last two sevenths at most",
}


def narrowed(meaning: Meaning, mod: str, setting: Setting) -> Meaning:
    """Give the part of a meaning that a modifier leaves; the TIMEX3 value stays the whole's."""
    if meaning.start is None or meaning.end is None:
        return replace(meaning, rule=f"{mod} in: {meaning.rule}")
    if mod in FUZZ:
        part = FUZZ[mod]
        return replace(
            meaning,
            rule=f"{meaning.rule}; {mod}: {SAID[mod]}",
            start=_at(meaning, part.start),
            end=_at(meaning, part.end),
            latest=None if part.latest is None else _at(meaning, part.latest),
            earliest=None if part.earliest is None else _at(meaning, part.earliest),
        )
    return _cut(meaning, mod, setting)


def _at(meaning: Meaning, share: float) -> datetime:
    """Give the point at a share of an interval: whole days where it has several, whole hours in a day."""
    assert meaning.start is not None  # noqa: S101  the caller has looked
    assert meaning.end is not None  # noqa: S101
    length = meaning.end - meaning.start
    if length > DAY:
        return meaning.start + round(length / DAY * share) * DAY
    return meaning.start + timedelta(hours=round(length / timedelta(hours=1) * share))


def _cut(meaning: Meaning, mod: str, setting: Setting) -> Meaning:
    """Cut "earlier this year" after the publication and "later this year" before it."""
    if setting.published is None or meaning.start is None or meaning.end is None:
        return meaning
    today = midnight(setting.published)
    inside = meaning.start <= today < meaning.end and meaning.end - meaning.start > DAY
    if mod == "earlier" and inside:
        return replace(meaning, end=today + DAY, rule=f"{meaning.rule}; earlier: up to the publication")
    if mod == "later" and inside:
        return replace(meaning, start=today, rule=f"{meaning.rule}; later: from the publication on")
    return meaning


def until_told(meaning: Meaning, setting: Setting) -> Meaning:
    """Give what "since" makes of a day or period: it begins there, and lasts until the publication.

    The TIMEX3 value stays that of the words themselves.
    """
    if setting.published is None or meaning.start is None or meaning.end is None:
        return meaning
    today = midnight(setting.published)
    if meaning.type not in ("DATE", "TIME") or meaning.start > today:
        return meaning
    begun = min(meaning.earliest or meaning.end, today + DAY)
    latest = None if begun <= meaning.start else begun
    return replace(
        meaning,
        latest=latest,
        earliest=None,
        end=today + DAY,
        rule=f"{meaning.rule}; since: from then up to the publication",
    )


def is_since(line: Line, after: int, at: int) -> bool:
    """Say whether what is told at an atom is when something began that lasts: "since May", "since it began in May".

    `after` is where the time told before it ends, which no "since" reaches over.
    """
    if word(line, at - 1) == "since":
        return True
    for i in range(at - 1, max(after, at - _CLAUSE) - 1, -1):
        if line[i].kind in ("mark", "number"):
            return False
        if line[i].lower == "since":
            return any(atom.lower in _PERFECT for atom in line[max(0, i - _SENTENCE) : at + _SENTENCE])
    return False
