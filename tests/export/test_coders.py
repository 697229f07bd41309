"""The formats of coders: ACLED's, UCDP's and POLECAT's columns, HXL's tags, and what is filled in them."""

import csv
import io
from dataclasses import replace

import hxl
import pytest

from reportedly.export.cases import Case, days, last_day, ranked
from reportedly.export.tables import read_table
from reportedly.model import Period
from reportedly.model.account import (
    AskedEvent,
    Estimate,
)

from .conftest import written


def test_acled_has_its_columns(case, tmp_path):
    """31 columns; type, date precision, place and deaths follow from the question."""
    (row,) = csv.DictReader(io.StringIO(written("acled", [case], tmp_path)))
    assert len(row) == 31
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == ("2026-02-01", "1", "19")
    assert (row["country"], row["iso"], row["location"], row["geo_precision"]) == ("South Sudan", "728", "Nimule", "1")
    assert (row["actor1"], row["actor2"]) == ("gunmen", "Civilians (South Sudan)")


def test_acled_parts_events_of_one_day(case, tmp_path):
    """Two counts of deaths in one town on one day are two events; the injured belong to the first."""
    other = replace(case, question=replace(case.question, id="q2", estimate=replace(case.question.estimate, best=3)))
    injured = replace(case, question=replace(case.question, id="q3", counts="injured"))
    rows = list(csv.DictReader(io.StringIO(written("acled", [case, other, injured], tmp_path))))
    assert [one["fatalities"] for one in rows] == ["19", "3"]
    undated = [replace(one, question=replace(one.question, period=None)) for one in (case, injured)]
    assert len(list(csv.DictReader(io.StringIO(written("acled", undated, tmp_path))))) == 2


def test_acled_puts_an_event_together_whose_mode_one_question_lacks(case, tmp_path):
    """Whether there was an attack, asked without how, is about the shooting of that place and day; a bombing isn't."""
    whether = replace(case.question, id="q2", kind="whether", counts=None, event=AskedEvent("ASSAULT", None))
    bombing = replace(case.question, id="q3", counts="injured", event=AskedEvent("ASSAULT", "explosives"))
    cases = [replace(case, question=one) for one in (whether, case.question, bombing)]
    rows = list(csv.DictReader(io.StringIO(written("acled", cases, tmp_path))))
    assert [(one["sub_event_type"], one["fatalities"]) for one in rows] == [
        ("Attack", "19"),
        ("Remote explosive/landmine/IED", ""),
    ]


def test_figures_keep_their_digits(case, tmp_path):
    """A large figure isn't rounded, and an open range says so."""
    large = replace(case.question.estimate, best=1234567, low=1, high=None)
    (row,) = csv.DictReader(
        io.StringIO(written("acled", [replace(case, question=replace(case.question, estimate=large))], tmp_path))
    )
    assert row["fatalities"] == "1234567"
    assert "1 or more (latest_by_origin)" in row["notes"]


def test_ucdp_has_its_columns(case, tmp_path):
    """49 columns; best, high and low are the estimate's, and publishers that look like formulas stay text."""
    (row,) = csv.DictReader(io.StringIO(written("ucdp", [case], tmp_path)))
    assert len(row) == 49
    assert (row["best"], row["high"], row["low"], row["deaths_civilians"]) == ("19", "19", "17", "19")
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (
        "2026-02-01 00:00:00.000",
        "2026-02-01 00:00:00.000",
        "1",
    )
    assert row["source_office"].startswith("'-Courier")
    assert row["source_headline"] == "Gunmen kill 17; "


def test_hxl_is_read_by_its_library(case, tmp_path):
    """HXL's library takes the hashtags, and finds the figure by its tag."""
    rows = list(csv.reader(io.StringIO(written("hxl", [case], tmp_path))))
    (row,) = hxl.data(rows)
    assert row.get("#affected+num+best") == "19"
    assert row.get("#country+code") == "SS"
    assert row.get("#meta+origins+max") == "1"
    assert hxl.validate(hxl.data(rows))["stats"]["total"] == 0


