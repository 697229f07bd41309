"""What holds of every reading holds of our examples, however they're damaged, and of text that nobody wrote."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.examples import examples

from .holds import faults

TEXTS = {one.name: one.content() for one in examples() if one.media == "text"}
PAGES = {one.name: one.content() for one in examples() if one.media == "html"}
PIECES = tuple(piece for text in TEXTS.values() for piece in text.split("\n\n") if piece.strip())
QUOTES = "“”\"'‘’«»„`"
ODD = "\u0000\ufeff\u200b\u202e\u2028\u00ad\u0301\U0001f600\u00a0\t\r\x0b\ufffdｱ"


def _drop(text: str, places: list[int]) -> str:
    gone = {place % len(text) for place in places} if text else set()
    return "".join(letter for place, letter in enumerate(text) if place not in gone)


def _put(text: str, places: list[int], letters: str) -> str:
    for turn, place in enumerate(places):
        at = place % (len(text) + 1)
        text = text[:at] + letters[turn % len(letters)] + text[at:]
    return text


def _unquote(text: str, places: list[int]) -> str:
    marks = [place for place, letter in enumerate(text) if letter in QUOTES]
    return _drop(text, [marks[place % len(marks)] for place in places]) if marks else text


DAMAGES = {
    "drop letters": _drop,
    "take quotation marks away": _unquote,
    "put quotation marks in": lambda text, places: _put(text, places, QUOTES),
    "put odd characters in": lambda text, places: _put(text, places, ODD),
    "upper case": lambda text, _: text.upper(),
    "lower case": lambda text, _: text.lower(),
    "title case": lambda text, _: text.title(),
    "carriage returns": lambda text, _: text.replace("\n", "\r\n"),
    "one line": lambda text, _: " ".join(text.split()),
    "no punctuation": lambda text, _: "".join(letter for letter in text if letter.isalnum() or letter.isspace()),
}


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a report of a few paragraphs from our examples, in any order, and damage it in up to three ways."""
    text = "\n\n".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4)))
    for name in draw(st.lists(st.sampled_from(sorted(DAMAGES)), max_size=3)):
        text = DAMAGES[name](text, draw(st.lists(st.integers(0, 4000), min_size=1, max_size=12)))
    return text


def _holds(document: dict[str, Any], *, twice: bool = False) -> None:
    """Fail where anything doesn't hold; a document may be refused, if in words."""
    refused = None
    try:
        found = faults(document, twice=twice)
    except InputError as error:
        found, refused = [], str(error)
    assert not found, found[:5]
    assert refused is None or (refused and "\n" not in refused)


@pytest.mark.parametrize("published", [None, "2024-05-17", "2024-05-17T08:30:00+02:00"])
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_examples(name: str, published: str | None) -> None:
    """Of our examples' readings everything holds, with a publication date and without, and reading is deterministic."""
    assert faults({"id": name, "text": TEXTS[name], "published": published}, twice=published is None) == []


@pytest.mark.parametrize("name", sorted(PAGES))
def test_pages(name: str) -> None:
    """Of our example pages' readings everything holds, and reading is deterministic."""
    assert faults({"id": name, "html": PAGES[name]}, twice=True) == []


@given(damaged(), st.sampled_from([None, "2024-05-17"]))
def test_damaged_texts(text: str, published: str | None) -> None:
    """However a report is damaged, everything holds of its reading, and the text is the input."""
    _holds({"id": "x", "text": text, "published": published})


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text(text: str, title: str) -> None:
    """Text that nobody wrote is read or refused in words."""
    _holds({"id": "x", "text": text, "title": title or None})


@given(
    st.sampled_from(sorted(PAGES)),
    st.lists(st.integers(0, 20000), min_size=1, max_size=30),
    st.sampled_from(["<", ">", "</p>", "</div>", '"', "<p>", "<!--", "\u0000", "&#x", "<script>"]),
)
def test_damaged_pages(name: str, places: list[int], letters: str) -> None:
    """A page with its markup broken is read or refused in words."""
    page = PAGES[name]
    for place in places:
        at = place % len(page)
        page = page[:at] + letters + page[at + 1 :]
    _holds({"id": "x", "html": page})
