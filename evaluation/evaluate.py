"""Read the development corpora, score the readings, and hold the figures against the floors.

Run as `make evaluate`, or `python evaluation/evaluate.py [MEASURE …] [--raise-floors]`. Corpora and scorers stand in
`../shared` beside the checkout; where they don't, there is nothing to do, and that's said.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "evaluation" / "floors.json"
BUILD = ROOT / "build" / "evaluation"
SLACK = 0.0005
"""Figures are deterministic; this is for rounding in floors.json."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One scorer over one corpus, and the figures of it that have floors."""

    scorer: str
    corpus: str
    figures: tuple[str, ...]

    @property
    def name(self) -> str:
        """The measure's name on the command line and in floors.json."""
        return f"{self.scorer}/{self.corpus.split('/')[0]}"


MEASURES = (
    Measure(
        "attribution",
        "polnear/dev",
        ("attr_f1", "content_exact_f1", "recall_direct", "recall_mixed", "recall_indirect"),
    ),
    Measure("naming", "naming/dev", ("name_accuracy", "name_resolved", "kind_accuracy")),
    Measure("figures", "syria/dev", ("figure_origin_f1", "figure_f1", "outcome_accuracy", "origin_accuracy")),
    Measure("quantity", "newsquant/dev", ("value_bound_f1", "value_f1")),
    Measure("displacement", "idetect/dev", ("quantity_exact", "term_accuracy", "country_accuracy")),
    Measure("extraction", "extraction/dev", ("article_f1",)),
    Measure("timex", "timebank/dev", ("value_f1", "strict_f1")),
    Measure("toponyms", "toponyms/dev", ("resolved_f1", "recognition_f1")),
    Measure("events", "indiapolice/dev", ("mean_f1", "kill_f1", "arrest_f1")),
    Measure("discourse", "newsdiscourse/dev", ("speech_f1", "expectation_f1", "evaluation_f1")),
    Measure("subjectivity", "subjectivity/dev", ("macro_f1",)),
    Measure("factuality", "factuality/dev", ("pearson",)),
)

UNSCORED = (
    "gunviolence/dev",
    "muc/dev",
    "polnear/train",
    "newsdiscourse/train",
    "factuality/train",
    "subjectivity/train",
)
"""Corpora that are read for their readings' health alone."""


def documents_of(corpus: str) -> Iterator[dict[str, Any]]:
    """Yield a corpus's documents."""
    import gzip

    folder = SHARED / "corpora" / corpus
    path = next(path for path in (folder / "documents.jsonl", folder / "documents.jsonl.gz") if path.exists())
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def reading_of(document: dict[str, Any]) -> str:
    """Read one document as `reportedly read --input jsonl` does; a failure is a line of its own."""
    from reportedly.errors import ReportedlyError, UnknownLanguage
    from reportedly.model import Page
    from reportedly.reader import read_page, set_aside

    html = document.get("html")
    page = Page(
        content=html if html is not None else document["text"],
        media="html" if html is not None else "text",
        **{key: document.get(key) for key in ("id", "url", "title", "published", "publisher", "author")},
    )
    try:
        return read_page(page).to_json()
    except UnknownLanguage as error:
        return set_aside(error).to_json()
    except ReportedlyError as error:
        return json.dumps({"id": document["id"], "error": {"kind": error.kind, "message": str(error)}})


def read_corpus(corpus: str, *, workers: int) -> Path:
    """Read a whole corpus into a file of readings, with as many processes as asked for."""
    out = BUILD / f"{corpus.replace('/', '-')}.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    documents = list(documents_of(corpus))
    with ProcessPoolExecutor(workers) as pool, out.open("w", encoding="utf-8") as lines:
        for done, line in enumerate(pool.map(reading_of, documents, chunksize=4), 1):
            lines.write(line + "\n")
            if sys.stderr.isatty():
                print(f"\r{corpus}: {done}/{len(documents)}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return out


def score(measure: Measure, readings: Path) -> dict[str, float]:
    """Run one scorer."""
    folder = SHARED / "corpora" / measure.corpus
    gold = next(path for path in (folder / "gold.jsonl", folder / "gold.jsonl.gz") if path.exists())
    command = [sys.executable, "-m", "evaluation", measure.scorer, "--json"]
    command += ["--gold", str(gold), "--readings", str(readings)]
    done = subprocess.run(command, cwd=SHARED, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)["figures"]
    return figures


def unhealthy(corpus: str, readings: Path) -> Iterator[str]:
    """Yield what doesn't hold of a corpus's readings: each failed one, and each invariant that is broken."""
    sys.path.insert(0, str(ROOT))
    from tests.property.invariants import broken

    with readings.open(encoding="utf-8") as lines:
        for line, document in zip(lines, documents_of(corpus), strict=True):
            reading = json.loads(line)
            found = [reading["error"]["message"]] if "error" in reading else broken(reading, document)
            yield from (f"{corpus} {document['id']}: {one}" for one in found)


def complaints(measure: Measure, figures: dict[str, float], floors: dict[str, float]) -> Iterator[str]:
    """Yield what is worse than it may be: unhealthy readings, and figures below their floors."""
    for name in ("readings_missing", "readings_failed", "texts_altered", "spans_wrong"):
        if figures.get(name):
            yield f"{measure.name}: {name} {figures[name]}"
    for name in measure.figures:
        floor = floors.get(name)
        if floor is not None and figures[name] < floor - SLACK:
            yield f"{measure.name}: {name} {figures[name]:.4f} is below its floor {floor:.4f}"


def said(complaints: Iterable[str]) -> int:
    """Print each complaint as it comes, so that a run that is stopped keeps them, and give their number."""
    number = 0
    for complaint in complaints:
        print("WRONG", complaint, flush=True)
        number += 1
    return number


def raised(measure: Measure, figures: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """Give the floors, raised to the figures where those are higher; a floor is never lowered."""
    return {name: round(max(figures[name], floors.get(name, 0.0)), 4) for name in measure.figures}


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "measures",
        nargs="*",
        help="scorers to run, such as timex, or corpora only to read, such as muc/dev (default: all)",
    )
    parser.add_argument("--raise-floors", action="store_true", help="write the figures that are higher to floors.json")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default: 2)")
    parser.add_argument("--all-figures", action="store_true", help="print every figure, not only those with a floor")
    return parser.parse_args()


def main() -> int:
    """Read, score, compare; exit with 1 where anything is worse than it may be."""
    options = arguments()
    if not SHARED.is_dir():
        print(f"no corpora beside the checkout ({SHARED.name}/): nothing to evaluate")
        return 0
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    wrong = 0
    asked = set(options.measures)
    for measure in MEASURES:
        if asked and not {measure.scorer, measure.name} & asked:
            continue
        readings = read_corpus(measure.corpus, workers=options.workers)
        wrong += said(unhealthy(measure.corpus, readings))
        figures = score(measure, readings)
        shown = figures if options.all_figures else {name: figures[name] for name in measure.figures}
        print(measure.name, *(f"{name}={value:.4f}" for name, value in shown.items()), flush=True)
        mine = floors.get("accuracy", {}).get(measure.name, {})
        wrong += said(complaints(measure, figures, mine))
        if options.raise_floors:
            floors.setdefault("accuracy", {})[measure.name] = raised(measure, figures, mine)
    for corpus in UNSCORED:
        if not asked or corpus in asked:
            wrong += said(unhealthy(corpus, read_corpus(corpus, workers=options.workers)))
            print(corpus, "read", flush=True)
    if options.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n")
    print("nothing is worse than it may be" if not wrong else f"{wrong} complaints, see above")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
