"""The author's own views, and what is no telling at all."""

import pytest

import reportedly

BEFORE = "The town after the siege\n\nRain fell on Monday in Sava.\n\n"


def told(text: str) -> list[tuple[str, str, str]]:
    """Give the source, its kind and the content of each attribution of a text."""
    return [
        (
            " ".join(span.text for span in one.source.spans),
            one.source.kind,
            " … ".join(s.text for s in one.content.spans),
        )
        for one in reportedly.read(BEFORE + text, published="2026-05-14").attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In my opinion neither will be built.", [("my", "author", "neither will be built")]),
        ("The town, in my view, should be rebuilt.", [("my", "author", "The town … should be rebuilt")]),
        (
            "It seems to me that the town has agreed to forget.",
            [("me", "author", "that the town has agreed to forget")],
        ),
        ("It seems that the town has agreed to forget.", []),
        ("“In my view he should resign,” Orr said.", [("Orr", "named", "“In my view he should resign,”")]),
        (
            "A post shared more than 14,000 times on Facebook since 9 August claims that 90 people were killed.",
            [("A post", "document", "that 90 people were killed")],
        ),
        (
            "Three aid workers, speaking separately, put the figure at less than half.",
            [("Three aid workers", "collective", "the figure at less than half")],
        ),
    ],
)
def test_own_views_and_what_is_only_counted(text: str, expected: list[tuple[str, str, str]]) -> None:
    """“In my opinion” and "seems to me" are the author's; a count of shares is nobody's words."""
    assert told(text) == expected


def test_who_counts_on_a_road_foretells_nothing() -> None:
    """A preposition behind the object is no part of the verb."""
    reading = reportedly.read(BEFORE + "The mayor, Ilya Strand, counted eleven shell craters on the road.")
    assert [one.acts[0] for one in reading.attributions] in (["assert"], [])
