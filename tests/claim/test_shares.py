"""Places and times told for one of several figures, and what a report's disaster makes of its dead."""

import pytest

from reportedly import read


def scenes(text):
    """Give each outcome's figure with the names of its places."""
    reading = read(text, published="2024-05-06")
    values = {one.id: one.value for one in reading.quantities}
    names = {one.id: one.name for one in reading.places}
    return {
        values[claim.quantities[0]]: [names[one.place] for one in claim.places]
        for claim in reading.claims
        if claim.event.outcome and claim.quantities
    }


def test_places_are_shared_out_after_their_figures():
    """Where each figure is followed by a place, it's that figure's."""
    assert scenes("At least 12 people were killed in Kenya and 30 in Tanzania.") == {12: ["Kenya"], 30: ["Tanzania"]}


def test_places_are_shared_out_before_their_figures():
    """Where each figure is preceded by a place, it's that figure's."""
    told = scenes("In Kyiv, 27 were killed, in Kryvyi Rih 10, in Dnipro four.")
    assert told == {27: ["Kyiv"], 10: ["Kryvyy Rih"], 4: ["Dnipro"]}


def test_a_place_told_once_is_everybodys():
    """A place that ends the sentence is where all of them were hurt."""
    assert scenes("Twelve people were killed and 30 wounded in Kenya.") == {12: ["Kenya"], 30: ["Kenya"]}


def test_a_way_taken_later_is_no_scene():
    """Where somebody came from, told after, isn't where others were killed."""
    assert scenes("The blast killed six people. The suspect came from Afrin.")[6] == []


def test_a_government_is_no_scene():
    """A capital that sends troops isn't where people died."""
    assert scenes("The count was 31 dead. Paris will send soldiers.")[31] == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Heavy rain fell for days. In Uganda six people were killed.", None),
        ("In Uganda six people were killed.", "ASSAULT"),
        ("The quake that struck Japan has killed 48 people.", None),
        ("Gunmen struck at dawn. A flood killed nine people. Six villagers were killed.", "ASSAULT"),
    ],
)
def test_a_disaster_kills_without_force(text, type_):
    """In a report of a disaster that nowhere tells of force the dead weren't assaulted."""
    claims = [one for one in read(text, published="2024-05-06").claims if one.event.outcome == "killed"]
    assert claims[-1].event.type == type_


@pytest.mark.parametrize("text", ["The drought killed 2,000 cattle.", "Some 700 sheep died in the flood."])
def test_cattle_are_no_dead(text):
    """Animals are counted among no dead."""
    assert not [one for one in read(text).claims if one.event.outcome == "killed"]
