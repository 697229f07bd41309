"""Workers of the tests' own, as processes that say their names, and what they are given to do."""

import os
import re
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from reportedly.fetch.manners import Manners
from reportedly.keeping import Ledger
from reportedly.polling import Event, Poller, Rhythm
from reportedly.working import Done, Worker
from reportedly.working.worker import Pace
from tests.fetch.local_web import LocalWeb, Request, article
from tests.test_watching import ITEM, rss

DELAY, SHORTEST = 0.2, 5.0
PATIENCE = 300.0
"""Seconds in which, on the busiest machine, what has to happen has happened."""
SPAWN = get_context("spawn")


def work(place: str, folder: str, name: str, seconds: float | None = None) -> None:
    """Be a worker who says its name to the servers."""
    worker_of(place, Path(folder), name=name).run(seconds=seconds)


def worker_of(
    place: str, folder: Path, told: Callable[[Event | Done], None] = lambda _: None, *, name: str = "anna"
) -> Worker:
    """Give a worker that loses no time."""
    manners = Manners(
        delay=DELAY, attempts=1, contact=name, allow_private=True, resolve=LocalWeb.resolve, hosts=4, deadline=PATIENCE
    )

    def poller(ledger: Ledger, web: Any, clock: Callable[[], float]) -> Poller:
        return Poller(ledger, web, rhythm=Rhythm(SHORTEST, 60), reader="fast", clock=clock)

    pace = Pace(look=0.2, tend=0.5, beat=0.5, dead=5.0)
    return Worker(place, poller, manners=manners, cache=folder / f"{name}.sqlite", pace=pace, told=told)


class Crew:
    """Workers as processes, by name."""

    def __init__(self, place: str, folder: Path) -> None:
        self.place = place
        self.folder = folder
        self.running: dict[str, Any] = {}

    def start(self, *names: str) -> None:
        """Start some."""
        for name in names:
            self.running[name] = SPAWN.Process(target=work, args=(self.place, str(self.folder), name))
            self.running[name].start()

    def kill(self, name: str) -> None:
        """Kill one, without a word."""
        process = self.running.pop(name)
        os.kill(process.pid, signal.SIGKILL)
        process.join()

    def stop(self) -> list[int]:
        """Ask all to end; give their exit statuses."""
        for one in self.running.values():
            one.terminate()
        for one in self.running.values():
            one.join(PATIENCE)
        return [one.exitcode for one in self.running.values()]


def until(met: Callable[[], bool]) -> None:
    """Wait for something to be so."""
    began = time.monotonic()
    while not met():
        assert time.monotonic() - began < PATIENCE, "it never came to be"
        time.sleep(0.2)


def name_of(request: Request) -> str:
    """Give the name of the worker who asks."""
    found = re.search(r"\(\+(\w+)\)", request.headers["user-agent"])
    assert found
    return found[1]


class Stuck:
    """A page whose first asker waits until it's freed, or killed."""

    def __init__(self) -> None:
        self.asker: str | None = None
        self.freed = threading.Event()
        self.asked = 0

    def __call__(self, request: Request) -> None:
        """Answer, the first only when that is allowed."""
        self.asked += 1
        if self.asker is None:
            self.asker = name_of(request)
            self.freed.wait(PATIENCE)
        with suppress(OSError):
            request.send(article(99))


def feeds(local: LocalWeb, number: int) -> list[str]:
    """Serve feeds of two entries each, on a few hosts."""
    found = []
    for i in range(number):
        host = f"n{i % 3}.example"
        pages = [local.page(host, f"/{i}/{j}", article(10 * i + j)) for j in range(2)]
        items = [ITEM.format(i=one, url=one, said="In short.") for one in pages]
        found.append(local.page(host, f"/feed{i}", rss(items), kind="application/rss+xml"))
    return found


def gaps(times: list[float], killed: tuple[float, float]) -> list[float]:
    """Give how far things lie apart, but for those around the kills: what a worker was at, another did at once."""
    first, last = killed
    return [later - earlier for earlier, later in pairwise(times) if later < first or earlier > last] or [PATIENCE]
