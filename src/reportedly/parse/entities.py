"""Names, by the pipeline's tagger of names, all tokens at once.

The tagger goes from token to token, and at each sees that token, and the first token of a name that's begun and the
one before. So what it does outside names is found for all tokens in one go, and then how names go on, for all that
might begin, step by step.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
PADDING = 0
"""The row of what stands for no token."""
NEVER = np.float32(-np.inf)


class _Tagger(NamedTuple):
    """What the tagger has of each token in each of its three roles, and the layer from there to its moves' scores."""

    given: Floats
    bias: Floats
    weights: Floats
    offsets: Floats
    moves: list[str]

    def hidden(self, token: Places, first: Places | int, before: Places | int) -> Floats:
        """Look at tokens, each with the first token of its name and the token before; numbers are rows of `given`."""
        summed = self.given[token, 0] + self.given[first, 1] + self.given[before, 2] + self.bias
        found: Floats = summed.max(-1)
        return found


def entities(
    recogniser: "EntityRecognizer", document: "Doc", begins: NDArray[np.bool_]
) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, last token excluded, label) of each name; none runs over the end of a sentence."""
    tagger = _tagger(recogniser, document)
    goes_on = ~np.append(begins[1:], True)
    moves = _outside(tagger, recogniser.model.ops, goes_on)
    begun = np.flatnonzero([move.startswith("B") for move in moves])
    ends = dict(zip(begun.tolist(), _ends(tagger, begun, [moves[i] for i in begun], goes_on).tolist(), strict=True))
    last = 0
    for i, move in enumerate(moves):
        if move != "O" and i >= last:
            last = ends.get(i, i + 1)
            yield i, last, move[2:]


def _tagger(recogniser: "EntityRecognizer", document: "Doc") -> _Tagger:
    model, moves = recogniser.model, recogniser.moves
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    given = lower.predict(model.get_ref("tok2vec").predict([document]))
    names = [moves.get_class_name(i) for i in range(moves.n_moves)]
    return _Tagger(given, lower.get_param("b"), upper.get_param("W"), upper.get_param("b"), names)


def _outside(tagger: _Tagger, ops: object, goes_on: NDArray[np.bool_]) -> list[str]:
    """Give the move at each token where no name is begun: begin one, take the token for one, or neither."""
    hidden = tagger.hidden(np.arange(1, len(tagger.given)), PADDING, PADDING)
    scores = ops.gemm(hidden, tagger.weights, trans2=True) + tagger.offsets  # type: ignore[attr-defined]
    kind = np.array([name[0] for name in tagger.moves])
    scores[:, (kind == "I") | (kind == "L") | (np.array(tagger.moves) == "U-")] = NEVER
    scores[np.ix_(~goes_on, kind == "B")] = NEVER
    return [tagger.moves[i] for i in scores.argmax(1).tolist()]


def _ends(tagger: _Tagger, begun: Places, moves: list[str], goes_on: NDArray[np.bool_]) -> Places:
    """Give the last token, excluded, of each name that may begin."""
    inside, last = ([tagger.moves.index(f"{kind}-{move[2:]}") for move in moves] for kind in "IL")
    weights = tagger.weights[last] - tagger.weights[inside]
    offsets = tagger.offsets[last] - tagger.offsets[inside]
    ends = begun + 1
    going = np.arange(len(begun))
    while len(going):
        token = ends[going]
        hidden = tagger.hidden(token + 1, begun[going] + 1, token)
        score = (hidden * weights[going]).sum(1) + offsets[going]
        ends[going] += 1
        going = going[(score <= 0) & goes_on[token]]
    return ends
