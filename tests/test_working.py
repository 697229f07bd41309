"""Workers that share a ledger in PostgreSQL: all is read once, politely, also when one of them is killed."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reportedly.cli.app import app
from reportedly.errors import BadSetting, LedgerLocked, LedgerReadOnly, LedgerUnreachable
from reportedly.fetch import Link
from reportedly.keeping import Ledger
from reportedly.polling import Event, Poller
from reportedly.watching import follow, states
from reportedly.working import Done, put_links, standing, watch_alone, watch_together
from reportedly.working.board import connect
from tests import postgres
from tests.fetch.local_web import LocalWeb, article
from tests.test_watching import ITEM, rss
from tests.workers import DELAY, PATIENCE, SHORTEST, SPAWN, Crew, Stuck, feeds, gaps, until, worker_of


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run a PostgreSQL."""
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL isn't installed: apt-get install postgresql")
    pytest.importorskip("procrastinate")
    with postgres.cluster() as address:
        yield address


@pytest.fixture
def place(server: str, request: pytest.FixtureRequest) -> str:
    """Give an empty database."""
    name = re.sub(r"\W", "_", request.node.name.lower())[:60]
    with connect(server) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def local() -> Iterator[LocalWeb]:
    """Serve a web of the test's own."""
    with LocalWeb() as web:
        yield web


@pytest.fixture
def crew(place: str, tmp_path: Path) -> Iterator[Crew]:
    """Have workers, none of whom outlives the test."""
    hands = Crew(place, tmp_path)
    yield hands
    for one in hands.running.values():
        with suppress(ProcessLookupError):
            one.kill()
        one.join()


def test_three_workers_share_and_one_is_killed(place: str, local: LocalWeb, crew: Crew) -> None:
    """With one of three workers killed in the middle of a link and a feed, all is kept once, and no host is hurried."""
    feed, link = Stuck(), Stuck()
    urls = feeds(local, 6)
    page = local.on("stuck.example", "/entry", feed)
    items = [ITEM.format(i=1, url=page, said="In short.")]
    urls.append(local.page("odd.example", "/feed", rss(items), kind="application/rss+xml"))
    links = [local.page(f"l{i % 2}.example", f"/{i}", article(200 + i)) for i in range(6)]
    links.append(local.on("halt.example", "/link", link))
    gone = local.page("l0.example", "/gone", "", status=404)
    with Ledger(place) as ledger:
        for url in urls:
            follow(ledger, url)
    assert put_links(place, [Link(one) for one in (*links, gone, *links)]) == len(links) + 1
    crew.start("anna", "berta", "clara")
    until(lambda: feed.asker is not None and link.asker is not None)
    before = time.monotonic()
    for name in {feed.asker, link.asker}:
        crew.kill(str(name))
    killed = before, time.monotonic()
    feed.freed.set()
    link.freed.set()
    crew.start("dora")

    def done() -> bool:
        now = standing(place)
        with Ledger(place, readonly=True) as kept:
            answered = all(state.answered for _, _, state in states(kept))
            return answered and not now.waiting.get("links") and not now.doing and kept.counts()["report"] == 20

    until(done)
    assert crew.stop() == [0] * len(crew.running)
    with Ledger(place, readonly=True) as kept:
        counts = kept.counts()
        assert (counts["report"], counts["revision"]) == (20, 20)
        assert kept.verify() == []
    assert [(url, "404" in why) for url, why in standing(place).unread] == [(gone, True)]
    for host in ("n0.example", "n1.example", "n2.example", "l0.example", "l1.example"):
        assert min(gaps(local.times(host), killed)) >= DELAY
    for i in range(6):
        assert min(gaps([one.at for one in local.asked if one.path == f"/feed{i}"], killed)) >= SHORTEST


def test_a_worker_ends_when_it_is_told_to(place: str, local: LocalWeb, crew: Crew) -> None:
    """A worker that is asked to end does, without an error, and what it was at is neither lost nor in anybody's way."""
    page = Stuck()
    link = local.on("halt.example", "/link", page)
    put_links(place, [Link(link)])
    crew.start("anna")
    until(lambda: page.asker is not None)
    crew.running["anna"].terminate()
    page.freed.set()
    assert crew.stop() == [0]
    now = standing(place)
    assert (now.doing, now.unread) == ({}, [])
    with Ledger(place, readonly=True) as kept:
        assert kept.counts()["report"] + now.waiting.get("links", 0) == 1


