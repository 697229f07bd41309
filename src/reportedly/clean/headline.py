"""The headline: the title where one stands apart, else the first line that is laid out as one."""

import re
from collections.abc import Sequence

from .lines import Line

# The longest headlines of agencies and newspapers stay under 30 words; a first paragraph rarely does without a stop.
LONGEST = 30
LONGEST_CHARACTERS = 220
# Of the words of a headline in title case, this many have a capital (short function words have none).
TITLE_CASE = 0.75

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_STOPS = (".", "!", "?", ":", ";", ",", "…", "--", "—", "–")
_CLOSERS = "\"'”’»)]"
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$")


def ends_with_stop(text: str) -> bool:
    """Say whether a line ends as a sentence or a clause does, quotation marks left aside."""
    bare = text.rstrip(_CLOSERS + " ")
    return bare.endswith(_STOPS) and not _ABBREVIATION.search(bare)


def is_title_case(text: str) -> bool:
    """Say whether the longer words of a line begin with capitals, as American headlines do."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= TITLE_CASE * len(words)


def looks_like_headline(text: str) -> bool:
    """Say whether a line by itself may be a headline: short, words in it, no final stop unless in title case."""
    if len(text) > LONGEST_CHARACTERS or not 2 <= len(_WORD.findall(text)) <= LONGEST:
        return False
    if text.endswith((":", ",", ";")):
        return False
    return text.endswith(("?", "!")) or not ends_with_stop(text) or is_title_case(text)


def find_headline(lines: Sequence[Line]) -> Line | None:
    """Give the first line if it is a headline over what follows; `lines` are those that aren't furniture.

    A headline stands over a paragraph: somewhere below is a line that ends with a stop.
    """
    if len(lines) < 2 or not looks_like_headline(lines[0].text):
        return None
    below = lines[1:]
    if lines[0].text.endswith("?") and not is_title_case(lines[0].text) and below[0].block == lines[0].block:
        return None
    return lines[0] if any(ends_with_stop(line.text) for line in below) else None
