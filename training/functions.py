"""Make the tables by which the functions of sentences are told: `python -m training.functions CORPUS`.

CORPUS is NewsDiscourse as a folder with `documents.jsonl` and `gold.jsonl` (labels, and speech or not). `--clues FILE`
makes the table of clues (`claim/functions.json`), `--encoder FILE` that of the encoder's states
(`encode/weights/functions.json`), which is of the lower layers as they are shipped, and has to be made anew with them.
The results are tables of numbers; of the corpus the first has lemmas, and pairs of them, of `MIN_COUNT` sentences or
more.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly import clean, parse
from reportedly.claim.clues import Place, clues
from reportedly.encode.encoder import encode_text
from reportedly.encode.network import HIDDEN, LOWER, WEIGHTS, network
from reportedly.model import Page
from reportedly.model.encoded import TOLD_FUNCTIONS as FUNCTIONS
from reportedly.pipeline import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reportedly.model import Article

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
NARROW = 0.25
"""How wide the encoder's states, each with variance 1, are made; with `PENALTY` it says how freely they're weighed."""
PENALTY = 10.0
STEPS = 600
SOURCE = "NewsDiscourse (Choubey, Lee, Huang and Wang, ACL 2020), training part"


def examples(folder: Path) -> Iterator[tuple[list[str], int]]:
    """Give the clues and the function of each sentence of a corpus."""
    for article, labelled in _documents(folder):
        _, parsed = grammar(article)
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


def states(folder: Path) -> Iterator[tuple[NDArray[np.float32], int]]:
    """Give the mean of the lower layers' states over the words of each sentence of a corpus, and its function."""
    bare = np.vstack([np.eye(HIDDEN, dtype=np.float32), np.zeros((1, HIDDEN), np.float32)])
    using = network("fast")._replace(functions=bare)
    for article, labelled in _documents(folder):
        encoded = encode_text(article.full_text, parse.split(article), using=using)
        for one in labelled:
            bounds = one["start"] + article.shift, one["end"] + article.shift
            first, last = np.searchsorted(encoded.starts, bounds)
            if first < last:
                yield encoded.functions[first:last].mean(axis=0), FUNCTIONS.index(OF_LABEL[one["label"]])


def _documents(folder: Path) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """Give each document as an article, and its labelled sentences in order."""
    gold = {one["id"]: one["sentences"] for one in _lines(folder / "gold.jsonl")}
    for document in _lines(folder / "documents.jsonl"):
        page = Page(content=document["text"], id=document["id"], title=document.get("title"), media="text")
        yield clean.clean(page), sorted(gold[document["id"]], key=lambda one: one["start"])


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


def fit_states(found: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Fit a multinomial logistic regression of states by Nesterov's gradient; the last row is what is always added."""
    mean, spread = found.mean(axis=0), found.std(axis=0) + 1e-6
    inputs = (found - mean) / spread * NARROW
    wanted = np.eye(len(FUNCTIONS))[labels]
    weights = np.zeros((inputs.shape[1] + 1, len(FUNCTIONS)))
    ahead, inputs = weights.copy(), np.hstack([inputs, np.ones((len(inputs), 1))])
    shrink = np.append(np.full(HIDDEN, PENALTY), 0.0)[:, None]
    rate = 1 / (np.linalg.norm(inputs, 2) ** 2 / 2 + PENALTY)
    for step in range(STEPS):
        scores = inputs @ ahead
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = inputs.T @ (odds / odds.sum(axis=1, keepdims=True) - wanted) + shrink * ahead
        weights, before = ahead - rate * slope, weights
        ahead = weights + step / (step + 3) * (weights - before)
    plain = weights[:-1] * NARROW / spread[:, None]
    return np.vstack([plain, weights[-1] - mean @ plain])


def main() -> None:
    """Read the corpus, and make the tables that are asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--clues", type=Path)
    arguments.add_argument("--encoder", type=Path)
    given = arguments.parse_args()
    if given.clues:
        make_clues(given.corpus, given.clues)
    if given.encoder:
        make_encoder(given.corpus, given.encoder)


def make_clues(corpus: Path, out: Path) -> None:
    """Make the table of clues."""
    found = list(examples(corpus))
    counts = Counter(clue for one, _ in found for clue in one)
    names = sorted(clue for clue, count in counts.items() if count >= MIN_COUNT)
    index = {name: row for row, name in enumerate(names)}
    rows = [np.array([index[clue] for clue in one if clue in index], np.int64) for one, _ in found]
    weights, bias = fit(rows, [label for _, label in found], len(names))
    bias += np.array([LEANING.get(name, 0.0) for name in FUNCTIONS])
    table = {
        "bias": [round(float(value), 4) for value in bias],
        "weights": {name: [round(float(value) * UNIT) for value in weights[row]] for name, row in index.items()},
    }
    _write(out, table)
    print(f"{len(found)} sentences, {len(names)} clues -> {out}")


def make_encoder(corpus: Path, out: Path) -> None:
    """Make the table of the encoder's states."""
    found = list(states(corpus))
    weights = fit_states(np.array([one for one, _ in found]), np.array([label for _, label in found]))
    described = json.loads((WEIGHTS / "model.json").read_text("utf-8"))
    rows = [[round(float(value) * UNIT) for value in row] for row in weights]
    _write(out, {"of": described["sha256"][LOWER], "weights": rows})
    print(f"{len(found)} sentences -> {out}")


def _write(out: Path, table: dict[str, Any]) -> None:
    told = {"schema": "reportedly/functions/1", "source": SOURCE, "functions": FUNCTIONS, "unit": UNIT, **table}
    out.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
