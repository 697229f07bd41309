"""Everything read at an offset is explained: what found it, by which rule, how surely, and what else was weighed."""

from dataclasses import replace

import pytest

from reportedly.errors import BadSetting
from reportedly.explain import explain
from reportedly.explain.saying import RULES
from reportedly.model import Page
from reportedly.model.form import to_plain
from reportedly.pipeline import walk

TEXT = """Floods kill eleven in Garissa

Police said that eleven people were killed near Garissa on Friday. Maria Pena, the county's governor, may resign next \
week. She added: "Some 300 families fled their homes." According to the ministry, at least 40 were hurt.

"We saw the water coming," said a farmer.
"""


@pytest.fixture(scope="module")
def state():
    """All that is known of the text after the last step."""
    return walk(Page(TEXT, media="text", published="2026-03-14", id="floods"))


def at(state, words, after=""):
    """Explain the first character of some words."""
    return explain(state, TEXT.index(words, TEXT.index(after)))


def only(explanation, kind):
    """Give the first finding of a kind, or fail showing which there are."""
    found = [one for one in explanation.findings if one.kind == kind]
    assert found, [one.kind for one in explanation.findings]
    return found[0]


def test_who_says_it(state):
    """An attribution tells what found it, how likely it is, what it does, how surely, and who its source is."""
    one = only(at(state, "said that"), "attribution")
    reasons = "\n".join(one.why)
    assert one.part == "cue"
    assert "found by the encoder" in reasons
    assert "probability 0." in reasons
    assert "log odds as a cue" in reasons
    assert "the source “Police” is police" in reasons.replace("Police (", "police (")
    assert "factuality CT+: in the cue “said” is stated plainly" in reasons


def test_each_part_of_an_attribution_leads_to_it(state):
    """Source, cue and content lead to the same attribution, and are told apart."""
    parts = [(words, only(at(state, words, "Police"), "attribution")) for words in ("Police", "said that", "eleven")]
    assert [one.part for _, one in parts] == ["source", "cue", "content"]
    assert len({one.id for _, one in parts}) == 1


def test_a_figure(state):
    """A figure tells its rule, what its bound means, what it counts, and which claim it ended in."""
    found = at(state, "at least 40")
    reasons = "\n".join(only(found, "quantity").why)
    assert "at_least by “at least”" in reasons
    assert "bound at_least: so many or more (value 40.0, low 40.0, high None)" in reasons
    assert "it counts “person”" in reasons
    assert only(found, "claim").part == "figure"


def test_a_time(state):
    """A time tells its rule, what it was counted from, and the interval."""
    reasons = only(at(state, "Friday"), "timex").why
    assert any("counted from the publication, 2026-03-14 (known by: given)" in one for one in reasons)
    assert any("from 2026-03-13 up to, not including, 2026-03-14" in one for one in reasons)


def test_a_place(state):
    """A place tells its rule, its precision, and every candidate with its score."""
    one = only(at(state, "Garissa", "Police"), "place")
    assert any(reason.startswith("precision near") for reason in one.why)
    assert any(reason.startswith("candidate Garissa") for reason in one.why)
    assert 0 < one.confidence <= 1


def test_an_event(state):
    """A claim tells the word and frame of its event, how its figure was put to it, its certainty, teller and origin."""
    reasons = "\n".join(only(at(state, "killed", "Police"), "claim").why)
    assert "the verb “killed” tells of it (frame “kill”, after PLOVER Manual)" in reasons
    assert "“eleven” counts in it by grammar" in reasons
    assert "factuality CT+: “killed” is stated plainly" in reasons
    assert "the words name it" in reasons
    assert "“Friday” (event)" in reasons


def test_certainty_is_explained_by_what_decides_it():
    """What lies behind "it is", in a denial or a promise decides; the word alone, stated plainly, is no reason."""
    text = (
        "It is possible that the shells came from the hills, a spokesman for the army said.\n\n"
        "The ministry ruled out talks with the rebels. The governor promised to evacuate the wounded."
    )
    known = walk(Page(text, media="text", published="2026-03-14"))

    def why(words, kind="attribution"):
        return "\n".join(only(explain(known, text.index(words)), kind).why)

    assert "“is” is stated plainly; “possible” behind it makes it PS+" in why("said")
    assert "factuality PS+: “possible” is stated plainly; as a1 as a whole: " in why("possible", "claim")
    assert "what it is said of counts as PS+" in why("possible", "word")
    assert (
        "factuality CT-: in the cue “ruled” is stated plainly; in the content “talks” is stated plainly; the cue "
        in (why("talks"))
    )
    assert "“evacuate” is Uu (under “promised”); to promise leaves open whether it comes about" in why("promised")


