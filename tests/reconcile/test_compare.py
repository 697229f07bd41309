"""Two claims are compared by rules that say why."""

from itertools import product
from typing import Any

import pytest

from reportedly.model import account
from reportedly.reconcile import compare, keys
from reportedly.reconcile.tables import table
from reportedly.reconcile.what import of_kind
from reportedly.reconcile.when import of_time
from reportedly.reconcile.where import of_place
from reportedly.reconcile.whom import figures

from .making import told


def rules(one: account.Testimony, other: account.Testimony) -> set[str]:
    """Give the names of the rules that spoke."""
    return {reason.rule for reason in compare(one, other).reasons}


def test_a_crowd_is_one_whatever_its_size() -> None:
    """Police's and organisers' figures of one march answer one question; other events without outcome are parted."""
    march = (
        told(outcome=None, event_type="PROTEST", value=20_000.0),
        told(outcome=None, event_type="PROTEST", value=8e4),
    )
    assert compare(*march).verdict == "same"
    troops = [told(outcome=None, event_type="MOBILIZE", value=value) for value in (300.0, 8e4)]
    assert "far_figure" in rules(*troops)


def test_one_town_and_day_is_one_question() -> None:
    """Two reports of deaths in one town on one day answer one question, whatever figures they give."""
    found = compare(told(value=17.0), told(value=19.0))
    assert found.verdict == "same"
    assert {"same_town", "same_day"} <= {one.rule for one in found.reasons}


def test_large_tolls_of_one_town_are_one_happenings() -> None:
    """Few towns see so many hurt twice in a fortnight: where a report says no day, large figures go together."""
    dated = told(value=1810.0, published="2024-05-03")
    assert compare(dated, told(value=2520.0, start=None, end=None, published="2024-05-07")).verdict == "same"
    assert compare(dated, told(value=2520.0, start=None, end=None, published="2024-06-20")).verdict == "different"
    small = told(value=2.0, published="2024-05-03")
    assert compare(small, told(value=3.0, start=None, end=None, published="2024-05-07")).verdict == "different"


def test_a_toll_that_has_risen_far_is_still_the_days() -> None:
    """Of one town and day, a later report may give many times as many; an earlier one with more tells of another."""
    first, then = told(value=7.0, published="2024-05-03"), told(value=27.0, published="2024-05-05")
    assert compare(first, then).verdict == "same"
    assert rules(told(value=27.0, published="2024-05-03"), told(value=7.0, published="2024-05-05")) >= {"far_figure"}


def test_alike_in_words_is_not_the_same() -> None:
    """Deaths and injuries stay apart though everything else is alike."""
    assert rules(told(), told(outcome="injured")) == {"other_event"}


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"start": "2024-05-20T00:00:00", "end": "2024-05-21T00:00:00", "published": "2024-05-21"}, "other_time"),
        ({"latitude": 14.0, "geonames_id": 12, "place": "Osk"}, "other_place"),
        ({"country": "XB", "geonames_id": 12, "place": "Osk"}, "other_place"),
        ({"counted": "house", "unit": "building"}, "other_unit"),
    ],
)
def test_what_parts_two_claims_decides(said: dict[str, object], rule: str) -> None:
    """Another time, another place or another thing counted parts two claims, and the reason says so."""
    found = compare(told(), told(**said))
    assert found.verdict == "different"
    assert [one.rule for one in found.reasons if one.decisive] == [rule]


def test_groups_of_two_sides_are_two() -> None:
    """Dead militants and dead civilians are two questions."""
    assert rules(told(counted="militant"), told(counted="civilian")) == {"other_group"}


def test_a_person_outweighs_a_place_read_wrongly() -> None:
    """The same person by full name holds two claims together where the gazetteer took two towns."""
    one = told(cast=("ilsa venn",), value=1.0)
    other = told(cast=("ilsa venn",), value=1.0, latitude=30.0, geonames_id=99, place="Tarvik Falls", admin1="Sur")
    assert compare(one, other).verdict == "same"


def test_a_surname_with_another_first_name_is_another() -> None:
    """Two victims who share a last name only aren't one person."""
    assert "person" not in rules(told(cast=("ilsa venn",)), told(cast=("boris venn",)))


def test_children_are_part_of_people() -> None:
    """Four children of nine people are a part, seen from either side."""
    children, people = told(value=4.0, counted="child"), told(value=9.0)
    assert compare(children, people).verdict == "part_of"
    assert compare(people, children).verdict == "contains"


def test_a_day_is_part_of_two() -> None:
    """A day's figure is part of a longer period's."""
    day = told(value=20.0, outcome="displaced", event_type="DISPLACE")
    days = told(value=50.0, outcome="displaced", event_type="DISPLACE", start="2024-05-01T00:00:00")
    assert compare(day, days).verdict == "part_of"


def test_claims_of_one_report_follow_its_scenes() -> None:
    """Within a report, what it tells as one happening is one, and as two, two."""
    first = told(report="r")
    assert compare(first, told(report="r", value=30.0, bound="at_least")).verdict == "same"
    assert compare(first, told(report="r", thread="1")).verdict == "different"


