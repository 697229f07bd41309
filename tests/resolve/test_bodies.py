"""Bodies, what they issue, and lists of who spoke: whom their words mean."""

from collections.abc import Callable

import pytest

from .conftest import Read

Reader = Callable[..., Read]


def test_the_company_is_not_the_agency_that_reports(read: Reader) -> None:
    """A word that fits any body isn't given to the outlet that was told."""
    text = "Tavia Mining denied the charge. In a letter to Reuters on Monday the company said it had paid its dues."
    done = read(text, ("the company", "said", "it had paid its dues"))
    assert done.name() == "Tavia Mining"


def test_a_body_with_a_plural_name_is_no_person(read: Reader) -> None:
    """What "which" describes is a thing, whatever the tagger takes it for."""
    text = "Tembo Minerals, which runs the pit, denied it. It said the walls were sound."
    done = read(text, ("It", "said", "the walls were sound"))
    assert done.at("Tembo Minerals").kind == "organisation"
    assert done.name() == "Tembo Minerals"


def test_parties_with_a_common_word_stay_apart(read: Reader) -> None:
    """Two parties of Democrats are two."""
    text = "The Social Democrats lost to the Christian Democrats. The Christian Democrats said they would govern."
    done = read(text, ("The Christian Democrats", "said", "they would govern"))
    assert done.at("Social Democrats").id != done.at("Christian Democrats").id
    assert done.at("they").id == done.at("Christian Democrats").id


def test_an_acronym_is_nobody(read: Reader) -> None:
    """A word of capitals in a report that isn't written in capitals is a body, whatever follows it."""
    found = read(
        "“It is over,” its head, Lina Odeh, told HVTV on Monday. Odeh runs the Harra clinic. HVTV aired it twice."
    )
    assert found.at("HVTV").kind != "person"


def test_bounds_are_no_part_of_a_description(read: Reader) -> None:
    """The words that bound a number don't describe those counted."""
    found = read("At least 23 people drowned near Harra. Up to 50 nationalists were killed in the town, the army said.")
    assert [one.name for one in found.entities if "people" in one.name or "nationalists" in one.name] == [
        "23 people",
        "50 nationalists",
    ]


def test_a_body_with_two_fields_is_one(read: Reader) -> None:
    """Two modifiers joined by "and" belong to the body's name; two bodies joined by it stay two."""
    found = read("The Relief and Rehabilitation Commission (RRC) closed camps in Harra, it said. The RRC has 40 camps.")
    assert found.at("RRC", 1).name == "Relief and Rehabilitation Commission"
    assert not [one for one in found.entities if one.name == "Relief"]
    other = read("The army and the Interior Ministry denied it on Monday.")
    assert {"Interior Ministry", "army"} <= {one.name for one in other.entities}


def test_a_list_after_a_colon_holds_those_not_met_yet(read: Reader) -> None:
    """Bodies without a name that the list brings up for the first time belong to it like the others."""
    text = "We thank those who promised to send tents: Kenya, Norway and religious charities."
    done = read(text, ("those who", "promised", "to send tents"))
    assert done.name() == "Kenya, Norway and religious charities"


@pytest.mark.parametrize(
    ("cue", "content", "name"), [("a rebuke of", "the press", "Tavian army"), ("shows", "that it is hurt", None)]
)
def test_this_is_the_words_of_who_spoke_just_before(read: Reader, cue: str, content: str, name: str | None) -> None:
    """The "this" that holds a rebuke is whose statement the sentence before tells of; one that shows is nobody's."""
    text = f"The Tavian army issued a statement on Monday. This {'is ' if cue[0] == 'a' else ''}{cue} {content}."
    done = read(text, ("The Tavian army", "issued a statement", "on Monday"), ("This", cue, content))
    assert done.name(1) == name


def test_a_statement_spoken_of_again_is_its_issuers(read: Reader) -> None:
    """What is called "the claim" after a body "said in a statement" is linked with that body; another claim isn't."""
    text = (
        "The Front said in a statement that it fired first. The claim put the dead at nine. Another statement said ten."
    )
    says = ("The Front", "said in a statement", "that it fired first")
    found = read(text, says, ("The claim", "put", "the dead at nine"))
    issuer = found.at("The Front")
    assert found.at("The claim").affiliated_with == (issuer.id,)
    assert found.at("Another statement").affiliated_with == ()


def test_a_weekday_is_no_part_of_a_name(read: Reader) -> None:
    """Where a comma is lost, the day before a name stays out of it."""
    found = read("Nine were hurt in the port on Monday Harran Red Crescent reported.")
    assert all("Monday" not in one.name for one in found.entities)


def test_what_a_name_is_called_tells_that_it_is_a_body(read: Reader) -> None:
    """A noun for a body right before a name says what it is; after "the head of", the name is the head's."""
    found = read(
        "A dam broke, according to the civic group Valley Watch Tarn. Velin Radio was first with the news.\n\n"
        "The head of the rescue team Bakyt Omarov was there.",
        ("the civic group Valley Watch Tarn", "according to", "A dam broke"),
    )
    assert (found.name(), found.at("Valley Watch Tarn").kind) == ("Valley Watch Tarn", "organisation")
    assert found.at("Bakyt Omarov").kind == "person"


def test_a_poll_is_named_by_who_held_it(read: Reader) -> None:
    """Of two descriptions of a poll the one with a name is its own, whatever their length."""
    found = read(
        "Orr leads, a Velin Research poll found. The poll of nine hundred people in towns was kind to her.",
        ("a Velin Research poll", "found", "Orr leads"),
    )
    assert found.name() == "Velin Research poll"


def test_a_body_in_short_before_an_office(read: Reader) -> None:
    """Who is "Observatory chief" speaks for the one observatory of the report; who is against a body isn't of it."""
    found = read(
        "The Northern Observatory for Human Rights said 12 died. He blew himself up, Observatory chief Sami Noor told "
        "reporters. An anti-ISIS network said eight died. ISIS said nothing.",
        ("Observatory chief Sami Noor", "told", "He blew himself up"),
        ("An anti-ISIS network", "said", "eight died"),
    )
    assert found.at("Observatory chief").affiliated_with == (found.at("The Northern").id,)
    assert found.at("An anti-ISIS").affiliated_with == ()


def test_a_description_ends_before_what_is_quoted(read: Reader) -> None:
    """A description that is cut off at a quotation mark keeps no preposition that led on to it."""
    found = read('The union accused the authorities of "stunning indifference" and left, its head, Lina Odeh, said.')
    assert found.at("authorities").name == "authorities"
