"""Words as they are searched: the same on every database, for we fold, part and stem them ourselves.

A word is letters and digits; case and accents don't count, nor thousands' separators ("50,000" is "50000");
"al-Qaeda" is two words that stand together. English endings are stripped by Porter's second algorithm (Snowball), so
that "arrested" is found by "arrest". A query is words that must all stand; "in quotes" they stand together; `beginn*`
begins a stem; `-without` must not stand.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.errors import BadSetting

_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|[^\W_]+(?:['’][^\W_]{3,})?")
_ASKED = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
LONGEST = 60
"""Characters of a word that count: what is longer is no word."""
MOST_ASKED = 32
"""Words of a query."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: stems that stand together; `begins`: the last is only a beginning; `without`: not there."""

    stems: tuple[str, ...]
    begins: bool = False
    without: bool = False


@cache
def _stemmer() -> "_Stemmer":
    """Load the stemmer, once."""
    from snowballstemmer import stemmer

    made: _Stemmer = stemmer("english")
    return made


class _Stemmer:
    """What we use of a stemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - its own name
        """Give the stem."""
        raise NotImplementedError


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Fold and stem one word."""
    folded = fold(word)[:LONGEST]
    return _stemmer().stemWord(folded) if folded.isalpha() else folded


def fold(text: str) -> str:
    """Give a text without case, accents and thousands' separators."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[,'’]", "", text)


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and stem of each word of a text."""
    for found in _WORD.finditer(text):
        stemmed = stem(found.group())
        # folding may take a character apart into signs (⅓, ㎞): what is then no single word isn't searched
        if stemmed.isalnum():
            yield found.start(), found.end(), stemmed


def stems(text: str) -> list[str]:
    """Give the stems of a text's words, in order."""
    return [one for _, _, one in tokens(text)]


def asked(query: str) -> list[Term]:
    """Read a query. Raises BadSetting where nothing in it can be looked for."""
    terms = []
    for sign, phrase, word in _ASKED.findall(query):
        begins = not phrase and word.endswith("*")
        found = [piece for _, _, piece in tokens(phrase or word)]
        if begins and found:
            # a beginning is no word: it's folded, not stemmed
            found[-1] = fold(_WORD.findall(word)[-1])[:LONGEST]
        if found:
            terms.append(Term(tuple(found), begins, bool(sign)))
    if not any(not one.without for one in terms):
        raise BadSetting(f'nothing to search for in {query!r}: give a word, or a "phrase"')
    if sum(len(one.stems) for one in terms) > MOST_ASKED:
        raise BadSetting(f"a search has at most {MOST_ASKED} words")
    return terms


def marks(text: str, terms: list[Term]) -> list[tuple[int, int]]:
    """Give where in a text the words asked for stand; a phrase is marked where it stands as one."""
    there = list(tokens(text))
    found: set[tuple[int, int]] = set()
    for term in (one for one in terms if not one.without):
        size = len(term.stems)
        for first in range(len(there) - size + 1):
            run = there[first : first + size]
            if _matches(tuple(one[2] for one in run), term):
                found.update((a, b) for a, b, _ in run)
    return sorted(found)


def stands(words: Sequence[str], term: Term) -> bool:
    """Say whether a term, with or without its sign, stands among stems that are in order."""
    size = len(term.stems)
    return any(_matches(tuple(words[first : first + size]), term) for first in range(len(words) - size + 1))


def _matches(run: tuple[str, ...], term: Term) -> bool:
    """Say whether a run of stems is what a term asks for."""
    if term.begins:
        return run[:-1] == term.stems[:-1] and run[-1].startswith(term.stems[-1])
    return run == term.stems
