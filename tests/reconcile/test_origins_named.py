"""Which names of sources lead to one origin, and which to two."""

import pytest

from .making import ask, told


def test_a_state_under_its_name_and_its_adjective() -> None:
    """A state's police are one body, whether by its name, its adjective, or whoever speaks for them."""
    found = ask(
        told(origin="Kenya's police", origin_kind="government"),
        told(origin="Kenyan police", origin_kind="government", value=8.0),
        told(origin="Amina Odhiambo", origin_kind="person", origin_of=("kenyan police",), value=9.0),
    )
    assert (found.independent.low, found.independent.high) == (1, 1)


def test_a_place_in_common_makes_no_origin() -> None:
    """Two bodies that share only the name of the place they are in are two."""
    found = ask(told(origin="Tarvik Divers Union"), told(origin="Tarvik Relief"))
    assert found.independent.low == 2


def test_who_speaks_for_a_body_named_after_the_place_is_of_it() -> None:
    """A hospital and its director are one origin, though the town's name, which both share, tells nothing."""
    found = ask(
        told(origin="Tarvik Central Hospital"),
        told(origin="Mira Holt", origin_kind="person", origin_of=("tarvik central hospital",)),
    )
    assert (found.independent.low, found.independent.high) == (1, 1)


def test_a_sort_of_body_that_many_are_raises_only_the_upper_end() -> None:
    """A "human rights monitor" with a figure of its own may be the observatory or another."""
    found = ask(
        told(origin="Norland Observatory", value=17.0),
        told(origin="Human Rights monitor", value=15.0, as_of="2024-05-01"),
    )
    assert (found.independent.low, found.independent.high) == (1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Human Rights Watch", "Syrian Observatory for Human Rights"),
        ("World Health Organization", "World Food Programme"),
        ("Islamic State", "Islamic Front"),
        ("International Committee of the Red Cross", "International Rescue Committee"),
        ("Danish Red Cross", "Norwegian Red Cross"),
        ("Norland People's Army", "Norland Human Rights Network"),
        ("Sevran police", "Sevran Central Hospital"),
    ],
)
def test_words_that_many_names_share_make_no_origin(one: str, other: str) -> None:
    """Bodies whose names share words like "world" or "human rights" are two, and neither supersedes the other."""
    found = ask(told(origin=one, value=17.0), told(origin=other, value=19.0, as_of="2024-05-04"))
    assert found.independent.low == 2
    assert all(answer.supersedes is None for answer in found.answers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Observatory", "Syrian Observatory for Human Rights"),
        ("the Islamic State group", "Islamic State"),
        ("Red Cross", "International Committee of the Red Cross"),
        ("Daish", "Islamic State (IS) militant group"),
        ("Daesh-linked Aamaq news agency", "Amaq"),
        ("the World Health Organization", "World Health Organization"),
    ],
)
def test_a_name_and_its_short_form_are_one(one: str, other: str) -> None:
    """A body is one origin under its name and what is short for it."""
    found = ask(told(origin=one, value=17.0), told(origin=other, value=19.0))
    assert (found.independent.low, found.independent.high) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("health ministry", "Ministry of Health and Population"),
        ("the Ministry of Public Health", "health ministry"),
        ("Syrian interior ministry", "the interior ministry"),
        ("defense ministry", "Ministry of Defence"),
    ],
)
def test_a_ministry_under_two_names_is_one_origin(one: str, other: str) -> None:
    """A ministry counts once under all its names, with its state or without; its later toll replaces the earlier."""
    members = [
        told(value=12, origin=one, origin_kind="government"),
        told(value=17, origin=other, origin_kind="government", as_of="2024-05-04T08:00:00Z"),
    ]
    found = ask(*members)
    assert (found.independent.low, found.independent.high) == (1, 1)
    assert found.answers[1].supersedes == members[0].id


def test_ministries_of_two_states_are_two() -> None:
    """Where two states' ministries speak, a bare "defence ministry" is neither's for certain."""
    names = ("Ukrainian defence ministry", "Russian defence ministry", "the defence ministry")
    found = ask(*(told(value=12, origin=name, origin_kind="government") for name in names))
    assert found.independent.low >= 2


def test_a_headlines_police_are_the_officer_whom_the_report_names() -> None:
    """A headline's "Police: 14 dead" over a police chief's words is that chief's figure, and falls with it."""
    chief = {"origin": "Samir Halawa", "origin_kind": "person", "origin_of": ("police",)}
    bare = told(value=14, report="r1", origin="police", origin_kind="unnamed")
    named = told(value=14, report="r1", **chief)
    later = told(value=19, as_of="2024-05-05T08:00:00Z", published="2024-05-05T08:00:00Z", **chief)
    found = ask(bare, named, later)
    assert (found.independent.low, found.independent.high) == (1, 1)
    assert found.estimate is not None
    assert (found.estimate.low, found.estimate.high) == (19, 19)
    shown = next(one for one in found.answers if one.claim == bare.id)
    assert (shown.origin.name, shown.origin.basis) == ("Samir Halawa", "inferred_in_report")
