"""Names in parts: persons and bodies."""

import pytest

from reportedly.resolve import gather as gathering
from reportedly.resolve.bodies import body_key, initials, is_acronym, shortens
from reportedly.resolve.mention import Mention
from reportedly.resolve.persons import compatible, gender_of_name, person_name


@pytest.mark.parametrize(
    ("words", "titles", "given", "surname"),
    [
        ("Lina Odeh", (), ("Lina",), ("Odeh",)),
        ("Gen. A. B. Marr", ("gen",), ("A.", "B."), ("Marr",)),
        ("President Rosa Lindt", ("president",), ("Rosa",), ("Lindt",)),
        ("Jan van der Berg", (), ("Jan",), ("van", "der", "Berg")),
        ("Prosecutor Ilse Brandt", ("prosecutor",), ("Ilse",), ("Brandt",)),
        ("Karl Sorel Jr.", (), ("Karl",), ("Sorel",)),
        ("Sorel", (), (), ("Sorel",)),
    ],
)
def test_persons_names_are_divided(words: str, titles: tuple, given: tuple, surname: tuple) -> None:
    """Titles, given names, particles and what stands behind are told apart."""
    name = person_name(words.split())
    assert name is not None
    assert (name.titles, name.given, name.surname) == (titles, given, surname)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Robert",), ("Bob",), True),
        (("R.",), ("Robert",), True),
        (("Robert", "L."), ("Robert",), True),
        ((), ("Robert",), True),
        (("Robert",), ("Rosa",), False),
    ],
)
def test_given_names_agree_or_not(one: tuple, other: tuple, expected: bool) -> None:  # noqa: FBT001 the table's own value
    """Initials and short forms agree with their names, others don't."""
    assert compatible(one, other) is expected


@pytest.mark.parametrize(
    ("words", "gender"), [("Mrs. Sorel", "f"), ("Sergei Antonov", "m"), ("Fatima Noor", "f"), ("Sorel", None)]
)
def test_gender_by_title_and_first_name(words: str, gender: str | None) -> None:
    """A title tells, else a first name, else nothing does."""
    name = person_name(words.split())
    assert name is not None
    assert gender_of_name(name) == gender


def test_acronyms_are_made_of_initials() -> None:
    """With and without small words; a word of capitals is an acronym, a capitalised one isn't."""
    assert {"who", "wh"} & initials(["World", "Health", "Organization"])
    assert "hirr" in initials(["Harran", "Institute", "for", "River", "Research"])
    assert is_acronym(["HIRR"])
    assert is_acronym(["U.N."])
    assert not is_acronym(["Harra"])


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("the Tribune", "The Harra Tribune", True),
        ("Defence Ministry", "Russian Defence Ministry", True),
        ("Observatory", "Harran Observatory for Human Rights", True),
        ("Varna", "Varna News", True),
        ("House", "White House", False),
        ("State Department", "State Department Press Office", False),
        ("Harra", "University of Harra", False),
        ("Rights", "Harran Observatory for Human Rights", False),
    ],
)
def test_short_names_of_bodies(short: str, long: str, expected: bool) -> None:  # noqa: FBT001 the table's own value
    """What is left of a name may be its last words or its head; a part with a meaning of its own isn't it."""
    assert shortens(short.split(), long.split()) is expected


def test_countries_have_one_spelling() -> None:
    """Variants of a country's name are compared as one."""
    assert body_key(["the", "U.S."]) == body_key(["United", "States"])
    assert body_key(["Britain"]) == body_key(["the", "United", "Kingdom"])


def named(words: str, at: int) -> Mention:
    """Make the mention of a body's name."""
    name = tuple(words.split())
    last = at + len(name)
    return Mention(at, last, last - 1, "name", name[-1].lower(), plural=False, label="ORG", name=name)


def test_bodies_are_compared_with_those_they_may_shorten() -> None:
    """Names that end alike are found by what they end with, not each held against all others."""
    known = gathering._Known()
    for mention in (
        named("Harra Chamber of River Trade", 0),
        *(named(f"Harra{i} Chamber", 10 * i) for i in range(1, 200)),
    ):
        known.add(mention.name, gathering.Figure("body"))
    long = known.places["short", "harra chamber"]
    assert len(long) == 1
    assert known.by(named("Chamber of River Trade", 5)) is long[0][1]
    assert known.by(named("Harra Chamber", 7)) is long[0][1]
    assert len(known.places["short", "chamber"]) == 200
    assert known.by(named("Chamber", 9)) is None
