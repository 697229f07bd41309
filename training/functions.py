"""Make the table by which the functions of sentences are told: `python -m training.functions CORPUS --out FILE`.

CORPUS is NewsDiscourse as a folder with `documents.jsonl` and `gold.jsonl` (labels, and speech or not).
The result is a table of numbers; of the corpus it has lemmas, and pairs of them, of `MIN_COUNT` sentences or more.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly import clean
from reportedly.claim.clues import Place, clues
from reportedly.model import Page
from reportedly.pipeline import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

FUNCTIONS = ("event", "background", "evaluation", "expectation", "other")
OF_LABEL = {
    "Main": "event",
    "Main_Consequence": "event",
    "Cause_Specific": "background",
    "Cause_General": "background",
    "Distant_Historical": "background",
    "Distant_Anecdotal": "other",
    "Distant_Evaluation": "evaluation",
    "Distant_Expectations_Consequences": "expectation",
    "NA": "other",
    None: "other",
}
MIN_COUNT = 8
EPOCHS = 6
RATE = 0.08
DECAY = 5e-2
UNIT = 1000
LEANING = {"evaluation": 0.5, "expectation": 0.5}
"""Added to the scores of the two functions that are asked for: best of five values on a held-out part."""


def examples(folder: Path) -> Iterator[tuple[list[str], int]]:
    """Give the clues and the function of each sentence of a corpus."""
    gold = {one["id"]: one["sentences"] for one in _lines(folder / "gold.jsonl")}
    for document in _lines(folder / "documents.jsonl"):
        article = clean.clean(
            Page(content=document["text"], id=document["id"], title=document.get("title"), media="text")
        )
        _, parsed = grammar(article)
        labelled = sorted(gold[document["id"]], key=lambda one: one["start"])
        before = False
        for at, one in enumerate(labelled):
            bounds = one["start"] + article.shift, one["end"] + article.shift
            best = max(
                parsed.sentences, key=lambda sentence: min(sentence.end, bounds[1]) - max(sentence.start, bounds[0])
            )
            place = Place(at, len(labelled), bool(one["speech"]), before)
            before = bool(one["speech"])
            if best.start < bounds[1] and bounds[0] < best.end:
                yield clues(article, parsed, best, place), FUNCTIONS.index(OF_LABEL[one["label"]])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def fit(rows: Sequence[NDArray[np.int64]], labels: Sequence[int], size: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Fit a multinomial logistic regression by AdaGrad, averaged over the later epochs."""
    shuffle = np.random.default_rng(0)
    weights, bias = np.zeros((size, len(FUNCTIONS))), np.zeros(len(FUNCTIONS))
    seen, seen_bias = np.full_like(weights, 1e-8), np.full_like(bias, 1e-8)
    total, total_bias, kept = np.zeros_like(weights), np.zeros_like(bias), 0
    for epoch in range(EPOCHS):
        for at in shuffle.permutation(len(rows)):
            row = rows[at]
            scores = weights[row].sum(axis=0) + bias
            error = np.exp(scores - scores.max())
            error /= error.sum()
            error[labels[at]] -= 1
            slope = error[None, :] + DECAY * len(rows) / 1e4 * weights[row]
            seen[row] += slope * slope
            weights[row] -= RATE * slope / np.sqrt(seen[row])
            seen_bias += error * error
            bias -= RATE * error / np.sqrt(seen_bias)
        if epoch >= EPOCHS // 2:
            total, total_bias, kept = total + weights, total_bias + bias, kept + 1
    return total / kept, total_bias / kept


def main() -> None:
    """Read the corpus, fit, and write the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    found = list(examples(given.corpus))
    counts = Counter(clue for one, _ in found for clue in one)
    names = sorted(clue for clue, count in counts.items() if count >= MIN_COUNT)
    index = {name: row for row, name in enumerate(names)}
    rows = [np.array([index[clue] for clue in one if clue in index], np.int64) for one, _ in found]
    weights, bias = fit(rows, [label for _, label in found], len(names))
    bias += np.array([LEANING.get(name, 0.0) for name in FUNCTIONS])
    table = {
        "schema": "reportedly/functions/1",
        "source": "NewsDiscourse (Choubey, Lee, Huang and Wang, ACL 2020), training part",
        "functions": FUNCTIONS,
        "unit": UNIT,
        "bias": [round(float(value), 4) for value in bias],
        "weights": {name: [round(float(value) * UNIT) for value in weights[row]] for name, row in index.items()},
    }
    given.out.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(found)} sentences, {len(names)} clues -> {given.out}")


if __name__ == "__main__":
    main()
