"""A figure that names no country is given that of the people it names, and the place says that it was inferred."""

import pytest

from reportedly.claim import supply
from reportedly.claim.nations import HOME, INFERRED
from reportedly.model import Place
from reportedly.model.nations import demonyms


def supplied(told, *places):
    """Supply a text's claims with countries."""
    return supply(told.article, told.parsed, told.quantities, told.claims, tuple(places))


def test_peoples_point_to_countries():
    """Singular and plural point to one country; a wider people points to none."""
    table = demonyms()
    assert table["Kenyan"] == table["Kenyans"] == "KE"
    assert table["Kurdish"] is None
    assert "Lebaneses" not in table


def test_the_people_counted_say_where(tell):
    """Where nothing else says where, the people counted do; the claim is less sure than before."""
    told = tell("Floods displaced 300 Kenyan farmers on Monday.")
    claims, places = supplied(told)
    (claim,) = [one for one in claims if one.event.outcome == "displaced"]
    before = told.by("displaced")
    assert [(one.country, one.precision, one.rule) for one in places] == [("KE", "country", INFERRED)]
    assert [one.place for one in claim.places] == [places[0].id]
    assert claim.confidence < before.confidence


def test_who_comes_back_comes_home(tell):
    """Those who return from one country return to their own."""
    told = tell("About 9,000 undocumented Afghans returned from Iran in January.", where=["Iran"])
    iran = Place("p1", told.places[0].spans, "Iran", 130758, 32.0, 53.0, "IR", None, "country")
    claims, places = supplied(told, iran)
    (claim,) = [one for one in claims if one.event.mode == "returned"]
    assert [(one.place, one.role) for one in claim.places] == [("p2", "to"), ("p1", "from")]
    assert (places[1].country, places[1].rule) == ("AF", HOME)


@pytest.mark.parametrize(
    "text",
    [
        "Floods displaced 300 farmers near the Kenyan border.",
        "Kenyan and Somali officials said that floods displaced 300 farmers.",
        "Kenyan officials met farmers.",
        "Floods displaced 300 Kurdish farmers.",
    ],
)
def test_nothing_is_inferred_without_ground(tell, text):
    """A border, two peoples, a people of several countries, or a claim without a figure give no country."""
    told = tell(text)
    assert supplied(told) == (told.claims, ())


def test_a_named_country_stands(tell):
    """Where the claim has a country, none is inferred."""
    told = tell("Floods displaced 300 Kenyan farmers in Uganda.", where=["Uganda"])
    uganda = Place("p1", told.places[0].spans, "Uganda", 226074, 1.0, 32.0, "UG", None, "country")
    assert supplied(told, uganda) == (told.claims, (uganda,))
