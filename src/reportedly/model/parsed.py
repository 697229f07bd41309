"""What the grammar of a report is: sentences, tokens, dependencies, names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Token(NamedTuple):
    """One token. `start` and `end` are code points of `Article.full_text`; `head` and `sentence` are indices.

    `pos` is a Universal POS tag, `tag` a Penn Treebank tag, `dep` a ClearNLP dependency label as spaCy's English models
    use them (`nsubj`, `dobj`, `ccomp`, `prep`, `pobj`, …; the root is its own head and has `ROOT`).
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


class SentenceBounds(NamedTuple):
    """One sentence: code points of `full_text`, and its tokens from `first` up to, not including, `last`."""

    start: int
    end: int
    first: int
    last: int


class NameSpan(NamedTuple):
    """One name found by the tagger: code points, tokens (`last` excluded) and OntoNotes label (`PERSON`, `GPE`, …)."""

    start: int
    end: int
    first: int
    last: int
    label: str


class NounPhrase(NamedTuple):
    """One base noun phrase: code points, tokens (`last` excluded), and the index of its head token."""

    start: int
    end: int
    first: int
    last: int
    root: int


@dataclass(frozen=True)
class Parsed:
    """Hold a report's grammar. Tokens, sentences, names and noun phrases are in the order of the text."""

    tokens: tuple[Token, ...]
    sentences: tuple[SentenceBounds, ...]
    names: tuple[NameSpan, ...] = ()
    noun_phrases: tuple[NounPhrase, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _below(self) -> list[tuple[Token, ...]]:
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token)
        return [tuple(below) for below in children]

    @cached_property
    def _edges(self) -> list[tuple[int, int]]:
        """First and last token of each token's subtree: each is carried up to where it lies between two others.

        Those were carried further up, or will be, and it lies between them there, too.
        """
        edges = [(i, i) for i in range(len(self.tokens))]
        for sentence in self.sentences:
            for token in self.tokens[sentence.first : sentence.last]:
                above, steps = token.head, 0
                while steps < sentence.last - sentence.first:
                    low, high = edges[above]
                    if low <= token.i <= high:
                        break
                    edges[above] = (min(low, token.i), max(high, token.i))
                    if above == self.tokens[above].head:
                        break
                    above, steps = self.tokens[above].head, steps + 1
        return edges

    @cached_property
    def _named(self) -> dict[int, NameSpan]:
        return {i: name for name in self.names for i in range(name.first, name.last)}

    def name_at(self, i: int) -> NameSpan | None:
        """Give the name that token `i` belongs to, None where it belongs to none."""
        return self._named.get(i)

    def children(self, i: int) -> tuple[Token, ...]:
        """Give the tokens that depend on token `i` directly, in order."""
        return self._below[i]

    def edges(self, i: int) -> tuple[int, int]:
        """Give the first and the last token index of the subtree of token `i`, both inclusive."""
        return self._edges[i]

    def extent(self, i: int) -> tuple[int, int]:
        """Give the code points from the first to the last token of the subtree of token `i`."""
        low, high = self._edges[i]
        return self.tokens[low].start, self.tokens[high].end

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the tokens above token `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Give the tokens that share a character with a stretch of `full_text`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = self.tokens[first : bisect_left(self._starts, end)]
        # tokens don't overlap: only the first may end before the stretch
        return found[1:] if found and found[0].end <= start else found

    def head_in(self, start: int, end: int) -> Token | None:
        """Give the head of a stretch.

        Its first token whose own head lies outside it. None where no token stands there.
        """
        inside = self.tokens_in(start, end)
        indices = {token.i for token in inside}
        words = [token for token in inside if token.pos not in ("PUNCT", "SPACE")] or list(inside)
        return next((token for token in words if token.head == token.i or token.head not in indices), None)

    def sentence_at(self, offset: int) -> SentenceBounds | None:
        """Give the sentence that holds a code point, or the nearest one before it; None before the first."""
        place = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[place] if place >= 0 else None
