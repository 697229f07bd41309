"""A report's tokens before their grammar is known."""

from dataclasses import replace

from reportedly.model import Article, Furniture
from reportedly.model.split import BEGINS, GOES_ON, OPEN
from reportedly.parse import split

TEXT = "FOUR HELD IN MOPTI\n\nFour men were held, police said. “Why?” asked Dr. Diallo."


def article(text: str, headline: str = "") -> Article:
    """Make an article of a text whose paragraphs are its lines."""
    return Article("t", text, "0" * 64, headline=(0, len(headline)) if headline else None)


def test_tokens_stand_in_pieces_in_order() -> None:
    """Each token lies in one piece, and together they are all of its words."""
    found = split(article(TEXT, "FOUR HELD IN MOPTI"))
    assert found.pieces[0] == (0, len("FOUR HELD IN MOPTI"))
    tokens = [TEXT[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    assert "".join(tokens) == "".join(TEXT.split())
    assert len(found) == len(tokens) == len(found.begins)


def test_forms_are_cased_and_mended() -> None:
    """Capitals of a headline become what the words are elsewhere; spoilt marks are what they were meant to be."""
    found = split(article(TEXT + " It was â€œunjust.â€\x9d", "FOUR HELD IN MOPTI"))
    assert found.forms[:4] == ("Four", "held", "in", "Mopti")
    assert "“" in found.forms[-5:]


def test_certain_beginnings_are_said() -> None:
    """Pieces and stops begin sentences, titles don't, and a mark that closes a question leaves it open."""
    found = split(article(TEXT, "FOUR HELD IN MOPTI"))
    begins = dict(zip(found.forms, found.begins.tolist(), strict=True))
    assert found.begins[0] == BEGINS
    assert begins["Diallo"] == GOES_ON
    assert begins["asked"] in (GOES_ON, OPEN)


def test_furniture_has_no_tokens() -> None:
    """What belongs to the page is left out of the pieces."""
    made = article(TEXT)
    span = made.span(TEXT.index("Four men"), len(TEXT))
    found = split(replace(made, furniture=(Furniture("other", (span,)),)))
    assert {TEXT[start:end] for start, end in found.pieces} == {"FOUR HELD IN MOPTI"}


def test_nothing_is_split_into_nothing() -> None:
    """An empty text has no pieces."""
    assert len(split(article(""))) == 0
    assert split(article(" \n ")).pieces == ()


def test_masses_of_marks_have_no_tokens() -> None:
    """Thousands of digits or brackets without a word are passed over; the words around them are not."""
    for unit in ("12 ", "(4) ", "[", "7"):
        text = f"Nine died.\n\n{unit * 3000}\n\nTwo were hurt."
        found = split(article(text))
        words = [text[a:b] for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]
        assert words == ["Nine", "died", ".", "Two", "were", "hurt", "."]
