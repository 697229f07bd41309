"""Rows find their questions by what reconciling compares; a row has one question of a kind, a question one row."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from reportedly.coded import Asked, Coded, Columns, Figure, Judge, Table, findings, located
from reportedly.coded.match import testimony_of as told_by
from reportedly.model import Independent, Period, Question
from reportedly.model.account import AskedEvent, AskedPlace, Estimate
from reportedly.reconcile import compare, keys
from reportedly.reconcile.places import distance

JUDGE = Judge(compare, keys, distance)
GAO = Coded(
    row=1, id="A1", start=date(2026, 3, 13), end=date(2026, 3, 14), place="Gao", admin1=None, country="ML",
    latitude=16.27, longitude=-0.04, precision="exact", event="ASSAULT", mode=None,
    figures=(Figure("killed", 5, 5, 5),), actors=(), text="",
)  # fmt: skip


def asked(key="q1", *, best=5.0, low=5.0, high=5.0, day="2026-03-13", row=GAO, counts="killed"):
    """A question about what a row tells, answered by one claim, with its own figure."""
    claim = replace(
        told_by(row, outcome=counts), id=f"k-{key}", report=f"r-{key}", value=best, published="2026-03-15",
        start=f"{day}T00:00:00Z", end=f"{day[:-2]}{int(day[-2:]) + 1:02}T00:00:00Z", geonames_id=2457161,
    )  # fmt: skip
    place = AskedPlace(row.place, 2457161, row.latitude, row.longitude, row.country)
    return Asked(
        Question(
            id=key, text=f"How many in {row.place}?", kind="how_many" if counts else "whether",
            event=AskedEvent("ASSAULT", None), counts=counts, unit="person", place=place,
            period=Period(claim.start, claim.end),
            estimate=Estimate(low, high, best, "latest_by_origin", conflict=False), reports=(claim.report,),
            origins=(), independent=Independent(1, 1), part_of=None,
        ),
        [claim],
    )  # fmt: skip


def found(rows, questions, columns=None):
    """Compare rows with questions."""
    table = Table(Columns(columns or {"killed": "Deaths"}), tuple(rows), ())
    return findings(table, questions, JUDGE)


def test_the_closest_row_has_the_question():
    """Of two rows that may be a question's, the one of its day and figure has it; the other says so."""
    later = replace(GAO, row=2, id="A2", start=date(2026, 3, 14), end=date(2026, 3, 15))
    rows = found([later, GAO], [asked()])
    assert [(one.status, one.row_id) for one in rows] == [("only_theirs", "A2"), ("agrees", "A1")]
    assert "has a closer match" in rows[0].why


def test_a_slip_of_a_day_is_a_difference_of_date():
    """A row a day off, with another figure, is the question's where nothing else is; two days off, it isn't."""
    row = replace(GAO, figures=(Figure("killed", 8, 8, 8),), start=date(2026, 3, 14), end=date(2026, 3, 15))
    (one,) = found([row], [asked()])
    assert (one.status, one.differs) == ("differs", ("figure", "date"))
    sure = replace(GAO, row=2, id="A2", figures=(Figure("killed", 9, 9, 9),))
    assert {one.row_id: one.status for one in found([row, sure], [asked()])} == {"A1": "only_theirs", "A2": "differs"}
    off = replace(row, start=date(2026, 3, 15), end=date(2026, 3, 16))
    assert {one.status for one in found([off], [asked()])} == {"only_theirs", "only_ours"}


def test_each_thing_counted_is_its_own():
    """A row's dead and injured are two questions; a figure that nobody asks about stands alone; 0 doesn't."""
    row = replace(GAO, figures=(Figure("killed", 5, 5, 5), Figure("injured", 9, 9, 9), Figure("missing", 2, 2, 2)))
    row = replace(row, figures=(*row.figures, Figure("arrested", 0, 0, 0)))
    rows = found([row], [asked(), asked("q2", best=9.0, low=9.0, high=9.0, counts="injured")])
    assert [(one.status, one.counts) for one in rows] == [
        ("only_theirs", "missing"),
        ("agrees", "killed"),
        ("agrees", "injured"),
    ]


