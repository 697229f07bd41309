"""Ctrl-C in the middle of a command: a clear line, the status that shells expect, and nothing half there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.bulk import load
from reportedly.keeping import Ledger
from reportedly.watching import follow
from tests.fetch.local_web import LocalWeb, article
from tests.test_watching import ITEM, rss

TEXT = "The council of {place} met on Tuesday and agreed to send boats to the villages that the flood had cut off."
BEGIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from reportedly.cli import main; main()"
)
"""The command line, also where whoever runs the tests has the signal ignored."""
PATIENCE = 300
"""Seconds in which, on the busiest machine, a command has begun, or ended."""


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Begin commands as a terminal does: each with its processes in a group that gets the signal as one."""
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", BEGIN, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            process_group=0,
        )
        begun.append(process)
        return process

    yield start
    for one in begun:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
        one.communicate()


def interrupted(process: "subprocess.Popen[str]", *, times: int = 1) -> str:
    """Stop a command by Ctrl-C, once or several times; give what it says, and see that it ended as it should."""
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.02 * (times - 1))
    _, said = process.communicate(timeout=PATIENCE)
    # whom a further signal ends on its way out has the same status in a shell
    assert process.returncode == 130 or (times > 1 and process.returncode == -signal.SIGINT), said
    assert "Traceback" not in said
    return said


def ended(process: "subprocess.Popen[str]") -> str:
    """Let a command run to its end; give what it says."""
    _, said = process.communicate(timeout=PATIENCE)
    return said


def running(group: int) -> list[str]:
    """List the processes of a group that haven't ended, whether or not anybody asked how they did."""
    found = []
    for process in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = process.read_text().rsplit(")", 1)[1].split()[:3]
        except (OSError, ValueError):  # it has ended meanwhile
            continue
        if its_group == str(group) and state != "Z":
            found.append(state)
    return found


def test_add_is_stopped_and_carried_on(tmp_path: Path, begin: Callable[..., "subprocess.Popen[str]"]) -> None:
    """What was read before stays, is whole, and comes in once."""
    (tmp_path / "a.txt").write_text(TEXT.format(place="Mopti"))
    command = ("add", "a.txt", "b.txt", "--ledger", "l.sqlite", "--reader", "fast")
    os.mkfifo(tmp_path / "b.txt")
    process = begin(*command)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("added")
    assert "give the same command again to carry on · l.sqlite" in interrupted(process)
    with Ledger(tmp_path / "l.sqlite", readonly=True) as kept:
        assert (kept.counts()["report"], kept.verify()) == (1, [])
    (tmp_path / "b.txt").unlink()
    (tmp_path / "b.txt").write_text(TEXT.format(place="Gao"))
    assert "1 unchanged, 1 added" in ended(begin(*command))


@pytest.mark.parametrize("times", [1, 3])
def test_bulk_is_stopped_and_carried_on(
    times: int, tmp_path: Path, begin: Callable[..., "subprocess.Popen[str]"]
) -> None:
    """Its processes end with it, and the same command reads the rest."""
    pytest.importorskip("pyarrow.parquet")
    (tmp_path / "a.txt").write_text(TEXT.format(place="Mopti"))
    command = ("bulk", "a.txt", "b.txt", "--out", "out", "--workers", "1", "--reader", "fast")
    os.mkfifo(tmp_path / "b.txt")
    process = begin(*command)
    writing = os.open(tmp_path / "b.txt", os.O_WRONLY)  # waits until a worker reads what is never written
    assert "give the same command again to carry on · out" in interrupted(process, times=times)
    os.close(writing)
    began = time.monotonic()
    while running(process.pid):
        assert time.monotonic() - began < PATIENCE, "its processes live on"
        time.sleep(0.1)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "b.txt").touch()
    assert "2 documents: 1 read, 0 copies of others, 1 not" in ended(begin(*command))
    assert [page.content for page, _ in load(tmp_path / "out")] == [TEXT.format(place="Mopti").encode()]


def test_watch_is_stopped_and_carried_on(tmp_path: Path, begin: Callable[..., "subprocess.Popen[str]"]) -> None:
    """While it sleeps until the next poll it ends at once, and its place is free for the next."""
    with LocalWeb() as web:
        page = web.page("127.0.0.1", "/entry", article(1))
        feed = web.page("127.0.0.1", "/feed", rss([ITEM.format(i=1, url=page, said="In short.")]), kind="text/xml")
        with Ledger(tmp_path / "l.sqlite") as kept:
            follow(kept, feed)
        command = ("watch", "--ledger", "l.sqlite", "--reader", "fast", "--allow-private", "--delay", "0")
        process = begin(*command)
        assert process.stdout is not None
        assert "1 added" in process.stdout.readline()
        assert "give the same command again to carry on · l.sqlite" in interrupted(process)
        again = begin(*command, "--once")
        told, said = again.communicate(timeout=PATIENCE)
        assert (again.returncode, "nothing new" in told) == (0, True), said
    with Ledger(tmp_path / "l.sqlite", readonly=True) as kept:
        assert (kept.counts()["report"], kept.verify()) == (1, [])
