"""Weigh a sentence's clues: which function it most likely has in its report.

A multinomial logistic regression; its weights stand in `functions.json`, made by `training/functions.py` from
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
from reportedly.model.vocabulary import Function

FILE = "functions.json"


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Hold the weights: a row for each clue, a column for each function."""

    functions: tuple[Function, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def best(self, clues: Sequence[str], *, leaning: Mapping[Function, float] | None = None) -> Function:
        """Give the function that the clues speak for most; clues that training never saw count nothing.

        `leaning` is added to the scores of some functions, for what else speaks for them.
        """
        known = [self.rows[clue] for clue in clues if clue in self.rows]
        scores = self.weights[known].sum(axis=0) + self.bias
        scores += np.array([(leaning or {}).get(one, 0.0) for one in self.functions], np.float32)
        return self.functions[int(scores.argmax())]


@cache
def weights() -> Weights:
    """Load the weights. Raises ModelMissing where the file isn't there or is damaged."""
    try:
        plain = json.loads((files(__package__) / FILE).read_text(encoding="utf-8"))
        names = list(plain["weights"])
        table = np.array([plain["weights"][name] for name in names], np.float32) / plain["unit"]
        bias = np.array(plain["bias"], np.float32)
        return Weights(tuple(plain["functions"]), {name: row for row, name in enumerate(names)}, table, bias)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(
            f"the table of sentence functions is missing or damaged ({error}): reinstall reportedly"
        ) from error
