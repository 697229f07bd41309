"""Which stretches of a report are parsed: the headline and each paragraph, less furniture, cut to a bounded length."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.model import Article, Offsets

LONGEST_PIECE = 20_000
"""Code points: no paragraph of a report comes near it, and what is longer is no prose."""
LONGEST_WORD = 200
"""Code points without white space: the tokeniser's time grows with the square of what it takes for one word."""
BULLETS = "•●▪■◦‣▸►○∙⁃"
BREAK = re.compile(rf"\n[^\S\n]*\n|\n(?=[^\S\n]*[{BULLETS}])")
BULLET = re.compile(rf"[{BULLETS}*]+\s+(?=\S)")
"""What marks a line of a list: no word of it."""
LONGEST_WORDLESS = 2_000
"""Code points without one letter: a table's figures have a head or a unit; longer rows of marks tell nothing."""
LETTER = re.compile(r"[^\W\d_]")
TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}")


class Piece(NamedTuple):
    """One stretch of `full_text` that is parsed by itself."""

    start: int
    end: int
    headline: bool


def pieces(article: Article) -> Iterator[Piece]:
    """Yield what is to be parsed, in order. An article without paragraphs is taken to be divided by its line ends."""
    text = article.full_text
    stretches = [*article.paragraphs] or _lines(article)
    if article.headline:
        stretches = sorted({*stretches, article.headline})
    furniture = list(article.furniture_offsets)
    for stretch in stretches:
        headline = stretch == article.headline
        for start, end in _less(stretch, furniture):
            for a, b in _cut(text, start, end):
                yield Piece(a, b, headline)


def _lines(article: Article) -> list[Offsets]:
    """Give the lines of a text that nobody has divided into paragraphs."""
    return [match.span() for match in re.finditer(r"[^\n]+", article.full_text)]


def _less(stretch: Offsets, furniture: list[Offsets]) -> Iterator[Offsets]:
    """Yield what is left of a stretch without furniture; as stretches are in order, furniture before it is dropped."""
    start, end = stretch
    while furniture and furniture[0][1] <= start:
        furniture.pop(0)
    for a, b in furniture:
        if a >= end:
            break
        if a > start:
            yield start, a
        start = max(start, b)
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield a stretch without the white space around it, divided at empty lines, at a list's, and where it's too long.

    Masses of digits or marks without a word are left out: nothing is said there, and they'd take as long as prose.
    """
    while start < end:
        found = BREAK.search(text, start, end)
        stop = found.start() if found else end
        if stop - start > LONGEST_PIECE:
            space = text.rfind(" ", start, start + LONGEST_PIECE)
            stop = space if space > start else start + LONGEST_PIECE
        stripped = text[start:stop].strip()
        if stripped and (len(stripped) <= LONGEST_WORDLESS or LETTER.search(stripped)):
            first = text.index(stripped[0], start)
            bullet = BULLET.match(stripped)
            yield first + (bullet.end() if bullet else 0), first + len(stripped)
        start = found.end() if found and stop == found.start() else stop


def runs(text: str) -> Iterator[Offsets]:
    """Yield a piece's text in parts to be tokenised one by one: as a whole, unless it has a word beyond all bounds."""
    start = 0
    for match in TOO_LONG.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)
