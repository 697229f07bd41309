"""Places that the gazetteer doesn't know: found by their frames, with a country where that is certain."""

import pytest

from reportedly.clean import clean
from reportedly.ground import locate
from reportedly.model import Page
from tests.grammar import parse


def read(text, **facts):
    """Give the places of a text by their words."""
    article = clean(Page(content=text, media="text", **facts))
    return {one.spans[0].text: one for one in locate(article, parse(article))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighting broke out in the town of Abu Hasmara on Monday, residents of Sudan said.", "Abu Hasmara"),
        ("Two shells hit Wad Ramliya village in Sudan at dawn.", "Wad Ramliya"),
        ("In Qoz Beidra, militants from Sudan attacked a market.", "Qoz Beidra"),
        ("Six soldiers were killed in Buulo Xaajri on Tuesday, a Somali officer said.", "Buulo Xaajri"),
        ("TERMOWE, Somalia, 2 February - Gunmen killed seven traders on Sunday.", "TERMOWE"),
    ],
)
def test_frames_show_places_that_nobody_knows(text, name):
    """The town of X, X village, in X and a dateline's name are places without a point."""
    place = read(text)[name]
    assert (place.precision, place.name, place.latitude, place.geonames_id) == ("unresolved", name, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Voters in Kenya have lost confidence in Hamdrok, the poll found.",
        "Shares in Safarvik fell after a rise in Nairobi.",
        "The deputy was found guilty in Parliament last year, a court in Kenya said.",
        "Fighters fled after clashes in Iraq with Daesh.",
        "Mr Daffrak told reporters in Kenya that he would resign.",
        "US-Led Coalition Attacks Kill Ten\n\nTen people died in Iraq on Monday.",
    ],
)
def test_other_names_in_such_frames_are_no_places(text):
    """Whom one trusts, whose shares fall, bodies, armed groups and persons don't become places."""
    known = {"Kenya", "Nairobi", "Iraq", "US"}
    assert set(read(text)) <= known


def test_a_reports_one_country_is_that_of_its_unknown_places():
    """Where all places speak for one country, an unknown name lies there, and its rule says why."""
    place = read("Clashes in Kenya went on. Raiders killed two herders in Lokwamor on Friday.")["Lokwamor"]
    assert place.country == "KE"
    assert "places around it" in place.rule


def test_countries_that_only_act_place_nothing():
    """Russia strikes elsewhere; where a sentence leads to another country the name's own stays open."""
    text = "Russian jets struck targets in Syria. Russia hit Tall Qabrin village in Idlib province."
    assert read(text)["Tall Qabrin"].country == "SY"
    crossed = read(
        "Families in Kenya are on the move. Forty left Lokwamor village for Ethiopia, from Kenya into Ethiopia."
    )
    assert crossed["Lokwamor"].country is None


def test_a_report_of_two_countries_leaves_unknown_names_open():
    """With nothing beside it, a name may lie in either country that the report is about."""
    text = "Floods hit Kenya and Uganda. Nairobi and Kampala lay dark. The dam at the village of Lokwamor broke."
    assert read(text)["Lokwamor"].country is None


def test_a_hamlets_namesake_abroad_is_not_taken_for_it():
    """In a report on Angola, a name borne only by hamlets elsewhere stays open, and lies in Angola."""
    place = read("Cholera spreads in Angola, where Luanda is worst hit. Ten people died in Kilo on Monday.")["Kilo"]
    assert (place.precision, place.country, place.latitude) == ("unresolved", "AO", None)
    assert "hamlets abroad" in place.rule


def test_an_owners_and_its_partss_names_are_two():
    """In "Baidoa's Holwadrag district" the town is known and the district isn't."""
    found = read("The attack in Baidoa's Holwadrag district wounded nine civilians, Somali police said.")
    assert found["Baidoa"].country == found["Holwadrag"].country == "SO"
    assert found["Holwadrag"].precision == "unresolved"


def test_a_possessive_that_lost_its_mark_is_the_countrys():
    """Pages lose apostrophes: "Kenyas north" names Kenya."""
    assert read("Drought has emptied wells in Kenyas north.")["Kenyas"].country == "KE"
