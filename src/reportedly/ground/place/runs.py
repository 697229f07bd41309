"""Find the stretches of a report that may be names of places: capitalised words in a row, and what is within them."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model import Article, Parsed, Token

_LONGEST = 8
"""Tokens of the longest name looked up ("Democratic Republic of the Congo" has five, "Port-au-Prince" too)."""
_LONGEST_RUN = 60
"""Tokens of one run: a row of capitals without an end is cut, so that the work stays bounded."""
_LINKS = frozenset(
    (
        "of",
        "the",
        "de",
        "del",
        "la",
        "al",
        "el",
        "and",
        "du",
        "des",
        "di",
        "da",
        "upon",
        "on",
        "ez",
        "ash",
        "an",
        "-",
        "’",
        "'",
        "under",
        "le",
        "'s",
        "’s",
        "es",
        "am",
        "sur",
        "der",
        "do",
        "dos",
        "das",
        "los",
        "las",
        "les",
        "au",
        "aux",
        "en",
        "lès",
        "sous",
        "y",
    )
)
"""What may stand between the capitalised words of one name, never at its end."""
_APOSTROPHES = frozenset(("’", "'"))
_MOST_LINKS = 3
"""Links in a row: "of the" has two, "-au-" three."""
_TIGHT = frozenset(("-", "’", "'", "–"))


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, links between them included: token indices, `last` excluded."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a run that is looked up: token indices (`last` excluded), code points, and the name as written."""

    first: int
    last: int
    start: int
    end: int
    name: str
    run: Run


ARTICLES = frozenset(("al", "el", "ar", "as", "at", "az", "ad", "an", "ash"))


def _is_capital(token: Token) -> bool:
    """Say whether a token looks like a word of a name; one token in some tokenisers is "al-Bab"."""
    if token.text[:3].lower() in ("al-", "el-", "as-", "ad-", "ar-", "az-", "at-", "an-"):
        return token.text[3:4].isupper()
    return token.text[0].isupper() or (token.text[0] in "’'‘ʿʻ" and len(token.text) > 1 and token.text[1].isupper())


def _is_article(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether a token is the article of "al-Bab" as three tokens."""
    return (
        tokens[i].text in ARTICLES
        and i + 2 < len(tokens)
        and tokens[i + 1].text == "-"
        and tokens[i].end == tokens[i + 1].start
        and tokens[i + 1].end == tokens[i + 2].start
        and tokens[i + 2].text[0].isupper()
    )


def _joins(before: Token, token: Token, text: str) -> bool:
    """Say whether two tokens stand in one line with nothing but a space between them."""
    gap = text[before.end : token.start]
    return not gap or (gap.isspace() and "\n" not in gap)


def runs(article: Article, parsed: Parsed) -> Iterator[Run]:
    """Yield the runs of a report in order; furniture is left out."""
    tokens, text = parsed.tokens, article.full_text
    i = 0
    while i < len(tokens):
        if not (_is_capital(tokens[i]) or _is_article(tokens, i)) or article.is_furniture(
            tokens[i].start, tokens[i].end
        ):
            i += 1
            continue
        last = i + 1
        at = last
        end = min(len(tokens), i + _LONGEST_RUN)
        while at < end and at - last <= _MOST_LINKS and _joins(tokens[at - 1], tokens[at], text):
            token = tokens[at]
            if _is_capital(token):
                last = at = at + 1
            elif token.text.lower() in _LINKS:
                at += 1
            else:
                break
        yield Run(i, last)
        i = last


def stretches(article: Article, parsed: Parsed, run: Run) -> Iterator[Stretch]:
    """Yield the parts of a run that begin and end with a capitalised word, up to eight tokens long."""
    tokens, text = parsed.tokens, article.full_text
    for first in range(run.first, run.last):
        if not (_is_capital(tokens[first]) or _is_article(tokens, first)):
            continue
        if first > run.first and tokens[first - 1].text in _APOSTROPHES:
            continue
        for last in range(first + 1, min(run.last, first + _LONGEST) + 1):
            if not _is_capital(tokens[last - 1]):
                continue
            if (
                last < len(tokens)
                and tokens[last].text in _TIGHT
                and tokens[last].start == tokens[last - 1].end
                and _inside(tokens, last, run)
            ):
                continue
            start, end = tokens[first].start, tokens[last - 1].end
            yield Stretch(first, last, start, end, " ".join(text[start:end].split()), run)


def _inside(tokens: tuple[Token, ...], at: int, run: Run) -> bool:
    """Say whether the hyphen at a token joins two capitalised words of the run: "Gorno-Altaysk", not "Denver-based"."""
    return at + 1 < run.last and tokens[at + 1].start == tokens[at].end and _is_capital(tokens[at + 1])
