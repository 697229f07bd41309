"""From an article's tokens to its grammar, by the encoder's heads where it was asked, else by a pipeline of its own."""

from itertools import pairwise

import numpy as np

from reportedly.model import Article, NameSpan, Parsed, SentenceBounds, Split, Token
from reportedly.model.encoded import Encoded, Grammar
from reportedly.model.split import BEGINS, OPEN
from reportedly.model.tagset import DEPS, TAGS

from .found import Found
from .misled import led_back
from .names import name_spans
from .phrases import noun_phrases
from .pretrained import find
from .tagged import mended, proper
from .trees import heads
from .words import lemma, part_of_speech

_MISTAKEN = frozenset({"ORG", "PERSON", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
"""What taggers take a dateline's town for."""


def parse(article: Article, split: Split, encoded: Encoded) -> Parsed:
    """Give the grammar of an article's headline and paragraphs; furniture is left out.

    Offsets are code points of `article.full_text`. Raises ModelMissing where a grammar model is needed and missing.
    """
    found = find(split) if encoded.grammar is None else read(split, encoded.grammar)
    tokens = led_back(_tokens(article.full_text, split, found))
    sentences = tuple(SentenceBounds(tokens[a].start, tokens[b - 1].end, a, b) for a, b in found.bounds)
    names = tuple(
        NameSpan(tokens[first].start, tokens[last - 1].end, first, last, kind) for first, last, kind in found.names
    )
    names = _of_datelines(article, mended(tokens, names))
    tokens = proper(tokens, names)
    return Parsed(tokens, sentences, names, tuple(noun_phrases(tokens, sentences)))


def _of_datelines(article: Article, names: tuple[NameSpan, ...]) -> tuple[NameSpan, ...]:
    """Take the names in a dateline for places: taggers take towns in capitals for bodies and persons."""
    spans = [article.offsets(span) for one in article.credits if one.kind == "dateline" for span in one.spans]
    return tuple(
        one._replace(label="GPE")
        if one.label in _MISTAKEN and any(start <= one.start and one.end <= end for start, end in spans)
        else one
        for one in names
    )


def read(split: Split, grammar: Grammar) -> Found:
    """Read the grammar off the encoder's scores."""
    bounds = _sentences(split, grammar)
    above = heads(grammar.arcs, bounds).tolist()
    deps = [DEPS[dep] if above[i] != i else "ROOT" for i, dep in enumerate(grammar.dep.tolist())]
    tags = [TAGS[tag] for tag in grammar.tag.tolist()]
    return Found(tags, deps, above, bounds, list(name_spans(grammar.names, bounds)))


def _sentences(split: Split, grammar: Grammar) -> list[tuple[int, int]]:
    """Give each sentence's first token, and its last, excluded: marks decide where they can, else the encoder."""
    begins = (split.begins == BEGINS) | ((split.begins == OPEN) & (grammar.begins > 0))
    return list(pairwise([*np.flatnonzero(begins).tolist(), len(split)])) if len(split) else []


def _tokens(text: str, split: Split, found: Found) -> tuple[Token, ...]:
    """Make the tokens; tag and lemma are those of the forms that stand for them."""
    number = np.repeat(np.arange(len(found.bounds)), [last - first for first, last in found.bounds]).tolist()
    starts, ends = split.starts.tolist(), split.ends.tolist()
    written = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    lemmas = map(lemma, split.forms, found.tags)
    parts = map(part_of_speech, split.forms, found.tags, found.deps)
    columns = (range(len(split)), starts, ends, written, lemmas, parts, found.tags, found.deps, found.heads, number)
    return tuple(Token(*row) for row in zip(*columns, strict=True))
