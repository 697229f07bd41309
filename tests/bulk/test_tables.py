"""The tables of a run: written whole or not at all, and asked in SQL."""

import errno
import gc
import json
import sys
from pathlib import Path

import pytest

from reportedly.bulk import query, run, tables
from reportedly.cli.app import app
from reportedly.errors import BadSetting

from .making import FAST, lines, threads


@pytest.mark.parametrize("before", ["", "EXPLAIN ANALYZE ", "PREPARE a AS ", "SELECT 1; "])
def test_a_query_writes_nothing(before: str, tmp_path: Path) -> None:
    """A run's own files aren't written over, however it's asked for."""
    source, out = lines(tmp_path / "a.jsonl", 1), tmp_path / "out"
    run([str(source)], out, options=FAST, executor=threads)
    (file,) = out.glob("claims-*.parquet")
    kept = file.read_bytes()
    with pytest.raises(BadSetting, match="only be asked for rows"):
        list(query(f"{before}COPY (SELECT 42 AS report) TO '{file.absolute()}' (FORMAT parquet)", out))
    assert file.read_bytes() == kept


def test_a_question_for_what_is_no_view_names_the_views(tmp_path: Path) -> None:
    """Whoever asks a run for what only a ledger has learns what there is, and how to have the rest."""
    run([str(lines(tmp_path / "a.jsonl"))], tmp_path / "out", options=FAST, executor=threads)
    with pytest.raises(BadSetting, match=r"claim, attribution, reading, failure; questions .* `reportedly load`"):
        list(query("FROM question", tmp_path / "out"))


def test_a_damaged_file_of_a_run_is_said(tmp_path: Path) -> None:
    """A result file that is no Parquet any more is one line of error."""
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "claims-000000.parquet").write_bytes(b"PAR1 broken")
    with pytest.raises(BadSetting, match="DuckDB"):
        list(query("FROM claim", tmp_path))


def test_rows_are_shown_in_each_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`reportedly sql` gives a table, CSV, JSON or JSON Lines."""
    run([str(lines(tmp_path / "a.jsonl", 2))], tmp_path / "out", options=FAST, executor=threads)
    ask = [
        "sql",
        "SELECT report, value FROM claim WHERE outcome = 'killed' ORDER BY 1",
        "--dir",
        str(tmp_path / "out"),
        "--format",
    ]
    shown = {}
    for form in ("table", "csv", "json", "jsonl"):
        with pytest.raises(SystemExit) as ended:
            app([*ask, form])
        assert ended.value.code in (0, None)
        shown[form] = capsys.readouterr().out
    assert shown["csv"].splitlines() == ["report,value", "r0,11.0", "r1,11.0"]
    assert json.loads(shown["json"])[0] == {"report": "r0", "value": 11.0}
    assert [json.loads(line)["report"] for line in shown["jsonl"].splitlines()] == ["r0", "r1"]
    assert "r1" in shown["table"]


def test_what_cannot_be_written_is_left_behind_by_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk a part's files go, all of them, and the failure is told once."""
    unraised: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)

    def fail(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def write() -> None:
        with tables.Rows(tmp_path, "000000") as rows:
            rows.add("reports", {"report": "a", "url": "https://n0.example/0"})

    monkeypatch.setattr("pyarrow.parquet.ParquetWriter.close", fail)
    with pytest.raises(OSError, match="No space left"):
        write()
    gc.collect()
    assert list(tmp_path.iterdir()) == []
    assert unraised == []
