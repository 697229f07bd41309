"""Where sentences may begin: what is certain from the marks alone; the parser decides the rest."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.model import Offsets

from .tables import tags
from .tokens import PLACING

STOPS = frozenset({".", "!", "?", "…", "...", "....", "?!", "!?", "!!", "??"})
CLOSING = frozenset({"”", "’", "'", '"', "''", ")", "]", "}", "»", "›", "」", "』"})
OPENING = frozenset({"“", "‘", '"', "'", "``", "(", "[", "{", "«", "‹", "„", "‚", "「", "『"})
_QUOTES = frozenset({"“", "‘", '"', "'", "``", "«", "‹", "„", "‚", "「", "『", "$", "€", "£", "#"})
"""What a report's first word may begin with."""
LONGEST_SENTENCE = 250
"""Tokens: no written sentence is longer; a list or a text without stops is cut, so that work stays bounded."""
LOWER_CASE_SHARE = 0.01
"""Capitals among letters, below which a piece is taken to be written without capitals."""


class Word(NamedTuple):
    """One token before parsing: code points of `full_text`, its text, and whether white space follows."""

    start: int
    end: int
    text: str
    spaced: bool


def sentence_starts(words: Sequence[Word], *, first: int = 0) -> list[bool | None]:
    """Say of each word of one piece whether a sentence begins there; None where the parser is to decide.

    The words before the `first` are a dateline, and one sentence: what follows isn't said of it.
    """
    starts: list[bool | None] = [False] * len(words)
    capitals = _has_capitals(words)
    for i, stop in _after_stops(words):
        starts[i] = _begins(words, i, stop, capitals=capitals) if i >= first else False
    if words:
        starts[0] = starts[first] = True
    _bound(starts, words)
    return starts


def after_credits(words: Sequence[Word], before: Sequence[Offsets]) -> int:
    """Give the index of the first word of a piece after the dateline and agency that it begins with; 0 without any."""
    at = 0
    for start, end in before:
        low = at
        while low < len(words) and not words[low].text[0].isalnum() and words[low].start < start:
            low += 1
        if low < len(words) and words[low].start == start:
            at = next((i for i in range(low, len(words)) if words[i].start >= end), len(words))
    while 0 < at < len(words) and not words[at].text[0].isalnum() and words[at].text not in _QUOTES:
        at += 1
    return at if at < len(words) else 0


def _has_capitals(words: Sequence[Word]) -> bool:
    """Say whether a piece uses capitals as English does."""
    letters = sum(len(word.text) for word in words)
    return sum(character.isupper() for word in words for character in word.text) > LOWER_CASE_SHARE * letters


def _after_stops(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Give each word that follows a stop and the marks that close after it, with the index of the stop."""
    found = []
    for stop, word in enumerate(words):
        if word.text in STOPS or (word.text.endswith(".") and len(word.text) > 1):
            i = stop + 1
            while i < len(words) and words[i].text in CLOSING and not words[i - 1].spaced:
                i += 1
            if i < len(words) and words[i - 1].spaced and words[i].text not in STOPS:
                found.append((i, stop))
    return found


def _begins(words: Sequence[Word], i: int, stop: int, *, capitals: bool) -> bool | None:
    """Say whether a sentence begins at word `i`, the first after a stop and its closing marks."""
    first = next((word.text for word in words[i:] if word.text not in OPENING), "")
    lower = first[:1].islower()
    before = words[stop].text
    if before not in STOPS or (before == "." and stop and _is_abbreviation(words, stop - 1)):
        word = before if before not in STOPS else words[stop - 1].text
        return _after_abbreviation(word.rstrip(".").lower(), first)
    if lower and capitals:
        return False
    closed = i > stop + 1 and not lower
    return None if closed or before != "." else True


def _is_abbreviation(words: Sequence[Word], i: int) -> bool:
    """Say whether a word before a full stop may be cut short by it: an initial, or a known abbreviation.

    The network X, behind "on", isn't: its stop is a token of its own, as an initial's isn't.
    """
    text = words[i].text
    table = tags()["abbreviations"]
    initial = len(text) == 1 and text.isupper() and text != "I"
    platform = text == "X" and i > 0 and words[i - 1].text in PLACING
    return (initial and not platform) or text.lower() in table["before_name"]


def _after_abbreviation(word: str, first: str) -> bool | None:
    """Say whether a sentence may begin after an abbreviation, given in lower case without its stop."""
    table = tags()["abbreviations"]
    if first[:1].islower() or (len(word) == 1 and word.isalpha()):
        return False
    if word in ("no", "nos"):
        return False if first[:1].isdigit() else None  # "he said no. She left": it's a number's word before one
    if word in table["before_name"]:
        return False if first[:1].isupper() or first[:1].isdigit() else None
    return None


def _bound(starts: list[bool | None], words: Sequence[Word]) -> None:
    """Let a sentence begin where one would grow beyond the bound: at the last open place, or after a comma."""
    last = 0
    for i in range(1, len(starts)):
        if starts[i]:
            last = i
        elif i - last >= LONGEST_SENTENCE:
            window = range(i, last, -1)
            place = next((j for j in window if starts[j] is None), None)
            place = place or next((j for j in window if words[j - 1].text in (";", ",", ":")), i)
            starts[place] = True
            last = place
