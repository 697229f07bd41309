"""Several workers side by side: the same documents, in the same run, one after another in changing order."""

import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / "build" / "peers" / "bin" / "python"
OURS = Path(sys.executable)
PYTHON = {"spacy": PEERS, "textacy": PEERS}
"""Which Python runs a subject; ours where none is told."""
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "0",
}
DRAWS = 2000
"""Samples drawn for an interval."""

Measure = dict[str, Any]


class Worker:
    """One subject in a process of its own, on one processor."""

    def __init__(self, subject: str, *, cpu: int = 0) -> None:
        python = PYTHON.get(subject, OURS)
        if not python.exists():
            raise SystemExit(f"there is no {python}: `make benchmark` installs the peers first")
        self.process = subprocess.Popen(
            [python, HERE / "worker.py", subject, str(cpu)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ONE_THREAD},
        )
        self.start = float(self._answer()["start"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()

    def _answer(self) -> Measure:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise SystemExit(f"a worker ended with status {self.process.wait()}")
        answer: Measure = json.loads(line)
        return answer

    def measure(self, document: Mapping[str, str]) -> Measure:
        """Have one document done."""
        stream = self.process.stdin
        if stream is None:
            raise RuntimeError("the worker takes no input")
        stream.write(json.dumps(document) + "\n")
        stream.flush()
        return self._answer()


def side_by_side(subjects: Sequence[str], documents: Sequence[Mapping[str, str]], *, seed: int = 1) -> Measure:
    """Measure subjects on the same documents, interleaved: each document is done by all, in an order drawn anew.

    The first document is done once more beforehand and not counted: models load and caches fill with it. Gives, by
    subject, seconds of processor and clock a document, peak memory in MiB, and how many documents it refused.
    """
    rng = random.Random(seed)
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(name)) for name in subjects}
        for worker in workers.values():
            worker.measure(documents[0])
        taken: dict[str, list[Measure]] = {name: [] for name in subjects}
        for document in documents:
            for name in rng.sample(list(subjects), len(subjects)):
                taken[name].append(workers[name].measure(document))
        starts = {name: worker.start for name, worker in workers.items()}
    return {
        name: {
            "cpu": [one["cpu"] for one in several],
            "wall": [one["wall"] for one in several],
            "peak": max(one["peak"] for one in several),
            "failed": sum(one["failed"] for one in several),
            "start": starts[name],
        }
        for name, several in taken.items()
    }


def ratio(ours: Sequence[float], theirs: Sequence[float], *, seed: int = 1) -> Measure:
    """Give how many times as fast we are: their seconds by ours, over all documents, with its 95% interval.

    The interval is a bootstrap over documents (percentiles of ratios of sums; Efron and Tibshirani 1993, chapter 13).
    """
    rng, pairs = random.Random(seed), list(zip(ours, theirs, strict=True))
    drawn = []
    for _ in range(DRAWS):
        sample = rng.choices(pairs, k=len(pairs))
        drawn.append(sum(their for _, their in sample) / sum(our for our, _ in sample))
    quantiles = statistics.quantiles(drawn, n=40)
    return {"ratio": sum(theirs) / sum(ours), "low": quantiles[0], "high": quantiles[-1]}
