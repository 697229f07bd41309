"""A coder's table is read as people write tables; what isn't understood is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.coded import Figure, chosen, chosen_of, read_table
from reportedly.coded.cells import country_of, days_of, degrees_of, figure_of, order_of
from reportedly.coded.columns import fields, shapes
from reportedly.errors import BadSetting
from reportedly.export.tables import read_table as format_of
from reportedly.model.vocabulary import Outcome


@pytest.fixture
def table(tmp_path):
    """Read a table out of its text."""

    def read(text, encoding="utf-8", **options):
        path = tmp_path / "t.csv"
        path.write_bytes(text.encode(encoding))
        return read_table(path, **options)

    return read


def test_shapes_have_sources_and_name_what_is_there():
    """Every list says where it's from; known datasets have the headings, and the types, that our exports have."""
    table = shapes()
    assert set(table) - {"sources", "schema"} == set(table["sources"])
    for name in ("acled", "ucdp"):
        there = set(format_of(f"{name}.toml")["columns"])
        known = table["known"][name]
        assert set(known["needs"]) | set(known["columns"].values()) <= there
        assert set(known["columns"]) <= set(fields())
    assert set(table["guess"]) <= set(fields())
    assert set(table["figures"]) - {"ends"} <= set(Outcome.__args__)
    assert set(table["events"].values()) <= set(table["types"])
    subs = [sub.lower() for group in format_of("acled.toml")["sub_event_type"].values() for sub in group]
    unnamed = {"change to group/activity", "headquarters or base established", "other"}
    assert {sub for sub in subs if sub not in table["events"]} == unnamed


def test_columns_are_told_by_their_headings(table):
    """Headings in any case and with any marks are known; a figure's ends too; and what is said goes before."""
    read = table(
        "Incident_ID,Date of incident,Town,Country,Killed (min),Killed,Killed-max,Wounded\n"
        "A1,2026-03-13,Gao,Mali,3,4,6,\n"
    )
    assert read.columns.by_field == {
        "id": "Incident_ID",
        "start": "Date of incident",
        "place": "Town",
        "country": "Country",
        "killed": "Killed",
        "killed_low": "Killed (min)",
        "killed_high": "Killed-max",
        "injured": "Wounded",
    }
    (row,) = read.rows
    assert row.figures == (Figure("killed", 4, 3, 6),)
    assert (row.start, row.end, row.country, row.id) == (date(2026, 3, 13), date(2026, 3, 14), "ML", "A1")
    said = chosen(["Date", "Town", "Deaths", "Bodies"], chosen_of(["killed=Bodies", "place = Town"]))
    assert said.by_field["killed"] == "Bodies"
    assert chosen(["Date", "Town", "Surrendered", "Max released"]).counted == ["surrendered"]
    assert "killed" not in chosen(["Date", "Town", "Deaths", "Type"], {"killed": ""}).by_field


@pytest.mark.parametrize(
    ("headings", "said", "told"),
    [
        (["Town", "Deaths"], [], "when"),
        (["Date", "Deaths"], [], "where"),
        (["Date", "Town"], [], "what happened"),
        (["Date", "Town", "Deaths"], ["killed=Dead"], "no column Dead"),
        (["Date", "Town", "Deaths"], ["colour=Town"], "nothing that a column may hold"),
        (["Date", "Town", "Deaths"], ["Town"], "FIELD=HEADING"),
    ],
)
def test_what_lacks_is_said(headings, said, told):
    """Without when, where or what there's nothing to compare; an unknown field or heading is no guess either."""
    with pytest.raises(BadSetting, match=told):
        chosen(headings, chosen_of(said))


def test_known_datasets_are_known(table):
    """ACLED's rows keep the precision of their day; UCDP's their ends, and what kind all of them are."""
    head = ",".join(format_of("acled.toml")["columns"])
    cells = dict.fromkeys(format_of("acled.toml")["columns"], "")
    cells |= {"event_id_cnty": "MLI1", "event_date": "13 March 2026", "time_precision": "2", "fatalities": "0"}
    cells |= {"sub_event_type": "Air/drone strike", "country": "Mali", "location": "Gao", "geo_precision": "3"}
    read = table(f"{head}\n{','.join(cells.values())}\n")
    assert read.columns.shape == "acled"
    (row,) = read.rows
    assert (row.start, row.end) == (date(2026, 3, 10), date(2026, 3, 17))
    assert (row.event, row.precision, row.figures) == ("ASSAULT", "region", (Figure("killed", 0, 0, 0),))
    read = table(
        "id,date_start,date_end,where_coordinates,where_prec,country,latitude,longitude,best,low,high\n"
        "77,2026-03-13 00:00:00.000,2026-03-15 00:00:00.000,Gao town,1,Yemen (North Yemen),16.27,-0.04,5,4,9\n"
    )
    (row,) = read.rows
    assert (read.columns.shape, row.event, row.country) == ("ucdp", "ASSAULT", "YE")
    assert (row.start, row.end, row.latitude, row.figures[0].high) == (date(2026, 3, 13), date(2026, 3, 16), 16.27, 9)
    assert not read.unread


