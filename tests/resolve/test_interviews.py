"""Who speaks behind initials, and whom clauses and ages tell."""

import reportedly

INTERVIEW = """The night of the flood

Marta Lindholm was deputy head of the Sollen Flood Board until April. She spoke to The Harbour Review.

The Harbour Review: When did you hear that the dam might fail?

Marta Lindholm: At six. The wall was wet on the wrong side.

HR: Did you tell the mayor?

ML: Of course. I have it in writing.

HR: What should happen now?

ML: The board must publish its reports."""


def test_initials_before_turns_are_whose_name_they_begin() -> None:
    """Behind "ML:" stands Marta Lindholm, behind "HR:" the paper; nobody is called by initials alone."""
    reading = reportedly.read(INTERVIEW)
    turns = [one.source.name for one in reading.attributions if one.rule == "transcript"]
    assert turns == ["Harbour Review", "Marta Lindholm"] * 3
    assert not {"ML", "HR"} & {one.name for one in reading.entities}


def test_ages_and_descriptions_tell_persons() -> None:
    """Who is "a former teacher of 61" is a person; "who would not give his name" tells of whom its clause describes."""
    reading = reportedly.read(
        "The list\n\nNabil, a former teacher of 61, keeps a list. He believes that 214 people died. A colonel I met at "
        "the checkpoint, who would not give his name because he was not allowed to speak, admitted that many had "
        "starved. “They kept the food for themselves,” he said."
    )
    assert [(one.source.name, one.source.kind) for one in reading.attributions] == [
        ("Nabil", "named"),
        (None, "anonymous"),
        (None, "anonymous"),
    ]


def test_a_ministry_goes_on_with_what_it_is_of() -> None:
    """A body's name has all its words, though the tagger saw no name."""
    reading = reportedly.read(
        "The lesson\n\nThe Ministry of Defence of Torvania says that 412 men have laid down their arms. It is a figure."
    )
    assert reading.attributions[0].source.name in ("Ministry of Defence of Torvania", "Ministry of Defence")


def test_bodies_keep_their_names() -> None:
    """In a body's name "National" is a word, and the verb behind it none, whatever the parser takes it for."""
    reading = reportedly.read(
        "Floods\n\nThe National Red Crescent indicates that 41 schools are shelters. The Shelter Cluster estimates "
        "needs at 9,000 tarpaulins."
    )
    assert [one.source.name for one in reading.attributions] == ["National Red Crescent", "Shelter Cluster"]
    assert not [one for one in reading.entities if one.kind == "person"]


def test_who_answers_is_not_who_was_spoken_to() -> None:
    """Behind "A:" stands who spoke to the interviewer, and a piece's kind is no speaker."""
    reading = reportedly.read(
        "Q&A: no bread\n\nDr. Samira Qadri runs the only clinic in Beit Arda. She spoke to Karim Nasser.\n\n"
        "Q: How many patients come each day?\n\nA: It depends on the shelling. On Sunday we had 61 wounded.\n\n"
        "Q: What do you need?\n\nA: Blood bags."
    )
    turns = [one.source.name for one in reading.attributions if one.rule == "transcript"]
    assert turns == [None, "Samira Qadri"] * 2


def test_two_turns_are_a_transcript_where_one_asks() -> None:
    """Labels in capitals of which one asks need no third turn."""
    reading = reportedly.read(
        "The last clinic\n\nDr. Samira Qadri spoke to Karim Nasser.\n\nNASSER: And if the town falls?\n\n"
        "QADRI: Then it falls. I think they will need us."
    )
    turns = [(one.source.name, one.acts[0]) for one in reading.attributions if one.rule == "transcript"]
    assert turns == [("Karim Nasser", "ask"), ("Samira Qadri", "assert")]
