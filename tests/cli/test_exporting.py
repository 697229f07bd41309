"""`reportedly export` writes what the ledger holds, whole or not at all."""

import json
import shutil
from typing import get_args

import pytest
from pyarrow import parquet

from reportedly import read
from reportedly.cli import asking
from reportedly.cli.exchange import FormatName
from reportedly.cli.exporting import archive, export
from reportedly.cli.options import ListFormat
from reportedly.errors import BadSetting
from reportedly.export.formats import FORMATS
from reportedly.fetch import pages
from reportedly.keeping import open_ledger
from reportedly.model import Page
from reportedly.reader import read_page

TEXT = "Gale kills 3 in Nuuk\n\nThree people were killed in Nuuk on Monday when a gale tore off roofs, police said.\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of one report."""
    path = tmp_path_factory.mktemp("ledger") / "l.sqlite"
    with open_ledger(path) as kept:
        kept.add(Page(content=TEXT, media="text", id="nuuk"), read(TEXT, published="2026-01-06", media="text"))
    return str(path)


def test_every_format_can_be_asked_for():
    """The command's list of formats is the table of formats, and web archives."""
    assert set(get_args(FormatName)) == {*FORMATS, "warc"}


def test_readings_and_questions_are_written(ledger, tmp_path):
    """A format made of readings and one made of questions tell of the same deaths."""
    export(ledger, name="annotations", out=tmp_path / "a.jsonl", rule="latest_by_origin")
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 1
    export(ledger, name="hxl", out=tmp_path / "h.csv", rule="ucdp_best_low_high", counts=["killed"])
    assert ",killed,person,3" in (tmp_path / "h.csv").read_text()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("csv", "killed"), "1 readings, 2 rows"),
        (("ucdp", "injured"), ", 0 rows"),
        (("hxl", "killed"), "1 questions, 1 rows"),
    ],
)
def test_rows_are_told_of_a_table(asked, told, ledger, tmp_path, capsys):
    """How many rows a table has is said, none included, and lines above them are no rows."""
    name, counts = asked
    export(ledger, name=name, out=tmp_path / "t.csv", rule="latest_by_origin", counts=[counts])
    assert told in capsys.readouterr().err


def test_whole_numbers_have_no_fraction(ledger, tmp_path):
    """Three people are 3, not 3.0."""
    export(ledger, name="csv", out=tmp_path / "t.csv", rule="latest_by_origin")
    assert ",3,3,3," in (tmp_path / "t.csv").read_text()


def test_parquet_holds_both(ledger, tmp_path):
    """One folder has the readings' tables and the questions'; an answer leads to its claim's row."""
    export(ledger, name="parquet", out=tmp_path / "p", rule="latest_by_origin")
    claims, answers = (
        parquet.read_table(tmp_path / "p" / f"{name}.parquet").to_pylist() for name in ("claim", "answer")
    )
    assert answers
    keys = {(one["report"], one["claim"]) for one in claims}
    assert {(one["report"], one["in_reading"]) for one in answers} <= keys


def test_a_scope_narrows_it(ledger, tmp_path):
    """Nothing outside the scope is written; an empty export is still a file that opens."""
    export(ledger, name="geojson", out=tmp_path / "g.json", rule="latest_by_origin", since="2027-01-01")
    assert json.loads((tmp_path / "g.json").read_text())["features"] == []


def test_a_failed_export_leaves_what_was_there(ledger, tmp_path, monkeypatch):
    """What stands at the path is replaced only once all is written, and nothing half is left beside it."""
    out = tmp_path / "c.csv"
    out.write_text("before")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(out), "replace", fail)
    with pytest.raises(BadSetting, match="No space left"):
        export(ledger, name="csv", out=out, rule="latest_by_origin")
    assert [one.name for one in tmp_path.iterdir()] == ["c.csv"]
    assert out.read_text() == "before"


def test_a_place_that_is_none_is_said(ledger, tmp_path):
    """A path below a file can't be written; that's said, and nothing else goes wrong."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadSetting, match="can't be written"):
        export(ledger, name="csv", out=tmp_path / "file" / "c.csv", rule="latest_by_origin")


def test_a_folder_is_its_own(ledger, tmp_path):
    """Files of brat don't mix with what is in a folder already; a file isn't written over a folder."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadSetting, match="folder of its own"):
        export(ledger, name="brat", out=tmp_path, rule="latest_by_origin")
    with pytest.raises(BadSetting, match="is a folder"):
        export(ledger, name="csv", out=tmp_path, rule="latest_by_origin")
    export(ledger, name="brat", out=tmp_path / "new", rule="latest_by_origin")
    assert (tmp_path / "new" / "000001.txt").read_text() == TEXT


