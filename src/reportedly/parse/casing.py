"""How the parser gets to see words that are written in capitals: as they would stand in the middle of a sentence.

Taggers take "Chiefs Arrested" for names. The text itself is never changed: only the forms the parser is given.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from .boundaries import Word
from .words import known_word

TITLE_SHARE = 0.6
"""Capitalised among the words of four letters and more, above which a headline is in title case."""
UPPER_SHARE = 0.7
"""Capitals among letters, above which a piece is written in capitals."""
FEWEST_LETTERS = 12
SHORTEST_CAPITALISED = 4


def case_counts(pieces: Iterable[Sequence[Word]]) -> Counter[str]:
    """Count the forms of words as they stand in the middle of sentences, in pieces that are not written in capitals."""
    counts: Counter[str] = Counter()
    for words in pieces:
        if not in_capitals(words):
            counts.update(word.text for before, word in itertools.pairwise(words) if before.text[-1:].isalnum())
    return counts


def in_capitals(words: Sequence[Word]) -> bool:
    """Say whether a piece is written in capitals throughout."""
    letters = [*filter(str.isalpha, "".join(word.text for word in words))]
    return len(letters) >= FEWEST_LETTERS and sum(map(str.isupper, letters)) > UPPER_SHARE * len(letters)


def in_title_case(words: Sequence[Word]) -> bool:
    """Say whether the words of a headline are capitalised throughout."""
    long = [word.text for word in words if len(word.text) >= SHORTEST_CAPITALISED and word.text[0].isalpha()]
    return len(long) > 1 and sum(text[0].isupper() for text in long) > TITLE_SHARE * len(long)


def forms(words: Sequence[Word], counts: Counter[str], *, headline: bool) -> list[str]:
    """Give the forms of a piece's words for the parser, of the same number and order."""
    if in_capitals(words):
        return [_cased(word.text, counts, first=i == 0) for i, word in enumerate(words)]
    if headline and in_title_case(words):
        return [
            _cased(word.text, counts, first=i == 0) if word.text.istitle() else word.text
            for i, word in enumerate(words)
        ]
    return [word.text for word in words]


def _cased(text: str, counts: Counter[str], *, first: bool) -> str:
    """Give a word in the case it has elsewhere in the report; else, a common word of English, in lower case."""
    if not text.isalpha() or text == "I":
        return text
    low, capitalised = text.lower(), text.capitalize()
    seen = [(counts[form], form) for form in (low, capitalised, text) if counts[form]]
    if seen:
        form = max(seen)[1]
    elif known_word(low) or len(text) <= 2:  # noqa: PLR2004 the short ones are prepositions and pronouns
        form = low
    else:
        form = capitalised if text.isupper() and len(text) > SHORTEST_CAPITALISED else text
    return form[0].upper() + form[1:] if first else form
