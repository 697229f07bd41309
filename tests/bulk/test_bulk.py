"""Archives at large: the same rows whatever executes, and whatever is killed."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import gzip
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

import reportedly.bulk.sketch as sketching
from reportedly.bulk import Options, load, query, run, tables
from reportedly.bulk.parts import divide
from reportedly.bulk.sketch import first_of_each, likeness, numbers, sketch
from reportedly.errors import BadSetting
from reportedly.keeping import Ledger
from tests.fetch import files
from tests.fetch.local_web import article

from .making import FAST, PLACES, TEXT, lines, threads


def warc(path: Path, bodies: list[str]) -> Path:
    """Write an archive of pages."""
    records = (files.warc_record(body.encode(), url=f"https://n{i}.example/{i}") for i, body in enumerate(bodies))
    path.write_bytes(b"".join(gzip.compress(one) for one in records))
    return path


def rows(out: Path) -> dict[str, list[Any]]:
    """Give all rows of a run, by table."""
    return {table: list(query(f"FROM {table} ORDER BY ALL", out)) for table in tables.COLUMNS}


def test_any_division_gives_the_same_documents(tmp_path: Path) -> None:
    """However many documents a part has, parts put together hold all of the input's, in order, each once."""
    archive = warc(tmp_path / "a.warc.gz", [article(i) for i in range(7)])
    plain = lines(tmp_path / "b.jsonl", 7)
    for name in ("c.txt", "d.html", "e.txt"):
        (tmp_path / name).write_text("A report.")
    whole = [one.name for part in divide([str(tmp_path)], per_part=100) for one in part.documents()]
    assert len(whole) == 17
    assert whole[0] == f"{archive}, record 1"
    assert whole[7:9] == [f"{plain}, line 1", f"{plain}, line 2"]
    for size in (1, 2, 3, 7):
        parts = divide([str(tmp_path)], per_part=size)
        assert [one.name for part in parts for one in part.documents()] == whole
        assert max(sum(1 for _ in part.documents()) for part in parts) <= size


def test_near_duplicates_are_told_from_news(tmp_path: Path) -> None:
    """A copy with another dateline repeats the first; a report with the same subject and other words doesn't."""
    del tmp_path
    copy = " ".join(TEXT.format(place=place, year=1990) for place in PLACES)
    dated = f"BAMAKO, March 14 (Agency) - {copy} Reporting by Anna Rohde."
    other = " ".join(TEXT.format(place=f"{place} and {place}ville", year=1890 + i) for i, place in enumerate(PLACES))
    texts = (copy, other, dated, "Too short.", "Too short.")
    assert first_of_each([sketch(one) for one in texts], [numbers(one) for one in texts]) == [
        None,
        None,
        0,
        None,
        None,
    ]
    assert likeness(sketch(copy), sketch(copy)) == 1.0