def test_what_is_kept_is_written_as_a_web_archive(tmp_path, capsys):
    """All captures of a scope come out as they came, and adding them to another ledger keeps the same."""
    headers = ((":status", "200"), ("content-type", "text/html; charset=utf-8"))
    came = [
        Page(f"<p>{TEXT} {more}</p>".encode(), media="html", url="https://a.example/1", retrieved=when, headers=headers)
        for more, when in (("", "2026-01-06T10:00:00+00:00"), ("Corrected.", "2026-01-07T10:00:00+00:00"))
    ]
    with open_ledger(tmp_path / "a.sqlite") as kept:
        for page in (*came, Page(TEXT, media="text", id="nuuk")):
            kept.add(page, read_page(page))
    archive(str(tmp_path / "a.sqlite"), out=tmp_path / "a.warc.gz")
    assert "2 captures, 1 without an address left out" in capsys.readouterr().err
    found = [one for one in pages([tmp_path / "a.warc.gz"]) if isinstance(one, Page)]
    assert [(one.content, one.url, one.retrieved) for one in found] == [
        (one.content, one.url, one.retrieved.replace("+00:00", "Z")) for one in came
    ]
    with open_ledger(tmp_path / "b.sqlite") as kept:
        assert [kept.add(page, read_page(page)).status for page in found] == ["added", "revised"]
        assert kept.verify() == []


def test_a_report_without_an_address_is_left_out_and_counted(ledger, tmp_path, capsys):
    """A web archive files by address: what has none can't stand in it, and that is said."""
    archive(ledger, out=tmp_path / "a.warc.gz")
    assert "0 captures, 1 without" in capsys.readouterr().err
    with pytest.raises(BadSetting, match="is a folder"):
        archive(ledger, out=tmp_path)


@pytest.fixture
def judged(ledger, tmp_path):
    """A copy of the ledger, to be judged in, and its report."""
    path = tmp_path / "judged.sqlite"
    shutil.copy(ledger, path)
    with open_ledger(path) as kept:
        return str(path), kept.reports()[0].id


def test_what_is_marked_by_hand_is_written_with_what_was_read(judged, tmp_path):
    """An attribution by hand stands among the machine's, as a person's; one marked blind isn't written yet."""
    path, report = judged
    start = TEXT.index("when a gale")
    value = {"name": "the harbour office", "content": [[start, start + 24]]}
    with open_ledger(path) as kept:
        kept.judge("attribute", [report], value=value, by="ada")
        kept.judge("attribute", [report], value={**value, "name": "someone else", "blind": True}, by="bo")
    export(path, name="annotations", out=tmp_path / "a.jsonl", rule="latest_by_origin")
    written = json.loads((tmp_path / "a.jsonl").read_text())["items"]
    (hand,) = [one for one in written if "creator" in one]
    assert "the harbour office" in hand["body"][0]["value"]
    assert hand["creator"]["type"] == "Person"
    assert "generator" not in hand
    assert all("generator" in one for one in written if one is not hand)
    assert "someone else" not in json.dumps(written)


def test_the_list_of_judgements_keeps_what_others_code_blind(judged, capsys):
    """Another's blind marks and sheet aren't shown in a terminal either, until two sheets are in."""
    path, report = judged

    def listed():
        asking.list_judgements(path, report, form=ListFormat.json, limit=50, after=None)
        return sorted(one["kind"] for one in json.loads(capsys.readouterr().out))

    with open_ledger(path) as kept:
        kept.judge("attribute", [report], value={"name": "someone", "content": [[0, 4]], "blind": True}, by="bo")
        kept.judge("code", [report], value={"done": True, "blind": True}, by="bo")
        kept.judge("comment", [report], value="seen", by="bo")
        assert listed() == ["comment"]
        kept.judge("code", [report], value={"done": True, "blind": True}, by="cy")
    assert listed() == ["attribute", "code", "code", "comment"]
