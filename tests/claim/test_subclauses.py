"""Clauses that are surer, or less sure, than the sentence they stand in, and events spoken of as known."""

import pytest

from tests.claim.conftest import Says


@pytest.mark.parametrize(
    ("text", "trigger", "factuality"),
    [
        ("The bank sought approval to raise its stake in the quarry.", "raise", "Uu"),
        ("Divers do not know where the man who fled is.", "fled", "CT+"),
        ("The council paid the fine without consulting the harbour board.", "consulting", "CT-"),
    ],
)
def test_a_clause_of_another_certainty_is_a_claim(tell, text: str, trigger: str, factuality: str) -> None:
    """What a sentence leaves open or denies beside what it says is a claim of its own."""
    assert tell(text).by(trigger).factuality in {factuality, *({"PS+"} if factuality == "Uu" else set())}


def test_a_clause_as_sure_as_its_sentence_is_none(tell) -> None:
    """Where nothing sets a clause apart, its sentence's claim speaks for it."""
    told = tell("The ferry left the harbour while the crew slept.")
    assert [one.event.trigger.text for one in told.claims] == ["left"]


def test_a_subclause_has_its_own_words(tell) -> None:
    """The words of such a claim are those under its predicate."""
    claim = tell("The bank sought approval to raise its stake in the quarry.").by("raise")
    assert claim.spans[0].text == "to raise its stake in the quarry"


def test_an_aside_stands_whatever_is_promised(tell) -> None:
    """A source that only promises something is sure of what it says beside it."""
    says = [
        Says(
            "The mayor", "promised", "to rehouse the families who lost their roofs", acts=("promise",), factuality="Uu"
        )
    ]
    told = tell("The mayor promised to rehouse the families who lost their roofs.", says=says)
    assert told.by("lost").factuality == "CT+"


def test_a_known_event_has_its_tellings_people(tell) -> None:
    """The lull that is spoken of as known is the halt told of before: the drift follows it from there."""
    says = [Says("the general staff", "said", "The brigade has halted its offensive")]
    told = tell(
        "The brigade has halted its offensive, the general staff said. Some doubt that the lull in the fighting "
        "will outlast the harvest.",
        says=says,
    )
    lull = told.by("lull in the fighting")
    halt = next(one for one in told.claims if one.event.trigger.text.startswith("halted"))
    assert (lull.factuality, lull.actors) == ("CT+", halt.actors)
    changes = {step.change for one in told.drifts for step in one.steps if {step.from_, step.to} == {halt.id, lull.id}}
    assert {"attribution", "event"} <= changes


def test_an_unknown_event_recalls_nothing(tell) -> None:
    """A halt that nobody told of before has nobody in it."""
    assert all(not one.actors for one in tell("Nobody expects the lull in the fighting to last.").all_by("lull"))
