"""Who holds an office, and is called by it: the unnamed who are named later, plural titles, offices that are alike."""

from collections.abc import Callable

import pytest

import reportedly

from .conftest import Marked, Read

Reader = Callable[..., Read]

OFFICER = "At least nine people drowned, the governor of Ruvala province said on Friday.\n\n"


@pytest.mark.parametrize(
    ("then", "named"),
    [
        ('"We have found nine bodies," Sani Bello told reporters at the port.', True),
        ('"We have found nine bodies," said fisherman Sani Bello.', False),
        ('"We have found nine bodies," said Sani Bello, a fisherman.', False),
        ('"They found nine bodies," a fisherman said. "I saw it," Sani Bello told reporters.', False),
    ],
)
def test_an_unnamed_officer_may_be_named_by_speaking_on(then, named):
    """A bare name that speaks right after an unnamed officer is the officer's; any word on who they are parts them."""
    reading = reportedly.read(OFFICER + then, published="2026-02-03")
    said = next(one for one in reading.attributions if "governor" in one.source.spans[0].text)
    assert (said.source.name == "Sani Bello") is named


def test_one_office_is_not_anothers():
    """Offices of different owners stay two."""
    text = "Three men were killed, the Ombudsman's Office said. The dead were students, the prosecutor's office said."
    reading = reportedly.read(text, published="2026-02-03")
    first, second = (one.source.entities for one in reading.attributions)
    assert not set(first) & set(second)


@pytest.mark.parametrize(
    ("text", "first", "again"),
    [
        (
            "Governors Hana Orr and Luis Vela said the dam would hold. The governors said crews were there.",
            ("Governors Hana Orr and Luis Vela", "said", "the dam would hold"),
            ("The governors", "said", "crews were there"),
        ),
        (
            "The ministers of health and trade, Hana Orr and Luis Vela, said ports would close. The ministers said no.",
            ("The ministers of health and trade, Hana Orr and Luis Vela,", "said", "ports would close"),
            ("The ministers", "said", "no"),
        ),
    ],
)
def test_plural_titles_are_of_each(read: Reader, text: str, first: Marked, again: Marked) -> None:
    """A title of two is each one's, before their names or beside them, and means both when it comes again."""
    found = read(text, first, again)
    assert [one.source.name for one in found.attributions] == ["Hana Orr and Luis Vela"] * 2
    assert all(len(one.source.entities) == 2 for one in found.attributions)


def test_whose_information_it_is_is_who_tells(read: Reader) -> None:
    """Who is meant by "the information of X" is X."""
    text = "According to the information of the Velin ministry, nine were hurt."
    says = ("the information of the Velin ministry", "According to", "nine were hurt")
    assert read(text, says).name() == "Velin ministry"


def test_an_office_in_capitals_is_no_name(read: Reader) -> None:
    """Whoever is called by an office is who holds it, and nobody of that name."""
    text = "Principal Secretary Hana Orr said the road was open. It would stay so, the Principal Secretary concluded."
    found = read(
        text,
        ("Principal Secretary Hana Orr", "said", "the road was open"),
        ("the Principal Secretary", "concluded", "It would stay so"),
    )
    assert [one.source.name for one in found.attributions] == ["Hana Orr"] * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('The mayor of Saint-Orbin, Colette Marchal, deplores "a total lack of means".', "Colette Marchal"),
        ('"Nobody was hurt," said the head of the press service, Olga Demina.', "Olga Demina"),
        ("The victim's uncle, Mzee Hamada, told reporters that the gate was locked.", "Mzee Hamada"),
        ("Mr Strand, who spoke last, told the House that nothing was hidden. Mr Strand said it again.", "Strand"),
        (
            "Agnes Quinlan, who taught Galway children to swim, is dead. Quinlan said she swam before she walked.",
            "Agnes Quinlan",
        ),
    ],
)
def test_a_person_is_named_beside_an_office_a_place_or_a_clause(text, name):
    """Towns and bodies between an office and its holder's name, and labels that are wrong, don't hide the person."""
    reading = reportedly.read(text, published="2026-02-03")
    assert {one.source.name for one in reading.attributions} == {name}


