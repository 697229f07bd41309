"""A report cut into tokens before anything is known of their grammar."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

BEGINS, GOES_ON, OPEN = 1, 0, -1
"""Whether a sentence begins with a token: certainly, certainly not, or as its grammar says."""
Begins = Literal[1, 0, -1]
READ_AS = {"IS": "ISIS", "WHO": "UNICEF"}
"""Bodies whose acronyms are words where networks see no capitals, and the like of each that they are given instead."""
BEFORE_NAMES = frozenset(
    {"a", "against", "an", "and", "as", "because", "between", "but", "by", "for", "from", "if", "in", "into", "of",
     "or", "the", "to", "when", "where", "while", "with"}
)  # fmt: skip
"""What stands before a body's name and before no verb."""


def read_as(word: str, before: str) -> str:
    """Give the form of a word that a network is to see, by the word or mark before it ("" where it is the first).

    "IS" is the Islamic State's acronym or a verb with a stress: "nine were killed by IS", "the war IS over".
    """
    stressed = word == "IS" and before[-1:].isalnum() and before.lower() not in BEFORE_NAMES
    return word if stressed else READ_AS.get(word, word)


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