@pytest.mark.parametrize(
    ("figure", "ours", "differs", "within"),
    [
        (Figure("killed", 5, 5, 5), (5, 5, 5), False, True),
        (Figure("killed", 5, 5, 5), (7, 4, 9), True, True),
        (Figure("killed", 5, 5, 5), (7, 6, 9), True, False),
        (Figure("killed", 30, 30, None), (42, 42, 42), False, False),
        (Figure("killed", 30, None, None), (42, 42, 42), False, False),
        (Figure("killed", 5, 4, 9), (7, 7, 7), False, False),
        (Figure("killed", 0, 0, 0), (7, 7, 7), True, False),
    ],
)
def test_figures_differ_where_neither_leaves_room(figure, ours, differs, within):
    """A bound or a range of the coder's leaves room for our best; what lies between our ends is said."""
    best, low, high = map(float, ours)
    (one,) = found([replace(GAO, figures=(figure,))], [asked(best=best, low=low, high=high)])
    assert ("figure" in one.differs, one.figure_within) == (differs, within)


def test_another_place_or_day_is_another_thing():
    """What lies a hundred kilometres or a week away isn't the row's; the closest says what speaks against it."""
    for row in (
        replace(GAO, latitude=17.4, place="Bourem"),
        replace(GAO, start=date(2026, 3, 20), end=date(2026, 3, 21)),
        replace(GAO, country="NE"),
    ):
        assert {one.status for one in found([row], [asked()])} >= {"only_theirs"}
        assert not {one.status for one in found([row], [asked()])} & {"agrees", "differs"}
    (theirs, ours) = found([replace(GAO, start=date(2026, 3, 16), end=date(2026, 3, 17))], [asked()])
    assert (theirs.status, ours.status) == ("only_theirs", "only_ours")
    assert "3 days lie between them" in theirs.why
    assert "row 1" in ours.why


def test_a_row_without_deaths_is_about_its_event():
    """Where a coder counts no dead, a row is about whether there was an attack, or who was hurt in it."""
    row = replace(GAO, figures=(Figure("killed", 0, 0, 0),))
    (one,) = found([row], [asked(counts=None)])
    assert (one.status, one.their_figure) == ("agrees", None)
    (one, *_) = found([replace(GAO, event="PROTEST")], [asked()])
    assert one.status == "only_theirs"


def test_only_what_the_table_is_about_is_missing_from_it():
    """A question of another country, thing counted or month isn't missing; one nearby is."""
    abroad = replace(GAO, row=9, country="NE", latitude=13.5, longitude=2.1, place="Niamey")
    near = replace(GAO, row=9, latitude=14.5, longitude=-4.2, place="Mopti")
    questions = [asked("abroad", row=abroad), asked("near", row=near), asked("far", row=near, day="2026-06-01")]
    rows = found([GAO], [asked(), *questions, asked("hurt", row=near, counts="injured")])
    assert [one.question for one in rows if one.status == "only_ours"] == ["near"]
    undated = replace(GAO, start=None, end=None)
    assert {one.status for one in found([undated], questions)} == {"only_theirs"}


def test_places_are_looked_up_where_the_row_says():
    """A name is its most populous bearer in the row's country and division; without a country, its only one."""

    def site(name, country, division, kind="city", at=1.0):
        return SimpleNamespace(name=name, country=country, division=division, kind=kind, latitude=at, longitude=at)

    sites = {
        "Gao": [site("Gao", "ML", "Gao")],
        "Salem": [site("Salem", "US", "Oregon", at=2.0), site("Salem", "US", "Virginia", at=3.0)],
        "Va": [site("Virginia", "US", "Virginia", kind="admin1")],
        "Segou": [site("Segou", "ML", "Segou", kind="admin1"), site("Segou", "ML", "Segou", at=4.0)],
        "Chad": [site("Chad", "TD", None, kind="country")],
    }
    bare = replace(GAO, latitude=None, longitude=None, country=None)
    rows = (
        bare,
        replace(bare, place="Salem"),
        replace(bare, place="Salem", country="US"),
        replace(bare, place="Salem", country="US", admin1="Va"),
        replace(bare, place="Chad"),
        replace(bare, place="Nowhere", admin1="Unknown"),
        replace(GAO, place="Salem"),
        replace(bare, place="Segou", country="ML"),
    )
    at = located(rows, lambda names: {name: sites[name] for name in names if name in sites})
    assert [(one.country, one.latitude) for one in at] == [
        ("ML", 1.0), (None, None), ("US", 2.0), ("US", 3.0), ("TD", 1.0), (None, None), ("ML", 16.27),
        ("ML", 4.0),
    ]  # fmt: skip
    assert [at[3].admin1, at[4].precision, at[5].admin1] == ["Virginia", "country", None]
