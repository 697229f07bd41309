"""The commands that say what many reports add up to."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli.app import app

WIRE = "TARVIK, May 16 (CNS) - A blast at a market in Lubumbashi killed 17 people on Tuesday, the governor said."
LATER = (
    "Nearly 20 killed in blast at Lubumbashi market\n\n"
    "The blast at a market in Lubumbashi on Tuesday killed 19 people, the governor said on Wednesday."
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep two reports of one blast."""
    folder = tmp_path_factory.mktemp("questions")
    place = folder / "ledger.sqlite"
    for name, text, day in (("wire", WIRE, "2023-05-16"), ("later", LATER, "2023-05-17")):
        file = folder / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        said = run("--ledger", str(place), "add", str(file), "--published", day, "--reader", "fast")
        assert "added" in said
    return place


def run(*words: str) -> str:
    """Run a command that has to succeed, and give what it prints."""
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def killed(ledger: Path) -> dict[str, object]:
    """Give the question of the dead."""
    lines = run("questions", "--ledger", str(ledger), "--format", "jsonl", "--counts", "killed").splitlines()
    (asked,) = map(json.loads, lines)
    return asked  # type: ignore[no-any-return]


def test_two_reports_one_question(ledger: Path) -> None:
    """Both reports answer one question, whose later toll is the best."""
    asked = killed(ledger)
    assert len(asked["reports"]) == 2  # type: ignore[arg-type]
    assert asked["estimate"]["best"] == 19  # type: ignore[index]
    assert asked["text"].startswith("How many people were killed in Lubumbashi")  # type: ignore[attr-defined]


def test_questions_as_a_table(ledger: Path) -> None:
    """The table shows what is asked, the estimate and the origins."""
    said = run("questions", "--ledger", str(ledger))
    assert "How many people were killed" in said
    assert "19" in said


def test_answers_and_origins(ledger: Path) -> None:
    """Each answer stands with its words, and traces to whoever said it."""
    key = str(killed(ledger)["id"])
    said = run("answers", key[:8], "--ledger", str(ledger))
    assert "17" in said
    assert "19" in said
    assert "governor" in run("origins", key, "--ledger", str(ledger))


def test_why(ledger: Path) -> None:
    """The rules that spoke are printed, and the verdict; the same as JSON."""
    answers = killed(ledger)["answers"]
    first, second = {one["report"]: one["claim"] for one in answers}.values()  # type: ignore[attr-defined]
    said = run("why", first[:10], second, "--ledger", str(ledger))
    assert "they answer the same question" in said
    assert "same_town" in said
    (found,) = map(json.loads, run("why", first, second, "--ledger", str(ledger), "--format", "jsonl").splitlines())
    assert found["verdict"] == "same"


def test_drift(ledger: Path) -> None:
    """What changed on the way is listed, for a question and for all; that the governor's own toll rose is no drift."""
    said = run("drift", str(killed(ledger)["id"]), "--ledger", str(ledger))
    assert "figure" in said
    assert "17" not in said
    assert run("drift", "--ledger", str(ledger))


def test_a_question_that_is_not_there(ledger: Path) -> None:
    """What isn't there is said, with what to do."""
    result = CliRunner().invoke(app, ["answers", "zzzz", "--ledger", str(ledger)])
    assert result.exit_code != 0


def test_lists_say_a_figure_as_its_source_left_it_open(tmp_path: Path) -> None:
    """A table tells "more than 20,000", not the whole number next to it, which stays in the data."""
    file, place = tmp_path / "flood.txt", str(tmp_path / "ledger.sqlite")
    file.write_text(
        "BENDRA, May 16 (CNS) - More than 20,000 people were displaced by floods in Beira, Mozambique, on Tuesday, "
        "the governor said.",
        encoding="utf-8",
    )
    assert "added" in run("--ledger", place, "add", str(file), "--published", "2023-05-17", "--reader", "fast")
    table = run("questions", "--ledger", place, "--counts", "displaced")
    assert "more than 20,000" in " ".join(table.split())
    assert "20,001" not in table
    (line,) = run("questions", "--ledger", place, "--counts", "displaced", "--format", "jsonl").splitlines()
    assert json.loads(line)["estimate"]["best"] == 20_001


def test_an_address_that_is_none_harms_nothing(tmp_path: Path) -> None:
    """A document that gives a broken address as its own has its answer shown as others have."""
    place, file = str(tmp_path / "ledger.sqlite"), tmp_path / "wire.txt"
    file.write_text(WIRE, encoding="utf-8")
    run("--ledger", place, "add", str(file), "--published", "2023-05-16", "--reader", "fast", "--url", "https://[::1/6")
    (question,) = run("questions", "--ledger", place, "--format", "jsonl", "--counts", "killed").splitlines()
    assert "governor" in run("answers", "--ledger", place, json.loads(question)["id"])
