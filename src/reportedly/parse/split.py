"""From an article to its tokens: pieces → mended characters → tokens, with what is certain of sentences already."""

from collections.abc import Sequence

import numpy as np

from reportedly.model import Article, Split
from reportedly.model.split import BEGINS, GOES_ON, OPEN

from .boundaries import Word, after_credits, sentence_starts
from .casing import case_counts, forms
from .mending import mend
from .pieces import Piece, pieces, runs
from .tables import tags
from .tokens import tokenise

HEADS = frozenset({"dateline", "agency"})
"""Credits that stand before a report's first words."""
SURENESS = {True: BEGINS, False: GOES_ON, None: OPEN}


def split(article: Article) -> Split:
    """Cut the headline and the paragraphs of an article into tokens; furniture is left out.

    Offsets are code points of `article.full_text`.
    """
    found = [(piece, words_of(article.full_text, piece)) for piece in pieces(article)]
    found = [(piece, words) for piece, words in found if words]
    counts = case_counts(words for piece, words in found if not piece.headline)
    before = [article.offsets(span) for one in article.credits if one.kind in HEADS for span in one.spans]
    firsts = [after_credits(words, before) for _, words in found]
    starts = [
        start for (_, words), first in zip(found, firsts, strict=True) for start in sentence_starts(words, first=first)
    ]
    return Split(
        pieces=tuple((piece.start, piece.end) for piece, _ in found),
        starts=_column([word.start for _, words in found for word in words]),
        ends=_column([word.end for _, words in found for word in words]),
        forms=tuple(
            form
            for (piece, words), first in zip(found, firsts, strict=True)
            for form in _stopped(forms(words, counts, headline=piece.headline), first)
        ),
        begins=np.array([SURENESS[start] for start in starts], np.int8),
    )


def _stopped(forms_: list[str], first: int) -> list[str]:
    """Give the forms of a piece with a full stop for a dateline's last mark: a sentence's first word follows."""
    if first and not forms_[first - 1][0].isalnum():
        forms_[first - 1] = "."
    return forms_


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
    return _titles_whole(words)


def _titles_whole(words: list[Word]) -> list[Word]:
    """Give words with each short title and its full stop in one, where a name may follow: "Lt.", "Hon."."""
    titles = frozenset(tags()["abbreviations"]["titles"])
    found: list[Word] = []
    for i, word in enumerate(words):
        before = found[-1] if found else None
        after = words[i + 1].text[0] if i + 1 < len(words) else ""
        short = word.text == "." and word.spaced and before is not None and not before.spaced and after.isupper()
        if short and before is not None and before.text.lower() in titles and before.text[0].isupper():
            found[-1] = Word(before.start, word.end, before.text + ".", word.spaced)
        else:
            found.append(word)
    return found
