"""Words, and how they are written."""

import pytest

from reportedly.encode.network import network
from reportedly.encode.words import CAPITALISED, DIGITS, LOWER, MIXED, PUNCTUATION, UPPER, case_of, split_words


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("town", LOWER),
        ("Aleppo", CAPITALISED),
        ("A", CAPITALISED),
        ("UNHCR", UPPER),
        ("McRae", MIXED),
        ("17", DIGITS),
        ("4th", DIGITS),
        ("”", PUNCTUATION),
        ("Élysée", CAPITALISED),
    ],
)
def test_case_survives_lower_casing(word, case):
    """The way a word is written reaches the encoder as a number."""
    assert case_of(word) == case


def test_pieces_of_a_word_belong_together():
    """The pieces of each word are those between its first piece and the next word's."""
    text = "Unverifiable rumours spread."
    words = split_words(text, network().tokenizer, [(0, len(text))])
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "Unverifiable",
        "rumours",
        "spread",
        ".",
    ]
    assert words.first[-1] == len(words.pieces)
    assert words.first[1] - words.first[0] > 1
