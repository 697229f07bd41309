"""What the tagger found and the contract rules out."""

import pytest

from reportedly.attribute.draft import Draft
from reportedly.attribute.grow import utterances
from reportedly.attribute.prune import prune

from .conftest import grammar_of, place

OPENING = "The storm closed the coast road on Monday.\n\n"


def test_whatever_somebody_says_tells_nothing(read) -> None:
    """A concession names who promises or says whatever it may be, and tells nothing."""
    text = "The siege will go on, whatever the mediators promise."
    assert read(OPENING + text, tagged=[("the mediators", "promise", "The siege will go on")]).attributions == ()


def test_facts_and_it_seems_are_the_authors(read) -> None:
    """What a fact confirms, and what seems to be, is the author's inference, whatever the tagger found."""
    text = "The fact that forty men gave up confirms that the siege is over. It seems that the road is open."
    found = read(
        OPENING + text,
        tagged=[
            ("The fact that forty men gave up", "confirms", "that the siege is over"),
            ("It", "seems", "that the road is open"),
        ],
    )
    assert found.attributions == ()


def test_own_acts_are_no_relay(read) -> None:
    """What "we" warn of inside a quotation that is attributed is its speaker's own act."""
    found = read(
        OPENING + "The council said in a statement:\n\n“We warn drivers that the bridge may fall. Stay at home.”",
        tagged=[("We", "warn", "that the bridge may fall")],
    )
    assert [[span.text for span in one.source.spans] for one in found.attributions] == [["The council"]]


def test_kicker_is_no_source(read) -> None:
    """A headline's kicker that names nobody says nothing; a minister does."""
    for kicker, count in (("Coast road storm", 0), ("Interior minister", 1)):
        found = read(
            OPENING, title=f"{kicker}: bridge may fall", tagged=[(kicker, ":", "bridge may fall")]
        )  # fmt: skip
        assert len(found.attributions) == count


def test_sentence_end_ends_an_indirect_content(read) -> None:
    """A content that the cue's own sentence begins doesn't run into the next."""
    found = read(
        "The army said that the hill was taken. The rain went on.",
        tagged=[("The army", "said", "that the hill was taken. The rain went on")],
    )
    assert [span.text for span in found.attributions[0].content.spans] == ["that the hill was taken."]


def test_one_content_has_one_telling(read) -> None:
    """Of two cues for the same words one stands."""
    found = read(
        OPENING + "A driver has been speaking to the radio. “The water took the jetty,” he said.",
        tagged=[
            ("A driver", "speaking", "“The water took the jetty,”"),
            ("he", "said", "“The water took the jetty,”"),
        ],
    )
    assert len(found.attributions) == 1


def test_author_outside_quotations_only(read) -> None:
    """What "my view" holds is the author's in the text, and its speaker's in a quotation."""
    found = read(
        OPENING + "In my view she is wrong about the road. “I think the road is lost,” said the driver.",
        tagged=[("my", "view", "she is wrong about the road"), ("the driver", "said", "“I think the road is lost,”")],
    )
    assert found.find("she is wrong").source.kind == "author"
    assert found.find("road is lost").source.kind == "named"


def test_relative_pronoun_is_the_source(read) -> None:
    """Of "who in May announced" the pronoun is the source; of "those, who", both words."""
    text = "The council met drivers who in May threatened to block the road."
    found = read(text, tagged=[("who in May", "threatened", "to block the road")]).attributions[0]
    assert [span.text for span in found.source.spans] == ["who"]


def test_who_is_asked_does_not_ask(read) -> None:
    """Whoever is asked something, or of whom something is alleged, isn't the source of it."""
    text = "Asked to describe the fault, Ruiz shook her head. A clerk fled after Orr allegedly forged a permit."
    found = read(
        OPENING + text,
        tagged=[("Ruiz", "Asked", "to describe the fault"), ("Orr", "allegedly forged", "a permit")],
    )
    assert [one.source.spans for one in found.attributions] == [(), ()]


def test_who_asks_stays_the_source(read) -> None:
    """A perfect is no passive: who has asked, asks."""
    found = read(
        OPENING + "Ruiz has asked whether the fault was known.",
        tagged=[("Ruiz", "has asked", "whether the fault was known")],
    )
    assert [one.text for one in found.attributions[0].source.spans] == ["Ruiz"]


