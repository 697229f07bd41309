"""What changes between one telling and the next, change by change; and what differs without having changed."""

from dataclasses import replace

import pytest

from reportedly import claim as room
from reportedly.claim.distance import lie_apart
from reportedly.model import Place
from tests.claim.conftest import Says, Told


def steps(told: Told) -> set[tuple[str, str | None, str | None]]:
    """Give every step of every drift."""
    return {(one.change, one.from_value, one.to_value) for drift in told.drifts for one in drift.steps}


@pytest.mark.parametrize(
    ("title", "body", "said", "step"),
    [
        pytest.param(
            "Nine dockers killed in Varna",
            "Nine dockers may have been killed, the port said.",
            "Nine dockers may have been killed",
            ("certainty", "PS+", "CT+"),
            id="certainty",
        ),
        pytest.param(
            "Nine dockers killed in Varna",
            "Nine dockers were killed, the port said.",
            "Nine dockers were killed",
            ("attribution", "port", None),
            id="attribution",
        ),
        pytest.param(
            "1,000 miners arrested",
            "The union said that 1,042 miners were arrested.",
            "that 1,042 miners were arrested",
            ("figure", "1,042", "1,000"),
            id="figure",
        ),
        pytest.param(
            "Police arrest 40 looters",
            "The union said that 40 miners were arrested.",
            "that 40 miners were arrested",
            ("label", "miner", "looter"),
            id="label",
        ),
        pytest.param(
            "140 rebels surrender",
            "The mayor said that 140 rebels had laid down arms.",
            "that 140 rebels had laid down arms",
            ("event", "laid down arms", "surrender"),
            id="event",
        ),
        pytest.param(
            "500 villagers fled this morning",
            "The mayor said that 500 villagers had fled over the past three days.",
            "that 500 villagers had fled over the past three days",
            ("time", "the past three days", "this morning"),
            id="time",
        ),
        pytest.param(
            "Army arrests 40 miners",
            "The union said that the police had arrested 40 miners.",
            "that the police had arrested 40 miners",
            ("actor", "police", "Army"),
            id="actor",
        ),
    ],
)
def test_each_change_is_told(tell, title, body, said, step):
    """From a source's words to the headline each kind of change is a step with what it was and what it became."""
    source = next(words for words in ("the port", "The union", "The mayor") if words in body)
    found = {(kind, before, (after or "").lower()) for kind, before, after in steps(
        tell(body, title=title, says=[Says(source, "said", said)])
    )}  # fmt: skip
    assert (step[0], step[1], (step[2] or "").lower()) in found


def point(number: int, place: Place, *, at: tuple[float, float], country: str) -> Place:
    """Give a place a point."""
    return replace(
        place, id=f"p{number}", latitude=at[0], longitude=at[1], country=country, precision="exact", admin1=None
    )


def test_a_change_of_place_is_told(tell):
    """Two towns far apart are a change; a town and its country, or its outskirts, aren't."""
    body = "The union said that 40 miners were arrested in Selva."
    told = tell(
        body,
        title="40 miners arrested in Brod",
        says=[Says("The union", "said", "that 40 miners were arrested in Selva")],
        where=["Selva", "Brod"],
    )
    selva = point(1, told.places[0], at=(45.0, 18.0), country="HR")

    def changes(brod: Place) -> set[str]:
        places = (selva, brod)
        drifts = room.drift(
            told.article, told.entities, told.attributions, told.quantities, told.timexes, places, told.claims
        )
        return {one.change for drift in drifts for one in drift.steps}

    assert "place" in changes(point(2, told.places[1], at=(44.0, 16.0), country="HR"))
    assert "place" not in changes(point(2, told.places[1], at=(45.1, 18.1), country="HR"))
    assert "place" not in changes(replace(told.places[1], country="HR", precision="country"))


def test_places_in_two_countries_lie_apart():
    """Countries part places even where no point is known; a region bears its town's name."""
    one = Place("p1", (), "Selva", None, 45.0, 18.0, "HR", "Selva County", "exact")
    assert lie_apart(one, replace(one, name="Brod", country="BA", latitude=None))
    assert not lie_apart(replace(one, name="Brod", latitude=46.0), one)
    assert lie_apart(replace(one, name="Brod", latitude=46.0, admin1=None), replace(one, admin1=None))
    assert not lie_apart(replace(one, name="Selva", latitude=46.0), replace(one, name="Brod"))


def test_two_sources_that_differ_do_not_drift(tell):
    """Who names another number contradicts; only what goes back to one origin can change on the way."""
    says = [
        Says("The ministry", "said", "that at least 20 miners were killed"),
        Says("the union", "said", "23 miners were killed"),
    ]
    told = tell(
        "The ministry said that at least 20 miners were killed. But the union said 23 miners were killed.", says=says
    )
    assert told.drifts == ()


def test_a_sources_two_counts_do_not_drift(tell):
    """Of one source, two figures that aren't one rounded are two counts."""
    says = [
        Says("The ministry", "said", "that at least 21 miners were killed"),
        Says("It", "said", "at least 18 miners were killed in the east gallery"),
    ]
    text = f"The ministry said {says[0].content}. It said {says[1].content}."
    assert not {kind for kind, _, _ in steps(tell(text, says=says))} & {"figure", "place"}


@pytest.mark.parametrize(
    ("title", "body", "change"),
    [
        ("Nine people killed in Varna", "Nine civilians were killed, the port said.", "label"),
        ("Nine dockers dead in Varna", "Nine dockers were killed, the port said.", "event"),
        ("Nine dockers killed on Friday", "Nine dockers were killed on Friday morning, the port said.", "time"),
    ],
)
def test_other_words_for_the_same_are_no_change(tell, title, body, change):
    """People for civilians, dead for killed, a day for its morning: nobody would sign that as a change."""
    said = body.removesuffix(", the port said.")
    told = tell(body, title=title, says=[Says("the port", "said", said)])
    assert told.drifts, [one.event.trigger.text for one in told.claims]
    assert change not in {kind for kind, _, _ in steps(told)}


def test_an_opinion_retold_is_no_addition(tell):
    """What a source thinks is mostly retold in other words than those quoted beside it."""
    quotation = "“We saw good work in every class this year, and the halls were full.”"
    text = f"The board met. {quotation} it said. The board called the new head teacher a great blessing for everyone."
    says = [
        Says("it", "said", quotation, kind="direct"),
        Says("The board", "called", "the new head teacher a great blessing for everyone", acts=("judge",)),
    ]
    assert "addition" not in {kind for kind, _, _ in steps(tell(text, says=says))}


def test_meetings_of_one_type_are_not_one(tell):
    """A visit asked for and a meeting held share who took part, and are two things all the same."""
    says = [Says("Orr", "asked", "Brandt to visit her", acts=("demand",), factuality="Uu")]
    told = tell("Orr asked Brandt to visit her. Brandt met with the governor in May.", says=says)
    assert told.by("met with").origin.basis == "none"


def test_others_deeds_of_the_same_word_are_others(tell):
    """Who else did the same, or did it to somebody else, is no change of who did it."""
    told = tell("The miners' union endorsed Orr in May. The teachers' union endorsed Brandt in May.")
    assert told.drifts == ()


def test_one_figure_of_two_events_is_no_change(tell):
    """People evacuated to shelters are told of once, by whichever word."""
    told = tell("The floods forced the town to evacuate 17,676 people to 19 shelters.")
    assert told.drifts == ()
