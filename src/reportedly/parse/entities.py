"""Names, by the pipeline's tagger of names, all tokens at once.

The tagger goes from token to token, and at each sees that token, and the first token of a name that's begun and the
one before. So what it does outside names is found for all tokens in one go, and then how names go on, for all that
might begin, step by step.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .attachments import Chooser, Floats, Ints, Truths

PADDING = 0
"""The row of what stands for no token."""
NEVER = np.float32(-np.inf)


class _Tagger(NamedTuple):
    """What chooses moves, and what it has of each token in each of its three roles."""

    chooser: Chooser
    given: Floats

    def summed(self, token: Ints, first: Ints | int, before: Ints | int) -> Floats:
        """Look at tokens, each with the first token of its name and the one before; numbers are rows of `given`."""
        found: Floats = self.given[token, 0] + self.given[first, 1] + self.given[before, 2]
        return found


def entities(chooser: Chooser, vectors: Floats, begins: Truths) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, last token excluded, label) of each name; none runs over the end of a sentence."""
    tagger = _Tagger(chooser, chooser.given(vectors))
    goes_on = ~np.append(begins[1:], True)
    moves = _outside(tagger, goes_on)
    begun = np.flatnonzero([move.startswith("B") for move in moves])
    ends = dict(zip(begun.tolist(), _ends(tagger, begun, [moves[i] for i in begun], goes_on).tolist(), strict=True))
    last = 0
    for i, move in enumerate(moves):
        if move != "O" and i >= last:
            last = ends.get(i, i + 1)
            yield i, last, move[2:]


def _outside(tagger: _Tagger, goes_on: Truths) -> list[str]:
    """Give the move at each token where no name is begun: begin one, take the token for one, or neither."""
    moves = tagger.chooser.labels
    scores = tagger.chooser.scores(tagger.summed(np.arange(1, len(tagger.given)), PADDING, PADDING))
    kind = np.array([move[0] for move in moves])
    scores[:, (kind == "I") | (kind == "L") | (np.array(moves) == "U-")] = NEVER
    scores[np.ix_(~goes_on, kind == "B")] = NEVER
    return [moves[i] for i in scores.argmax(1).tolist()]


def _ends(tagger: _Tagger, begun: Ints, moves: Sequence[str], goes_on: Truths) -> Ints:
    """Give the last token, excluded, of each name that may begin."""
    known = tagger.chooser.labels
    inside, last = ([known.index(f"{kind}-{move[2:]}") for move in moves] for kind in "IL")
    ends = begun + 1
    going = np.arange(len(begun))
    while len(going):
        token = ends[going]
        scores = tagger.chooser.scores(tagger.summed(token + 1, begun[going] + 1, token))
        rows = np.arange(len(going))
        on = scores[rows, np.take(inside, going)] >= scores[rows, np.take(last, going)]
        ends[going] += 1
        going = going[on & goes_on[token]]
    return ends
