"""Where sentences may begin, from the marks alone."""

import pytest

from reportedly.parse.boundaries import LONGEST_SENTENCE, Word, sentence_starts


def words(text: str) -> list[Word]:
    """Divide at spaces, and before a mark at a word's end or after one at its beginning."""
    found, place = [], 0
    for part in text.split(" "):
        pieces = part.split("|")
        for piece in pieces:
            found.append(Word(place, place + len(piece), piece, spaced=piece is pieces[-1]))
            place += len(piece)
        place += 1
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left|. Nobody knew|.", True),
        ("They left|. nobody knew About Harra|.", False),
        ("He saw Gen|. Marr there|.", False),
        ("He saw Gen. Marr there|.", False),
        ("It was J|. Marr there|.", False),
        ("He asked No. 4 there|.", False),
        ("It is in the U.S. Nobody knew|.", None),
        ("“|They left|.|” Nobody knew|.", None),
        ("They left|… Nobody knew|.", None),
        ("It stood on X|. Nobody knew|.", True),
        ("They left|! Nobody knew|.", None),
    ],
)
def test_what_follows_a_stop(text: str, expected: bool | None) -> None:  # noqa: FBT001 the table's own value
    """The word after the stop begins a sentence, doesn't, or is left to the parser."""
    found = words(text)
    place = next(i for i, word in enumerate(found) if word.text in ("Nobody", "nobody", "Marr", "4"))
    assert sentence_starts(found)[place] is expected


def test_marks_that_close_stay_with_their_sentence() -> None:
    """A closing quotation mark after a stop never begins a sentence."""
    assert sentence_starts(words("“|They left|.|” Nobody knew|."))[4] is False


def test_a_text_without_stops_is_cut() -> None:
    """No stretch beyond the bound is left without a beginning."""
    starts = sentence_starts(words(" ".join(["word"] * 1_000)))
    marked = [i for i, start in enumerate(starts) if start]
    assert max(b - a for a, b in zip(marked, [*marked[1:], 1_000], strict=True)) <= LONGEST_SENTENCE
