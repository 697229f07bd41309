"""Datasette shows a ledger with the metadata and the plugin that we write for it."""

import json
import shlex
import sqlite3

import pytest
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.keeping import open_ledger
from reportedly.ledger import datasette as ours
from reportedly.ledger.schema import metadata
from reportedly.model import Page
from reportedly.reader import read
from tests.aside import run

pytest.importorskip("datasette")
TEXTS = {
    "wire": "Six people were killed in Beira on Tuesday when a wall fell, the mayor's office said.\n",
    "paper": "Six people were killed in Beira on Tuesday when a wall fell, according to the mayor's office.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Datasette itself, over a ledger of two reports, as the printed command opens it."""
    from datasette.app import Datasette

    folder = tmp_path_factory.mktemp("datasette")
    place = folder / "my ledger.sqlite"
    with open_ledger(place) as kept:
        for key, text in TEXTS.items():
            kept.add(Page(text, media="text", id=key), read(text, published="2026-04-02", media="text", id=key))
        (question,) = [one.id for one in kept.questions() if one.counts == "killed"]
    done = CliRunner().invoke(app, ["--ledger", str(place), "datasette", "--out", str(folder / "out")])
    words = shlex.split(done.output)
    assert words[:2] == ["datasette", str(place)]
    described = json.loads((folder / "out" / "metadata.json").read_text(encoding="utf-8"))
    return Datasette([words[1]], metadata=described, plugins_dir=words[words.index("--plugins-dir") + 1]), question


def get(site, path):
    """Ask Datasette for a page."""

    async def ask():
        return await site.client.get(path)

    return run(ask())


def rows(site, query, **given):
    """Ask one of the canned queries."""
    from urllib.parse import urlencode

    answer = get(site, f"/my~20ledger/{query}.json?" + urlencode({"_shape": "array", **given}))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_canned_queries_answer(site):
    """The queries lead from a question to its answers and origins, as the ledger itself has them."""
    shown, question = site
    (asked,) = rows(shown, "questions", counts="killed", place="Beira", since="", until="")
    assert (asked["id"], asked["best"], asked["reports"], asked["at_most_origins"]) == (question, 6, 2, 1)
    assert rows(shown, "questions", counts="", place="", since="2027-01-01", until="") == []
    told = rows(shown, "answers", question=question[:8])
    assert {(one["figure"], one["origin"]) for one in told} == {(6.0, "mayor's office")}
    assert all("killed" in one["words"] for one in told)
    assert rows(shown, "origins", question=question[:8])[0]["reports"] == 2
    assert rows(shown, "answers", question="") == []
    assert rows(shown, "forecasts", who="") == []


def test_pages_show_what_columns_hold(site):
    """Datasette takes the metadata: descriptions stand on the page of a table, and working tables are hidden."""
    shown, _ = site
    page = get(shown, "/my~20ledger/question").text
    assert "of its first claim" in page
    assert "how many independent origins" in page
    tables = {one["name"]: one["hidden"] for one in get(shown, "/my~20ledger.json").json()["tables"]}
    assert tables["blocking"]
    assert not tables["question"]


def test_every_table_is_described():
    """A table that is added to the schema has to be described; queries name only what the schema has."""
    told = ours.described("x")["databases"]["x"]
    assert set(told["tables"]) == set(metadata.tables) == set(ours._ABOUT)
    assert all(one["description"] for one in told["tables"].values())
    assert set(told["tables"]["question"]["columns"]) <= set(metadata.tables["question"].columns.keys())


def test_a_damaged_or_erased_body_is_null():
    """The plugin's function takes whatever stands in a ledger."""
    from reportedly.ledger.datasette_plugin import MOST, prepare_connection, unpacked
    from reportedly.ledger.packing import pack

    assert unpacked(pack({"a": "é"})) == '{"a": "é"}'
    for body in (None, b"", b"no zlib"):
        assert unpacked(body) is None
    import zlib

    assert unpacked(zlib.compress(b" " * (MOST + 1))) is None
    connection = sqlite3.connect(":memory:")
    prepare_connection(connection)
    assert connection.execute("select unpacked(x'')").fetchone() == (None,)
    connection.close()


def test_what_cannot_be_written_is_said(tmp_path):
    """A path that is a file, and a ledger that isn't there, are errors of one line."""
    from reportedly.cli.keeping import write_datasette
    from reportedly.errors import BadSetting, LedgerMissing

    with pytest.raises(LedgerMissing):
        write_datasette(str(tmp_path / "none.sqlite"), tmp_path / "out")
    place = tmp_path / "l.sqlite"
    open_ledger(place).close()
    (tmp_path / "out").write_text("mine")
    with pytest.raises(BadSetting, match="can't be written"):
        write_datasette(str(place), tmp_path / "out")
