"""The headline: the title where one stands apart, else the first line that is laid out as one."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

# The longest headlines of agencies and newspapers stay under 30 words; a first paragraph rarely does without a stop.
LONGEST = 30
LONGEST_CHARACTERS = 220
# Of the words of a headline in title case, this many have a capital (short function words have none).
TITLE_CASE = 0.75
# … or, in one that ends with a stop, so many: sentences full of names have verbs besides.
TITLE_CASE_WITH_STOP = 0.9
# Shorter words have small letters in title case; fewer long ones show no case.
_LONG_WORD = 4
_FEWEST_LONG_WORDS = 3
_FEWEST_WORDS = 2

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
    if text.isupper():
        return False
    words = [word for word in _WORD.findall(text) if len(word) >= _LONG_WORD]
    share = TITLE_CASE_WITH_STOP if text.endswith(".") else TITLE_CASE
    return len(words) >= _FEWEST_LONG_WORDS and sum(word[0].isupper() for word in words) >= share * len(words)


def looks_like_headline(text: str) -> bool:
    """Say whether a line by itself may be a headline: short, words in it, no final stop unless in title case."""
    if len(text) > LONGEST_CHARACTERS or not _FEWEST_WORDS <= len(_WORD.findall(text)) <= LONGEST:
        return False
    if text.endswith((":", ",", ";")):
        return False
    return text.endswith(("?", "!")) or not ends_with_stop(text) or is_title_case(text)


class Piece(Protocol):
    """Anything of a text that has words of its own."""

    @property
    def text(self) -> str:
        """Its words."""


P = TypeVar("P", bound=Piece)


def find_headline(pieces: Sequence[P]) -> P | None:
    """Give the first of a report's lines or paragraphs if it is a headline over what follows.

    Furniture must be gone. A headline stands over a paragraph: somewhere below, a line ends with a stop.
    """
    if len(pieces) <= 1 or not looks_like_headline(pieces[0].text):
        return None
    return pieces[0] if any(ends_with_stop(piece.text) for piece in pieces[1:]) else None
