"""Universal POS and lemmas by table."""

import pytest

from reportedly.parse.tables import tags
from reportedly.parse.words import known_word, lemma, part_of_speech


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("Killed", "VBD", "kill"),
        ("fled", "VBD", "flee"),
        ("arrested", "VBN", "arrest"),
        ("raped", "VBN", "rape"),
        ("dying", "VBG", "die"),
        ("says", "VBZ", "say"),
        ("marches", "NNS", "march"),
        ("militias", "NNS", "militia"),
        ("women", "NNS", "woman"),
        ("worse", "JJR", "bad"),
        ("were", "VBD", "be"),
        ("’re", "VBP", "be"),
        ("n’t", "RB", "not"),
        ("’ll", "MD", "will"),
        ("him", "PRP", "he"),
        ("Odehs", "NNPS", "Odehs"),
        ("news", "NN", "news"),
    ],
)
def test_lemmas(text: str, tag: str, expected: str) -> None:
    """Each inflected form goes back to its base form; names stay as they are."""
    assert lemma(text, tag) == expected


@pytest.mark.parametrize(
    ("text", "tag", "dep", "expected"),
    [
        ("was", "VBD", "auxpass", "AUX"),
        ("is", "VBZ", "ROOT", "AUX"),
        ("had", "VBD", "ROOT", "VERB"),
        ("had", "VBD", "aux", "AUX"),
        ("that", "IN", "mark", "SCONJ"),
        ("in", "IN", "prep", "ADP"),
        ("that", "DT", "det", "DET"),
        ("this", "DT", "nsubj", "PRON"),
        ("to", "TO", "aux", "PART"),
        ("not", "RB", "neg", "PART"),
        ("Harra", "NNP", "pobj", "PROPN"),
    ],
)
def test_parts_of_speech(text: str, tag: str, dep: str, expected: str) -> None:
    """The dependency decides where the tag leaves the part of speech open."""
    assert part_of_speech(text, tag, dep) == expected


def test_known_words_are_told_from_names() -> None:
    """Common words are known in any inflection, names aren't."""
    assert all(known_word(word) for word in ("chiefs", "surrendered", "truce", "told"))
    assert not any(known_word(word) for word in ("odeh", "velingrad"))


def test_the_table_has_a_source_for_each_list() -> None:
    """Every section says where it's from, and every tag leads to a Universal POS tag."""
    universal = {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"}
    universal |= {"SCONJ", "SYM", "VERB", "X", "SPACE"}
    table = tags()
    assert all(section["source"] for section in table.values())
    assert {pos for tag, pos in table["universal"].items() if tag != "source"} <= universal
