"""What runs for weeks, run together for a while: `watch`, `serve` and `bulk`, with the memory of each process.

Feeds of this process bring reports all the time; the pages over the same ledger are asked for once a second; an
archive is read beside, by a process that is let run for a part of each second only. After a third of the time, when
all is warm, no process may need more and more memory.
"""

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import combinations
from pathlib import Path
from typing import Any

from .archives import pages
from .beside import HERE, Measure

SECONDS, BRIEFLY = 1_800.0, 20.0
EVERY = 10.0
"""Seconds between two looks at the processes' memory."""
WARM = 1 / 3
"""The part of the time in which memory may grow: models and caches are loaded, and the allocator finds its size."""
LEAK = 40.0
"""MiB an hour by which a process may seem to grow: a report kept in memory for every one read would be more."""
FEEDS, REPORTS, NEWS_EVERY = 20, 550, 12.0
"""Feeds, reports that they bring in turn, and the seconds between two."""
EARLY = 400
"""Reports that are there from the start: what keeping them takes (pages of the ledger, the forms of words) has its
bounds after some 250 (docs/explanation/limits.md), and what still grows after so many grows for good."""
HELD = 2_000
"""Claims that the ledger holds already."""
DOCUMENTS = 12_000
"""More than `bulk` gets through: it has to run to the end."""
BUSY, IDLE = 0.2, 0.8
"""Seconds that `bulk` runs, and rests, in turn."""
RHYTHM = (20.0, 60.0)
WORDS = ("flood", "bombing", "school", "ministry", "ferry")
PAGES = (
    "/", "/questions", "/questions?counts=killed", "/forecasts", "/drift", "/speakers", "/review", "/api/v1/questions",
    "/api/v1/reports", "/follow/search.atom?q=flood",
)  # fmt: skip
PATIENCE = 300.0
PROGRAM = str(Path(sys.executable).with_name("reportedly"))
MIB = 2**20


