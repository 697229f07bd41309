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
