"""Reconcile a synthetic press and score it: `python -m benchmarks.press.reconciled --reports N --seed S [--read]`.

Readings made directly go into a ledger of their own, which is thrown away: what is measured is reconciling alone. With
`--read` the reader reads the texts: the difference is what reading loses.
"""

import argparse
import itertools
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reportedly.keeping import open_ledger
from reportedly.model import Page, Reading, to_plain
from reportedly.reader import read_page

from .__main__ import readings
from .desk import reports
from .score import score
from .truth import truth_of

STEP = 500
"""Reports from one line on standard error to the next."""


def _read(number: int, seed: int) -> Iterator[tuple[Page, Reading]]:
    """Yield pages and what the reader reads in them."""
    for page, _ in readings(number, seed):
        yield page, read_page(page)


def reconciled(number: int, seed: int, *, read: bool = False) -> dict[str, float]:
    """Give the scores of so many reports of one world, as `score` names them, and how many incidents they tell of."""
    made = _read if read else readings
    truth = [truth_of(draft, incident) for draft, incident in itertools.islice(reports(seed), number)]
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "press.sqlite") as ledger:
        for done, _ in enumerate(ledger.load(made(number, seed)), 1):
            if not done % STEP:
                print(f"{done} of {number} reports", file=sys.stderr)
        asked = [json.loads(json.dumps(to_plain(one))) for one in ledger.full_questions()]
    return {"incidents": len({one["incident"] for one in truth}), **score(truth, asked)}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.press.reconciled", description=__doc__)
    parser.add_argument("--reports", type=int, default=1000, help="how many reports")
    parser.add_argument("--seed", type=int, default=1, help="which world; the same seed gives the same world")
    parser.add_argument("--read", action="store_true", help="let the reader read the texts")
    asked = parser.parse_args()
    for name, value in reconciled(asked.reports, asked.seed, read=asked.read).items():
        print(f"{name:22} {value:.4f}" if isinstance(value, float) else f"{name:22} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
