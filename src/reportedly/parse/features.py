"""What the grammar model knows of a word: its norm, its first letter, its last three and its shape, each as a number.

After spaCy 3.8's lexical attributes (`spacy/lang/lex_attrs.py`, `spacy/lang/norm_exceptions.py`, MIT licence). Texts
are numbered by MurmurHash64A (Austin Appleby, public domain), as spaCy's string store does.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from .tables import symbols

MASK = 0xFFFF_FFFF_FFFF_FFFF
MULTIPLIER = 0xC6A4_A793_5BD1_E995
SHIFT, WORD = 47, 8
SEED = 1
LONG = 100
"""Characters from which on a word has no shape of its own."""
REPEATED = 4
"""Marks of a kind that a shape has in a row at most."""
SINGLE = "'‘’´`"
DOUBLE = ("”", "“", "''", "``", "´´", "„", "»", "«", "‘‘", "’’")
DASHES = ("—", "–", "--", "---", "——")
MONEY = ("€", "£", "¥", "฿", "US$", "C$", "A$", "₺", "₹", "৳", "₩", "Mex$", "₣", "E£")
WIDE = {"？": "?", "！": "!", "，": ",", "；": ";", "：": ":", "。": ".", "।": ".", "…": "..."}
NORMS = {
    **dict.fromkeys(("'s", "'S", "’s", "’S"), "'s"),
    **dict.fromkeys(SINGLE[1:], "'"),
    **dict.fromkeys(DOUBLE, '"'),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(MONEY, "$"),
    **WIDE,
}
Features = tuple[int, int, int, int]


@lru_cache(maxsize=16_384)  # words share beginnings, ends and shapes
def number_of(text: str) -> int:
    """Give the number of a text: MurmurHash64A of its UTF-8, save for the model's own symbols."""
    symbol = symbols()["numbers"].get(text)
    return hash_of(text) if symbol is None else int(symbol)


def hash_of(text: str) -> int:
    """Give the MurmurHash64A of a text's UTF-8."""
    content = text.encode("utf-8", "surrogatepass")
    size = len(content)
    found = SEED ^ (size * MULTIPLIER & MASK)
    whole = size - size % WORD
    for at in range(0, whole, WORD):
        part = int.from_bytes(content[at : at + WORD], "little") * MULTIPLIER & MASK
        part = (part ^ (part >> SHIFT)) * MULTIPLIER & MASK
        found = (found ^ part) * MULTIPLIER & MASK
    if whole < size:
        found = (found ^ int.from_bytes(content[whole:], "little")) * MULTIPLIER & MASK
    found = (found ^ (found >> SHIFT)) * MULTIPLIER & MASK
    return found ^ (found >> SHIFT)


def shape(text: str) -> str:
    """Give the shape of a word: `Xxxxx` of "Geneva", `dd/dd` of "24/25"; of marks in a row four are kept."""
    if len(text) >= LONG:
        return "LONG"
    kept: list[str] = []
    for letter in text:
        mark = ("X" if letter.isupper() else "x") if letter.isalpha() else "d" if letter.isdigit() else letter
        if kept[-REPEATED:] != [mark] * REPEATED:
            kept.append(mark)
    return "".join(kept)


def reader_of(norms: Mapping[int, str]) -> Callable[[str], Features]:
    """Give the function that gives a word's features, by the norms that a model brings along, by words' numbers."""

    @lru_cache(maxsize=16_384)
    def features(word: str) -> Features:
        norm = norms.get(number_of(word)) or NORMS.get(word) or word.lower()
        return number_of(norm), number_of(word[0]), number_of(word[-3:]), number_of(shape(word))

    return features
