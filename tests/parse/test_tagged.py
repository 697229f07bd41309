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
        ("The road is closed, Kherson region governor Oleksandr Prokudin said.", "Kherson", "GPE"),
    ],
)
def test_names_are_mended(text, name, label):
    """Names go on to their end, papers are bodies, and a region's name is a place."""
    parsed = parse(clean(Page(content=text, media="text")))
    assert (name, label) in {(text[one.start : one.end], one.label) for one in parsed.names}
