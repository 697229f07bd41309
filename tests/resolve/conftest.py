"""What the tests of this room share: reading a text with attributions marked in it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from reportedly.model import Article, Attribution, Cast, Content, Cue, Entity, Source
from reportedly.resolve import resolve
from tests.grammar import parse

Marked = tuple[str, str, str]
"""The words of a source ("" for none), of its cue and of its content; the first place after the last one's is meant."""


@dataclass(frozen=True)
class Read:
    """A text as resolved."""

    article: Article
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...]

    def name(self, index: int = 0) -> str | None:
        """Give the name of an attribution's source."""
        return self.attributions[index].source.name

    def kinds(self) -> list[str]:
        """Give the kinds of all sources."""
        return [one.source.kind for one in self.attributions]

    def at(self, words: str, nth: int = 0) -> Entity:
        """Give the entity that words mention, the first time they stand there or a later one."""
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(words, start + 1)
        found = Cast(self.article, self.entities).at(start, start + len(words))
        assert found is not None, f"nobody at {words!r}"
        return found


def attributions(article: Article, marked: tuple[Marked, ...]) -> tuple[Attribution, ...]:
    """Make attributions from the words of their parts, each found near its content."""
    text, made, place = article.text, [], 0
    for number, (source, cue, content) in enumerate(marked, 1):
        start = text.index(content, place)
        end = start + len(content)
        place = start + 1
        near = max(text.rfind("\n", 0, start), 0)
        spans = []
        for words in (source, cue):
            after, before = text.find(words, end), text.rfind(words, near, start)
            found = before if before >= 0 and (after < 0 or start - before <= after - end) else after
            spans.append((article.span(found, found + len(words)),) if words else ())
        kind = "direct" if content[0] in '“"' else "indirect"
        made.append(
            Attribution(f"a{number}", kind, Source(spans[0]), Cue(spans[1]), Content((article.span(start, end),)))
        )
    return tuple(made)


@cache
def _read(text: str, marked: tuple[Marked, ...], *, headline: bool) -> Read:
    """Parse and resolve a text whose first line may be its headline."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    article = Article("t", text, sha, headline=(0, text.index("\n")) if headline else None)
    return Read(article, *resolve(article, parse(article), attributions(article, marked)))


@pytest.fixture
def read() -> Callable[..., Read]:
    """Give the reader of marked texts."""

    def reader(text: str, *marked: Marked, headline: bool = False) -> Read:
        return _read(text, marked, headline=headline)

    return reader
