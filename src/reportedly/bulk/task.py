"""What a worker does: look at a part, and later read what is to be read of it. Either may be done again at any time."""

import json
import os
import pickle
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.fetch import Unread
from reportedly.model import Article, Page, Reading
from reportedly.model.vocabulary import ReaderName

from .parts import Part
from .sketch import numbers, sketch
from .tables import COLUMNS, Row, rows_of, write


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
    """Clean a part's documents and keep them aside; write down place, id, sketch and numbers of each article."""
    seen = list(_seen(part, options))
    _replace(Path(folder) / f"seen-{part.name}", zlib.compress(pickle.dumps(seen), 1))
    articles = ((place, one.article.id, _body(one.article)) for place, one in enumerate(seen) if one.article)
    looked = [(place, key, sketch(body), numbers(body)) for place, key, body in articles]
    _replace(Path(folder) / f"looked-{part.name}.json", json.dumps(looked).encode())
    return {"documents": len(seen)}


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
    rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    done = {"documents": 0, "read": 0, "copies": 0, "failures": 0}
    for number, one in enumerate(_kept(Path(folder) / f"seen-{part.name}")):
        done["documents"] += 1
        if one.article is None:
            rows["failures"].append(one.failure or {})
        elif str(number) in copies:
            done["copies"] += 1
            rows["reports"].append(_copy_row(one.page, one.article, copies[str(number)]))
        else:
            _read(one.page, one.article, options, rows)
    done["failures"] = len(rows["failures"])
    done["read"] = len(rows["readings"])
    write(rows, Path(out), part.name)
    told = {**done, "peak_mb": _peak(), "part": asdict(part)}
    _replace(Path(folder) / f"done-{part.name}.json", json.dumps(told).encode())
    return told


def _peak() -> int:
    """Give the most memory that this process has used, in MB; 0 where the system doesn't say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _read(page: Page, article: Article, options: Options, rows: dict[str, list[Row]]) -> None:
    """Read one article into its rows."""
    from reportedly.pipeline import run_article

    try:
        reading: Reading = run_article(article, reader=options.reader)
    except ReportedlyError as error:
        rows["failures"].append(_failure(page.name or "", article.id, error.kind, str(error)))
    except Exception as error:  # noqa: BLE001 - the same
        rows["failures"].append(_failure(page.name or "", article.id, "fault", f"{type(error).__name__}: {error}"))
    else:
        for table, row in rows_of(page, reading):
            rows[table].append(row)


def _copy_row(page: Page, article: Article, copy_of: str) -> Row:
    """Give the row of a report that isn't read, since it repeats another."""
    plain = {name: getattr(article, name) for name in COLUMNS["reports"] if hasattr(article, name)}
    return {**plain, "report": article.id, "words": len(article.text.split()), "copy_of": copy_of, "name": page.name}


def _kept(path: Path) -> list[Seen]:
    kept: list[Seen] = pickle.loads(zlib.decompress(path.read_bytes()))  # noqa: S301 - written by `look`, in our folder
    return kept


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    aside.write_bytes(content)
    os.replace(aside, path)  # noqa: PTH105 - the same, and atomic
