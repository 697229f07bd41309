"""What a worker does: look at a part, and later read what is to be read of it. Either may be done again at any time."""

import json
import os
import pickle
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from reportedly.errors import ReportedlyError
from reportedly.fetch import Unread
from reportedly.model import Article, Page, Reading
from reportedly.model.vocabulary import ReaderName

from .parts import Part
from .sketch import numbers, sketch
from .tables import COLUMNS, Row, Rows, rows_of

_LENGTH = 8
"""Bytes in which the length of a document kept aside is written before it."""


@dataclass(frozen=True, slots=True)
class Options:
    """Say what is read, and how. What stands here makes the rows; nothing else does."""

    reader: ReaderName = "default"
    news_only: bool = False
    """Only pages that look like news: with an article of some length, and a date of publication."""
    copies: bool = False
    """Read near-duplicates, too."""
    shortest: int = 60
    """Words that an article has at least, with `news_only`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One document after the first look: an article, or why there is none."""

    page: Page
    article: Article | None
    failure: Row | None = None


def look(part: Part, options: Options, folder: str) -> dict[str, Any]:
    """Clean a part's documents and keep them aside; write down place, id, sketch and numbers of each article.

    One document at a time is held: a part may be a whole archive.
    """
    number = 0
    seen, looked = Path(folder) / f"seen-{part.name}", Path(folder) / f"looked-{part.name}.json"
    with _replacing(looked) as told, _replacing(seen) as kept:
        for number, one in enumerate(_seen(part, options), 1):
            packed = zlib.compress(pickle.dumps(one), 1)
            kept.write(len(packed).to_bytes(_LENGTH) + packed)
            if one.article:
                body = _body(one.article)
                line = json.dumps((number - 1, one.article.id, sketch(body), numbers(body)))
                told.write(f"{line}\n".encode())
    return {"documents": number}


def _seen(part: Part, options: Options) -> Iterator[Seen]:
    from reportedly.clean import clean

    for document in part.documents():
        if isinstance(document, Unread):
            failure = _failure(document.name, document.id, document.error.kind, str(document.error))
            yield Seen(Page(""), None, failure)
            continue
        name = document.name or ""
        try:
            article = clean(document)
        except ReportedlyError as error:
            yield Seen(Page(""), None, _failure(name, document.id, error.kind, str(error)))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop the rest
            yield Seen(Page(""), None, _failure(name, document.id, "fault", f"{type(error).__name__}: {error}"))
        else:
            why = _no_news(article, options)
            yield Seen(Page(""), None, _failure(name, article.id, "no_news", why)) if why else Seen(document, article)


def _no_news(article: Article, options: Options) -> str | None:
    """Say why an article isn't taken for news; None where it is, or where all is read."""
    if not options.news_only:
        return None
    if article.published is None:
        return "It doesn't say when it was published."
    words = sum(len(article.full_text[start:end].split()) for start, end in article.paragraphs)
    return f"Its article has {words} words, fewer than {options.shortest}." if words < options.shortest else None


def _body(article: Article) -> str:
    """Give an article's own words, without what belongs to its page."""
    return "\n".join(article.full_text[start:end] for start, end in article.paragraphs)


def _failure(name: str, report: str | None, kind: str, message: str) -> Row:
    return {"name": name, "report": report, "kind": kind, "message": " ".join(message.split())}


def read(part: Part, copies: dict[str, str], options: Options, folder: str, out: str) -> dict[str, Any]:
    """Read what is to be read of a part, write its rows, and give what to say of it.

    `copies` leads from a report's place in the part to the report that it repeats. Whatever another worker wrote of
    the same part before is replaced by the same.
    """
    documents = copied = 0
    with Rows(Path(out), part.name) as rows:
        for number, one in enumerate(_kept(Path(folder) / f"seen-{part.name}")):
            documents += 1
            if one.article is None:
                rows.add("failures", one.failure or {})
            elif str(number) in copies:
                copied += 1
                rows.add("reports", _copy_row(one.page, one.article, copies[str(number)]))
            else:
                _read(one.page, one.article, options, rows)
    done = {
        "documents": documents,
        "read": rows.counts["readings"],
        "copies": copied,
        "failures": rows.counts["failures"],
    }
    told = {**done, "peak_mb": _peak(), "part": asdict(part)}
    with _replacing(Path(folder) / f"done-{part.name}.json") as stream:
        stream.write(json.dumps(told).encode())
    return told


def _peak() -> int:
    """Give the most memory that this process has used, in MB; 0 where the system doesn't say.

    In `getrusage` Linux counts what the process that started this one held, so the process's own account goes first.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _read(page: Page, article: Article, options: Options, rows: Rows) -> None:
    """Read one article into its rows."""
    from reportedly.pipeline import run_article

    try:
        reading: Reading = run_article(article, reader=options.reader)
        found = list(rows_of(page, reading))
    except ReportedlyError as error:
        rows.add("failures", _failure(page.name or "", article.id, error.kind, str(error)))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop the rest
        rows.add("failures", _failure(page.name or "", article.id, "fault", f"{type(error).__name__}: {error}"))
    else:
        for table, row in found:
            rows.add(table, row)


def _copy_row(page: Page, article: Article, copy_of: str) -> Row:
    """Give the row of a report that isn't read, since it repeats another."""
    plain = {name: getattr(article, name) for name in COLUMNS["reports"] if hasattr(article, name)}
    return {**plain, "report": article.id, "words": len(article.text.split()), "copy_of": copy_of, "name": page.name}


def _kept(path: Path) -> Iterator[Seen]:
    """Yield what `look` kept aside."""
    with path.open("rb") as stream:
        while head := stream.read(_LENGTH):
            packed = stream.read(int.from_bytes(head))
            yield pickle.loads(zlib.decompress(packed))  # noqa: S301 - written by `look`, in our folder


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a file whole or not at all."""
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with aside.open("wb") as stream:
            yield stream
        os.replace(aside, path)  # noqa: PTH105 - the same, and atomic
    finally:
        aside.unlink(missing_ok=True)
