"""Hundreds of feeds watched by a process of its own, which is killed and started again, by the real clock.

`REPORTEDLY_WATCH_FEEDS` says how many feeds, `REPORTEDLY_WATCH_SECONDS` how long at least: a hundred, until each was
polled twice, in `make test`; five hundred for ten minutes in `make soak`.
"""

import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest

from reportedly.fetch.manners import Manners
from reportedly.fetch.web import Web
from reportedly.keeping import Ledger
from reportedly.polling import Rhythm
from reportedly.watching import Watcher, feeds_of, follow, states
from tests.fetch.local_web import LocalWeb, article
from tests.test_watching import ITEM, rss

FEEDS = int(os.environ.get("REPORTEDLY_WATCH_FEEDS", "100"))
SECONDS = float(os.environ.get("REPORTEDLY_WATCH_SECONDS", "0"))
WITH_NEWS = 5
SHORTEST, LONGEST = 10.0, 40.0
PATIENCE = 400.0
"""Seconds in which, on the busiest machine, what has to happen has happened."""
POLL, START = 0.05, 60.0
"""Seconds of processor that a poll may take which brings nothing, and those in which a process begins and reads."""
SPAWN = get_context("spawn")


def watch(folder: str) -> None:
    """Watch until killed."""
    manners = Manners(delay=0.0, attempts=1, allow_private=True, resolve=LocalWeb.resolve)
    with Ledger(Path(folder) / "ledger.sqlite") as kept, Web(manners, cache=Path(folder) / "answers.sqlite") as web:
        for _ in Watcher(kept, web, rhythm=Rhythm(SHORTEST, LONGEST), reader="fast").watch():
            pass


@pytest.fixture
def local() -> Iterator[LocalWeb]:
    """Serve feeds, a few of which have an entry."""
    with LocalWeb() as web:
        for i in range(FEEDS):
            page = web.page(f"n{i}.example", "/entry", article(i))
            items = [ITEM.format(i=i, url=page, said="In short.")] if i < WITH_NEWS else []
            web.page(f"n{i}.example", "/feed", rss(items), kind="application/rss+xml")
        yield web


def polls(local: LocalWeb) -> dict[str, list[float]]:
    """Give when each feed was asked for."""
    found: dict[str, list[float]] = defaultdict(list)
    for one in list(local.asked):
        if one.path == "/feed":
            found[one.host].append(one.at)
    return found


def until(met: Callable[[], bool]) -> None:
    """Wait for something to be so."""
    began = time.monotonic()
    while not met():
        assert time.monotonic() - began < PATIENCE + SECONDS, "it never came to be"
        time.sleep(0.5)


def all_answered(folder: Path) -> bool:
    """Say whether each feed was polled, what it brought kept, and that remembered."""
    with Ledger(folder / "ledger.sqlite", readonly=True) as kept:
        return all(state.answered and not state.failing_since for _, _, state in states(kept))


def test_feeds_are_watched_for_a_while(local: LocalWeb, tmp_path: Path) -> None:
    """No feed starves, none is hurried, little is spent on those without news, and a kill loses and doubles nothing."""
    with Ledger(tmp_path / "ledger.sqlite") as kept:
        for i in range(FEEDS):
            follow(kept, local.url(f"n{i}.example", "/feed"))
        assert len(feeds_of(kept)) == FEEDS
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    killed = []
    for rounds in (1, 2):
        process = SPAWN.Process(target=watch, args=(str(tmp_path),))
        process.start()
        try:
            until(lambda least=rounds: len(found := polls(local)) == FEEDS and min(map(len, found.values())) >= least)
            if rounds > 1:
                until(lambda: time.monotonic() - began > SECONDS and all_answered(tmp_path))
        finally:
            process.kill()
            process.join()
        killed.append(time.monotonic())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = polls(local)
    for times in found.values():
        gaps = [later - earlier for earlier, later in pairwise(times) if not earlier < killed[0] < later]
        assert min(gaps, default=SHORTEST) >= SHORTEST - 1  # a request may have been slow to come in
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    number = sum(map(len, found.values()))
    print(f"{FEEDS} feeds, {number} polls in {killed[-1] - began:.0f} s, {spent:.1f} s of processor")
    assert spent < 2 * START + POLL * number
    with Ledger(tmp_path / "ledger.sqlite", readonly=True) as kept:
        assert kept.counts()["report"] == kept.counts()["revision"] == WITH_NEWS
        assert kept.verify() == []
