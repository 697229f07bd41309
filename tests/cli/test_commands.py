"""The commands, as a user types them."""

import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.cli import main
from reportedly.cli.plain import harmless
from reportedly.cli.reading import _file_name, page_of
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
    assert "4 people" in out
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


@pytest.fixture
def program(monkeypatch):
    """Run the whole program in this process, up to its exit status."""

    def _program(*arguments):
        monkeypatch.setattr(sys, "argv", ["reportedly", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code or 0

    return _program


def test_closed_streams_are_empty_ones(program, monkeypatch, capsys):
    """A caller may close standard input or output: that is an empty document, and nobody who looks."""
    monkeypatch.setattr(sys, "stdin", None)
    assert program("read", "-") == 1
    sys.stdin.close()
    assert "nothing in the document" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", None)
    assert program("schema") == 0
    sys.stdout.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_can_not_be_written_is_said():
    """A full disk under the output is one line and a status, and so is a reader that has gone away."""
    command = [sys.executable, "-m", "reportedly", "schema"]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (
        1,
        "reportedly: the output can't be written (No space left on device)\n",
    )
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    done = subprocess.run(command, check=False, stdout=writing_end, stderr=subprocess.PIPE, text=True)
    os.close(writing_end)
    assert (done.returncode, done.stderr) == (1, "")


def test_output_is_utf_8_whatever_the_terminal_has():
    """JSON that isn't shown on a terminal is UTF-8."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    code = "import sys; from reportedly.cli import _ready_streams; _ready_streams(); print('Ségou')"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
    assert done.stdout.decode() == "Ségou\n"


def test_what_is_read_is_not_written_over(run, report):
    """The output can't be one of the reports to be read."""
    status, _, err = run("read", report, "--format", "jsonl", "--out", report)
    assert status == 2
    assert "--out" in err
    assert report.read_text() == TEXT


def test_one_url_is_not_given_to_several_documents(run, tmp_path):
    """`--url` for JSON Lines of two documents is refused before anything is read: it would make them one report."""
    path = tmp_path / "two.jsonl"
    path.write_text(f"{json.dumps({'text': TEXT})}\n" * 2)
    status, out, err = run("read", path, "--url", "https://post.example/1")
    assert (status, out) == (2, "")
    assert "--url is of one report" in err


def test_ids_that_make_one_file_name_make_two_files():
    """No report's file is written over another's, and no name is longer than file systems take."""
    taken = set()
    for key in ("a/b", "a_b", "A_B", "日" * 500, "日" * 501, "..."):
        name = _file_name(key, taken=taken)
        assert len(name.encode()) <= 255
        assert name.casefold() not in taken
        taken.add(name.casefold())
    assert {"a_b.html", "a_b-2.html", "a_b-3.html", "report.html"} <= taken


def test_a_foreign_report_is_said_and_kept_as_it_is(run, tmp_path):
    """A report in another language gives its text with the language said, nothing read in it, and a status."""
    path = tmp_path / "fr.txt"
    path.write_text(
        "Le maire de la ville a dit que le pont est tombé dans la rivière, et que les habitants sont partis."
    )
    status, out, err = run("read", path, "--format", "jsonl")
    reading = json.loads(out)
    assert status == 1
    assert (reading["report"]["language"], reading["attributions"]) == ("fr", [])
    assert "French" in reading["report"]["notes"][0]
    assert "French" in err


def test_a_report_can_not_act_on_the_terminal(run, tmp_path):
    """Control characters of a title and a text are shown, never sent to the terminal."""
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"id": "\x1b]0;id\x07", "title": "\x1b[31mFour\nheld", "text": TEXT}))
    shown = run("read", path)[1] + run("add", path)[1] + run("list")[1]
    assert "held" in shown
    assert not set("\x1b\x07") & set(shown)
    assert harmless("a\tb\r\nc\u202e") == "a\tb\nc\ufffd"


def test_help_answers_at_once():
    """`--help` imports nothing heavy: the best of three runs takes less than 0.3 s of processor time.

    That is what it takes on an idle machine; other work on the machine scarcely changes it.
    """
    program = "import sys; from reportedly.cli import main; sys.argv = ['reportedly', '--help']; main()"

    def spent():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(spent() for _ in range(3)) < 0.3
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program], check=True, capture_output=True, text=True
    )
    for heavy in ("spacy", "onnxruntime", "numpy", "sqlalchemy", "pydantic", "trafilatura", "rich"):
        assert f" {heavy}\n" not in done.stderr


def test_the_fast_reader_is_named(run, report):
    """`--reader fast` reads with the lower layers, and the reading says so."""
    status, out, _ = run("read", report, "--format", "jsonl", "--reader", "fast")
    reading = json.loads(out)
    assert status == 0
    assert reading["reader"]["model"].endswith(" fast")
    assert reading["attributions"][0]["source"]["name"] == "interior ministry"


def test_explain_says_why(run, report):
    """`explain --at` gives the reasons of what stands there, as JSON or for a person."""
    status, out, _ = run("explain", report, "--at", TEXT.index("Four"), "--published", "2026-03-14", "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert (found["offset"], found["in"]) == (0, "text")
    assert {"sentence", "quantity", "claim"} <= {one["kind"] for one in found["findings"]}
    assert all(one["why"] for one in found["findings"])
    status, out, _ = run("explain", report, "--at", TEXT.index("said"))
    assert status == 0
    assert "found by the encoder" in out
    assert "probability" in out


def test_explain_reads_standard_input(run, monkeypatch):
    """Without a path, or with -, the report comes from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    status, out, _ = run("explain", "--at", TEXT.index("Mopti"), "--format", "json")
    assert status == 0
    assert "place" in {one["kind"] for one in json.loads(out)["findings"]}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--at", "9999"], "outside"), (["--at", "0", "--in", "title"], "no title apart"), (["--at", "-1"], "outside")],
)
def test_explain_refuses_what_isnt_there(run, report, arguments, message):
    """An offset outside the text, or of a title that isn't apart, is refused in one line with status 2."""
    status, _, err = run("explain", report, *arguments)
    assert status == 2
    assert message in err


@pytest.mark.usefixtures("report")
def test_explain_takes_one_report(run, tmp_path):
    """A folder of several reports has no one text to count in."""
    (tmp_path / "other.txt").write_text(TEXT)
    status, _, err = run("explain", tmp_path, "--at", "0")
    assert status == 2
    assert "takes one report" in err
