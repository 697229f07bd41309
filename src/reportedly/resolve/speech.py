"""Who speaks where: of each token, the innermost attribution it's said in, and whether in quotation marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Article, Attribution, Offsets, Parsed

OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
STRAIGHT = '"'


@dataclass(frozen=True)
class Speech:
    """Hold who speaks where in a report, by token index."""

    attributions: tuple[Attribution, ...]
    said_in: tuple[int | None, ...]
    """Of each token, the index of the innermost attribution in whose content it stands."""
    quoted: tuple[bool, ...]
    """Of each token, whether it stands in quotation marks."""
    sources: tuple[tuple[Offsets, ...], ...]
    """Of each attribution, where its source stands in `full_text`."""
    cues: tuple[tuple[Offsets, ...], ...]
    """Of each attribution, where its cue stands in `full_text`."""


def speech(article: Article, parsed: Parsed, attributions: Sequence[Attribution]) -> Speech:
    """Find out who speaks where."""
    said_in: list[int | None] = [None] * len(parsed.tokens)
    contents = [tuple(article.offsets(span) for span in one.content.spans) for one in attributions]
    sizes = [sum(end - start for start, end in spans) for spans in contents]
    for index in sorted(range(len(contents)), key=lambda i: -sizes[i]):
        for start, end in contents[index]:
            for token in parsed.tokens_in(start, end):
                said_in[token.i] = index
    sources = tuple(tuple(article.offsets(span) for span in one.source.spans) for one in attributions)
    cues = tuple(tuple(article.offsets(span) for span in one.cue.spans) for one in attributions)
    return Speech(tuple(attributions), tuple(said_in), _quoted(article, parsed), sources, cues)


def _quoted(article: Article, parsed: Parsed) -> tuple[bool, ...]:
    """Say of each token whether it stands in quotation marks; an unclosed quotation ends with its paragraph.

    It goes on into the next paragraph where that opens with a mark again.
    """
    text = article.full_text
    found = []
    inside, last = False, 0
    for token in parsed.tokens:
        if "\n" in text[last : token.start]:
            inside = False
        mark = token.text[0]
        if mark in OPENING:
            inside = True
        elif mark == STRAIGHT or token.text in ("``", "''"):
            inside = not inside
        found.append(inside or mark in CLOSING)
        if token.text[-1] in CLOSING:
            inside = False
        last = token.end
    return tuple(found)
