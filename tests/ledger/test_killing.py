"""Writers killed in the middle lose nothing that was acknowledged, and leave nothing half there."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.ledger import Ledger, Scope

from . import by_hand

ROUNDS = int(os.environ.get("REPORTEDLY_KILL_ROUNDS", "0"))
"""Rounds of four writers each, on each database; `make soak` has fifty."""
FEW = {"sqlite": 3, "postgresql": 2}
"""Rounds where none are asked for: twenty kills in all."""
WRITERS = 4
ADDER = """
import sys
sys.path.insert(0, {root!r})
from reportedly.ledger import Ledger
from tests.ledger import by_hand
from tests.ledger.conftest import made
with Ledger({place!r}, reconciler=by_hand) as ledger:
    for number in range(100_000):
        said = f"{{number}} killed in Aleppo on 2016-12-{{number % 28 + 1:02}}, said the ministry."
        ledger.add(*made(f"{{sys.argv[1]}}-{{number}}", said, published="2016-12-10"))
        print(number, flush=True)
"""


def _writers(place, round_):
    """Start four writers, and wait until each has added something."""
    script = ADDER.format(root=str(Path(__file__).parents[2]), place=str(place))
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, f"w{round_}{one}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for one in range(WRITERS)
    ]
    return started, [writer.stdout.readline() for writer in started]


@pytest.mark.parametrize("kind", FEW)
def test_killed_writers_lose_nothing_acknowledged(request, kind):
    """Four writers killed at any moment, over and over, leave a clean ledger with all that was acknowledged in it."""
    place = request.getfixturevalue("path" if kind == "sqlite" else "database")
    Ledger(place, reconciler=by_hand).close()
    acknowledged = set()
    for round_ in range(ROUNDS or FEW[kind]):
        writers, firsts = _writers(place, round_)
        assert all(firsts), writers[firsts.index("")].communicate()[1]
        time.sleep(0.05 + 0.07 * (round_ % 10))
        for writer in writers:
            writer.kill()
        for one, (writer, first) in enumerate(zip(writers, firsts, strict=True)):
            lines = (first + writer.communicate()[0]).split("\n")[:-1]
            acknowledged |= {f"w{round_}{one}-{number}" for number in lines}
    with Ledger(place, reconciler=by_hand) as ledger:
        assert ledger.verify() == []
        kept = {row.id for row in ledger.reports()}
        found = {hit.report for hit in ledger.search(Scope(words="killed"), limit=len(kept))}
    assert len(acknowledged) >= WRITERS * (ROUNDS or FEW[kind])
    assert acknowledged <= kept == found
