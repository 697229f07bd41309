"""Add whole corpora to a ledger of their own and score what they come to: `python evaluation/adding_up.py [WHAT …]`.

* `incidents`: the Gun Violence Archive's development half, shuffled, by the scorer of that name: tolls and grouping.
* `origins`: the development reports on the Syrian war: of how many questions the number of independent origins lies
  within a careful reader's range, wholly or in part. The question taken is the one of the same outcome whose reports
  have the best F1 with the incident's documents; of two such, not the one that asks for a part: the children killed.

All is read anew, as `reportedly add` does: the first takes some eight minutes on one core. Corpora and scorers stand in
`../shared` beside the checkout; where they don't, there is nothing to do, and that's said.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluate import SHARED, documents_of

SEED = 7
EVERY = 100
"""Reports from one line on standard error to the next."""


def questions_of(corpus: str) -> list[dict[str, Any]]:
    """Add a corpus's documents, shuffled, to a ledger that is thrown away, and give its questions."""
    from reportedly.keeping import open_ledger
    from reportedly.model import Page, to_plain
    from reportedly.reader import read_page

    documents = list(documents_of(corpus))
    random.Random(SEED).shuffle(documents)  # noqa: S311 - an order, no secret

    def read() -> Iterator[tuple[Page, Any]]:
        for number, one in enumerate(documents, 1):
            facts = {name: one[name] for name in ("id", "url", "title", "published") if one.get(name)}
            page = Page(one["text"], media="text", **facts)
            yield page, read_page(page)
            if not number % EVERY:
                print(f"{number} of {len(documents)} reports", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.sqlite") as ledger:
        for _ in ledger.load(read()):
            pass
        return [json.loads(json.dumps(to_plain(one))) for one in ledger.full_questions()]


def gold_of(corpus: str) -> list[dict[str, Any]]:
    """Give a corpus's gold."""
    with (SHARED / "corpora" / corpus / "gold.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def incidents() -> dict[str, float]:
    """Score tolls and grouping of incidents."""
    sys.path.insert(0, str(SHARED))
    from evaluation.incidents import score_questions

    found: dict[str, float] = score_questions(gold_of("gunviolence/dev"), questions_of("gunviolence/dev"))
    return found


def origins() -> dict[str, float]:
    """Score how many independent origins questions are said to have."""
    asked = questions_of("syria/dev")
    within = overlapping = total = 0
    for incident in gold_of("syria/dev"):
        documents = set(incident["documents"])
        for wanted in incident["questions"]:
            total += 1
            best = _fitting(asked, wanted["outcome"], documents)
            if best is None:
                continue
            low, high = (wanted["independent"][end] for end in ("low", "high"))
            told = best["independent"]
            within += low <= told["low"] and told["high"] <= high
            overlapping += low <= told["high"] and told["low"] <= high
    return {"questions": total, "within": within / total, "overlapping": overlapping / total}


def _f1(reports: set[str], documents: set[str]) -> float:
    return 2 * len(reports & documents) / (len(reports) + len(documents))


def _fitting(asked: list[dict[str, Any]], outcome: str, documents: set[str]) -> dict[str, Any] | None:
    """Give the question that fits an incident best; of those that fit alike, none that is a part of another of them."""
    told = [one for one in asked if one["counts"] == outcome and documents & set(one["reports"])]
    scores = [_f1(set(one["reports"]), documents) for one in told]
    alike = [one for one, score in zip(told, scores, strict=True) if score == max(scores)]
    ids = {one["id"] for one in alike}
    return next((one for one in alike if one["part_of"] not in ids), next(iter(alike), None))


WHAT = {"incidents": incidents, "origins": origins}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], *WHAT], help="incidents or origins (default: both)")
    asked = parser.parse_args()
    if not (SHARED / "corpora").is_dir():
        print(f"There are no corpora in {SHARED}: nothing to do.")
        return 0
    for name in asked.what or WHAT:
        print(name, *(f"{key}={value:.4f}" for key, value in WHAT[name]().items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
