"""Attributions read off the layout."""

import pytest


def texts(spans) -> list[str]:
    """Give the words of spans."""
    return [span.text for span in spans]


def test_block_quotation_after_what_somebody_said(read) -> None:
    """A paragraph that is one quotation belongs to whoever the one before announces."""
    found = read(
        "The fire in the port of Varda burns still.\n\nHere is what the harbour office has said\n\n"
        "“The fire began at four. Nobody was on board.”\n\nThe crew was flown out."
    ).find("began at four")
    assert texts(found.source.spans) == ["the harbour office"]
    assert texts(found.cue.spans) == ["has said"]
    assert found.kind == "direct"


def test_block_quotation_over_paragraphs_is_one(read) -> None:
    """A quotation over three paragraphs, closed in the last and not re-opened, is one attribution with three spans."""
    found = read(
        "The union issued an angry statement to the owners of the crane. It lists eleven faults.\n\n"
        "“We have asked for repairs since March. Nobody has come.\n\nThe crane moves in the wind.\n\n"
        "It will fall before winter.”\n\nThe owners did not reply."
    ).find("moves in the wind")
    assert texts(found.content.spans) == [
        "“We have asked for repairs since March. Nobody has come.",
        "The crane moves in the wind.",
        "It will fall before winter.”",
    ]
    assert texts(found.source.spans) == ["The union"]
    assert texts(found.cue.spans) == ["issued an angry statement"]


def test_block_quotation_after_a_colon(read) -> None:
    """A colon at a paragraph's end introduces the quotations that follow."""
    found = read(
        "The crane fell at noon on Tuesday.\n\nSpeaking at the port, the mayor said:\n\n"
        "“We lost two men today.”\n\nThe port is closed."
    ).find("two men")
    assert texts(found.source.spans) == ["the mayor"]


@pytest.mark.parametrize("dash", ["–", "—", "-"])
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_signature(read, dash: str, gap: str) -> None:
    """A quotation signed with a dash and a name is that name's, in its paragraph or the next."""
    found = read(
        "People of the port remember the night of the fire.\n\n"
        f"“We were never asked about the crane at all.”{gap}{dash} Ana Petrova, crane driver\n\n"
        "The port is closed until further notice."
    ).find("never asked")
    assert texts(found.source.spans) == ["Ana Petrova, crane driver"]
    assert texts(found.cue.spans) == [dash]


def test_letter(read) -> None:
    """What follows "From X:" is X's."""
    found = read(
        "Schools in the valley were closed on Monday.\n\nFrom the Office of the Mayor:\n\n"
        "“All schools stay closed until the water is safe.”\n\nParents had complained."
    ).find("stay closed")
    assert texts(found.source.spans) == ["the Office of the Mayor"]
    assert found.kind == "direct"


def test_transcript(read) -> None:
    """Labelled turns of a transcript are their speakers' own words."""
    read_ = read(
        "Debate on the ferry\n\nThe two met on Sunday in the hall.\n\nMODERATOR: Who stopped the ferry in March?\n\n"
        "HALE: The ferry was never stopped. We repaired it.\n\nMODERATOR: And the boats?\n\nLIND: They wait for parts."
    )
    assert texts(read_.find("never stopped").source.spans) == ["HALE"]
    assert read_.find("never stopped").kind == "direct"
    assert read_.find("Who stopped").acts == ("ask",)
    assert texts(read_.find("wait for parts").source.spans) == ["LIND"]


def test_interview(read) -> None:
    """Q and A label an interview, even met once each."""
    read_ = read("An evening with the pilot\n\nQ: When did the water come?\n\nA: At night. Nobody warned the village.")
    assert texts(read_.find("When did").source.spans) == ["Q"]
    assert texts(read_.find("At night").source.spans) == ["A"]


def test_labels_of_the_page_are_no_speakers(read) -> None:
    """A note, a place or a lone heading with a colon makes no transcript."""
    read_ = read(
        "Storm closes the coast road\n\nLocation: The coast road is closed between the two tunnels.\n\n"
        "Update: The road was opened again on Monday.\n\nUpdate: The road is closed once more."
    )
    assert read_.attributions == ()