def test_an_uncertain_claim_and_its_forecast(state):
    """What qualifies a claim is named, and its forecast tells the scale of its word of probability."""
    found = at(state, "resign")
    assert any("“resign” is PS+ (“may”)" in reason for reason in only(found, "claim").why)
    assert any("“may” lies between" in reason for reason in only(found, "forecast").why)


def test_whom_a_pronoun_means(state):
    """A mention tells whom it means and by which rule; a name tells that it is one."""
    pronoun = only(at(state, "She"), "entity")
    assert pronoun.text == "Maria Pena"
    assert "a pronoun" in pronoun.why[0]
    assert "a name" in only(at(state, "Maria"), "entity").why[0]


def test_the_sentence_and_the_word(state):
    """The sentence tells who speaks in it and what it does, the word its grammar."""
    found = at(state, "families")
    assert only(found, "sentence").why[0].startswith("voice ")
    assert only(found, "sentence").why[1].startswith("function ")
    assert "under “fled”" in only(found, "word").why[0]


def test_every_offset_can_be_asked_about(state):
    """There is an answer at any code point, each finding has reasons, and each span quotes the text."""
    for offset in range(0, len(TEXT), 11):
        for one in explain(state, offset).findings:
            assert one.why
            assert all(one.why)
            assert all(TEXT[span.start : span.end] == span.text for span in one.spans)


def test_every_rule_that_finds_is_told_in_words(state):
    """No attribution is explained by a bare name of its rule."""
    assert {one.rule for one in state["attributions"]} <= set(RULES)


def test_the_fast_reader_tells_its_probability():
    """The fast reader's attributions tell what found them and how sure it was, as the default one's do."""
    state = walk(Page(TEXT, media="text", published="2026-03-14"), reader="fast")
    reasons = only(explain(state, TEXT.index("said that")), "attribution").why
    assert reasons[0] == RULES["tagger"]
    assert "calibrated" in reasons[1]


def test_what_was_weighed_and_not_taken(state):
    """A likely cue that wasn't taken is shown with its scores, and whether it was too unlikely or set aside."""
    untaken = {**state, "attributions": ()}
    aside = only(explain(untaken, TEXT.index("said that")), "candidate")
    assert aside.why[:2] == ("not taken", "a rule of the contract, of grammar or of layout set it aside")
    assert "log odds" in aside.why[2]
    strict = replace(state["encoded"], decoding=replace(state["encoded"].decoding, threshold=1.0))
    unlikely = only(explain({**untaken, "encoded": strict}, TEXT.index("said that")), "candidate")
    assert "it would be kept from 1.00 on" in unlikely.why[1]


def test_furniture_and_credits():
    """What belongs to the page says as what it was set aside, and nothing else is read there."""
    text = "Floods kill two\n\nTwo people drowned in Kisumu on Friday.\n\nSubscribe\n\nNotify of\n"
    found = explain(walk(Page(text, media="text")), text.index("Subscribe"))
    assert [one.kind for one in found.findings] == ["furniture"]


def test_pages_are_explained_by_the_offsets_of_their_text():
    """For HTML the offset counts in the article's text, as a reading's spans do."""
    body = "<p>Police said that eleven people were killed in Garissa on Friday, and that the road was closed.</p>" * 3
    state = walk(Page(f"<html><head><title>Floods</title></head><body><article>{body}</article></body></html>"))
    text = state["article"].text
    assert only(explain(state, text.index("eleven")), "quantity").text == "eleven"


def test_a_title_that_stands_apart():
    """The title has offsets of its own; where there is none apart, and outside the text, that's an error."""
    state = walk(Page("Two men were held on Friday.", media="text", title="Nine held in Mopti", published="2026-03-14"))
    found = explain(state, 0, title=True)
    assert found.in_ == "title"
    assert only(found, "quantity").spans[0].in_ == "title"
    assert to_plain(found)["in"] == "title"
    with pytest.raises(BadSetting, match="18 characters"):
        explain(state, 18, title=True)
    with pytest.raises(BadSetting, match="no title apart"):
        explain(walk(Page("Two men were held.", media="text")), 0, title=True)


def test_a_drift():
    """A claim that changed on the way leads to what changed."""
    text = (
        "Thousand rebels surrender in Mopti\n\nThe army said that 1,217 rebels surrendered in Mopti on Friday.\n\n"
        "The fact that 1,217 rebels surrendered in Mopti changes the war."
    )
    told = walk(Page(text, media="text", published="2026-03-14"))
    found = explain(told, text.index("surrendered", text.index("The fact")))
    assert any("attribution: from “army”" in reason for reason in only(found, "drift").why)
