"""Who speaks through whom."""

import time

import pytest

from reportedly.attribute.draft import Draft
from reportedly.attribute.relays import parents


def texts(spans) -> list[str]:
    """Give the words of spans."""
    return [span.text for span in spans]


def test_quoted_as_saying(read) -> None:
    """Who quotes another as saying something relays it: two attributions, one the parent of the other."""
    found = read("Radio Norte quoted a doctor in the camp as saying that six children had died.")
    outer, inner = found.attributions
    assert texts(outer.source.spans) == ["Radio Norte"]
    assert texts(inner.source.spans) == ["a doctor in the camp"]
    assert texts(inner.content.spans) == ["that six children had died"]
    assert inner.parent == outer.id
    assert outer.parent is None


def test_told_inside(read) -> None:
    """A telling with a source of its own inside another's content has that one as its parent."""
    found = read("The agency reported that the army said the bridge was destroyed.")
    inner = found.find("the bridge was destroyed")
    assert texts(inner.source.spans) == ["the army"]
    assert found.find("the army said").id == inner.parent


def test_those_who_announced(read) -> None:
    """Those addressed in a quotation, who announced something, are a link of the chain."""
    found = read(
        "The ministry issued an appeal to the donors of the camp.\n\n"
        "“We address those, who in May announced readiness to send tents to the camp. It is time to act.”"
    )
    inner = found.find("readiness")
    assert texts(inner.source.spans) == ["those, who"]
    assert inner.acts == ("promise",)
    assert inner.factuality == "Uu"
    assert inner.parent == found.find("It is time").id


def test_who_acts_in_a_content_says_nothing(read) -> None:
    """Who arrests, in what another reports, is no link."""
    found = read("The agency reports that the army arrested four commanders who tried to leave the town.")
    assert len(found.attributions) == 1


def test_speakers_own_retelling_is_no_relay(read) -> None:
    """What "he thinks" inside what he says is his own; and what nobody yet said is no telling."""
    found = read("The mayor said he would tell the council that the road is closed.")
    assert len(found.attributions) == 1


def test_citing(read) -> None:
    """Whom a source cites is where it has the same content from."""
    found = read("The bridge was destroyed, the agency said, citing a police officer at the scene.")
    inner = next(one for one in found.attributions if texts(one.cue.spans) == ["citing"])
    outer = next(one for one in found.attributions if texts(one.cue.spans) == ["said"])
    assert texts(inner.source.spans) == ["a police officer at the scene"]
    assert inner.content == outer.content
    assert inner.parent == outer.id


@pytest.mark.parametrize(
    ("text", "cue", "inner", "outer"),
    [
        ("The National Agency, quoting civil defence sources, says the dam failed.", "quoting", "sources", "says"),
        ("Quoting a senior official, the Daily Post reported that the dam failed.", "Quoting", "official", "reported"),
        ("Rebels left overnight, according to the Post, which cited residents.", "cited", "residents", "according to"),
        ("Six men drowned, the Post reported, citing emergency services.", "citing", "services", "reported"),
        ("The deal is off, the Post said, citing people familiar with the talks.", "citing", "the talks", "said"),
    ],
)
def test_citing_beside_the_source(read, text, cue, inner, outer) -> None:
    """Who is cited may stand beside the source that cites, before or after the cue."""
    found = {texts(one.cue.spans)[0]: one for one in read(text).attributions}
    assert texts(found[cue].source.spans)[0].endswith(inner)
    assert found[cue].parent == found[outer].id


def test_cited_right_after_the_cue(read) -> None:
    """Without a comma, too, whom an agency cites isn't what it says, though a tagger may take it so."""
    text = "Six soldiers drowned at the ford, the agency reported citing a security source."
    found = read(text, tagged=[("the agency", "reported citing", "a security source")]).attributions
    said = {texts(one.cue.spans)[0]: one for one in found}
    assert set(said) == {"reported", "citing"}
    assert {texts(one.content.spans)[0] for one in found} == {"Six soldiers drowned at the ford"}
    assert said["citing"].parent == said["reported"].id


def test_quoted_as_saying_after_what_was_said(read) -> None:
    """What was said may stand before "the agency quoted the governor as saying"."""
    found = read("Twelve people were hurt, the agency quoted the governor as saying.").attributions
    inner = next(one for one in found if texts(one.source.spans) == ["the governor"])
    outer = next(one for one in found if texts(one.source.spans) == ["the agency"])
    assert texts(inner.content.spans) == ["Twelve people were hurt"]
    assert inner.parent == outer.id


def test_quoted_between_source_and_cue(read) -> None:
    """Who is quoted by somebody, and says something, has it told by them."""
    found = read("The fire brigade, quoted by the Valley Courier, said that the dam had failed.")
    inner = next(one for one in found.attributions if texts(one.cue.spans) == ["said"])
    outer = next(one for one in found.attributions if texts(one.cue.spans) == ["quoted by"])
    assert texts(outer.source.spans) == ["the Valley Courier"]
    assert inner.content == outer.content
    assert inner.parent == outer.id