def test_quotation_goes_on_in_the_next_paragraph(read) -> None:
    """A paragraph that is only a quotation goes on with the quotation attributed before it."""
    found = read(
        "The storm closed the road on Monday.\n\n“We saw the wave come in,” said Ana Petrova.\n\n"
        "“It took the jetty and both of the boats.”\n\nThe road is closed."
    ).find("took the jetty")
    assert texts(found.source.spans) == ["Ana Petrova"]
    assert len(found.content.spans) == 2


def test_heading_in_marks_is_no_speech(read) -> None:
    """A short heading in quotation marks is nobody's speech."""
    read_ = read(
        "The storm closed the road on Monday.\n\n“We saw the wave come in,” said Ana Petrova.\n\n"
        "‘A hard choice.’\n\nThe council met on Tuesday to talk about the road."
    )
    assert all("hard choice" not in span.text for one in read_.attributions for span in one.content.spans)


def test_the_first_turn_of_a_transcript_is_a_turn(read):
    """A transcript without a heading begins with a turn, though its first line looks like a heading."""
    text = "SEN. VOSS: Did you sign it?\nDR. LEHR: I did.\nSEN. VOSS: When?\nDR. LEHR: On a Friday in May."
    assert [one.source.spans[0].text for one in read(text).attributions] == ["SEN. VOSS", "DR. LEHR"] * 2


def test_paragraphs_of_quotation_are_whose_telling_stands_before(read):
    """Whoever by name "described" something before paragraphs of nothing but quotation speaks in them."""
    block = '\n\n"The engine died at four. We drifted.\n\n"At five we struck the sand bank."\n\nThe crew is safe.'
    found = read(f"Captain Elin Berg described the last hour aboard.{block}").attributions
    assert [(one.source.spans[0].text, len(one.content.spans)) for one in found] == [("Captain Elin Berg", 2)]
    assert not read(f"The last hour aboard was described by many.{block}").attributions


def test_signature_by_a_handle(read) -> None:
    """A post is its account's."""
    found = read(
        "The airport closed at noon on Tuesday.\n\n“Flights are suspended. Please stay at home.” (@KavaranAirport)\n\n"
        "It opened again at night."
    ).find("suspended")
    assert texts(found.source.spans) == ["@KavaranAirport"]


def test_transcript_in_brackets(read) -> None:
    """Labels in brackets are speakers, and what the hall does isn't said."""
    found = read(
        "Report from the harbour\n\n[Anchor] Have the ships left?\n\n[Nell Ashby] Two have. (Applause.) "
        "The third burns.\n\n"
        "[Anchor] And the crews?\n\n[Nell Ashby] They were taken off at noon. [Crosstalk]"
    )
    assert texts(found.find("Two have").content.spans) == ["Two have.", "The third burns."]
    assert texts(found.find("taken off").source.spans) == ["Nell Ashby"]
    assert texts(found.find("taken off").content.spans) == ["They were taken off at noon."]


@pytest.mark.parametrize(
    "line",
    [
        "— We lost two men on that hill, — said Viktor Sanin. — Nobody will tell you.",
        "—We lost two men on that hill —said Viktor Sanin, who was there—. Nobody will tell you.",
        "– We lost two men on that hill, – said Viktor Sanin. – Nobody will tell you.",
    ],
)
def test_dialogue_between_dashes(read, line: str) -> None:
    """Dashes part what is said from who says it, and from what they say on."""
    found = read(f"The colonel looked at the map.\n\n{line}\n\nA van took us back at dusk.").find("two men")
    assert "Viktor Sanin" in texts(found.source.spans)[0]
    assert texts(found.cue.spans) == ["said"]
    assert "Nobody will tell you." in texts(found.content.spans)[-1]
    assert found.kind == "direct"


def test_a_dash_without_a_teller(read) -> None:
    """A list's dash opens no dialogue."""
    found = read(
        "What the storm left:\n\n— four houses without roofs — and a road under water\n\n— no light for a week"
    )
    assert not [one for one in found.attributions if one.rule == "dialogue"]
