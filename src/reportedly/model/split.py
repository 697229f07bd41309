"""A report cut into tokens before anything is known of their grammar."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

BEGINS, GOES_ON, OPEN = 1, 0, -1
"""Whether a sentence begins with a token: certainly, certainly not, or as its grammar says."""
READ_AS = {"WHO": "UNICEF"}
"""A body whose acronym is a pronoun where networks see no capitals, and the like of it that they are given instead."""
Begins = Literal[1, 0, -1]


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Hold a report's pieces (the headline and each paragraph, less furniture) and their tokens, in order.

    `pieces` are (start, end) code points of `Article.full_text`, `starts` and `ends` those of tokens. `forms` are the
    tokens as they would stand in the middle of a sentence, their spoilt characters mended; `begins` holds `BEGINS`,
    `GOES_ON` or `OPEN` for each.
    """

    pieces: tuple[tuple[int, int], ...]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    forms: tuple[str, ...]
    begins: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.forms)