def test_what_a_fact_is_evidence_of_is_the_authors(read) -> None:
    """Whoever stands in a fact that "provides confirmation" confirms nothing."""
    text = "The fact that the guards had left provides clear confirmation that the siege is over."
    found = read(OPENING + text, tagged=[("the guards", "clear confirmation", "that the siege is over")])
    assert found.attributions == ()


def test_who_waits_says_nothing(read) -> None:
    """Those who are waiting for something haven't said so."""
    text = "The crews are waiting for the water to fall."
    found = read(OPENING + text, tagged=[("The crews", "are waiting for", "the water to fall")])
    assert found.attributions == ()


def test_a_means_is_no_telling(read) -> None:
    """By what means something could have been done is nobody's words; what is told by them is."""
    for text, cue, content, count in (
        ("The owners kept the crew by accepting its terms on Friday.", "accepting", "its terms", 0),
        ("The mayor angered drivers by saying that the road was safe.", "saying", "that the road was safe", 1),
    ):
        subject = text[: text.index(" kept" if count == 0 else " angered")]
        assert len(read(OPENING + text, tagged=[(subject, cue, content)]).attributions) == count


def test_who_is_told_and_who_hears_are_no_source(read) -> None:
    """A jury that is told something, and an inquest that hears it, say nothing themselves."""
    found = read(
        OPENING + "The jury was told that he had debts. The inquest heard that she drowned.",
        tagged=[("The jury", "was told", "that he had debts"), ("The inquest", "heard", "that she drowned")],
    )
    assert [one.source.spans for one in found.attributions] == [(), ()]


def test_a_quotation_before_its_cue_begins_what_is_said(read):
    """A sentence of the report before a short quotation is none of its speaker's words."""
    text = 'Gusts of 160 km/h are near. "Stay at home," urged Vera Lint of the coast guard.'
    tagged = ("Vera Lint of the coast guard", "urged", 'Gusts of 160 km/h are near. "Stay at home,"')
    (found,) = read(text, tagged=[tagged]).attributions
    assert found.content.spans[0].text == '"Stay at home,"'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The suspects have not been identified.", ("", "have not been", "The suspects")),
        ("The man was not named.", ("", "was not named", "The man")),
        ("The governor says nothing.", ("The governor", "says", "nothing")),
    ],
)
def test_who_isnt_named_and_who_is_silent_say_nothing(read, text: str, found: tuple[str, str, str]) -> None:
    """That somebody wasn't named, or says nothing, is no attribution."""
    assert read(OPENING + text, tagged=[found]).attributions == ()


def test_a_participle_is_its_own_sentences(read) -> None:
    """Who "accusing" tells of is the subject of its sentence, whoever speaks in the next one."""
    told = read(
        OPENING + "Police held 63 people, the ministry said, accusing them of a riot. The Dawn Movement denied it.",
        tagged=[("The Dawn Movement", "accusing", "them of a riot")],
    ).find("them of a riot")
    assert [span.text for span in told.source.spans] == ["the ministry"]


def pruned(text: str, source: str, cue: str, *content: str) -> list[str]:
    """Give what is left of the content of an attribution that the tagger found."""
    article, parsed = grammar_of(text)
    parts = ((place(article, source),), (place(article, cue),), tuple(place(article, one) for one in content))
    (found,) = prune(article, parsed, utterances(()), [Draft(*parts, confidence=0.9)])
    return [text[start:end] for start, end in found.content]


def test_a_title_before_a_name_is_not_said() -> None:
    """What leads up to who reports is part of who they are, not of what they say."""
    text = "As the head of the bureau Ana Ruiz reported, two dams broke."
    assert pruned(text, "Ana Ruiz", "reported", "As the head of the bureau", "two dams broke") == ["two dams broke"]


def test_an_indirect_content_before_its_cue_ends_with_it() -> None:
    """What the next sentence tells without quotation marks is the report's own."""
    text = "She died on Tuesday night, the coroner said. Four people were hurt and survived."
    content = "She died on Tuesday night", "Four people were hurt and survived."
    assert pruned(text, "the coroner", "said", *content) == ["She died on Tuesday night"]
