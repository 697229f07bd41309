"""Four processes add reports and are killed at random moments: nothing acknowledged is lost, nothing is half there.

Reports are the synthetic press's, and are reconciled in earnest. Mostly one writer is killed and the others go on; now
and then all are killed at one moment. The first ones are killed while the ledger is being made. `REPORTEDLY_KILLS` says
how many are killed on each database: ten in `make test`, two hundred in `make soak`.
"""

import itertools
import multiprocessing
import os
import random
import re
import select
import signal
import time

import pytest
from benchmarks.press.__main__ import readings

from reportedly.keeping import open_ledger
from reportedly.ledger import Scope
from tests import postgres

KILLS = int(os.environ.get("REPORTEDLY_KILLS", "10"))
WRITERS = 4
SEED = 20
PATIENCE = 300
"""Seconds in which, on the busiest machine, some writer gets something done."""
TOGETHER = 0.1
"""Share of the times at which all writers are killed at one moment."""
FORK = multiprocessing.get_context("fork")


@pytest.fixture(scope="module")
def pairs():
    """Give more pages and readings than will be added."""
    return list(readings(40 + 6 * KILLS, SEED))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Give where a ledger may be made, in either database."""
    with postgres.either(request.param, tmp_path) as where:
        yield where


def _add(place, pairs, pipe):
    """Add reports one by one, and acknowledge each as soon as it's said to be safe."""
    with open_ledger(place) as ledger:
        for page, reading in pairs:
            ledger.add(page, reading)
            os.write(pipe, f"{reading.report.id}\n".encode())


def _words(report):
    """Give all that a report says."""
    return f"{report.title}\n{report.text}"


class Writers:
    """Processes that add, each with a pipe for what it acknowledges."""

    def __init__(self, place, pairs):
        self.place = place
        self.pairs = pairs
        self.started = 0
        self.acknowledged = set()
        self.running = []

    def start(self):
        """Start one more, somewhere in the pile: what another has added already is added again."""
        rng = random.Random(f"{SEED} {self.started}")
        self.started += 1
        mine = self.pairs[rng.randrange(len(self.pairs)) :] + self.pairs
        reading, writing = os.pipe()
        process = FORK.Process(target=_add, args=(self.place, mine, writing))
        process.start()
        os.close(writing)
        self.running.append((process, reading))

    def wait(self):
        """Wait until one acknowledges something more, and take note of it."""
        ready, _, _ = select.select([pipe for _, pipe in self.running], [], [], PATIENCE)
        assert ready, f"no writer got anything done in {PATIENCE} seconds"
        for pipe in ready:
            self._note(os.read(pipe, 65536))

    def _note(self, said):
        # acknowledgements are short, so that a pipe takes each whole or not at all
        self.acknowledged.update(said.decode().split())

    def kill(self, number):
        """Kill one, and take note of all that it had acknowledged."""
        process, pipe = self.running.pop(number)
        alive = process.is_alive()
        process.kill()
        process.join()
        while said := os.read(pipe, 65536):
            self._note(said)
        os.close(pipe)
        return alive, process.exitcode

    def all_have_said(self):
        """Wait until each has acknowledged something."""
        silent = {pipe for _, pipe in self.running}
        while silent:
            ready, _, _ = select.select(sorted(silent), [], [], PATIENCE)
            assert ready, f"{len(silent)} writers got nothing done in {PATIENCE} seconds"
            for pipe in ready:
                said = os.read(pipe, 65536)
                assert said, "a writer ended by itself"
                self._note(said)
            silent.difference_update(ready)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # newer Pythons warn of forking beside threads
def test_killed_writers_lose_nothing_acknowledged(place, pairs):
    """After every kill others go on; in the end what was acknowledged is there, whole, and the ledger verifies."""
    rng, writers, killed = random.Random(SEED), Writers(place, pairs), 0
    for _ in range(WRITERS):
        writers.start()
    while killed < KILLS:
        left = KILLS - killed
        together = left == WRITERS or (killed > 0 and rng.random() < TOGETHER)
        if together:
            writers.all_have_said()
        elif rng.random() < 0.5:
            writers.wait()  # half are killed soon after somebody got something done, half at any time, starting up too
        time.sleep(rng.uniform(0, 0.3))
        for _ in range(WRITERS if together else 1):
            alive, status = writers.kill(rng.randrange(len(writers.running)))
            assert alive, f"a writer had ended by itself, with status {status}"
            assert status == -signal.SIGKILL
            killed += 1
        while len(writers.running) < WRITERS:
            writers.start()
    writers.all_have_said()  # whoever comes after the killed finds a ledger that can be written
    while writers.running:
        writers.kill(0)
    by_id = {reading.report.id: reading for _, reading in pairs}
    with open_ledger(place) as ledger:
        assert ledger.verify() == []
        kept = {row.id for row in ledger.reports()}
        assert writers.acknowledged
        assert writers.acknowledged <= kept
        found = {hit.report for hit in ledger.search(Scope(words="the"), of="texts", limit=10 * len(kept))}
        assert found == {key for key in kept if re.search(r"\bthe\b", _words(by_id[key].report), re.IGNORECASE)}
        for key in itertools.islice(sorted(kept), 50):
            assert ledger.reading(key).report == by_id[key].report
