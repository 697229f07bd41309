"""The grammar as spaCy's small English pipeline finds it: slower than the encoder's heads, which learnt from it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.model import Split
from reportedly.model.split import BEGINS, GOES_ON

from .found import Found
from .language import LOCK, language

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FINITE_TAGS = frozenset({"VBZ", "VBD", "VBP"})
DOCUMENT_SIZE = 1_000
"""Tokens that go through the pipeline at once: fewer waste time on calls, more need memory (1 MB for 1,000 tokens)."""
SURE = {BEGINS: True, GOES_ON: False}


def find(split: Split) -> Found:
    """Find the grammar of a report's tokens. Raises ModelMissing where the model is missing or damaged."""
    found = Found([], [], [], [], [])
    with LOCK:
        nlp = language()
        with nlp.memory_zone():
            for doc in nlp.pipe((_document(nlp, split, *part) for part in _parts(split)), batch_size=8):
                _take(found, doc)
    return found


def _parts(split: Split) -> Iterator[tuple[int, int]]:
    """Yield the tokens of whole pieces together, as many as make a document of the pipeline."""
    bounds = [0]
    for end in np.searchsorted(split.starts, [end for _, end in split.pieces]).tolist():
        if end - bounds[-1] >= DOCUMENT_SIZE:
            bounds.append(end)
    if bounds[-1] < len(split):
        bounds.append(len(split))
    return pairwise(bounds)


def _document(nlp: "Language", split: Split, first: int, last: int) -> "Doc":
    """Make a document of the pipeline in which each piece begins a sentence."""
    from spacy.tokens import Doc

    begins = [SURE.get(value) for value in split.begins[first:last].tolist()]
    # a token that ends a piece has no space after it: the tagger looks at that, and it is so in what it learnt from
    inside = ~np.isin(split.ends[first : last - 1], [end for _, end in split.pieces])
    spaces = [*((split.starts[first + 1 : last] > split.ends[first : last - 1]) & inside).tolist(), False]
    return Doc(nlp.vocab, words=list(split.forms[first:last]), spaces=spaces, sent_starts=begins)


def _take(found: Found, doc: "Doc") -> None:
    """Take over what the pipeline found in one document."""
    base = len(found.tags)
    for token in doc:
        found.tags.append(token.tag_)
        found.deps.append(_dependency(token))
        found.heads.append(base + token.head.i)
    found.bounds.extend((base + sentence.start, base + sentence.end) for sentence in doc.sents)
    found.names.extend((base + name.start, base + name.end, name.label_) for name in doc.ents)


def _dependency(token: Any) -> str:
    """Give a token's dependency; a noun that the parser compounds with a finite verb is its subject."""
    head = token.head
    if token.dep_ != "compound" or token.i >= head.i or head.tag_ not in FINITE_TAGS:
        return str(token.dep_)
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in head.lefts)
    return "compound" if has_subject else "nsubj"
