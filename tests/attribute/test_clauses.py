"""Attributions read off the grammar, and off headlines."""

import pytest


def triple(one) -> tuple[list[str], list[str], list[str]]:
    """Give the words of source, cue and content."""
    return tuple([span.text for span in part.spans] for part in (one.source, one.cue, one.content))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The army said that the hill was taken.", "The army", "said", "that the hill was taken"),
        ("The hill was taken on Monday, the army said.", "the army", "said", "The hill was taken on Monday"),
        ("The mayor has promised to open the road.", "The mayor", "has promised", "to open the road"),
        ("According to the coroner, the man drowned.", "the coroner", "According to", "the man drowned"),
        ("According to the guild – no angel itself – 45 men drowned.", "the guild", "According to", "45 men drowned"),
        (
            "On Tuesday the army denied shelling the port, saying that it had struck a camp.",
            "the army",
            "denied",
            "shelling the port",
        ),
        ("It was reported that the road was closed.", None, "was reported", "that the road was closed"),
        ("They rejected theories that the fire was set.", None, "theories", "that the fire was set"),
    ],
)
def test_plain_grammar(read, text: str, source: str | None, cue: str, content: str) -> None:
    """A verb of speaking, "according to", a passive and a noun of hearsay are read with their parts."""
    found = read(text).find(content[-12:])
    assert triple(found) == ([source] if source else [], [cue], [content])
    assert found.source.kind == ("named" if source else "none")


def test_content_around_the_cue(read) -> None:
    """A clause that the cue parts has two spans."""
    found = read("The hill, the army said on Monday, was taken without a shot.").find("was taken")
    assert [span.text for span in found.content.spans][-1].endswith("was taken without a shot")
    assert all("army" not in span.text for span in found.content.spans)


@pytest.mark.parametrize(
    ("text", "source", "factuality"),
    [
        ("My opinion is that the talks are going nowhere.", "My", "PR+"),
        ("I will offer my own opinion that the town will fall by Friday.", "I", "PR+"),
    ],
)
def test_authors_own_opinion(read, text: str, source: str, factuality: str) -> None:
    """An opinion that the author says is their own is attributed to the author."""
    found = read(f"The fighting went on for a third week.\n\n{text}").attributions[-1]
    assert triple(found)[0] == [source]
    assert found.source.kind == "author"
    assert found.factuality == factuality
    assert found.acts[0] in ("judge", "predict")


def test_facts_do_not_speak(read) -> None:
    """What "the fact that …" confirms is the author's inference, not an attribution."""
    assert read("The fact that forty men gave up confirms that the siege is over.").attributions == ()


def test_who_acts_is_no_source(read) -> None:
    """Who does something in what is reported isn't a source."""
    read_ = read("The agency reports that the army arrested four commanders.")
    assert [triple(one)[0] for one in read_.attributions] == [["The agency"]]


def test_rebuke(read) -> None:
    """A noun of blame attributes what is blamed to whatever holds it."""
    found = read("The letter includes a stern rebuke of the way the council has sold the harbour.").find("harbour")
    assert triple(found)[0] == ["The letter"]
    assert found.acts == ("accuse",)


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("Minister: Four dead in dam collapse", "Minister", "Four dead in dam collapse"),
        ("Four dead in dam collapse, says minister", "minister", "Four dead in dam collapse"),
        ("Four dead in dam collapse: police", "police", "Four dead in dam collapse"),
    ],
)
def test_headlines(read, title: str, source: str, content: str) -> None:
    """A headline's form names its source, and the spans stand in the title where it stands apart."""
    read_ = read("The dam at the upper lake broke on Monday night, and the valley is closed.", title=title)
    found = read_.find("dam collapse")
    assert triple(found)[0] == [source]
    assert triple(found)[2] == [content]
    assert {span.in_ for part in (found.source, found.content) for span in part.spans} == {"title"}


@pytest.mark.parametrize("title", ["Revealed: how the dam broke", "Dam collapse: what we know", "Live: dam collapse"])
def test_headlines_without_a_source(read, title: str) -> None:
    """A colon alone makes no source."""
    assert read("The dam at the upper lake broke on Monday night.", title=title).attributions == ()


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("As reported in the ministry, the fire is out.", "the ministry", "the fire is out"),
        ("The road is closed, as stated by the mayor.", "the mayor", "The road is closed"),
    ],
)
def test_as_reported(read, text: str, source: str, content: str) -> None:
    """What is told "as reported by" or "in" a body is that body's; what is as reported in March is nobody's."""
    found = read(f"The raid hit a port. {text}").find(content)
    assert [span.text for span in found.source.spans] == [source]
    nobody = read("The raid hit a port. As reported in March, the road is closed.").attributions
    assert all(not one.source.spans for one in nobody)


def test_a_poll_puts_a_number(read) -> None:
    """What a survey puts at a number it tells; who puts a cup on a table tells nothing."""
    found = read("The survey of 900 people puts Orr at 44 per cent. Orr puts two cups on the table.").attributions
    assert [one.source.spans[0].text for one in found] == ["The survey of 900 people"]
    assert found[0].content.spans[0].text == "Orr at 44 per cent"


def test_by_their_words(read) -> None:
    """Translations have "by their words" for "according to them"."""
    found = read("The crews were tired. By their words, the road will open on Friday.").find("the road")
    assert [span.text for span in found.source.spans] == ["their"]
