"""`reportedly compare` tells what a coder's table and the ledger have of one another, and writes nothing."""

import json

import pytest

from reportedly import read
from reportedly.cli.comparing import compare
from reportedly.cli.exporting import export
from reportedly.cli.options import ListFormat
from reportedly.errors import BadSetting
from reportedly.keeping import open_ledger
from reportedly.model import Page

REPORTS = {
    "mopti": (
        (
            "Gunmen kill 17 in Mopti\n\nMOPTI, Mali, 14 March - Gunmen killed 17 people and wounded 9 in an attack on "
            "a market in Mopti on Friday, the regional governor said.\n"
        ),
        "2026-03-14",
    ),
    "mopti-later": (
        (
            "Mopti attack leaves 19 dead\n\nNineteen people were killed when gunmen attacked a market in Mopti, Mali, "
            "on Friday, a hospital official said on Sunday.\n"
        ),
        "2026-03-15",
    ),
    "timbuktu": (
        "Attack near Timbuktu\n\nArmed men killed six villagers in Timbuktu, Mali, on 25 March, residents said.\n",
        "2026-03-26",
    ),
    "beira": (
        (
            "Floods force 3,000 out\n\nFloods displaced 3,000 people in Beira, Mozambique, on 22 March, the disaster "
            "agency said.\n"
        ),
        "2026-03-23",
    ),
}
JSON = ListFormat.json
TABLE = """\
Ref,Date,Town,Country,Deaths,Notes
M1,13/03/2026,Mopti,Mali,22,market
M2,28/03/2026,Kidal,Mali,2,clash
M3,13/03/2026,Ouagadougou,Burkina Faso,17,market
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of two reports on one attack, one on another, and one on a flood."""
    path = tmp_path_factory.mktemp("ledger") / "l.sqlite"
    with open_ledger(path) as kept:
        for key, (text, published) in REPORTS.items():
            kept.add(Page(content=text, media="text", id=key), read(text, published=published, media="text"))
    return path


@pytest.fixture
def compared(ledger, tmp_path, capsys):
    """Compare a table, given as text or a path, and give the rows."""

    def rows(table, **options):
        path = table
        if isinstance(table, str):
            path = tmp_path / "own.csv"
            path.write_text(table, encoding="utf-8")
        given = {"columns": (), "dates": None, "rule": "latest_by_origin", "only": (), "form": ListFormat.jsonl}
        compare(str(ledger), path, **(given | options))
        return [json.loads(one) for one in capsys.readouterr().out.splitlines()]

    return rows


def test_each_side_is_told_what_it_lacks(compared, ledger):
    """A figure that differs, a row that we lack, a question that the table lacks; each says why; nothing is written."""
    before = ledger.read_bytes()
    rows = compared(TABLE)
    differs, *others = rows
    assert (differs["status"], differs["differs"], differs["row_id"]) == ("differs", ["figure"], "M1")
    assert (differs["their_figure"], differs["our_figure"], differs["figure_within"]) == (22, 19, False)
    assert (differs["admitted"], differs["their_days"]) == (0, "2026-03-13")
    assert "both in Mopti" in differs["why"]
    assert "both were on 2026-03-13" in differs["why"]
    alone = {one["row_id"]: one for one in others if one["status"] == "only_theirs"}
    assert set(alone) == {"M2", "M3"}
    ours = [one for one in others if one["status"] == "only_ours"]
    assert [(one["counts"], one["our_figure"], one["our_place"]) for one in ours] == [("killed", 6, "Timbuktu")]
    assert all(one["why"] for one in rows)
    assert ledger.read_bytes() == before


def test_what_the_table_is_not_about_is_not_missing_from_it(compared):
    """A flood abroad isn't missing from a table of deaths in Mali, nor is an attack after its last day."""
    rows = compared("Date,Town,Country,Deaths\n2026-03-13,Mopti,Mali,19\n", only=("only_ours",))
    assert rows == []


@pytest.mark.parametrize("name", ["acled", "ucdp"])
def test_what_we_export_agrees_with_us(compared, ledger, tmp_path, name):
    """A file in ACLED's or UCDP's columns that the ledger wrote says what the ledger says."""
    export(str(ledger), name=name, out=tmp_path / "x.csv", rule="latest_by_origin")
    rows = compared(tmp_path / "x.csv")
    assert {one["status"] for one in rows} == {"agrees"}
    killed = {one["our_place"]: (one["their_figure"], one["our_figure"]) for one in rows if one["counts"] == "killed"}
    assert killed == {"Mopti": (19, 19), "Timbuktu": (6, 6)}


def test_places_dates_and_second_figures_are_held_apart(compared):
    """A day off is said as a date, a suburb's name isn't said as a place, and a figure that we lack stands alone."""
    rows = compared("Date,Lat,Lon,Killed,Arrested\n2026-03-14,14.49,-4.19,19,3\n")
    killed = next(one for one in rows if one["counts"] == "killed" and one["row"])
    assert (killed["status"], killed["differs"]) == ("differs", ["date"])
    assert killed["kilometres"] < 12
    arrested = next(one for one in rows if one["counts"] == "arrested")
    assert (arrested["status"], arrested["their_figure"]) == ("only_theirs", 3)


def test_a_table_is_shown_to_people(ledger, tmp_path, capsys):
    """How each column was taken, and the sums, stand on standard error; the differences first in the table."""
    path = tmp_path / "t.csv"
    path.write_text(TABLE + "M4,someday,Gao,Mali,x,\n", encoding="utf-8")
    compare(str(ledger), path, columns=(), dates=None, rule="latest_by_origin", only=(), form=ListFormat.table)
    shown = capsys.readouterr()
    assert shown.out.index("differs") < shown.out.index("Timbuktu")
    assert "killed=Deaths" in shown.err
    assert "row 4, Date: 'someday' isn't understood" in shown.err
    assert "0 agree, 1 differ, 3 only in the table, 1 only in the ledger" in shown.err
    (tmp_path / "none.csv").write_text("Date,Town,Deaths\n", encoding="utf-8")
    with pytest.raises(BadSetting, match="no rows"):
        compare(
            str(ledger),
            tmp_path / "none.csv",
            columns=(),
            dates=None,
            rule="latest_by_origin",
            only=(),
            form=ListFormat.csv,
        )
