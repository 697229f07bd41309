"""Looking entities up by where they're mentioned."""

import pytest

from reportedly.model import Article, Cast, Entity

TEXT = "The head of the clinic, Lina Odeh, left. The clinic closed."


@pytest.fixture
def cast() -> Cast:
    """Hold a person with two mentions and a clinic with two."""
    article = Article("t", TEXT, "0" * 64)

    def spans(*words: tuple[str, int]) -> tuple:
        return tuple(article.span(TEXT.index(one, after), TEXT.index(one, after) + len(one)) for one, after in words)

    person = Entity("e1", "Lina Odeh", "person", spans(("The head", 0), ("Lina Odeh", 0)))
    return Cast(article, (person, Entity("e2", "clinic", "organisation", spans(("the clinic", 0), ("The clinic", 0)))))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("head", "e1"),
        ("Odeh", "e1"),
        ("The head of the clinic", "e1"),
        ("the clinic", "e2"),
        ("The clinic", "e2"),
        ("left", None),
    ],
)
def test_at_gives_who_is_mentioned(cast: Cast, words: str, expected: str | None) -> None:
    """A head word, a mention and a phrase lead to the entity; words that mention nobody to none."""
    start = TEXT.index(words)
    found = cast.at(start, start + len(words))
    assert (found.id if found else None) == expected


def test_within_gives_each_once_in_order(cast: Cast) -> None:
    """All entities mentioned in a stretch come once, in order."""
    assert [one.id for one in cast.within(0, len(TEXT))] == ["e1", "e2"]
    assert cast.within(TEXT.index("left"), TEXT.index("left") + 4) == ()


def test_by_id_and_names(cast: Cast) -> None:
    """Ids lead to entities and names; unknown ones to none."""
    assert cast.by_id("e2") is cast.entities[1]
    assert cast.by_id("e9") is None
    assert cast.names(["e1", "e9", "e2"]) == ("Lina Odeh", "clinic")
