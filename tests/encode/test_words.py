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


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("UNICEF and WHO said so.", "UNICEF and UNICEF said so."),
        ("Nine were killed by IS there.", "Nine were killed by ISIS there."),
        ("The war IS over.", "The war is over."),
        ("THE MAN WHO SHOT HIM", "the man who shot him"),
    ],
)
def test_an_acronym_that_is_a_word_is_read_as_another_body(text, read):
    """Without capitals "WHO" and "IS" are words; a stressed verb, and what is all in capitals, stays what it is."""
    tokenizer = network().tokenizer
    seen, meant = (split_words(one, tokenizer, [(0, len(one))]) for one in (text, read))
    assert seen.pieces.tolist() == meant.pieces.tolist()


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
