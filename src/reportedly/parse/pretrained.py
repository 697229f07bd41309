"""The grammar as spaCy's small English pipeline finds it: slower than the encoder's heads, which learnt from it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Split
from reportedly.model.split import BEGINS, GOES_ON

from .attachments import attachments
from .entities import entities
from .found import Found
from .language import LOCK, language

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FINITE_TAGS = frozenset({"VBZ", "VBD", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DOCUMENT_SIZE = 1_000
"""Tokens that go through the pipeline at once: fewer waste time on calls, more need memory (1 MB for 1,000 tokens)."""
SURE = {BEGINS: True, GOES_ON: False}


def find(split: Split) -> Found:
    """Find the grammar of a report's tokens. Raises ModelMissing where the model is missing or damaged."""
    found = Found([], [], [], [], [])
    with LOCK:
        nlp = language()
        with nlp.memory_zone():
            for first, last in _parts(split):
                _take(found, nlp, _document(nlp, split, first, last), split.begins[first:last])
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


def _take(found: Found, nlp: "Language", document: "Doc", begins: NDArray[np.int8]) -> None:
    """Take over what the pipeline finds in one document."""
    for name in ("tok2vec", "tagger"):
        document = nlp.get_pipe(name)(document)
    base = len(found.tags)
    heads, deps, starts = attachments(nlp.get_pipe("parser"), document, begins)
    tags = [token.tag_ for token in document]
    found.tags.extend(tags)
    found.deps.extend(_dependencies(heads, deps, tags))
    found.heads.extend(base + head for head in heads)
    found.bounds.extend(pairwise([*(base + np.flatnonzero(starts)).tolist(), base + len(tags)]))
    names = entities(nlp.get_pipe("ner"), document, starts)
    found.names.extend((base + first, base + last, label) for first, last, label in names)


def _dependencies(heads: Sequence[int], deps: Sequence[str], tags: Sequence[str]) -> Iterator[str]:
    """Yield each token's dependency; a noun that the parser compounds with a finite verb is its subject."""
    with_subject = {head for i, (head, dep) in enumerate(zip(heads, deps, strict=True)) if i < head and dep in SUBJECTS}
    for i, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        mistaken = dep == "compound" and i < head and tags[head] in FINITE_TAGS and head not in with_subject
        yield "nsubj" if mistaken else dep
