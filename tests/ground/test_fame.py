"""Cities known abroad: a report on one country names them without a word on where they lie."""

import pytest

import reportedly


@pytest.mark.parametrize(
    ("city", "country"),
    [
        ("Geneva", "CH"),
        ("Athens", "GR"),
        ("Paris", "FR"),
        ("Vienna", "AT"),
        ("Alexandria", "EG"),
        ("Kingston", "JM"),
        ("Odessa", "UA"),
    ],
)
def test_a_city_known_abroad(city, country):
    """Small namesakes of a city that is known abroad don't leave it open, where nothing else speaks for them."""
    text = f"Talks were held in {city} on Monday, and the war in Sudan went on. The army shelled El Fasher."
    place = next(one for one in reportedly.read(text, published="2024-05-06").places if one.spans[0].text == city)
    assert (place.country, place.precision) == (country, "exact")


def test_a_city_among_villages_of_its_name():
    """A dateline that names a city by itself means it, where all others of the name are villages."""
    (place,) = reportedly.read("DAYTON — Two men were shot dead at a mall on Saturday, police said.").places
    assert (place.country, place.admin1) == ("US", "Ohio")


def test_a_hospital_isnt_in_the_town_that_its_valley_is_called_after():
    """A name before a landform, within a longer name, is no place: "Miami Valley Hospital" isn't in Miami."""
    assert not reportedly.read("Three were in critical condition, a spokeswoman for Miami Valley Hospital said.").places