@pytest.mark.parametrize(("before", "after"), [("12", "31"), ("Twelve", "Thirteen")])
def test_a_toll_that_rises_is_news(before: str, after: str) -> None:
    """A report that differs from an earlier one in a number only is read; its copies repeat it, not the earlier one."""
    words = " ".join(f"word{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(400))
    first, second = (
        f"{number} people were killed on the river, the ministry said. {words}" for number in (before, after)
    )
    texts = (first, second, f"MOPTI, 3 May 2026 - {second}", first)
    assert likeness(sketch(first), sketch(second)) > 0.85
    assert first_of_each([sketch(one) for one in texts], [numbers(one) for one in texts]) == [None, None, 1, 0]


def test_what_stands_under_every_report_makes_none_a_copy_and_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among reports that all share some words, few are compared with each, and the copies of late ones are found."""
    shared, compared = list(range(4)), []
    real = sketching.likeness
    monkeypatch.setattr(sketching, "likeness", lambda one, other: compared.append(1) or real(one, other))

    def own(number: int) -> list[int]:
        return [*shared, *(1000 * number + i for i in range(1, 61))]

    many = 3 * sketching._CROWD
    firsts = first_of_each([*map(own, range(1, many + 1)), own(7), own(many - 7)], [1] * (many + 2))
    assert firsts == [*[None] * many, 6, many - 8]
    assert len(compared) == 2


@pytest.mark.parametrize("damage", ["parts", "markers", "nothing"])
def test_a_run_is_taken_up_where_it_was_left(damage: str, tmp_path: Path) -> None:
    """What is done isn't done again; what was lost is, to the same rows."""
    source, out = lines(tmp_path / "a.jsonl"), tmp_path / "out"
    first = run([str(source)], out, options=FAST, per_part=2, executor=threads)
    before = rows(out)
    assert (first.documents, first.read, first.failures) == (6, 6, 0)
    markers = sorted((out / "work").glob("done-*"))
    stamps = {one.name: one.stat().st_mtime_ns for one in markers}
    if damage == "parts":
        markers[1].unlink()
        (out / "readings-000001.parquet").unlink()
    elif damage == "markers":
        for one in markers:
            one.unlink()
    again = run([str(source)], out, options=FAST, per_part=2, executor=threads)
    assert rows(out) == before
    assert again.read == 6
    kept = [one for one in markers if one.stat().st_mtime_ns == stamps[one.name]]
    assert len(kept) == {"parts": 2, "markers": 0, "nothing": 3}[damage]


def test_copies_over_all_parts_are_read_once(tmp_path: Path) -> None:
    """A copy in another part is a row that leads to the first, and has no claims; with `copies` it's read."""
    bodies = [article(0), article(1), article(0).replace("river district", "River District")]
    archive = warc(tmp_path / "a.warc.gz", bodies)
    run([str(archive)], tmp_path / "once", options=FAST, per_part=1, executor=threads)
    (copy,) = query("SELECT report, copy_of, url FROM report WHERE copy_of IS NOT NULL", tmp_path / "once")
    (first,) = query("SELECT report FROM report WHERE url = 'https://n0.example/0'", tmp_path / "once")
    assert (copy["url"], copy["copy_of"]) == ("https://n2.example/2", first["report"])
    assert list(query(f"FROM claim WHERE report = '{copy['report']}'", tmp_path / "once")) == []
    told = run(
        [str(archive)], tmp_path / "all", options=Options(reader="fast", copies=True), per_part=1, executor=threads
    )
    assert (told.read, told.copies) == (3, 0)


def test_what_is_no_news_or_not_english_is_left_out(tmp_path: Path) -> None:
    """Filters come first, and say why; failures don't stop the run."""
    path = tmp_path / "a.jsonl"
    german = "Der Rat des Bezirks kam am Dienstag zusammen und beschloss, zwei weitere Boote in die Dörfer zu schicken, die von der Flut abgeschnitten waren."
    texts = [
        {"text": german},
        {"text": TEXT.format(place="Gao", year=1990)},
        {"text": TEXT.format(place="Gao", year=1990), "published": "2026-03-14"},
        {"texts": 1},
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in texts))
    told = run(
        [str(path)], tmp_path / "out", options=Options(reader="fast", news_only=True, shortest=20), executor=threads
    )
    assert (told.documents, told.read, told.failures) == (4, 1, 3)
    kinds = [row["kind"] for row in query("SELECT kind FROM failures ORDER BY name", tmp_path / "out")]
    assert kinds == ["unknown_language", "no_news", "bad_document"]


class Dying(Executor):
    """Stand for processes of which one is killed now and then, with all that run beside it."""

    deaths = 0

    def __init__(self, times: int, deadly: str | None = None) -> None:
        self._times = times
        self._deadly = deadly

    def submit(self, task: Any, /, *arguments: Any, **options: Any) -> "Future[Any]":
        """Do it at once, or die of it."""
        future: Future[Any] = Future()
        part = arguments[0]
        if Dying.deaths < self._times and (self._deadly is None or part.name == self._deadly):
            Dying.deaths += 1
            future.set_exception(BrokenProcessPool("killed"))
        else:
            future.set_result(task(*arguments, **options))
        return future


def test_a_part_that_kills_its_workers_is_set_aside(tmp_path: Path) -> None:
    """A worker that dies is replaced, to the same rows; a part that kills every worker is said, and the rest is read."""
    source = lines(tmp_path / "a.jsonl")
    run([str(source)], tmp_path / "whole", options=FAST, per_part=2, executor=threads)
    Dying.deaths = 0
    run([str(source)], tmp_path / "died", options=FAST, per_part=2, executor=lambda: Dying(2))
    assert rows(tmp_path / "died") == rows(tmp_path / "whole")
    Dying.deaths = 0
    told = run([str(source)], tmp_path / "deadly", options=FAST, per_part=2, executor=lambda: Dying(99, "000001"))
    assert (told.read, told.failures) == (4, 1)
    (row,) = query("FROM failures", tmp_path / "deadly")
    assert row["kind"] == "killed"
    assert "documents 3 to 4" in row["name"]


