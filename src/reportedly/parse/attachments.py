"""Who hangs on whom, by the pipeline's parser, in all sentences of a document at once.

The parser takes a document from its beginning to its end in steps, and its library lets all others wait and go on
around each of hundreds of small questions a step, which takes longer than the answers. At a word where a sentence
begins for certain the parser knows nothing of what came before: so stretches from one such word up to the next are
taken side by side, a step of all of them at a time, and give what the whole document would.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.model.split import BEGINS, OPEN

if TYPE_CHECKING:
    from spacy.pipeline import DependencyParser
    from spacy.tokens import Doc

SURE = {BEGINS: True, OPEN: None}


class Attached(NamedTuple):
    """Each token's head and dependency, a root's head its own, and whether a sentence begins with it."""

    heads: list[int]
    deps: list[str]
    begins: NDArray[np.bool_]


def attachments(parser: "DependencyParser", whole: "Doc", begins: NDArray[np.int8]) -> Attached:
    """Give the dependencies of a document that has its vectors. `begins` says where sentences begin (`model.Split`)."""
    bounds = [*pairwise([*_certain(begins), len(whole)])]
    documents = [_document(whole, begins, first, last) for first, last in bounds]
    _parse(parser, whole, documents, [first for first, _ in bounds])
    heads, deps, starts = [], [], []
    names = whole.vocab.strings
    for (first, last), document in zip(bounds, documents, strict=True):
        head, dep, start = document.to_array(["HEAD", "DEP", "SENT_START"])[: last - first].astype(np.int64).T
        heads += (head + np.arange(first, last)).tolist()
        deps += [names[label] for label in dep.view(np.uint64).tolist()]
        starts.append(start == 1)
    return Attached(heads, deps, np.concatenate(starts))


def _certain(begins: NDArray[np.int8]) -> list[int]:
    """Give the tokens with which sentences begin for certain, and before which nothing is left to decide.

    Where it's open whether one begins with the next token, the parser may decide that before it ends the sentence here.
    """
    after = np.append(begins[1:], BEGINS)
    certain = (begins == BEGINS) & (after != OPEN)
    certain[:1] = True
    return np.flatnonzero(certain).tolist()


def _document(whole: "Doc", begins: NDArray[np.int8], first: int, last: int) -> "Doc":
    """Make a document of a stretch, and of the token after it, which the parser looks at."""
    from spacy.tokens import Doc

    words = [token.text for token in whole[first : last + 1]]
    return Doc(
        whole.vocab, words=words, sent_starts=[SURE.get(one, False) for one in begins[first : last + 1].tolist()]
    )


def _parse(parser: "DependencyParser", whole: "Doc", documents: Sequence["Doc"], places: Sequence[int]) -> None:
    """Parse stretches of a document, each from its place in it."""
    from spacy.pipeline._parser_internals.stateclass import StateClass

    model = parser.model.predict([whole])
    states = [StateClass(one, offset) for one, offset in zip(documents, places, strict=True)]
    going = states
    while going:
        going = parser.transition_states(going, model.predict(going))
    parser.set_annotations(documents, states)
    model.clear_memory()
