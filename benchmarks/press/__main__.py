"""Write a synthetic press: `python -m benchmarks.press --reports N --seed S --out DIR [--form texts|readings]`.

`DIR/truth.jsonl` has what is true of each report (see `truth.py`); `DIR/texts.jsonl` goes into `reportedly add --input
jsonl`, `DIR/readings.jsonl` has readings made directly. Any number of reports takes the same memory.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from reportedly.model import Page, Reading, to_json

from .desk import reports
from .reading import document_of, reading_of
from .told import Draft
from .truth import truth_of


def readings(number: int, seed: int) -> Iterator[tuple[Page, Reading]]:
    """Yield pages and the readings made of them, as `Ledger.add` takes them."""
    for draft, incident in itertools.islice(reports(seed), number):
        yield page_of(draft), reading_of(draft, incident)


def page_of(draft: Draft) -> Page:
    """Give a report as it would be fetched."""
    document = document_of(draft)
    return Page(
        document["text"],
        media="text",
        id=draft.id,
        url=draft.url,
        title=document.get("title"),
        published=document["published"],
        publisher=draft.publisher,
    )


def write(number: int, seed: int, folder: Path, forms: list[str]) -> None:
    """Write the truth and the forms asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        names = ["truth", *forms]
        streams = {name: stack.enter_context((folder / f"{name}.jsonl").open("w", encoding="utf-8")) for name in names}
        for draft, incident in itertools.islice(reports(seed), number):
            streams["truth"].write(json.dumps(truth_of(draft, incident), ensure_ascii=False) + "\n")
            if "texts" in streams:
                streams["texts"].write(json.dumps(document_of(draft), ensure_ascii=False) + "\n")
            if "readings" in streams:
                streams["readings"].write(to_json(reading_of(draft, incident)) + "\n")


def main() -> int:
    """Read the arguments, and write."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.press", description="Write a synthetic press with its truth."
    )
    parser.add_argument("--reports", type=int, default=1000, help="how many reports")
    parser.add_argument("--seed", type=int, default=1, help="which world; the same seed gives the same world")
    parser.add_argument("--out", type=Path, required=True, help="a folder")
    parser.add_argument(
        "--form",
        choices=["texts", "readings"],
        action="append",
        help="what to write beside the truth; both if not said",
    )
    asked = parser.parse_args()
    write(asked.reports, asked.seed, asked.out, asked.form or ["texts", "readings"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
