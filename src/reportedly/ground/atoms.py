"""Cut a report into atoms: the words, numbers and marks that the grammars of quantities and times are written over.

A parser's tokens differ from model to model in how they cut "1,217", "20-year-old" or "10.45pm"; atoms don't. Each
knows the parser's token it stands in, so that the grammar of the sentence can be asked too.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reportedly.model import Article, Parsed, Token

Kind = Literal["word", "number", "code", "mark"]

# Every alternative consumes what it sees without a second way of reading it, so no input makes it backtrack far:
# the longest look back is one digit group.
ATOM = re.compile(
    r"(?P<dotted>\d+\.\d+(?:\.\d+)+)"
    r"|(?P<number>\d+(?:,\d{2,3}(?!\d))*(?:\.\d+)?|(?<![\w.])\.\d+|[¼-¾⅐-⅞])"
    r"|(?P<meridiem>\b[AaPp]\.\s?[Mm]\b\.?)"
    r"|(?P<money>\b(?:US|USD|EUR|GBP|AUD|CAD|NZD|HKD|SGD|CHF|JPY|CNY|INR|RMB|Rs|RM|PHP|Php|NGN|KES|KSh|Ksh|Tk|UGX|ZAR|Rp)(?=\d)"
    # "P37.2 million", "N5,000": one letter only before what can't be a model's number
    r"|\b[PNR](?=\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,3}(?:\.\d{1,2})?\s[mb]illion\b))"
    # "least140,000": a space was lost, and a number with its commas can't be part of a word
    r"|(?P<run>[a-z]{4,30}(?=\d{1,3},\d{3}))"
    r"|(?P<word>[oO]['’]clock|[^\W\d_]+(?P<tail>[\d_]\w*)?)"
    r"|(?P<mark>\S)"
)


LONGEST_NUMBER = 24
"""Characters: more digits than these count nothing, and would soon be more than a float can hold."""


class Atom(NamedTuple):
    """One word, number or mark.

    `start` and `end` are code points of `full_text`. `lower` is the word as the tables have it. `value` is a number's
    value. `spaced` says whether white space stands before it. `token` is the index of the parser's token it begins
    in, -1 where there's none. A `code` mixes letters and digits ("T72", "10.12.2016"), or is longer than any number,
    and is never a number.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: Kind
    value: float | None
    spaced: bool
    token: int


Line = tuple[Atom, ...]
"""The atoms of one sentence."""


def lines(article: Article, parsed: Parsed) -> tuple[Line, ...]:
    """Give the atoms of each sentence of a report, in the order of `parsed.sentences`; furniture has none."""
    starts = [token.start for token in parsed.tokens]
    furniture = _merged(article.furniture_offsets)
    begins = [start for start, _ in furniture]

    def in_furniture(start: int, end: int) -> bool:
        place = bisect_left(begins, end) - 1
        return place >= 0 and furniture[place][1] > start

    found = []
    for sentence in parsed.sentences:
        atoms = _atoms(article.full_text, sentence.start, sentence.end, parsed, starts)
        if in_furniture(sentence.start, sentence.end):
            atoms = [atom for atom in atoms if not in_furniture(atom.start, atom.end)]
        found.append(tuple(atoms))
    return tuple(found)


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stretches that touch, so that one search finds what holds a place."""
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _atoms(text: str, start: int, end: int, parsed: Parsed, starts: Sequence[int]) -> list[Atom]:
    """Cut one stretch of text."""
    found: list[Atom] = []
    tokens, before = parsed.tokens, start
    place, last = bisect_right(starts, start) - 1, len(starts) - 1
    for match in ATOM.finditer(text, start, end):
        a, b = match.span()
        while place < last and starts[place + 1] <= a:
            place += 1
        token = place if place >= 0 and tokens[place].end > a else -1
        found.append(_atom(match, a, b, a > before or a == start, token))
        before = b
    return found


def _atom(match: re.Match[str], a: int, b: int, spaced: bool, token: int) -> Atom:  # noqa: FBT001 - asked for each word
    """Make an atom of a match from `a` to `b`."""
    text, sort = match[0], match.lastgroup
    if sort == "mark":
        return Atom(a, b, text, text, "mark", None, spaced, token)
    if sort == "word" and text.isalpha():
        return Atom(a, b, text, text.lower(), "word", None, spaced, token)
    if sort == "dotted" or (sort == "number" and b - a > LONGEST_NUMBER):
        return Atom(a, b, text, text, "code", None, spaced, token)
    if sort == "number":
        return Atom(a, b, text, text, "number", _value(text), spaced, token)
    if sort == "meridiem":
        return Atom(a, b, text, text[0].lower() + "m", "word", None, spaced, token)
    kind: Kind = "code" if match["tail"] else "word"
    return Atom(a, b, text, text.lower().replace("’", "'"), kind, None, spaced, token)


def _value(text: str) -> float:
    """Read digits or a fraction sign: commas between groups are dropped; in "1,5" the comma is an atom of its own."""
    if len(text) == 1 and not text.isdecimal():
        return unicodedata.numeric(text)
    return float(text.replace(",", ""))


def token_at(line: Line, i: int, parsed: Parsed) -> Token | None:
    """Give the parser's token of the atom at a place; None where there's no atom, or the parser has nothing there."""
    if not 0 <= i < len(line) or line[i].token < 0:
        return None
    return parsed.tokens[line[i].token]


def word(line: Line, i: int) -> str:
    """Give the lower-case word at a place, and nothing where there's no atom."""
    return line[i].lower if 0 <= i < len(line) else ""
