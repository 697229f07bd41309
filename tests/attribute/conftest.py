"""What the tests of this room share: reading a text up to its attributions, the tagger left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from reportedly import clean
from reportedly.attribute.attribution import compose, find_attributions
from reportedly.attribute.draft import Draft
from reportedly.attribute.quotations import find_quotations
from reportedly.attribute.weigh import weigh
from reportedly.model import Page
from tests.grammar import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.model import Article, Attribution, Offsets, Parsed


class Made(NamedTuple):
    """One text read by the rules."""

    article: Article
    parsed: Parsed
    attributions: tuple[Attribution, ...]

    def find(self, words: str) -> Attribution:
        """Give the attribution whose content has these words; the smallest one."""
        having = [one for one in self.attributions if any(words in span.text for span in one.content.spans)]
        assert having, [[span.text for span in one.content.spans] for one in self.attributions]
        return min(having, key=lambda one: sum(len(span.text) for span in one.content.spans))


def grammar_of(text: str, *, title: str | None = None) -> tuple[Article, Parsed]:
    """Clean and parse a text."""
    article = clean.clean(Page(text, media="text", title=title))
    return article, parse(article)


def place(article: Article, words: str) -> Offsets:
    """Give the offsets of words in an article."""
    start = article.full_text.index(words)
    return start, start + len(words)


def made(text: str, *, title: str | None = None, tagged: Sequence[tuple[str, str, str]] = ()) -> Made:
    """Read a text by the rules; `tagged` are (source, cue, content) words that the tagger is to have found."""
    article, parsed = grammar_of(text, title=title)
    drafts = [
        Draft(*(((place(article, words),) if words else ()) for words in triple), confidence=0.9) for triple in tagged
    ]
    quotations = find_quotations(article)
    found = find_attributions(article, parsed, quotations, drafts)
    return Made(article, parsed, compose(article, parsed, weigh(article, parsed), quotations, found))


@pytest.fixture(scope="session")
def read() -> Callable[..., Made]:
    """Give the function that reads a text."""
    return made


@pytest.fixture(scope="session")
def grammar() -> Callable[..., tuple[Article, Parsed]]:
    """Give the function that cleans and parses a text."""
    return grammar_of