def test_what_is_put_twice_waits_once_and_outlives_a_new_form(place: str) -> None:
    """Links wait once each; where procrastinate keeps them in another form by now, they're taken along."""
    links = [Link("https://a.example/1", "list, line 1", {"title": "One"}), Link("https://a.example/2")]
    assert (put_links(place, links), put_links(place, links)) == (2, 0)
    with connect(place) as connection:
        connection.execute("UPDATE made SET digest = 'of old'")
    assert standing(place).waiting == {"links": 2}
    with connect(place) as connection:
        rows = connection.execute("SELECT args FROM procrastinate_jobs ORDER BY id").fetchall()
    assert rows[0][0] == {"url": "https://a.example/1", "name": "list, line 1", "facts": {"title": "One"}}


def test_a_link_that_kills_its_readers_is_set_aside(place: str, local: LocalWeb, crew: Crew) -> None:
    """What killed five workers isn't given to a sixth, and that is said of it."""
    link = local.page("n.example", "/", article())
    put_links(place, [Link(link)])
    with connect(place) as connection:
        connection.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 4")  # nobody's any more
    crew.start("anna")
    until(lambda: bool(standing(place).unread))
    assert crew.stop() == [0]
    ((url, why),) = standing(place).unread
    assert (url, "killed, 5 times" in why) == (link, True)
    assert local.asked == []


