"""Weigh a sentence's clues: which function it most likely has in its report.

Two multinomial logistic regressions, added: of the clues, whose weights stand in `functions.json`, and of what the
encoder made of the words, which weighs them itself (`Encoded.functions`). Both are made by `training/functions.py` from
NewsDiscourse (Choubey et al. 2020), whose eight discourse labels are put together into the functions of a reading.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import ModelMissing
from reportedly.model.encoded import TOLD_FUNCTIONS, Floats
from reportedly.model.vocabulary import Function

FILE = "functions.json"
ENCODER = 0.7
"""How much the encoder's scores count beside the clues': on NewsDiscourse's validation part 0.7 is
best for expectations (0.479), 1.5 for evaluations (0.627), and all from 0.4 to 2 are better than either alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Hold the weights: a row for each clue, a column for each of `TOLD_FUNCTIONS`."""

    rows: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def best(
        self, clues: Sequence[str], *, seen: Floats | None = None, leaning: Mapping[Function, float] | None = None
    ) -> Function:
        """Give the function that the clues speak for most; clues that training never saw count nothing.

        `seen` are the encoder's scores, `leaning` is added to those of some functions, for what else speaks for them.
        """
        known = [self.rows[clue] for clue in clues if clue in self.rows]
        scores = self.weights[known].sum(axis=0) + self.bias
        scores += np.array([(leaning or {}).get(one, 0.0) for one in TOLD_FUNCTIONS], np.float32)
        if seen is not None:
            scores += ENCODER * seen
        return TOLD_FUNCTIONS[int(scores.argmax())]


@cache
def weights() -> Weights:
    """Load the weights. Raises ModelMissing where the file isn't there or is damaged."""
    try:
        plain = json.loads((files(__package__) / FILE).read_text(encoding="utf-8"))
        names, columns = list(plain["weights"]), [plain["functions"].index(one) for one in TOLD_FUNCTIONS]
        table = np.array([plain["weights"][name] for name in names], np.float32) / plain["unit"]
        bias = np.array(plain["bias"], np.float32)
        return Weights({name: row for row, name in enumerate(names)}, table[:, columns], bias[columns])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(
            f"the table of sentence functions is missing or damaged ({error}): reinstall reportedly"
        ) from error
