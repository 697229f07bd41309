"""The commands that ask the ledger what its reports add up to, as a user types them."""

import json
import sys

import pytest

from reportedly.errors import ReportedlyError
from reportedly.keeping import Ledger
from reportedly.model import Page
from reportedly.reader import read_page
from tests.ledger.conftest import made


@pytest.fixture
def place(tmp_path):
    """A ledger of two reports, one of them in two revisions."""
    place = tmp_path / "ledger.sqlite"
    with Ledger(place) as ledger:
        ledger.add(*made("ferry", "A ferry sank off the cape.", published="2026-03-14", url="https://post.example/1"))
        ledger.add(*made("flood", "The flood rose.", retrieved="2026-03-15T08:00:00Z"))
        ledger.add(*made("flood", "The flood rose and fell.", retrieved="2026-03-16T08:00:00Z"))
    return place


@pytest.fixture
def run(place, capsys):
    """Run the command line on it; give exit status, standard output and standard error."""

    def _run(*arguments):
        from reportedly.cli.app import app

        try:
            app([*map(str, arguments), "--ledger", str(place)], standalone_mode=True)
            status = 0
        except SystemExit as exit_:
            status = exit_.code or 0
        except ReportedlyError as error:
            status = error.exit_status
            print(error, file=sys.stderr)
        out, err = capsys.readouterr()
        return status, out, err

    return _run


def test_history_tells_of_each_revision(run):
    """Both revisions are listed, and which is current."""
    status, out, _ = run("history", "flood")
    assert status == 0
    assert [line[:2] for line in out.splitlines()] == ["1.", "2."]
    assert "current" in out.splitlines()[1]


def test_texts_are_searched(run):
    """A search of texts shows the passage, as a table or as JSON with its marks."""
    assert "ferry" in run("search", "ferries", "--texts")[1]
    found = json.loads(run("search", "sank", "--texts", "--format", "jsonl")[1])
    assert (found["report"], found["passage"]["marks"]) == ("ferry", [[8, 12]])
    assert run("search", "volcano")[1] == "nothing was found\n"


def test_a_list_goes_on_after_its_cursor(run):
    """What follows is said on standard error, as the option that shows it."""
    _, out, err = run("list", "--format", "jsonl", "--limit", 1)
    cursor = err.removeprefix("more follows: --after ").strip()
    after = run("list", "--format", "jsonl", "--limit", 1, "--after", cursor)
    assert [json.loads(one)["id"] for one in (out, after[1])] == ["ferry", "flood"]
    assert "more" not in after[2]


def test_situations_are_saved_listed_and_closed(run):
    """A situation has a scope, narrows a list, and is gone when it's closed."""
    assert run("situation", "add", "cape")[0] == 2
    assert run("situation", "add", "cape", "--words", "ferry")[0] == 0
    assert "ferry" in run("situation", "list")[1]
    assert [json.loads(one)["id"] for one in run("list", "-s", "cape", "-f", "jsonl")[1].splitlines()] == ["ferry"]
    assert run("situation", "close", "cape")[0] == 0
    assert "cape" in run("list", "-s", "cape")[2]


def test_judgements_are_recorded_and_withdrawn(run):
    """A grade gets an id by which it's withdrawn; a grade that is none is refused."""
    out = run("judge", "grade", "flood", "2", "--by", "ana", "--why", "seen")[1]
    assert run("judge", "withdraw", out.split()[0], "--by", "ben")[0] == 0
    listed = [json.loads(one) for one in run("judge", "list", "flood", "-f", "jsonl")[1].splitlines()]
    assert [(one["kind"], one["value"], one["by"], one["withdrawn"] is None) for one in listed] == [
        ("grade_item", "2", "ana", False)
    ]
    assert run("judge", "grade", "flood", "9")[0] == 2


def test_a_head_proves_that_the_log_goes_on(run, tmp_path):
    """A head that was kept holds while the log grows; another's doesn't, nor does what is no head."""
    head = tmp_path / "HEAD.json"
    head.write_text(run("verify", "--head")[1])
    run("judge", "comment", "flood", "seen")
    assert run("verify", "--against", head)[0] == 0
    head.write_text('{"number": 2, "hash": "00"}')
    assert run("verify", "--against", head)[0] == 1
    head.write_text("[]")
    assert run("verify", "--against", head)[0] == 2


def test_what_is_erased_is_gone(run):
    """Without --yes nothing is erased where nobody can be asked; with it the report is gone and the ledger clean."""
    assert run("erase", "ferry", "--reason", "a witness's safety")[0] == 2
    assert run("erase", "ferry", "--reason", "a witness's safety", "--yes")[1] == "erased\tferry\n"
    assert [json.loads(one)["id"] for one in run("list", "-f", "jsonl")[1].splitlines()] == ["flood"]
    assert run("verify")[0] == 0


def test_forecasts_are_none_where_nothing_was_foretold(run):
    """Lists of forecasts and of scores say that there are none."""
    assert run("forecasts", "--due")[1] == "no forecast is due\n"
    assert run("forecasts", "--scores")[1] == "nobody foretold anything\n"


def test_a_forecast_without_a_source_is_the_authors(run, place):
    """In the list, and in the scores, what nobody else foretold stands as the author's; who is named stands by name."""
    text = (
        "The harbour will be closed by Christmas.\n\n"
        "“The bridge will open by the end of March,” said Ines Roca, who leads the works.\n"
    )
    page = Page(content=text, media="text", published="2026-03-04", id="harbour", title="A column")
    with Ledger(place) as ledger:
        ledger.add(page, read_page(page))
    told = run("forecasts", "-f", "jsonl")[1].splitlines()
    assert {one["by"] for one in map(json.loads, told)} == {None, "Ines Roca"}
    for shown in (run("forecasts")[1], run("forecasts", "--scores")[1]):
        assert "the author" in shown
        assert "Ines Roca" in shown
