"""Tell ages from counts: "kills man, 18", "two boys, one 14 and the other 19", "a 16yo", "(m, 46)"."""

import re

from reportedly.model import Span

OLDEST = 120
"""Years that nobody is older than."""
_BEFORE, _AFTER = 64, 24
"""Characters on each side in which words that make a number an age are looked for."""
_ENDS = frozenset({"", ",", ".", ";", "\n", "’", "'", '"', ")"})
"""What follows an age that stands by itself behind a person."""
_AGES = re.compile(
    r"\bage[sd]?(?:\s(?:of|the|all|his|her|their|its|these|those|boys|girls|men|women|victims|students|teens|teenagers)){0,3}"
    r"(?:\s(?:are|is|were|was|between|from|ranging|ranged|range)){0,3}\s?(?:\d{1,3}(?!\d)|,|\s|and\s|to\s|or\s){0,12}$",
    re.IGNORECASE,
)
"""Words before an age in a list of ages: "the victims' ages are 17, 23 and …"."""
_COUNTED = re.compile(r"\s(?:others?|more|people|persons|additional)\b", re.IGNORECASE)
"""What makes a count of the last number of such a list: "aged 18 and 12 others"."""
_WRITTEN = re.compile(r"-?(?:yo|y/o|yr|yrs)\b|[-–]years?[-–]old\b", re.IGNORECASE)
"""What makes an age of the number before it."""
_ONE = re.compile(r"\bone\s(?:aged\s|is\s|was\s)?$", re.IGNORECASE)
_THEN = re.compile(r",?\s(?:and\s)?(?:the\s)?other\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\bone\s(?:aged\s|is\s|was\s)?\d{1,3},?\s(?:and\s)?(?:the\s)?other\s(?:aged\s|is\s|was\s)?$", re.IGNORECASE
)
"""What stands around the ages of two: "one 14 and the other 19"."""


def is_age(whole: str, span: Span, value: float | None) -> bool:
    """Say whether a number of a text is somebody's age; `span` holds its code points in `whole`."""
    if value is None or not 0 < value < OLDEST or not span.text.strip().isdigit():
        return False
    before, after = whole[max(0, span.start - _BEFORE) : span.start], whole[span.end : span.end + _AFTER]
    if _WRITTEN.match(after) or (_AGES.search(before) and not _COUNTED.match(after)):
        return True
    if _OTHER.search(before) or (_ONE.search(before) and _THEN.match(after)):
        return True
    return before.endswith(", ") and after[:1] in _ENDS and _is_person(before)


def _is_person(before: str) -> bool:
    """Say whether the word before a comma may be a person's name or what one is: "man", "Diaz", "Jr.", "w/m"."""
    word = before.rstrip(", ").rsplit(None, 1)[-1:]
    letters = "".join(char for char in word[0] if char not in "(./-’'") if word else ""
    return letters.isalpha() and not letters.endswith("s")
