"""What the encoder makes of a report: everything neural reads from it, and it's computed once."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .vocabulary import Function

Floats = NDArray[np.float32]
TOLD_FUNCTIONS: tuple[Function, ...] = ("event", "background", "evaluation", "expectation", "other")
"""The functions of sentences that tables of weights tell apart, in the order of their columns."""


class Link(NamedTuple):
    """A run of words that may be a cue, and what around it may be its source and content.

    `begin` and `end` are the cue's words, `end` excluded. `share` is the probability that the cue's best word belongs
    to a cue, by itself; `judged` the score (log odds) of its being one, its source and content considered. `scores`
    (words, 9) are those of the tags of the words from `low` on: outside; beginning, inside, end, single of the source;
    the same of the content.
    """

    begin: int
    end: int
    share: float
    judged: float
    low: int
    scores: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Decoding:
    """Hold the numbers, learnt with the weights, that turn scores into attributions.

    `steps` (9, 9) are the scores of one tag following another (very low where it can't), `starts` and `stops` those of
    beginning and ending with a tag. `weights` are those of a logistic regression from a tagged attribution's features,
    by name, to its confidence; `threshold` is the least confidence that is kept, chosen on development data.
    """

    steps: Floats
    starts: Floats
    stops: Floats
    weights: dict[str, float]
    threshold: float


class Arcs(NamedTuple):
    """How likely each of some tokens hangs on each of those around it.

    `scores` (tokens, columns) are log probabilities of the tokens from `first` on; the columns stand for the tokens
    from `low` on, a token's own for being a root. Tokens further away aren't looked at.
    """

    first: int
    low: int
    scores: NDArray[np.float16]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Hold what the encoder makes of the grammar of a report's tokens (those of its `Split`).

    `tag` is the index of each one's likeliest tag, `dep` that of its likeliest dependency but `ROOT` (see
    `model.tagset`); `names` (tokens, name tags) are scores, `begins` the log odds of beginning a sentence. `arcs` cover
    all tokens, in order.
    """

    tag: NDArray[np.int8]
    dep: NDArray[np.int8]
    names: NDArray[np.float16]
    begins: Floats
    arcs: tuple[Arcs, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Hold a report's words as the encoder saw them, and the grammar of its tokens where it was asked for it.

    `starts` and `ends` are code points of `Article.full_text`, furniture left out; `paragraph` counts from 0, the
    headline included. `cue`, `source` and `content` (words, 3) are probabilities of standing outside such a part, at
    its beginning, and within it. `functions` (words, functions) says how far each word speaks for each of
    `TOLD_FUNCTIONS`: their mean over a sentence's words is a score of the sentence.
    """

    model: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    cue: Floats
    source: Floats
    content: Floats
    functions: Floats
    links: tuple[Link, ...]
    decoding: Decoding
    grammar: Grammar | None

    def __len__(self) -> int:
        return len(self.starts)
