"""Cut texts into pieces that are searched, and find in them the words to show."""

from collections.abc import Iterator

from .packing import deflated
from .terms import Term, marks
from .views import Passage

LONGEST = 8_000
"""Characters of a piece: about two pages. A phrase across two pieces isn't found; a word and another of the same
paragraph are."""
SHOWN = 260
"""Characters of a passage that is shown."""
TITLE = -1
"""Where a title's piece begins."""


def pieces(title: str | None, text: str) -> Iterator[tuple[int, bytes, str]]:
    """Yield start, packed body and words of each piece: the title's (start -1), then the text's, by paragraphs."""
    if title and not text.startswith(title):
        yield TITLE, deflated(title), title
    start = 0
    while start < len(text):
        end = _cut(text, start)
        yield start, deflated(text[start:end]), text[start:end]
        start = end


def _cut(text: str, start: int) -> int:
    """Give where a piece ends that begins at `start`: after a paragraph, else a line, a sentence or a word."""
    end = start + LONGEST
    if end >= len(text):
        return len(text)
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, start + LONGEST // 2, end)
        if found >= 0:
            return found + len(mark)
    return end


def shown(text: str, start: int, terms: list[Term]) -> Passage:
    """Give the part of a text with the most of what was searched for, its words marked; `start` is where it begins."""
    found = marks(text, terms)
    first = _densest(found) if found else 0
    begin = _word_start(text, first - SHOWN // 4)
    end = _word_end(text, begin + SHOWN)
    marked = tuple((a - begin, b - begin) for a, b in found if begin <= a and b <= end)
    if start == TITLE:
        return Passage(text[begin:end], begin, marked, in_="title")
    return Passage(text[begin:end], start + begin, marked)


def _densest(found: list[tuple[int, int]]) -> int:
    """Give the first mark of the stretch that holds the most of them."""
    best, most, last = 0, 0, 0
    for first, (begin, _) in enumerate(found):
        while last < len(found) and found[last][1] <= begin + SHOWN * 3 // 4:
            last += 1
        if last - first > most:
            best, most = begin, last - first
    return best


def _word_start(text: str, place: int) -> int:
    """Give the start of the word at a place, or after it."""
    if place <= 0:
        return 0
    blank = text.find(" ", place, place + 30)
    return blank + 1 if blank >= 0 else place


def _word_end(text: str, place: int) -> int:
    """Give the end of the word before a place."""
    if place >= len(text):
        return len(text)
    blank = text.rfind(" ", place - 30, place)
    return blank if blank >= 0 else place