def test_a_fault_in_one_link_or_feed_does_not_stop_the_others(
    place: str, local: LocalWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong with a link or a feed is said of it, and the worker goes on."""
    odd, well = (local.page(f"{name}.example", "/", article()) for name in ("odd", "well"))
    feed = local.page("odd.example", "/feed", rss([]), kind="application/rss+xml")
    put_links(place, [Link(odd), Link(well)])
    with Ledger(place) as ledger:
        follow(ledger, feed)

    def keep(_: Poller, page: Any, failures: list[str]) -> str:
        del failures
        if page.url == odd:
            raise KeyError("of ours")
        return "added"

    def fetch(*_: Any) -> Any:
        raise KeyError("of ours")

    monkeypatch.setattr(Poller, "keep", keep)
    monkeypatch.setattr(Poller, "fetch", fetch)
    stopped = threading.Event()

    def hear(done: Event | Done) -> None:
        told.append(done)
        if len(told) == 3:
            stopped.set()

    told: list[Event | Done] = []
    worker = worker_of(place, tmp_path, hear)
    running = threading.Thread(target=worker.run)
    running.start()
    assert stopped.wait(PATIENCE)
    worker.stop()
    running.join(PATIENCE)
    assert not running.is_alive()
    said = {one.url: one.failures for one in told if isinstance(one, Done)}
    assert said[well] == ()
    assert "KeyError: 'of ours'" in said[odd][0]
    with Ledger(place, readonly=True) as ledger:
        ((_, _, state),) = states(ledger)
    assert "please report it" in (state.why or "")


def test_one_watches_alone_or_all_share(place: str, tmp_path: Path) -> None:
    """A ledger's feeds are polled by one watch, or by workers who share them, and whoever is second is told why not."""
    with watch_alone(tmp_path / "a.sqlite"):
        with pytest.raises(LedgerLocked, match="another `reportedly watch`"), watch_alone(tmp_path / "a.sqlite"):
            pass
        with watch_alone(tmp_path / "b.sqlite"):
            pass
    with watch_alone(tmp_path / "a.sqlite"):
        pass
    with watch_alone(place):
        with pytest.raises(LedgerLocked, match="start `reportedly work`"), watch_alone(place):
            pass
        with pytest.raises(LedgerLocked, match="end that"), watch_together(place):
            pass
    with watch_together(place), watch_together(place), pytest.raises(LedgerLocked), watch_alone(place):
        pass


def test_a_lock_that_is_killed_is_free(tmp_path: Path) -> None:
    """A watch that is killed leaves nothing behind that keeps the next one out."""
    ledger = tmp_path / "a.sqlite"
    reading, writing = SPAWN.Pipe(duplex=False)
    holder = SPAWN.Process(target=hold, args=(str(ledger), writing))
    holder.start()
    assert reading.recv() == "held"
    with pytest.raises(LedgerLocked), watch_alone(ledger):
        pass
    holder.kill()
    holder.join()
    with watch_alone(ledger):
        pass


def hold(ledger: str, pipe: Any) -> None:
    """Hold a lock, until the end."""
    with watch_alone(ledger):
        pipe.send("held")
        signal.pause()


def test_what_cannot_be_locked_is_said(tmp_path: Path) -> None:
    """A folder that isn't there, a database that doesn't answer: each is one line."""
    with pytest.raises(LedgerReadOnly, match="can't be made"), watch_alone(tmp_path / "none" / "a.sqlite"):
        pass
    with (
        pytest.raises(LedgerUnreachable, match="doesn't answer"),
        watch_together(f"postgresql://nobody@/none?host={tmp_path}"),
    ):
        pass


def run(*command: str) -> int:
    """Give a command's exit status."""
    with pytest.raises(SystemExit) as ended:
        app([*command])
    return int(ended.value.code or 0)


def test_links_are_left_from_the_command_line(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`add --later` takes addresses and lists of them, says what is none, and `work --status` shows what waits."""
    listed = tmp_path / "links.csv"
    listed.write_text("url,title\nhttps://a.example/1,One\nnowhere,Two\n")
    assert run("add", "https://b.example/", "--from", str(listed), "--later", "--ledger", place) == 1
    told = capsys.readouterr().err
    assert "2 new links of 2 are left to `reportedly work`" in told
    assert "line 3" in told
    assert run("work", "--status", "--ledger", place) == 0
    assert capsys.readouterr().out == "feeds\t0 in work\t0 waiting\nlinks\t0 in work\t2 waiting\n"


@pytest.mark.parametrize("command", [["work"], ["work", "--status"], ["add", "https://a.example/", "--later"]])
def test_a_ledger_in_a_file_is_not_shared(command: list[str], tmp_path: Path) -> None:
    """A ledger that is a file is refused with what to do."""
    with pytest.raises(BadSetting, match="keep the ledger in PostgreSQL"):
        app([*command, "--ledger", str(tmp_path / "ledger.sqlite")], standalone_mode=False)


def test_files_are_not_left_for_later(place: str) -> None:
    """Only addresses can be left to workers, who may be on other machines."""
    with pytest.raises(BadSetting, match="is none"):
        app(["add", "report.txt", "--later", "--ledger", place], standalone_mode=False)


def test_a_worker_of_a_crew_that_is_killed_is_replaced(place: str, tmp_path: Path) -> None:
    """`work --workers 2` starts two processes, another one for one that is killed, and ends with all of them."""
    log = tmp_path / "log"
    command = [sys.executable, "-c", "from reportedly.cli import main; main()", "work", "--workers", "2"]
    with Ledger(place), log.open("w") as told:
        crew = subprocess.Popen([*command, "--ledger", place], stdout=told, stderr=told)

    def hands() -> set[int]:
        found = set()
        for one in Path(f"/proc/{crew.pid}/task/{crew.pid}/children").read_text().split():
            with suppress(OSError):  # it may be gone by now
                if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes():
                    found.add(int(one))
        return found

    def begun() -> int:
        with connect(place) as connection:
            if connection.execute("SELECT 1 WHERE to_regclass('procrastinate_workers') IS NULL").fetchone():
                return 0
            (most,) = connection.execute("SELECT max(id) FROM procrastinate_workers").fetchone() or (None,)
        return int(most or 0)

    try:
        until(lambda: begun() == 2)
        first = hands()
        os.kill(min(first), signal.SIGKILL)
        until(lambda: begun() == 3)
        assert len(hands() - first) == 1
        crew.terminate()
        assert crew.wait(PATIENCE) == 0
    finally:
        crew.kill()
        crew.wait()
    assert "another takes its place" in log.read_text()
