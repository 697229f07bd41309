"""Measure what a story costs that everybody tells: `python -m benchmarks.press.dense 10 40 160 640`.

One incident is told by so many reports, whose readings are made directly. All but the last few are loaded at once,
these are added one by one: processor time, and the links that are kept.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, func, select

from reportedly.keeping import open_ledger
from reportedly.ledger.schema import link
from reportedly.model import Page, Reading

from .__main__ import page_of
from .desk import Desk
from .reading import reading_of
from .world import incidents

SEED, WHICH = 3, 4
"""The world, and which of its incidents: one that lasts, with tolls that rise."""
APART = 5
"""Reports that are added one by one."""


def story(number: int) -> list[tuple[Page, Reading]]:
    """Give so many reports of one incident, in the order in which they were published."""
    incident = next(one for one in incidents(SEED) if one.number == WHICH)
    drafts = sorted(Desk(SEED, incident, ()).drafts(number), key=lambda one: (one.published, one.id))
    return [(page_of(draft), reading_of(draft, incident)) for draft in drafts[:number]]


def dense(number: int) -> dict[str, float]:
    """Give what a story of so many reports comes to, in claims, links, questions and seconds of processor."""
    reports = story(number)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "dense.sqlite"
        with open_ledger(place) as ledger:
            began = time.process_time()
            for _ in ledger.load(reports[:-APART]):
                pass
            loaded = time.process_time() - began
            added = []
            for page, reading in reports[-APART:]:
                began = time.process_time()
                ledger.add(page, reading)
                added.append(time.process_time() - began)
            claims, questions = ledger.counts()["claim"], ledger.counts()["question"]
        engine = create_engine(f"sqlite:///{place}")
        with engine.connect() as connection:
            links = connection.execute(select(func.count()).select_from(link)).scalar_one()
        engine.dispose()
    return {"claims": claims, "links": links, "questions": questions, "load": loaded, "add": median(added)}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.press.dense", description=__doc__)
    parser.add_argument("reports", type=int, nargs="*", default=[10, 40, 160], help="how many reports tell the story")
    for number in parser.parse_args().reports:
        found = dense(number)
        print(
            f"{number} reports: {found['claims']} claims, {found['links']} links, {found['questions']} questions; "
            f"loading {found['load']:.2f} s, adding one more {found['add']:.2f} s",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
