"""Questions are worded as somebody would ask them."""

import pytest

from reportedly.model import AskedEvent, AskedPlace, Period
from reportedly.reconcile.wording import wording

from .making import told

PLACE = AskedPlace("Nimule", 228985, 3.5961, 32.0641, "SS")


@pytest.mark.parametrize(
    ("kind", "mode", "asked"),
    [
        ("AGREE", None, "Was there an agreement in Nimule?"),
        ("ASSAULT", "aerial", "Was there an assault (aerial) in Nimule?"),
        ("PROTEST", None, "Was there a protest in Nimule?"),
        ("COERCE", "curfew", "Was there coercion (curfew) in Nimule?"),
    ],
)
def test_an_event_is_a_thing(kind: str, mode: str | None, asked: str) -> None:
    """Types that are verbs are asked for by their nouns."""
    members = [told(outcome=None)]
    event = AskedEvent(kind, mode)
    assert wording("whether", members, event=event, unit=None, place=PLACE, period=None) == asked


@pytest.mark.parametrize(
    ("mode", "unit", "asked"),
    [
        ("evacuated", "person", "How many people were evacuated from Nimule?"),
        ("destroyed_housing", "building", "How many buildings were destroyed in Nimule?"),
        ("returned", "person", "How many people returned in Nimule?"),
    ],
)
def test_people_leave_a_place_and_houses_fall_in_it(mode: str, unit: str, asked: str) -> None:
    """Only those who move are asked for from where they left."""
    members = [told(outcome="displaced", counted=None)]
    event = AskedEvent("DISPLACE", mode)
    assert wording("how_many", members, event=event, unit=unit, place=PLACE, period=None) == asked


@pytest.mark.parametrize(
    ("counted", "unit", "asked"),
    [
        ("arrival", "arrival", "How many people were displaced from Nimule?"),
        (None, None, "How many things were displaced from Nimule?"),
    ],
)
def test_what_is_counted_has_a_word(counted: str | None, unit: str | None, asked: str) -> None:
    """Arrivals are people who moved, and what nobody names are things."""
    members = [told(outcome="displaced", counted=counted)]
    event = AskedEvent("DISPLACE", None)
    assert wording("how_many", members, event=event, unit=unit, place=PLACE, period=None) == asked


def test_the_dead_are_not_killed_again() -> None:
    """Bodies that were counted are asked for as people who were killed."""
    members = [told(outcome="killed", counted="body")]
    event = AskedEvent(None, None)
    asked = wording("how_many", members, event=event, unit="person", place=PLACE, period=None)
    assert asked == "How many people were killed in Nimule?"


def test_crowds_are_asked_for_by_their_size() -> None:
    """Who took part in a protest is counted, whatever those who counted wanted it to be."""
    members = [told(outcome=None, event_type="PROTEST", counted="person")]
    asked = wording("how_many", members, event=AskedEvent("PROTEST", "demo"), unit="person", place=PLACE, period=None)
    assert asked == "How many people took part in the protest in Nimule?"


@pytest.mark.parametrize(
    ("start", "end", "asked"),
    [
        ("2021-01-01", "2022-01-01", " in 2021?"),
        ("2019-01-01", "2022-01-01", " in 2019–2021?"),
        ("2024-02-01", "2024-03-01", " in February 2024?"),
        ("2024-02-01", "2024-02-29", ", 1–28 February 2024?"),
        ("2024-02-03", "2024-02-04", " on 3 February 2024?"),
        ("2023-12-31", "2024-01-02", ", 31 December 2023 – 1 January 2024?"),
    ],
)
def test_a_whole_year_or_month_is_asked_for_by_its_name(start: str, end: str, asked: str) -> None:
    """What spans a calendar's year or month is worded so; the end is the day after."""
    period = Period(f"{start}T00:00:00", f"{end}T00:00:00")
    found = wording("how_many", [told()], event=AskedEvent(None, None), unit="person", place=None, period=period)
    assert found == f"How many people were killed{asked}"
