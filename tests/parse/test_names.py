"""Names out of tags, whole ones only."""

import numpy as np
import pytest

from reportedly.model.tagset import NAME_TAGS
from reportedly.parse.names import ALLOWED, name_spans


def scores_of(*tags: str) -> np.ndarray:
    """Give scores by which each token's tag is likeliest; `B-GPE?O` makes the second nearly as likely."""
    found = np.zeros((len(tags), len(NAME_TAGS)), np.float16)
    for row, tag in zip(found, tags, strict=True):
        first, _, second = tag.partition("?")
        row[NAME_TAGS.index(first)] = 8.0
        if second:
            row[NAME_TAGS.index(second)] = 7.5
    return found


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("O", "B-PERSON", "E-PERSON", "S-GPE"), [(1, 3, "PERSON"), (3, 4, "GPE")]),
        (("B-ORG", "I-ORG", "E-ORG", "O"), [(0, 3, "ORG")]),
        (("B-ORG", "I-ORG?E-ORG", "O", "O"), [(0, 2, "ORG")]),
        (("O", "B-GPE?S-GPE", "O", "O"), [(1, 2, "GPE")]),
        (("B-ORG", "E-GPE?E-ORG", "O", "O"), [(0, 2, "ORG")]),
        (("E-ORG?S-ORG", "O", "O", "O"), [(0, 1, "ORG")]),
        (("O", "O", "O", "O"), []),
    ],
)
def test_tags_make_whole_names(tags: tuple[str, ...], expected: list[tuple[int, int, str]]) -> None:
    """Tags that don't fit together give the best names that do."""
    assert list(name_spans(scores_of(*tags), [(0, 4)])) == expected


def test_no_name_runs_over_the_end_of_a_sentence() -> None:
    """A name begun in one sentence doesn't end in the next."""
    found = list(name_spans(scores_of("O", "B-ORG?S-ORG", "E-ORG?S-ORG", "O"), [(0, 2), (2, 4)]))
    assert found == [(1, 2, "ORG"), (2, 3, "ORG")]


def test_what_may_follow_what() -> None:
    """A name goes on in its own kind, and ends before another begins."""
    place = NAME_TAGS.index
    assert ALLOWED[place("B-LAW"), place("E-LAW")]
    assert not ALLOWED[place("B-LAW"), place("E-LOC")]
    assert not ALLOWED[place("O"), place("I-LOC")]
    assert ALLOWED[place("E-LOC"), place("B-LAW")]
