"""What taggers cut short or mistake in names."""

import pytest

from reportedly.clean import clean
from reportedly.model import Page
from tests.grammar import parse


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("RSF spokesman Al-Fatih Qurashi said so in a video statement.", "Al-Fatih Qurashi", "PERSON"),
        ("Two sources told Sudan Tribune that soldiers had left.", "Sudan Tribune", "ORG"),
        ("A camp of the so-called Islamic State (ISIS) group was hit.", "Islamic State", "ORG"),
        ("A bomber hit the city of Hassakeh the Northern Observatory for Human Rights said.", "Hassakeh", "GPE"),
        ("The road is closed, Kherson region governor Oleksandr Prokudin said.", "Kherson", "GPE"),
    ],
)
def test_names_are_mended(text, name, label):
    """Names go on to their end, papers are bodies, and a region's name is a place."""
    parsed = parse(clean(Page(content=text, media="text")))
    assert (name, label) in {(text[one.start : one.end], one.label) for one in parsed.names}


def test_a_lone_word_that_speaks_is_a_surname():
    """A capitalised word that the tagger has no name for is a person's where it says something."""
    parsed = parse(clean(Page(content='"We will not stop," Zelenskyy said.', media="text")))
    assert [one.label for one in parsed.names] == ["PERSON"]
    assert parsed.tokens[parsed.names[0].first].tag == "NNP"


@pytest.mark.parametrize("text", ["Nobody said so.", "Mayor says no to new stadium", "The diggers' Union said so."])
def test_a_common_word_that_speaks_is_none(text):
    """A capital at a sentence's or headline's beginning, or in a phrase of several words, makes no name."""
    parsed = parse(clean(Page(content=text, media="text")))
    assert "PERSON" not in {one.label for one in parsed.names}
