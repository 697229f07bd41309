"""A day of a crawl read to its end by `reportedly bulk`: three pages in ten another outlet's copy, killed in each pass.

All stands in a folder: the archives, the rows, and a line for each look at the processes. A run that was ended, by
its time or otherwise, is carried on by the same command, and counts what was taken before.
"""

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.press.desk import reports
from benchmarks.press.reading import document_of
from reportedly.fetch import write_warc
from reportedly.model import Page

from .archives import LENGTHS, OVER, made_page
from .beside import HERE, Measure

PAGES, FEW, ARCHIVES = 50_000, 80, 10
LENGTH = LENGTHS[0], 200
"""Words of a page: briefs, as most of a day's news is."""
COPIED, EARLIER = 0.3, 500
"""The part of the pages that are copies, and of how many reports before, one is copied."""
TOWNS = ("LONDON", "NAIROBI", "DUBAI", "PARIS")
SEED = 11
PHASES = ("look", "read")
KILLED_AFTER = {"look": 0.5, "read": 0.1}
"""The part of a pass after which all its processes are killed, once."""
EVERY = 2.0
"""Seconds between two looks at the processes."""
FOLDER = HERE.parent / "build" / "benchmark" / "large"
MIB = 2**20


def large(
    *, short: bool = False, pages_read: int | None = None, folder: Path = FOLDER, seconds: float | None = None
) -> Measure:
    """Read the archives to their end, or for so many seconds; give what each pass took, and what came of it."""
    number = pages_read or (FEW if short else PAGES)
    folder = folder / str(number)
    _write(number, folder / "crawl")
    until = None if seconds is None else time.monotonic() + seconds
    while _run(folder, until=until) not in (0, None):
        print(f"{folder}: killed, and begun again", flush=True)
    return {"pages": number, "archives": ARCHIVES, "shortest": LENGTH[0], "longest": LENGTH[1], **_summed(folder)}


def day(many: int, *, seed: int) -> Iterator[Page]:
    """Make a day's pages: seven in ten distinct, the others an earlier one with a dateline of another outlet."""
    lots = random.Random(seed)
    stream = (document_of(draft) for draft, _ in reports(seed))
    kept: list[dict[str, Any]] = []
    for number in range(many):
        if kept and lots.random() < COPIED:
            document = lots.choice(kept[-EARLIER:])
            document = document | {"text": f"{lots.choice(TOWNS)}, March 14 (Agency) - {document['text']}"}
        else:
            document = next(stream)
            wanted = LENGTH[0] * (LENGTH[1] / LENGTH[0]) ** lots.random()
            text, words = document["text"], len(document["text"].split())
            while words < wanted - OVER:
                more = next(stream)["text"]
                text, words = f"{text}\n\n{more}", words + len(more.split())
            document = document | {"text": text}
            kept.append(document)
        yield made_page(document, number, seed)


