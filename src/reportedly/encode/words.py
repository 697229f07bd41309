"""Words of a text with the pieces the encoder reads and the few facts that lower-casing would lose."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.encode.quotation import marks_of
from reportedly.model import read_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

Ints = NDArray[np.int32]
Small = NDArray[np.int8]

# How a word is written. The vocabulary is lower-cased, so case reaches the encoder by this number only.
LOWER, CAPITALISED, UPPER, MIXED, DIGITS, PUNCTUATION = range(6)
CASES = 6
# Words on each side of an acronym that tell whether the text is in capitals there.
NEAR = 3


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the words of one text, in order.

    `starts` and `ends` are code points; `first[i]:first[i + 1]` are the pieces of word i; `paragraph`
    counts from 0; `mark` says what kind of quotation mark a word is (see `quotation`).
    """

    starts: Ints
    ends: Ints
    pieces: Ints
    first: Ints
    case: Small
    mark: Small
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.starts)


def case_of(word: str) -> int:
    """Name the way a word is written: LOWER, CAPITALISED, UPPER, MIXED, DIGITS or PUNCTUATION."""
    if word.islower():
        return LOWER if word.isalpha() else DIGITS
    if not word[0].isalnum():
        return PUNCTUATION
    if word.isupper():
        return UPPER if len(word) > 1 else CAPITALISED
    if word.istitle():
        return CAPITALISED
    return MIXED if word.isalpha() else DIGITS


def split_words(text: str, tokenizer: Tokenizer, paragraphs: Sequence[tuple[int, int]]) -> Words:
    """Split a text into words and pieces.

    A word is what BERT's pre-tokeniser makes of it: a run between white space, punctuation parted.
    `paragraphs` are (start, end) code points in order; words outside them are left out.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    index = np.fromiter((-1 if i is None else i for i in encoding.word_ids), np.int32, len(encoding.ids))
    offsets = np.array(encoding.offsets, np.int32).reshape(-1, 2)
    begins = np.flatnonzero(np.diff(index, prepend=-2)).astype(np.int32)
    first = np.append(begins, len(index)).astype(np.int32)
    starts, ends, sizes = offsets[begins, 0], offsets[first[1:] - 1, 1], np.diff(first)
    bounds = np.array(paragraphs, np.int32).reshape(-1, 2)
    paragraph = (np.searchsorted(bounds[:, 0], starts, side="right") - 1).astype(np.int32)
    kept = (paragraph >= 0) & (ends <= np.append(bounds[:, 1], 0)[paragraph])
    pieces = np.array(encoding.ids, np.int32)[np.repeat(kept, sizes)]
    starts, ends, paragraph = starts[kept], ends[kept], paragraph[kept]
    spoken = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    begun = np.append(0, np.cumsum(sizes[kept])).astype(np.int32)
    case = np.fromiter(map(case_of, spoken), np.int8, len(spoken))
    for i, (before, word) in enumerate(pairwise(("", *spoken))):
        seen = read_as(word, before)
        if seen != word and (case[max(0, i - NEAR) : i + NEAR + 1] == LOWER).any():
            pieces[begun[i]] = tokenizer.token_to_id(seen.lower())
    return Words(
        starts=starts,
        ends=ends,
        pieces=pieces,
        first=begun,
        case=case,
        mark=marks_of(text, spoken, starts.tolist(), ends.tolist()),
        paragraph=np.unique(paragraph, return_inverse=True)[1].astype(np.int32).reshape(-1),
    )