def test_hxl_finds_what_is_no_number(case, tmp_path):
    """The library's own schema would find a word among the figures, so that the test above can fail."""
    rows = list(csv.reader(io.StringIO(written("hxl", [case], tmp_path))))
    rows[2][5] = "dozens"
    assert hxl.validate(hxl.data(rows))["stats"]["error"] == 1


def test_nothing_to_export_is_a_header_alone(tmp_path):
    """An empty ledger gives files that other programs still open."""
    for name in ("acled", "ucdp", "plover"):
        assert len(written(name, [], tmp_path).splitlines()) == 1
    assert len(written("hxl", [], tmp_path).splitlines()) == 2


def test_days_of_a_period_are_inclusive_for_coders():
    """A period's end is exclusive in the ledger; a coder's last day is the one before."""
    assert last_day(Period("2026-02-01T00:00:00Z", "2026-02-08T00:00:00Z")) == "2026-02-07"
    assert last_day(Period("2026-02-01", None)) == "2026-02-01"
    assert days(Period("2026-02-01", "2026-02-08")) == 7
    assert days(Period(None, "2026-02-08")) is None


def test_names_are_ranked_by_how_often_they_come():
    """The most frequent comes first; of equals the one that came first."""
    assert ranked(iter(["army", "rebels", "rebels", "police"])) == ["rebels", "army", "police"]


def test_tables_have_sources():
    """Each table of a format says where its codes come from, and tells of columns that the format has."""
    for name in ("acled", "ucdp", "plover", "gkg", "hxl"):
        table = read_table(f"{name}.toml")
        assert set(table) - {"sources"} == set(table["sources"])
        assert len(set(table["columns"])) == len(table["columns"])
        assert set(table["must"]) <= set(table["fills"]) <= set(table["columns"])


def test_acled_knows_only_acleds_types():
    """Every kind of event leads to one of ACLED's 25 sub-event types, under the type that has it."""
    table = read_table("acled.toml")
    assert sum(len(one) for one in table["sub_event_type"].values()) == 25
    for disorder, kind, sub in table["event"].values():
        assert sub in table["sub_event_type"][kind]
        assert set(disorder.split("; ")) <= {"Political violence", "Demonstrations", "Strategic developments"}


def filled(name, things, tmp_path):
    """The columns that are ever filled, and those that always are, of some rows."""
    delimiter = "\t" if name == "plover" else ","
    text = written(name, things, tmp_path).split("\n", 1)
    if name == "hxl":
        text[1] = text[1].split("\n", 1)[1]
    rows = list(csv.DictReader(io.StringIO("\n".join(text)), delimiter=delimiter))
    assert rows
    return [{column for column in rows[0] if does(one[column] for one in rows)} for does in (any, all)]


@pytest.mark.parametrize("name", ["acled", "ucdp", "hxl", "plover"])
def test_columns_are_filled_as_the_documentation_says(name, case, reading, tmp_path):
    """What always stands is always there, also where nearly nothing is known; nothing else stands than is told."""
    bare = replace(case.question, id="q9", period=None, place=None, origins=(), event=AskedEvent("ASSAULT", None))
    bare = replace(bare, estimate=Estimate(None, None, None, "latest_by_origin", conflict=False))
    unknown = Case(bare, {}, {})
    soldiers = {
        key: replace(one, modifier="eastern", actors=("a", "b"), status="unknown") for key, one in case.said.items()
    }
    told_less = replace(reading, places=(), timexes=(), entities=reading.entities)
    less = [replace(one, places=(), times=(), actors=(), recipients=()) for one in told_less.claims]
    told_less = replace(told_less, claims=tuple(less), report=replace(reading.report, published=None, publisher=None))
    things = [reading, told_less] if name == "plover" else [case, replace(case, said=soldiers), unknown]
    ever, always = filled(name, things, tmp_path)
    table = read_table(f"{name}.toml")
    assert set(table["must"]) <= always
    assert ever <= set(table["fills"])
    seldom = {"Actor Country", "City", "Primary Actor Sector", "Actor Sectors", "Province", "GeoNames ID"}
    assert set(table["fills"]) - ever <= seldom | {"Primary Recipient Sector", "Recipient Sectors"}