def test_a_firm_may_be_called_by_its_first_word():
    """A firm's first word means the firm, though it sounds like a town; where something is there, it's the town."""
    text = "Emails show that Halden Chemicals knew of the leak. Halden said it takes its duties seriously."
    assert reportedly.read(text).attributions[-1].source.name == "Halden Chemicals"
    there = reportedly.read(f"{text} Fires burnt in Halden on Monday.")
    assert there.attributions[1].source.name == "Halden"


def test_what_a_turn_begins_with_is_no_name_of_its_speaker():
    """Behind the colon of a transcript's turn stands what is said, not who says it."""
    text = "SEN. VOSS: Who told you that?\nDR. LEHR: A Mr. Keane, of the branch.\nSEN. VOSS: When?\nDR. LEHR: In May."
    names = [one.source.name for one in reportedly.read(text).attributions]
    assert names == ["Voss", "Lehr"] * 2


def test_whoever_an_interview_introduces_gives_its_answers():
    """Turns labelled "A" are the only person's whom the beginning names; "I" in them is that person, too."""
    turns = "Q: How many were on board?\n\nA: I counted 84. Nobody warned me.\n\nQ: And then?\n\nA: I rang the owner."
    reading = reportedly.read(f"The Beacon spoke to Tariq Nassar, who runs the ferry at Port Ilan.\n\n{turns}")
    assert [one.source.name for one in reading.attributions] == [None, "Tariq Nassar"] * 2
    two = reportedly.read(f"Tariq Nassar and Vera Lint run the ferry.\n\n{turns}")
    assert {one.source.name for one in two.attributions} == {None}


def test_whose_relative_speaks_is_another():
    """By "her brother" is never meant she herself, however present she is."""
    said = reportedly.read("Dana Orr told the court that her brother said the money was in a well.").attributions
    assert [one.source.name for one in said] == ["Dana Orr", None]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Foreign Minister Andrei Lupu said talks went on. The defence minister said patrols were doubled.", False),
        ("Prime Minister Anna Bell said talks went on. The defence minister said patrols were doubled.", False),
        ("The Minister, Andrei Lupu, said talks went on. The Minister of Defence said patrols were doubled.", False),
        ("Foreign Minister Andrei Lupu said talks went on. The minister of foreign affairs said he was hopeful.", True),
        ("Foreign Minister Andrei Lupu said talks went on. The minister said patrols were doubled.", True),
        ("Ivo Karan of the foreign ministry, a negotiator, said no. The chief negotiator said he was tired.", True),
        ("Residents and a local official said the army fled. Army spokesman Ivo Karan denied it.", None),
    ],
)
def test_who_holds_one_portfolio_holds_no_other(text, named):
    """A minister of one field isn't another's, and a local official no spokesman of the army's."""
    reading = reportedly.read(text, published="2026-02-03")
    first, second = reading.attributions[:2]
    if named is None:
        assert first.source.name == "residents and local official"
    else:
        assert (first.source.name == second.source.name) is named


def test_who_asks_does_not_answer() -> None:
    """A pronoun that answers is whoever was asked."""
    text = "Minister Clara Beke was late. When Jan Roth asked whether it was lawful, she answered that it was."
    asked, answered = reportedly.read(text, published="2026-02-03").attributions[-2:]
    assert (asked.source.name, answered.source.name) == ("Jan Roth", "Clara Beke")


def test_who_asks_for_something_may_answer() -> None:
    """To ask for calm, or somebody to leave, is no question."""
    text = "Minister Clara Beke asked for calm. She replied to her critics that the road was open."
    assert reportedly.read(text, published="2026-02-03").attributions[-1].source.name == "Clara Beke"


def test_figures_of_a_party_are_people() -> None:
    """Figures are numbers but behind words that say whose they are."""
    text = "Opposition figures said the vote was rigged. New figures showed that turnout fell."
    reading = reportedly.read(text, published="2026-02-03")
    assert [one.source.kind for one in reading.attributions] == ["collective", "document"]
