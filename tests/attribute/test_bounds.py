"""Contents end where what is another's begins; sources cited in brackets are sources."""

import pytest

import reportedly

BEFORE = "Rain fell on Monday in Sava, and the talks went on.\n\n"


def told(text: str) -> list[tuple[str, str]]:
    """Give the source and the content of each attribution of a text."""
    reading = reportedly.read(BEFORE + text, published="2026-05-14")
    return [
        (" ".join(span.text for span in one.source.spans), " ".join(span.text for span in one.content.spans))
        for one in reading.attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Community leaders said that 7 children drowned; this has not been independently verified.",
            [("Community leaders", "that 7 children drowned")],
        ),
        (
            "The rebels said they had taken the town, but this could not be independently confirmed.",
            [("The rebels", "they had taken the town")],
        ),
        (
            "The opposition demanded a recount of the vote, with its leader, Farah Nassar, warning that anger grew.",
            [("The opposition", "a recount of the vote"), ("its leader, Farah Nassar,", "that anger grew")],
        ),
        (
            "Claims by the Front that the bridge was mined do not correspond to reality.",
            [("the Front", "that the bridge was mined")],
        ),
        (
            "The Met Office had issued its alert at 4am, he points out on X. Nobody answered.",
            [("he", "The Met Office had issued its alert at 4am")],
        ),
        (
            "Fishermen here tell me they have lost everything. One, Declan, says he lost two boats on Monday.",
            [("Fishermen here", "they have lost everything"), ("One, Declan,", "he lost two boats on Monday")],
        ),
        (
            "The ministry said the reports had not been verified.",
            [("The ministry", "the reports had not been verified")],
        ),
        (
            "The army put its dead at 12; residents said that 30 were killed.",
            [("The army", "its dead at 12"), ("residents", "that 30 were killed")],
        ),
        (
            "HIGHLIGHTS\n\nAt least 31 people have died, according to the interior ministry.",
            [("the interior ministry", "At least 31 people have died")],
        ),
    ],
)
def test_contents_end_where_anothers_word_begins(text: str, expected: list[tuple[str, str]]) -> None:
    """Reserves of the author, another's telling and headings are left out; what is said of reports is said."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 45 people were killed (Source: WHO). Roads were cut.", [("WHO", "At least 45 people were killed")]),
        ("At least 45 people were killed. Source: Sava Relief.", [("Sava Relief", "At least 45 people were killed")]),
        (
            "An estimated 45,000 people have been displaced (OCHA, April 2026).",
            [("OCHA", "An estimated 45,000 people have been displaced")],
        ),
        ("The fair was first held in the capital (Paris, May 1901).", []),
        ("The envoy (born 1954) lives in the capital.", []),
    ],
)
def test_sources_cited_in_brackets_are_sources(text: str, expected: list[tuple[str, str]]) -> None:
    """A body that is cited behind a sentence is its source; a place with a date isn't."""
    assert told(text) == expected


@pytest.mark.parametrize("text", ["The floods have claimed 12 lives.", "Nothing else was known of the men."])
def test_what_takes_lives_or_is_unknown_is_said_by_nobody(text: str) -> None:
    """Floods claim nothing in words, and what isn't known is told by nobody."""
    assert told(text) == []


def test_a_figure_that_is_contradicted_is_who_gave_its() -> None:
    """What is only named to be contradicted is its giver's, and no part of what contradicts it."""
    text = "The mayor says that four people have died in her town, not two as the ministry has said."
    assert told(text) == [("The mayor", "that four people have died in her town"), ("the ministry", "two")]
    text = "The army said 12 had died, not 30 as the rebels claimed."
    assert told(text) == [("The army", "12 had died"), ("the rebels", "30")]
