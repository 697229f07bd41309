"""The grammar as spaCy's small English model finds it: slower than the encoder's heads, which learnt from it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from reportedly.model import Split, read_as

from .attachments import attachments
from .entities import entities
from .found import Found
from .language import Language, language
from .vectors import Numbers

FINITE_TAGS = frozenset({"VBZ", "VBD", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DOCUMENT_SIZE = 1_000
"""Tokens that go through the networks at once: more need memory (4 KB each)."""


def find(split: Split) -> Found:
    """Find the grammar of a report's tokens. Raises ModelMissing where the model is missing or damaged."""
    found = Found([], [], [], [], [])
    networks = language()
    for first, last in _parts(split):
        _take(found, networks, split, slice(first, last))
    return found


def _parts(split: Split) -> Iterator[tuple[int, int]]:
    """Yield the tokens of whole pieces together, as many as go through the networks at once."""
    bounds = [0]
    for end in np.searchsorted(split.starts, [end for _, end in split.pieces]).tolist():
        if end - bounds[-1] >= DOCUMENT_SIZE:
            bounds.append(end)
    if bounds[-1] < len(split):
        bounds.append(len(split))
    return pairwise(bounds)


def _features(networks: Language, split: Split, part: slice) -> Numbers:
    """Give the features of words, then whether a space follows each, and whether it's white space: none is."""
    starts, ends = split.starts[part], split.ends[part]
    # a token that ends a piece has no space after it: the tagger looks at that, and it is so in what it learnt from
    inside = ~np.isin(ends[:-1], [end for _, end in split.pieces])
    spaced = np.append((starts[1:] > ends[:-1]) & inside, False)
    seen = map(read_as, split.forms[part], ("", *split.forms[part]))
    known = np.array([*map(networks.features, seen)], np.uint64)
    return np.column_stack([known, spaced.astype(np.uint64), np.zeros(len(known), np.uint64)])


def _take(found: Found, networks: Language, split: Split, part: slice) -> None:
    """Take over what the networks find in one part."""
    base = len(found.tags)
    features = _features(networks, split, part)
    vectors = networks.vectors(features)
    tags = [networks.tags[i] for i in networks.tagging(vectors).argmax(1).tolist()]
    narrowing, chooser = networks.attaching
    heads, deps, starts = attachments(chooser, narrowing(vectors), split.begins[part])
    found.tags.extend(tags)
    found.deps.extend(_dependencies(heads, deps, tags))
    found.heads.extend(base + head for head in heads)
    found.bounds.extend(pairwise([*(base + np.flatnonzero(starts)).tolist(), base + len(tags)]))
    narrowing, chooser = networks.naming
    names = entities(chooser, narrowing(networks.name_vectors(features)), starts)
    found.names.extend((base + first, base + last, label) for first, last, label in names)


def _dependencies(heads: Sequence[int], deps: Sequence[str], tags: Sequence[str]) -> Iterator[str]:
    """Yield each token's dependency; a noun that the parser compounds with a finite verb is its subject."""
    with_subject = {head for i, (head, dep) in enumerate(zip(heads, deps, strict=True)) if i < head and dep in SUBJECTS}
    for i, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        mistaken = dep == "compound" and i < head and tags[head] in FINITE_TAGS and head not in with_subject
        yield "nsubj" if mistaken else dep
