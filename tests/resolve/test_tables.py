"""The room's tables."""

import tomllib
from importlib.resources import files

import pytest

from reportedly.resolve import tables


@pytest.mark.parametrize("name", ["heads", "persons", "bodies"])
def test_every_list_has_a_source(name: str) -> None:
    """Each section of each table says where it's from."""
    text = (files("reportedly.resolve") / "tables" / f"{name}.toml").read_text(encoding="utf-8")
    assert all(section["source"] for section in tomllib.loads(text).values())


def test_nouns_have_their_class() -> None:
    """A noun is what it mostly is in the news, and most nouns are nothing that acts."""
    classes = {"militant": "person", "ministry": "body", "report": "document", "survey": "poll", "village": "place"}
    assert {noun: tables.class_of(noun) for noun in classes} == classes
    assert tables.class_of("weather") is None
    assert tables.class_of("policewoman") == "person"


def test_first_names_tell_gender_or_none() -> None:
    """Names given to both tell no gender, but that they're names."""
    assert tables.gender_of_first_name("oleg") == "m"
    assert tables.gender_of_first_name("marie-claire") == "f"
    assert tables.gender_of_first_name("odeh") is None
    assert tables.is_first_name("maria")


def test_nations_are_known_by_adjective_and_people() -> None:
    """Country, adjective and people lead to the country."""
    assert {tables.nations()[word] for word in ("iraq", "iraqi", "iraqis")} == {"Iraq"}
    assert "new york" in tables.states()