def test_what_is_not_understood_is_noted(table):
    """A cell that can't be read is named with its row; the row stands with what else it tells."""
    read = table("Date,Town,Country,Deaths,Lat,Lon\nsoon,Gao,Atlantis,many,99,1\n")
    assert [(one.row, one.column, one.cell) for one in read.unread] == [
        (1, "Date", "soon"),
        (1, "Lat", "99"),
        (1, "Country", "Atlantis"),
        (1, "Deaths", "many"),
    ]
    assert (read.rows[0].start, read.rows[0].latitude, read.rows[0].longitude, read.rows[0].figures) == (
        None,
        None,
        None,
        (),
    )


@pytest.mark.parametrize("cell", ["-", "?", "n/a", "unk", "Unknown"])
def test_what_is_said_to_be_unknown_is_no_figure_and_no_mistake(table, cell):
    """Words for nothing known are as good as an empty cell; nought is a figure."""
    read = table(f"Date,Town,Country,Deaths,Injured\n2026-03-04,Gao,{cell},{cell},0\n")
    assert not read.unread
    assert [(one.counts, one.value) for one in read.rows[0].figures] == [("injured", 0)]
    assert read.rows[0].country is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_spreadsheets_of_all_sorts_are_read(table, delimiter, encoding):
    """Any delimiter, byte-order mark or western encoding; HXL's tags, empty lines and short lines do no harm."""
    text = "Date,Place,Killed,Notes\n#date,#loc,#affected+killed,\n2026-03-13,Ségou,4,'=1+1\n,,,\n2026-03-14,Gao\n"
    read = table(text.replace(",", delimiter), encoding=encoding)
    assert [one.place for one in read.rows] == ["Ségou", "Gao"]
    assert read.rows[0].text == "=1+1"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04\0", "no CSV"),
        (b"just words\n", "headings"),
        (b"a,a,b\n1,2,3\n", "several columns a"),
        (b"", "headings"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, told):
    """A spreadsheet's own format, a text, two columns of one name: each is said."""
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(BadSetting, match=told):
        read_table(tmp_path / "t.csv")
    with pytest.raises(BadSetting, match="can't be read"):
        read_table(tmp_path / "none.csv")


def test_the_order_of_day_and_month_is_never_guessed(table):
    """One date past the twelfth tells it for all; where none does, the coder has to say."""
    assert order_of(["03/04/2026", "14/04/2026"]) == "dmy"
    assert order_of(["03/04/2026", "04/14/2026"]) == "mdy"
    assert order_of(["2026-03-04"]) == "dmy"
    with pytest.raises(BadSetting, match="--dates"):
        table("Date,Town,Deaths\n03/04/2026,Gao,1\n")
    assert table("Date,Town,Deaths\n03/04/2026,Gao,1\n", order="mdy").rows[0].start == date(2026, 3, 4)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-04",
        "4 March 2026",
        "Mar 4, 2026",
        "04/03/2026",
        "4.3.2026",
        "04-03-2026",
        "4.3.26",
        "04-Mar-26",
        "20260304",
        "2026-03-04T09:30Z",
    ],
)
def test_days_are_read_however_they_are_written(cell):
    """Each of these is one day."""
    assert days_of(cell, "dmy") == (date(2026, 3, 4), date(2026, 3, 5))


def test_months_are_months_and_nonsense_is_nothing():
    """A month is an interval; a day that no month has is none."""
    assert days_of("2026-12", "dmy") == (date(2026, 12, 1), date(2027, 1, 1))
    assert [days_of(one, "dmy") for one in ("2026-02-30", "31/02/2026", "March", "", "26-03-04")] == [None] * 5


@pytest.mark.parametrize(
    ("cell", "range_"),
    [
        ("12", (12, 12, 12)),
        ("1,200", (1200, 1200, 1200)),
        ("~30", (30, None, None)),
        ("30+", (30, 30, None)),
        (">30", (30, 31, None)),
        ("≤ 5", (5, None, 5)),
        ("12-15", (13.5, 12, 15)),
        ("12 to 15", (13.5, 12, 15)),
        ("dozens", None),
        ("", None),
        ("-3", None),
    ],
)
def test_figures_are_read_with_what_they_leave_open(cell, range_):
    """A bound or a range stays one."""
    assert figure_of(cell) == range_


@given(st.text(max_size=60), st.sampled_from(["dmy", "mdy"]))
def test_no_cell_breaks_the_reader(cell, order):
    """Whatever stands in a cell, it's read or it isn't."""
    days = days_of(cell, order)
    assert days is None or days[0] < days[1]
    figure_of(cell)
    country_of(cell)
    assert degrees_of(cell, 90) is None or -90 <= degrees_of(cell, 90) <= 90


def test_countries_are_known_by_name_and_code():
    """Names, codes of two and three letters, numbers, and names as the datasets write them."""
    for cell in ("Syria", "SY", "syr", "760", "Syrian Arab Republic"):
        assert country_of(cell) == "SY"
    assert country_of("Myanmar (Burma)") == "MM"
    assert country_of("the Philippines") == "PH"
    assert country_of("DR Congo (Zaire)") == "CD"
    assert country_of("Nowhere") is None