def test_unresolved_never_decides() -> None:
    """Claims without place, day and date are never put together."""
    bare: dict[str, str | None] = {
        "place": None,
        "geonames_id": None,
        "latitude": None,
        "longitude": None,
        "country": None,
        "admin1": None,
    }
    bare |= {"start": None, "end": None, "published": None, "precision": "unresolved"}
    assert compare(told(**bare), told(**bare)).verdict == "different"


def test_a_village_on_no_map_is_known_by_its_name() -> None:
    """Two reports of one unresolved name in one country tell of one place; of two names, of no place they share."""
    nowhere: dict[str, str | None] = dict.fromkeys(("geonames_id", "latitude", "longitude", "admin1"))
    nowhere |= {"place": "Tandulu", "precision": "unresolved"}
    alike = compare(told(**nowhere), told(**nowhere, value=12.0))
    assert "same_town" in {reason.rule for reason in alike.reasons}
    other = compare(told(**nowhere), told(**(nowhere | {"place": "Oskla"})))
    assert "same_town" not in {reason.rule for reason in other.reasons}


def test_both_ways_alike() -> None:
    """Whichever stands first, score and reasons are the same."""
    one, other = told(value=12.0), told(value=30.0, latitude=10.2, geonames_id=12, place="Osk")
    there, back = compare(one, other), compare(other, one)
    assert (there.score, there.reasons, there.first) == (back.score, back.reasons, back.second)


def test_what_is_the_same_shares_a_key() -> None:
    """Neighbours across the border of a cell, and of a stretch of days, are candidates of one another."""
    for step in range(12):
        here, there = 9.9 + step * 0.1, 10.0 + step * 0.1
        one = told(latitude=here, start=f"2024-05-{10 + step}", end=f"2024-05-{11 + step}")
        other = told(latitude=there, start=f"2024-05-{11 + step}", end=f"2024-05-{12 + step}")
        assert set(keys(one)) & set(keys(other))


def test_neighbours_across_two_borders_share_a_key() -> None:
    """Two towns apart by one grid's border in latitude and by the shifted grid's in longitude are candidates."""
    one = told(latitude=9.95, longitude=20.45, admin1=None)
    other = told(latitude=10.05, longitude=20.55, admin1=None)
    assert set(keys(one)) & set(keys(other))


def test_few_keys() -> None:
    """A claim is kept under a handful of keys, and under none where nothing is told of where and whom."""
    assert 0 < len(keys(told(cast=("ilsa venn", "boris otter")))) <= 16
    assert not keys(told(place=None, latitude=None, longitude=None, country=None, admin1=None, precision="unresolved"))


OTHERWISE: dict[str, Any] = {
    "id": "9999", "report": "r9999", "published": "2024-05-30T12:00:00Z", "quantity": None, "event_type": "DISPLACE",
    "event_mode": "returned", "outcome": None, "counted": "soldier", "unit": "household", "value": 40.0, "low": 20.0,
    "high": None, "bound": "at_least", "role": "cumulative", "named": ("ilsa venn",), "actors": ("boris otter",),
    "cast": ("ilsa venn",), "place": "Osk", "geonames_id": 12, "latitude": 14.0, "longitude": 25.0, "country": None,
    "admin1": "Southland", "precision": "region", "modifier": "eastern", "place_by": "report", "also_at": (11,),
    "start": "2024-05-12", "end": None, "time_by": "report", "origin": "Ilsa Venn", "origin_kind": "person",
    "part_of": "0001", "thread": "1", "text": "at least nine were hurt when the roof of the hall fell in",
    "status": "civilian",
}  # fmt: skip
"""For every field that a rule may look at, a value beside the usual one."""


class Watched:
    """A claim that takes note of what is read of it."""

    def __init__(self, said: account.Testimony, read: set[str]) -> None:
        self._said, self._read = said, read

    def __getattr__(self, name: str) -> Any:
        """Give a field of the claim."""
        self._read.add(name)
        return getattr(self._said, name)


@pytest.mark.parametrize("rule", [of_kind, of_place, of_time, figures])
def test_a_rule_remembers_by_all_that_it_reads(rule: Any) -> None:
    """Whatever two claims say, a rule that remembers its reasons reads nothing but what it knows them by."""
    known_by: set[str] = set()
    rule.looks_at(Watched(told(), known_by))
    claims = [told(), *(told(**{name: value}) for name, value in OTHERWISE.items())]
    for one, other in product(claims, claims):
        read: set[str] = set()
        reasons = tuple(rule.__wrapped__(Watched(one, read), Watched(other, read)))
        assert read <= known_by
        assert rule(one, other) == reasons


def test_every_rule_has_a_weight() -> None:
    """The weights' table is sound: a number a rule, and none that is no rule of the code."""
    weights = table("weights")
    assert all(isinstance(one["weight"], float) for one in weights["rules"].values())
    assert weights["prior"] < 0 < weights["threshold"] < 1


def test_one_towns_day_is_no_part_of_another_towns_week() -> None:
    """What was counted in one town is no part of what was counted over a longer time in another."""
    day = told(value=18.0)
    week = {"value": 40.0, "start": "2024-04-28T00:00:00", "end": "2024-05-05T00:00:00", "as_of": "2024-05-05"}
    assert compare(day, told(**week)).verdict == "part_of"
    elsewhere = told(**week, place="Brenholm", geonames_id=12, latitude=10.5, longitude=20.0)
    assert compare(day, elsewhere).verdict != "part_of"
