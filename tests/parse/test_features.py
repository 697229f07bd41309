"""What the grammar model knows of a word, beside its own library's account of it."""

import pytest

from reportedly.parse.features import number_of, shape
from reportedly.parse.language import language

spacy = pytest.importorskip("spacy")
WORDS = [
    "Geneva", "U.S.", "24/25", "2026", "cholera", "X", "Xi", "mark", "number", "”", "--", "US$", "…", "Krəsnojarsk",
    "café", "AAAAAAA", "aaaaAAAAA1111111", "!!!!!!", "q" * 120, "d", "'s", "’", "colour", "theatre", "n't", "—", "中国",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_texts_are_numbered_as_by_spacy(word: str) -> None:
    """Its string store gives every text, of any length and alphabet, the same number; symbols have their own."""
    assert number_of(word) == spacy.vocab.Vocab().strings.add(word)


@pytest.mark.parametrize("word", WORDS)
def test_shapes_are_spacy_s(word: str) -> None:
    """Letters, digits and marks are shaped as by its own function."""
    from spacy.lang.lex_attrs import word_shape

    assert shape(word) == word_shape(word)


def test_norms_are_the_model_s_own_first() -> None:
    """British spelling and contracted words have the norms that the model brings, marks those of all languages."""
    features = language().features
    assert features("colour")[0] == features("color")[0]
    assert features("”")[0] == features('"')[0]
    assert features("US$")[0] == features("€")[0] == features("$")[0]
    assert features("Geneva")[0] == features("geneva")[0] != features("Genevan")[0]