def test_a_run_is_loaded_into_a_ledger_as_it_was(tmp_path: Path) -> None:
    """What is loaded is what was read: pages, readings, and nothing twice."""
    archive = warc(tmp_path / "a.warc.gz", [article(0), article(1)])
    out = tmp_path / "out"
    run([str(archive)], out, options=FAST, executor=threads)
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        first = [one.status for one in ledger.load(load(out))]
        again = [one.status for one in ledger.load(load(out))]
        assert (first, again) == (["added", "added"], ["unchanged", "unchanged"])
        assert ledger.verify() == []
    page, reading = next(iter(load(out)))
    assert page.content == article(0).encode()
    assert (reading.report.url, page.url) == ("https://n0.example/0", "https://n0.example/0")


def test_mistakes_are_said(tmp_path: Path) -> None:
    """A missing input, a folder of something else, another run, an unfinished one, wrong SQL: each is one line."""
    source, out = lines(tmp_path / "a.jsonl", 1), tmp_path / "out"
    with pytest.raises(BadSetting, match="no file or folder"):
        run([str(tmp_path / "none")], out)
    with pytest.raises(BadSetting, match="no run of ours"):
        run([str(source)], tmp_path)
    with pytest.raises(BadSetting, match="holds no run"):
        list(load(out))
    run([str(source)], out, options=FAST, executor=threads)
    with pytest.raises(BadSetting, match="options differ"):
        run([str(source)], out, options=Options())
    for wrong in (
        "",
        " ; ",
        "FROM nothing",
        "SELECT",
        f"FROM read_text('{source}')",
        f"COPY (SELECT 1) TO '{tmp_path}/x.csv'",
    ):
        with pytest.raises(BadSetting, match="DuckDB"):
            list(query(wrong, out))
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps({key: value for key, value in manifest.items() if key != "outcome"}))
    with pytest.raises(BadSetting, match="isn't finished"):
        list(load(out))


def test_a_missing_extra_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without pyarrow the command says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(BadSetting, match=r"pip install 'reportedly\[bulk\]'"):
        run([str(lines(tmp_path / "a.jsonl", 1))], tmp_path / "out")


def test_processes_that_are_killed_change_nothing(tmp_path: Path) -> None:
    """Two real processes of which one is killed in the middle give the rows that one thread does."""
    source = lines(tmp_path / "a.jsonl")
    run([str(source)], tmp_path / "whole", options=FAST, per_part=2, executor=threads)
    killed: list[int] = []

    def kill(_: Any) -> None:
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
        if killed or not children.exists():
            return
        for child in children.read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
                killed.append(int(child))
                return

    told = run([str(source)], tmp_path / "out", options=FAST, per_part=2, workers=2, told=kill)
    assert killed
    assert rows(tmp_path / "out") == rows(tmp_path / "whole")
    assert 0 < told.peak_mb <= 1000


def test_a_cluster_gives_the_same_rows_when_a_worker_dies(tmp_path: Path) -> None:
    """A Dask cluster of two workers, one of them killed after the first parts, gives the rows that one thread does."""
    distributed = pytest.importorskip("distributed")
    source = lines(tmp_path / "a.jsonl")
    run([str(source)], tmp_path / "whole", options=FAST, per_part=1, executor=threads)
    python = [sys.executable, "-W", "ignore", "-m"]
    address = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": str(tmp_path)}
    scheduler = subprocess.Popen(
        [*python, "distributed.cli.dask_scheduler", "--scheduler-file", str(address), "--port", "0", "--no-dashboard"],
        **quiet,
    )
    worker = [
        *python,
        "distributed.cli.dask_worker",
        "--scheduler-file",
        str(address),
        "--nthreads",
        "1",
        "--no-dashboard",
        "--no-nanny",
    ]
    workers = [subprocess.Popen(worker, **quiet) for _ in range(2)]
    try:
        with distributed.Client(scheduler_file=str(address), timeout=120) as client:
            client.wait_for_workers(2, timeout=120)
            where = client.scheduler.address
        told_of: list[int] = []

        def kill(now: Any) -> None:
            if now.phase == "read" and not told_of:
                workers[0].kill()
                told_of.append(now.parts)

        told = run([str(source)], tmp_path / "out", options=FAST, per_part=1, cluster=where, told=kill)
        assert told_of
        assert told.read == 6
        assert rows(tmp_path / "out") == rows(tmp_path / "whole")
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_a_cluster_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no scheduler answers, that is said with the address."""
    distributed = pytest.importorskip("distributed")

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError("nobody there")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(BadSetting, match=r"tcp://127\.0\.0\.1:1"):
        run([str(lines(tmp_path / "a.jsonl", 1))], tmp_path / "out", cluster="tcp://127.0.0.1:1")
