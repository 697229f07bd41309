"""The commands, as a user types them."""

import json
import subprocess
import sys
import time

import pytest

from reportedly.cli.reading import page_of
from reportedly.errors import ReportedlyError
from reportedly.examples import examples
from reportedly.reader import read_page

TEXT = "Four people were held in Mopti on Friday, the interior ministry said.\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command line in this process; give exit status, standard output and standard error."""
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "ledger.sqlite"))

    def _run(*arguments):
        from reportedly.cli.app import app

        try:
            app([str(one) for one in arguments], standalone_mode=True)
            status = 0
        except SystemExit as exit_:
            status = exit_.code or 0
        except ReportedlyError as error:
            status = error.exit_status
            print(error, file=sys.stderr)
        out, err = capsys.readouterr()
        return status, out, err

    return _run


@pytest.fixture
def report(tmp_path):
    """A report on the disk."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_a_report_is_read_into_the_contracts_form(run, report):
    """`read --format jsonl` gives one line with the text as it was, and the attribution in it."""
    status, out, _ = run("read", report, "--format", "jsonl", "--published", "2026-03-14")
    reading = json.loads(out)
    assert status == 0
    assert reading["schema"] == "reportedly/reading/1"
    assert reading["report"]["text"] == TEXT
    assert reading["attributions"][0]["source"]["name"] == "interior ministry"
    assert any(timex["start"] == "2026-03-13" for timex in reading["timexes"])


def test_the_table_says_who_says_what(run, report):
    """The default form names the speaker and the figure."""
    status, out, _ = run("read", report)
    assert status == 0
    assert "interior ministry" in out
    assert "4 person" in out
    assert "no publication date known" in out


def test_one_bad_line_does_not_stop_the_batch(run, tmp_path):
    """A bad line gives an error in its place, the others are read, and the exit status says so."""
    path = tmp_path / "documents.jsonl"
    lines = [json.dumps({"id": "a", "text": TEXT}), "{not json", json.dumps({"id": "c", "text": TEXT})]
    path.write_text("\n".join(lines))
    status, out, err = run("read", "--input", "jsonl", "--format", "jsonl", path)
    first, second, third = map(json.loads, out.splitlines())
    assert status == 1
    assert (first["report"]["id"], third["report"]["id"]) == ("a", "c")
    assert second["error"]["kind"] == "bad_document"
    assert "line 2" in err


def test_html_of_several_reports_wants_a_folder(run, report, tmp_path):
    """Two HTML files can't go to one place; with a folder named, each gets a file."""
    other = tmp_path / "other.txt"
    other.write_text("Two were freed, the army said.\n")
    status, _, err = run("read", report, other, "--format", "html", "--out", tmp_path / "one.html")
    assert status == 2
    assert "--out FOLDER" in err
    status, _, _ = run("read", report, other, "--format", "html", "--out", tmp_path / "pages")
    assert status == 0
    assert len(list((tmp_path / "pages").glob("*.html"))) == 2


def test_adding_listing_showing_verifying(run, report):
    """A report that was added is listed, shown by the beginning of its id, and verified.

    Adding it again changes nothing.
    """
    assert run("add", report, "--published", "2026-03-14")[1].startswith("added\t")
    assert run("add", report, "--published", "2026-03-14")[1].startswith("unchanged\t")
    (row,) = json.loads(run("list", "--format", "json")[1])
    assert row["attributions"] >= 1
    status, out, _ = run("show", row["id"][:10], "--format", "jsonl")
    assert status == 0
    assert json.loads(out)["report"]["text"] == TEXT
    status, out, _ = run("verify")
    assert status == 0
    assert out.startswith("clean: 1 capture")


def test_the_ledger_may_be_named_before_and_after_the_command(run, report, tmp_path):
    """`--ledger` is understood in both places."""
    path = tmp_path / "named.sqlite"
    run("--ledger", path, "add", report)
    assert json.loads(run("list", "--ledger", path, "--format", "json")[1])
    assert run("list", "--format", "json")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("read", "nowhere.txt"), 1, "nowhere.txt"),
        (("read", "nowhere.txt", "--published", "yesterday"), 2, "is no date"),
        (("show", "x", "--ledger", "nowhere.sqlite"), 1, "reportedly add"),
        (("read", "a.txt", "b.txt", "--url", "https://post.example"), 2, "--url is of one report"),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(run, arguments, status, said):
    """No traceback: a line, and an exit status."""
    got, _, err = run(*arguments)
    assert got == status
    assert said in err
    assert len(err.strip().splitlines()) == 1


def test_the_schema_is_a_json_schema(run):
    """`schema` prints what the JSON form validates against."""
    import jsonschema

    schema = json.loads(run("schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "attributions" in schema["required"]


def test_the_demo_reads_an_example(run):
    """`demo` shows the first of the examples: its title and who says what."""
    status, out, _ = run("demo")
    assert status == 0
    assert "Who says what" in out
    assert read_page(page_of(examples()[0])).report.title in " ".join(out.split())


def test_help_answers_at_once():
    """`--help` imports nothing heavy: the best of five runs takes less than 0.3 s, five starts of Python set aside."""

    def best(*command):
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.perf_counter() - begun)
        return min(times)

    program = "import sys; from reportedly.cli import main; sys.argv = ['reportedly', '--help']; main()"
    assert best(sys.executable, "-c", program) < 0.3
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program], check=True, capture_output=True, text=True
    )
    for heavy in ("spacy", "onnxruntime", "numpy", "sqlalchemy", "pydantic", "trafilatura", "rich"):
        assert f" {heavy}\n" not in done.stderr