def together(*, short: bool = False, seconds: float | None = None) -> Measure:
    """Run the three for a while, and give each process's memory in MiB, how it grew, and what they did."""
    lasting = seconds or (BRIEFLY if short else SECONDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = _prepare(folder, short=short)
        news = _watching(folder, 1 if short else EARLY)
        with news as (watch, released), _serving(folder) as (serve, address), _reading(folder) as bulk:
            asker = _Asker(address)
            series, spent = _looked_at({"watch": watch, "serve": serve, "bulk": bulk}, lasting)
            asker.stop()
        return {
            "seconds": lasting,
            "every": EVERY,
            "processes": {one: _told(values, spent[one]) for one, values in series.items()},
            "series": series,
            "released": released(),
            **_kept(folder, held=held),
            **asker.told(),
        }


def growing(found: Mapping[str, Any]) -> list[str]:
    """List the processes that need more and more memory, and what else must not be."""
    said = [
        f"{name} grows by {one['slope']:.0f} MiB an hour; {LEAK:.0f} are allowed"
        for name, one in found["processes"].items()
        if one["slope"] > LEAK
    ]
    said += [f"{found['refused']} of {found['asked']} pages failed"] if found["refused"] else []
    said += [f"the ledger isn't sound: {one}" for one in found["faults"]]
    said += [] if found["reports"] else ["nothing that the feeds brought was kept"]
    return said


def slope(values: list[tuple[float, float]]) -> float:
    """Give the median slope of all pairs (Theil 1950, Sen 1968), which few odd values don't change; 0 of one value."""
    slopes = [(b - a) / (then - when) for (when, a), (then, b) in combinations(values, 2) if then > when]
    return statistics.median(slopes) if slopes else 0.0


def _told(values: list[tuple[float, float]], spent: float) -> Measure:
    """Sum up one process's memory: after warming up, at the end, at most, and its slope in MiB an hour."""
    end = values[-1][0]
    warm = [one for one in values if one[0] >= WARM * end]
    return {
        "warm": statistics.median(mib for _, mib in warm[:6]),
        "last": statistics.median(mib for _, mib in warm[-6:]),
        "peak": max(mib for _, mib in values),
        "slope": 3600 * slope(warm),
        "cpu": spent,
    }


def _looked_at(
    running: Mapping[str, subprocess.Popen[str]], lasting: float
) -> tuple[dict[str, list[tuple[float, float]]], dict[str, float]]:
    """Look at the processes' memory until the time is over; give (seconds, MiB), and the seconds of processor taken."""
    import psutil

    watched = {name: psutil.Process(one.pid) for name, one in running.items()}
    series: dict[str, list[tuple[float, float]]] = {}
    spent: dict[str, dict[int, float]] = {}
    began = time.monotonic()
    while (now := time.monotonic() - began) < lasting:
        for name, process in watched.items():
            ended = running[name].poll()
            if ended is not None:
                raise SystemExit(f"{name} ended with status {ended}")
            family = [(name, process)] + [(f"{name}, worker", one) for one in process.children(recursive=True)]
            for role, one in family:
                try:
                    if role != name and "resource_tracker" in " ".join(one.cmdline()):
                        continue
                    taken, times = one.memory_info().rss / MIB, one.cpu_times()
                except psutil.NoSuchProcess:
                    continue
                series.setdefault(role, []).append((round(now, 1), round(taken, 1)))
                spent.setdefault(role, {})[one.pid] = times.user + times.system
        time.sleep(min(EVERY, lasting / 10))
    return series, {name: sum(several.values()) for name, several in spent.items()}


def _prepare(folder: Path, *, short: bool) -> int:
    """Write a ledger that holds something, and an archive to read; give how many reports the ledger holds."""
    from benchmarks.press.__main__ import write
    from reportedly.keeping import Ledger

    from .growth import SMALL
    from .web import grow

    grow(folder / "ledger.sqlite", SMALL if short else HELD)
    write(50 if short else DOCUMENTS, 2, folder, ["texts"])
    with Ledger(folder / "ledger.sqlite", readonly=True) as ledger:
        return ledger.counts()["report"]


@contextmanager
def _watching(folder: Path, early: int) -> Iterator[tuple[subprocess.Popen[str], Any]]:
    """Serve feeds that bring one report after another, and watch them by a process; give it, and how many came."""
    from tests.fetch.local_web import LocalWeb, Request

    from reportedly.keeping import Ledger
    from reportedly.watching import follow

    began = time.monotonic()

    def released() -> int:
        return min(REPORTS, early + int((time.monotonic() - began) / NEWS_EVERY))

    with LocalWeb() as web, Ledger(folder / "ledger.sqlite") as ledger:
        where = [
            web.page(f"n{number % FEEDS}.example", f"/{number}", page.content)
            for number, page in enumerate(pages(REPORTS))
        ]

        def feed(request: Request) -> None:
            there = [one for one in where[: released()] if f"//{request.host}:" in one]
            items = "".join(f"<item><link>{one}</link><guid>{one}</guid></item>" for one in there)
            rss = f'<rss version="2.0"><channel><title>{request.host}</title>{items}</channel></rss>'
            request.send(rss, kind="application/rss+xml")

        for number in range(FEEDS):
            follow(ledger, web.on(f"n{number}.example", "/feed", feed))
        with _process([sys.executable, "-m", "benchmarks.together", str(folder)]) as process:
            yield process, released


def watch(folder: Path) -> None:
    """Watch the feeds, as `reportedly watch` does, in a rhythm quick enough, on a web that is all here."""
    from tests.fetch.local_web import LocalWeb

    from reportedly.fetch.manners import Manners
    from reportedly.fetch.web import Web
    from reportedly.keeping import Ledger
    from reportedly.polling import Rhythm
    from reportedly.watching import Watcher

    manners = Manners(delay=0.2, attempts=1, allow_private=True, resolve=LocalWeb.resolve)
    with Ledger(folder / "ledger.sqlite") as kept, Web(manners, cache=folder / "answers.sqlite") as web:
        for _ in Watcher(kept, web, rhythm=Rhythm(*RHYTHM)).watch():
            pass


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve the ledger; give the process and its address."""
    program = [PROGRAM, "--ledger", str(folder / "ledger.sqlite"), "serve", "--port", "0"]
    with _process(program, stderr=subprocess.PIPE) as process:
        line = process.stderr.readline() if process.stderr else ""
        found = re.search(r"http://[^\s/]+", line)
        if found is None:
            raise SystemExit(f"the server didn't start: {line}")
        # what it says later must not fill the pipe
        threading.Thread(target=lambda: list(process.stderr or ()), daemon=True).start()
        yield process, found[0]


@contextmanager
def _reading(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Read the archive with one worker, who is let run for a part of each second."""
    program = [PROGRAM, "bulk", str(folder / "texts.jsonl"), "--out", str(folder / "bulk"),
               "--workers", "1", "--reader", "fast", "--copies"]  # fmt: skip
    over = threading.Event()
    with _process(program, stderr=subprocess.DEVNULL) as process:

        def pace() -> None:
            while not over.wait(IDLE) and process.poll() is None:
                os.killpg(process.pid, signal.SIGCONT)
                over.wait(BUSY)
                if not over.is_set() and process.poll() is None:
                    os.killpg(process.pid, signal.SIGSTOP)

        thread = threading.Thread(target=pace, daemon=True)
        thread.start()
        try:
            yield process
        finally:
            over.set()
            thread.join()


@contextmanager
def _process(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a command and its children in a group of their own; none of them outlives this."""
    process = subprocess.Popen(
        command, text=True, cwd=HERE.parent, start_new_session=True, stdout=subprocess.DEVNULL, **options
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


class _Asker:
    """Asks for pages in turn, one a second, in a thread of its own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.statuses: list[int] = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._ask, daemon=True)
        self.thread.start()

    def _ask(self) -> None:
        pages = [*PAGES, *(f"/search?q={one}" for one in WORDS)]
        while not self.over.wait(1.0):
            page = pages[len(self.statuses) % len(pages)]
            try:
                with urllib.request.urlopen(self.address + page, timeout=PATIENCE) as answer:  # noqa: S310 - our own
                    answer.read()
                    self.statuses.append(answer.status)
            except urllib.error.HTTPError as error:
                self.statuses.append(error.code)
            except OSError:
                self.statuses.append(0)

    def stop(self) -> None:
        """Ask no more."""
        self.over.set()
        self.thread.join(PATIENCE)

    def told(self) -> Measure:
        """Say how many pages were asked for, and how many didn't come."""
        return {"asked": len(self.statuses), "refused": sum(one != 200 for one in self.statuses)}


def _kept(folder: Path, *, held: int) -> Measure:
    """Say what the feeds brought into the ledger, whether it's sound, and how many documents `bulk` was done with."""
    from reportedly.keeping import Ledger

    with Ledger(folder / "ledger.sqlite", readonly=True) as ledger:
        reports = ledger.counts()["report"] - held
        faults = [str(one) for one in ledger.verify()]
    parts = len(list((folder / "bulk").rglob("*.parquet")))
    return {"reports": reports, "faults": faults, "parts": parts}


def told(found: Measure) -> Iterator[str]:
    """Word what was measured."""
    yield f"For {found['seconds'] / 60:.0f} minutes: {FEEDS} feeds brought {found['released']} reports, of which"
    yield f"{found['reports']} were kept when it ended; {found['asked']:,} pages were asked for,"
    yield f"{found['refused']} failed; `bulk` was let run for {BUSY / (BUSY + IDLE):.0%} of the time."
    yield f"Resident memory every {found['every']:.0f} seconds; growth is the median slope of all pairs after the first"
    yield f"third; above {LEAK:.0f} MiB an hour it fails."
    yield ""
    yield "| process | MiB when warm | at the end | at most | MiB an hour | seconds of processor |"
    yield "|---|---|---|---|---|---|"
    for name, one in found["processes"].items():
        numbers = " | ".join(f"{one[key]:.0f}" for key in ("warm", "last", "peak"))
        yield f"| {name} | {numbers} | {one['slope']:+.1f} | {one['cpu']:.0f} |"


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