def test_quoted_by_nobody_is_no_relay(read) -> None:
    """A source that is quoted without a word on by whom has no relay."""
    found = read("The mayor, quoted at length, said that the dam had failed.")
    assert len(found.attributions) == 1


def test_citing_a_reason_is_no_relay(read) -> None:
    """A reason that is cited isn't a source."""
    found = read("The airline said that it would cancel the flight, citing the weather.")
    assert all(texts(one.cue.spans) != ["citing"] for one in found.attributions)


def test_parent_is_the_smallest_around() -> None:
    """Of several contents around a cue and content the smallest one is the parent's."""
    drafts = [
        Draft(((0, 3),), ((4, 8),), ((9, 100),), 1.0),
        Draft(((10, 13),), ((14, 18),), ((19, 90),), 1.0),
        Draft(((20, 23),), ((24, 28),), ((29, 80),), 1.0),
    ]
    assert parents(drafts) == [None, 0, 1]


def test_parents_of_many_take_linear_time() -> None:
    """Ten thousand tellings one after the other find their parents fast."""
    drafts = [Draft((), ((i * 10, i * 10 + 2),), ((i * 10 + 3, i * 10 + 9),), 1.0) for i in range(10_000)]
    start = time.perf_counter()
    assert parents(drafts) == [None] * len(drafts)
    assert time.perf_counter() - start < 2


def test_a_reference_behind_the_verb_is_no_part_of_what_is_said(read) -> None:
    """What follows the verb of saying names who is cited: it ends neither the cue nor the content."""
    told = read(
        "Two tanks burned, the agency reported with reference to an officer of the port.",
        tagged=[("the agency", "reported with", "Two tanks burned")],
    ).attributions
    assert {one.cue.spans[0].text: [span.text for span in one.content.spans] for one in told} == {
        "reported": ["Two tanks burned"],
        "with reference to": ["Two tanks burned"],
    }


def test_reference_to_a_source_is_a_relay(read) -> None:
    """What an agency tells "with reference to" somebody is that one's, and the agency relays it."""
    text = "The agency, with reference to an officer of the port, reports that the quay is closed."
    found = read(
        "The raid hit a port. " + text, tagged=[("The agency", "reports", "that the quay is closed")]
    ).attributions
    cited = next(one for one in found if one.source.spans[0].text.startswith("an officer"))
    relay = next(one for one in found if one.source.spans[0].text == "The agency")
    assert cited.parent == relay.id
    assert cited.content == relay.content


def test_an_owned_claim_within_others_words_is_a_link(read) -> None:
    """Who denies "the mayor's claim that" relays the mayor."""
    said = "the mayor's claim that the dam was safe"
    found = read(f"The raid hit a port. The engineers denied {said}.", tagged=[("The engineers", "denied", said)])
    inner = next(one for one in found.attributions if one.parent is not None)
    assert inner.source.spans[0].text == "the mayor's"
    assert inner.content.spans[0].text == "that the dam was safe"


def test_whom_a_poll_asked_is_no_link(read) -> None:
    """What those asked say is what the poll tells; what an agency tells that officials say is theirs."""
    for outer, links in (("The survey", 0), ("The agency", 1)):
        content = "that the officials said they would leave"
        found = read(f"The raid hit a port. {outer} showed {content}.", tagged=[(outer, "showed", content)])
        assert sum(one.parent is not None for one in found.attributions) == links


def test_who_is_quoted_by_a_paper_speaks_through_it(read):
    """Under "was quoted by the daily X as saying": X relays, and whom it quotes says."""
    found = read("Minister Ana Orr was quoted by the daily Sabor as saying that the post would be held.").attributions
    assert {one.cue.lemma: one.source.spans[0].text for one in found} == {
        "quote": "the daily Sabor",
        "say": "Minister Ana Orr",
    }


def test_somebody_met_may_tell_inside_what_others_say(read):
    """In "she said a teacher told her …" one of many teachers, but one who spoke to her; "a mayor says" is anybody."""
    text = "Vera Lint said a teacher told her that the gate was open."
    tagged = ("Vera Lint", "said", "a teacher told her that the gate was open")
    inner = [one for one in read(text, tagged=[tagged]).attributions if one.parent]
    assert [one.source.spans[0].text for one in inner] == ["a teacher"]
    text = "Vera Lint said a mayor says that the gate is open."
    assert not [one for one in read(text, tagged=[("Vera Lint", "said", text[16:-1])]).attributions if one.parent]


def test_a_telling_inside_another_may_be_in_the_passive(read):
    """However the parser hangs its subject, a clause in the passive is what somebody inside another's words told."""
    text = "Lint said that Marr had told aides the case was closed."
    found = read(text, tagged=[("Lint", "said", text[10:-1])]).attributions
    assert [(one.source.spans[0].text, one.parent) for one in found] == [("Lint", None), ("Marr", "a1")]
