"""What is refused: nothing, what is no text, too much of it, other languages, and facts that can't be."""

from typing import Any

import pytest

from reportedly.clean import clean
from reportedly.errors import BadDocument, BadSetting, BinaryInput, EmptyInput, InputError, TooLarge, UnknownLanguage
from reportedly.model import LARGEST, Article, Page

from .texts import article


@pytest.mark.parametrize("content", ["", "  \r\n\t", b"", b"\xef\xbb\xbf \n", b"\x00\x00\x00"])
def test_nothing_is_said_to_be_nothing(content: str | bytes) -> None:
    """Empty documents are refused as such."""
    with pytest.raises(EmptyInput):
        clean(Page(content))


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%abc", b"PK\x03\x04abc", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 20, "\x01\x02\x03\x04" * 50],
)
def test_what_is_no_text_is_refused(content: str | bytes) -> None:
    """Binary files are refused, with what they seem to be."""
    with pytest.raises(BinaryInput):
        clean(Page(content))


def test_what_is_too_large_is_refused() -> None:
    """Documents above the bound are refused before they're looked at."""
    with pytest.raises(TooLarge, match=r"20\.0 MB"):
        clean(Page("a" * (LARGEST + 1)))


def test_half_characters_are_refused() -> None:
    """A lone surrogate, which no file can hold, is refused."""
    with pytest.raises(BadDocument):
        article("It fell \ud800 down.")


def test_a_date_that_is_none_is_refused() -> None:
    """`published` must be ISO 8601."""
    with pytest.raises(BadSetting):
        article("It fell.", published="yesterday")


def test_errors_are_one_line() -> None:
    """Every refusal is one line that ends with a stop."""
    for content in (
        "",
        b"%PDF-1",
        "\x01" * 99,
        "Вчера в городе прошел дождь, и река вышла из берегов, сообщили в министерстве.",
    ):
        with pytest.raises(InputError) as error:
            clean(Page(content))
        assert str(error.value).count("\n") == 0
        assert str(error.value).endswith(".")


def test_unknown_languages_keep_their_text() -> None:
    """The error of a foreign report has its text, as far as it was found."""
    text = (
        "Le maire de la ville a dit que le pont est tombé dans la rivière, et que les habitants ne sont pas en danger."
    )
    with pytest.raises(UnknownLanguage) as error:
        article(text)
    assert isinstance(error.value.article, Article)
    assert error.value.article.text == text
    assert error.value.article.language == "fr"
    assert "French" in error.value.article.notes[0]


@pytest.mark.parametrize("name", ["id", "url", "title", "publisher", "author"])
def test_facts_with_half_characters_are_refused(name: str) -> None:
    """A fact with a lone surrogate is refused by name: no file could hold it."""
    facts: dict[str, Any] = {name: "a\ud800"}
    with pytest.raises(BadDocument, match=f"“{name}”"):
        clean(Page("It fell.", **facts))


@pytest.mark.parametrize("given", ["0001-01-01", "9999-12-31T23:59:59Z", "2016-12", "soon"])
def test_dates_that_are_none_are_refused(given: str) -> None:
    """A year in which nothing was published, half a date, a word: each is refused."""
    with pytest.raises(BadSetting, match="is no date"):
        clean(Page("It fell.", published=given))


def test_a_text_longer_than_memory_would_hold_is_refused() -> None:
    """A text within the bound of bytes but beyond that of characters is refused before it's read."""
    with pytest.raises(TooLarge, match="2 million"):
        clean(Page("Four were held. " * 130_000, media="text"))
