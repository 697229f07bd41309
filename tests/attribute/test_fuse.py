"""How tagger and rules are united."""

import pytest

from reportedly.attribute.attribution import find_attributions
from reportedly.attribute.draft import Draft
from reportedly.attribute.quotations import find_quotations

from .conftest import grammar_of, place

OPENING = "The storm closed the coast road on Monday.\n\n"


def texts(spans) -> list[str]:
    """Give the words of spans."""
    return [span.text for span in spans]


def test_layout_goes_before_the_tagger(read) -> None:
    """Of a block quotation the introduced source stands, whatever the tagger thought."""
    found = read(
        OPENING + "The mayor said in a statement:\n\n“We lost the jetty and two boats, and we will rebuild both.”",
        tagged=[("The storm", "closed", "“We lost the jetty and two boats, and we will rebuild both.”")],
    )
    assert [texts(one.source.spans) for one in found.attributions] == [["The mayor"]]


def test_tagger_goes_before_grammar(read) -> None:
    """Of one cue the tagger's reading stands."""
    found = read(
        "The army said on Monday that the hill was taken.",
        tagged=[("The army", "said", "the hill was taken")],
    )
    assert [texts(one.content.spans) for one in found.attributions] == [["the hill was taken"]]


def test_source_that_the_tagger_missed(read) -> None:
    """An attribution without a source gets the subject of its cue."""
    found = read("The army said that the hill was taken.", tagged=[("", "said", "that the hill was taken")])
    assert texts(found.attributions[0].source.spans) == ["The army"]


def test_content_grows_to_the_marks(read) -> None:
    """A content that holds most of an utterance holds all of it, with its marks."""
    found = read(
        OPENING + "“The wave took the jetty and both boats,” said Ana Petrova.",
        tagged=[("Ana Petrova", "said", "wave took the jetty and both")],
    )
    assert texts(found.attributions[0].content.spans) == ["“The wave took the jetty and both boats,”"]
    assert found.attributions[0].kind == "direct"


def test_part_quoted_stays_a_part(read) -> None:
    """A few words out of an utterance, told inside it, don't grow."""
    whole = "“My father always told us the sea takes back what it gives and that nobody should build here,”"
    found = read(
        f"{OPENING}{whole} said Ana Petrova.",
        tagged=[("My father", "told", "the sea takes back what it gives"), ("Ana Petrova", "said", whole)],
    )
    inner = found.find("takes back")
    assert texts(inner.content.spans) == ["the sea takes back what it gives"]
    assert inner.parent == found.find("nobody should build").id


def test_free_speech_in_the_same_paragraph(read) -> None:
    """An utterance without a cue beside one with a cue has the same source."""
    found = read(
        OPENING + "“The wave took the jetty,” said Ana Petrova. “Nobody had warned the village.”",
        tagged=[("Ana Petrova", "said", "“The wave took the jetty,”")],
    ).find("Nobody had warned")
    assert texts(found.content.spans) == ["“The wave took the jetty,”", "“Nobody had warned the village.”"]


def test_names_in_marks_are_no_speech(read) -> None:
    """The title of a programme in quotation marks doesn't go on with what was said."""
    found = read(
        OPENING + "“The wave took the jetty,” said Ana Petrova on “Morning Tide.” She lost two boats.",
        tagged=[("Ana Petrova", "said", "“The wave took the jetty,”")],
    )
    assert texts(found.attributions[0].content.spans) == ["“The wave took the jetty,”"]


def test_joined_tellings_are_parted(read) -> None:
    """What one source says and then warns of are two contents that don't overlap."""
    text = "The council said it would close the road and warned that the bridge might fall."
    found = read(
        text,
        tagged=[
            ("The council", "said", "it would close the road and warned that the bridge might fall"),
            ("The council", "warned", "that the bridge might fall"),
        ],
    )
    assert [texts(one.content.spans) for one in found.attributions] == [
        ["it would close the road"],
        ["that the bridge might fall"],
    ]


@pytest.mark.parametrize("likely", [None, []])
def test_grammar_adds_where_a_cue_is_likely(likely) -> None:
    """Where a network has read the report, grammar adds only at cues that it finds likely."""
    article, parsed = grammar_of("The army said that the hill was taken.")
    found = find_attributions(article, parsed, find_quotations(article), [], likely=likely)
    assert len(found) == (1 if likely is None else 0)


def test_nothing_out_of_furniture(read) -> None:
    """What stands in a disclaimer is no attribution, whoever found it."""
    disclaimer = (
        "The statements, views and opinions expressed in this column are solely those of the author and do not "
        "necessarily represent those of this site."
    )
    found = read(
        "Storm closes road\n\nThe storm closed the coast road on Monday night for the third time.\n\n" + disclaimer,
        tagged=[("the author", "views", "statements")],
    )
    assert found.attributions == ()


def test_content_never_crosses_the_title() -> None:
    """A stretch that runs from the title into the text is cut out, and with it an attribution without another."""
    article, parsed = grammar_of("The storm closed the road.", title="Storm closes road")
    whole = (0, len(article.full_text))
    assert find_attributions(article, parsed, (), [Draft((), (), (whole,), 0.9)]) == []
    cue = place(article, "closed")
    kept = find_attributions(article, parsed, (), [Draft((), (cue,), (whole, place(article, "the road")), 0.9)])
    assert all(article.span(*span) for one in kept for span in one.content)