def _write(many: int, crawl: Path) -> None:
    """Write the archives that aren't there yet."""
    crawl.mkdir(parents=True, exist_ok=True)
    for number in range(ARCHIVES):
        path = crawl / f"crawl-{number:02}.warc.gz"
        if path.exists():
            continue
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb") as stream:
            for page in day(many // ARCHIVES, seed=SEED + number):
                write_warc(page, stream)
        unfinished.rename(path)


def _run(folder: Path, *, until: float | None) -> int | None:
    """Run the command, looking at its processes; give its status, or None where the time was over."""
    import psutil

    out = folder / "out"
    command = [sys.executable, "-m", "reportedly", "bulk", str(folder / "crawl"), "--out", str(out),
               "--reader", "fast", "--workers", "1"]  # fmt: skip
    with (folder / "bulk.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                _note(folder, _seen(watched, out))
            if _to_be_killed(folder):
                _end(process)
            if until is not None and time.monotonic() > until:
                return None
            time.sleep(EVERY)
        return process.returncode
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the command and all its workers."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _seen(process: Any, out: Path) -> Measure:
    """Look at the command and its workers once: which pass, how far, seconds of processor, and MiB."""
    times, work = process.cpu_times(), out / "work"
    crew = [one for one in process.children() if "spawn_main" in " ".join(one.cmdline())]
    living = sum(one.cpu_times().user + one.cpu_times().system for one in crew)
    looked, done = len(list(work.glob("looked-*"))), len(list(work.glob("done-*")))
    parts = json.loads((out / "manifest.json").read_text())["parts"] if (out / "manifest.json").exists() else 0
    return {
        "pid": process.pid,
        "pass": PHASES[parts and looked == parts],
        "own": times.user + times.system,
        "crew": living + times.children_user + times.children_system,
        "own_mib": process.memory_info().rss / MIB,
        "crew_mib": [one.memory_info().rss / MIB for one in crew],
        "parts": parts,
        "looked": looked,
        "done": done,
        "load": os.getloadavg()[0],
    }


def _note(folder: Path, row: Measure) -> None:
    with (folder / "looks.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(row) + "\n")


def _noted(folder: Path) -> list[Measure]:
    path = folder / "looks.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def _to_be_killed(folder: Path) -> bool:
    """Say whether the pass is far enough to be killed, and write down that it was."""
    noted = _noted(folder)
    if not noted or not noted[-1]["parts"]:
        return False
    last = noted[-1]
    phase = last["pass"]
    far = last["looked" if phase == "look" else "done"] / last["parts"]
    flag = folder / f"killed-{phase}"
    if far < KILLED_AFTER[phase] or far == 1 or flag.exists():
        return False
    flag.touch()
    return True


def _summed(folder: Path) -> Measure:
    """Sum up all runs' looks: for each pass the pages, the seconds of processor and the memory; and what was kept."""
    rows = _noted(folder)
    spent = dict.fromkeys(PHASES, 0.0)
    for _, several in groupby(rows, key=lambda row: int(row["pid"])):
        before = 0.0
        for row in several:
            taken = row["own"] + row["crew"]
            spent[row["pass"]], before = spent[row["pass"]] + taken - before, taken
    passes = {
        phase: {
            "seconds": spent[phase],
            "peak": max((mib for row in rows if row["pass"] == phase for mib in row["crew_mib"]), default=0.0),
        }
        for phase in PHASES
    }
    work = folder / "out" / "work"
    done = [json.loads(path.read_text(encoding="utf-8")) for path in work.glob("done-*.json")]
    sums = {key: sum(one[key] for one in done) for key in ("documents", "read", "copies", "failures")}
    memory = [max(row["crew_mib"]) for row in rows if row["pass"] == PHASES[1] and row["crew_mib"]]
    return {
        "passes": passes,
        **sums,
        "killed": sum((folder / f"killed-{phase}").exists() for phase in PHASES),
        "own_peak": max((row["own_mib"] for row in rows), default=0.0),
        "memory": [statistics.median(some) if some else 0.0 for some in _thirds(memory)],
        "work_load": statistics.median(row["load"] for row in rows) if rows else 0.0,
    }


def _thirds(values: list[float]) -> list[list[float]]:
    third = max(1, len(values) // 3)
    return [values[:third], values[third : 2 * third], values[2 * third :]]


def told(found: Mapping[str, Any]) -> Iterator[str]:
    """Word what was measured."""
    yield (
        f"{found['pages']:,} pages of the synthetic press in {found['archives']} WARC archives, of some "
        f"{found['shortest']} to {found['longest']} words, three in ten of them another outlet's copy with its own "
        "dateline; fast reader, one process, beside other work "
        f"(a load of {found['work_load']:.1f} in the median). Killed (SIGKILL) {found['killed']} times, and carried on "
        "by the same command."
    )
    yield ""
    yield "| pass | pages | seconds of processor | pages a second of processor | peak memory of a worker, MiB |"
    yield "|---|---|---|---|---|"
    rows = (("look: clean, filter, sketch", "look", found["pages"]), ("read", "read", found["documents"]))
    for name, phase, pages in rows:
        one = found["passes"][phase]
        pace = pages / one["seconds"] if one["seconds"] else 0.0
        yield f"| {name} | {pages:,} | {one['seconds']:.0f} | {pace:.1f} | {one['peak']:.0f} |"
    yield ""
    ended = (
        "All of them were done"
        if found["documents"] >= found["pages"]
        else f"It was ended after {found['documents']:,} of {found['pages']:,} pages"
    )
    first, second, third = (f"{one:.0f}" for one in found["memory"])
    yield (
        f"{ended}: {found['read']:,} read, {found['copies']:,} copies, which aren't read, {found['failures']:,} "
        f"failures. The process that divides the work needed {found['own_peak']:.0f} MiB at most; a worker's memory "
        f"was {first}, {second} and {third} MiB in the three thirds of the second pass."
    )
