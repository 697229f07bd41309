"""From an article to its tokens: pieces → mended characters → tokens, with what is certain of sentences already."""

from collections.abc import Sequence

import numpy as np

from reportedly.model import Article, Split
from reportedly.model.split import BEGINS, GOES_ON, OPEN

from .boundaries import Word, sentence_starts
from .casing import case_counts, forms
from .mending import mend
from .pieces import Piece, pieces, runs
from .tokens import tokenise

SURENESS = {True: BEGINS, False: GOES_ON, None: OPEN}


def split(article: Article) -> Split:
    """Cut the headline and the paragraphs of an article into tokens; furniture is left out.

    Offsets are code points of `article.full_text`.
    """
    found = [(piece, words_of(article.full_text, piece)) for piece in pieces(article)]
    found = [(piece, words) for piece, words in found if words]
    counts = case_counts(words for piece, words in found if not piece.headline)
    starts = [start for _, words in found for start in sentence_starts(words)]
    return Split(
        pieces=tuple((piece.start, piece.end) for piece, _ in found),
        starts=_column([word.start for _, words in found for word in words]),
        ends=_column([word.end for _, words in found for word in words]),
        forms=tuple(form for piece, words in found for form in forms(words, counts, headline=piece.headline)),
        begins=np.array([SURENESS[start] for start in starts], np.int8),
    )


def _column(values: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(values, np.int32)


def words_of(text: str, piece: Piece) -> list[Word]:
    """Divide a piece into words; white space is none. Texts are mended, offsets are those of the text as it came."""
    words: list[Word] = []
    mended, offsets = mend(text[piece.start : piece.end])
    for start, end in runs(mended):
        for low, high in tokenise(mended[start:end]):
            first, last = start + low, start + high
            spaced = mended[last : last + 1].isspace()
            words.append(Word(piece.start + offsets[first], piece.start + offsets[last], mended[first:last], spaced))
    return words
