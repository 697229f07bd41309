"""Files, folders, standard input and addresses as documents."""

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Literal, cast

from reportedly.errors import BadDocument, EmptyInput, TooLarge
from reportedly.model import LARGEST, Page

from .archive import records
from .jsonl import documents
from .links import Link, is_url
from .unread import Unread

if TYPE_CHECKING:
    from .web import Web

__all__ = ["documents", "media_of", "pages"]

STANDARD_INPUT = "-"

_HTML = (".html", ".htm", ".xhtml")
_TEXT = (".txt", ".text", ".md")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
# What is taken from a folder; any file can be named by itself.
_KNOWN = (*_HTML, *_TEXT, *_LINES, *_ARCHIVES)


def pages(
    paths: Iterable[str | Path | Link | Unread],
    *,
    jsonl: bool = False,
    web: "Callable[[], AbstractContextManager[Web]] | None" = None,
) -> Iterator[Page | Unread]:
    """Yield the documents of each path, in order: text files, HTML pages, JSON Lines, archives, folders, URLs, `-`.

    What a file is, its name tells, else its content; with `jsonl`, all but archives are JSON Lines. A file that can't
    be read, or a bad line, is an `Unread`, and the rest go on. Addresses that follow one another are fetched at the
    same time; `web` opens what fetches them, when it comes to the first.
    """
    with ExitStack() as stack:
        fetching: Web | None = None
        for online, group in groupby(paths, key=_is_online):
            if online:
                fetching = fetching or stack.enter_context((web or _default_web)())
                yield from fetching.pages(one if isinstance(one, Link | Unread) else Link(str(one)) for one in group)
            else:
                yield from _files(map(str, group), jsonl=jsonl)


def fetch_url(url: str, *, allow_private: bool = False) -> Page:
    """Fetch one page, with everyday manners and no cache. Raises InputError (FetchError, TooLarge)."""
    from .manners import Manners
    from .web import Web

    with Web(Manners(allow_private=allow_private)) as web:
        found = web.page(Link(url))
    if isinstance(found, Unread):
        raise found.error
    return found


def _is_online(one: str | Path | Link | Unread) -> bool:
    return isinstance(one, Link | Unread) or is_url(str(one))


def _default_web() -> "Web":
    """Open what fetches, with everyday manners and no cache; it's imported only where there are addresses."""
    from .web import Web

    return Web()


def _files(names: Iterable[str], *, jsonl: bool) -> Iterator[Page | Unread]:
    """Yield the documents of files and folders."""
    for name in names:
        try:
            yield from _of_path(name, jsonl=jsonl)
        except (OSError, EOFError, zlib.error) as error:
            yield Unread(name, BadDocument(_why(name, error)))


def _of_path(name: str, *, jsonl: bool) -> Iterator[Page | Unread]:
    if name == STANDARD_INPUT:
        stream = sys.stdin.buffer
        yield from documents(stream, name="line") if jsonl else _one(stream, "standard input")
    elif Path(name).is_dir():
        yield from _of_folder(name, jsonl=jsonl)
    elif name.lower().endswith(_ARCHIVES):
        yield from records(name)
    elif jsonl or name.lower().endswith(_LINES):
        with _opened(name) as lines:
            yield from documents(lines, name=name)
    else:
        yield from _of_file(name)


def _of_folder(name: str, *, jsonl: bool) -> Iterator[Page | Unread]:
    """Yield the documents of all files below a folder whose names are known, in the order of their paths."""
    found = False
    closed: list[OSError] = []
    for folder, folders, files in os.walk(name, onerror=closed.append):
        folders.sort()
        known = [os.path.join(folder, file) for file in sorted(files) if file.lower().endswith(_KNOWN)]  # noqa: PTH118 - str paths, as given
        found = found or bool(known)
        yield from _files(known, jsonl=jsonl)
    for error in closed:
        yield Unread(str(error.filename), BadDocument(_why(str(error.filename), error)))
    if not found and not closed:
        yield Unread(
            name, EmptyInput(f"There are no documents in this folder: it takes files ending in {', '.join(_KNOWN)}.")
        )


def _of_file(name: str) -> Iterator[Page | Unread]:
    """Yield the document of one file; its size is looked at before its content."""
    path = Path(name)
    status = path.stat()
    if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST:
        yield Unread(name, _too_large(status.st_size))
        return
    with path.open("rb") as stream:
        yield from _one(stream, name)


def _one(stream: IO[bytes], name: str) -> Iterator[Page | Unread]:
    """Yield the one document of a stream, no more of which is read than the bound."""
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        yield Unread(name, _too_large(None))
    else:
        yield Page(content, media=media_of(name), name=name)


def media_of(name: str) -> Literal["text", "html"] | None:
    """Say what a file is by its name; None where its content has to tell."""
    lower = name.lower()
    if lower.endswith(_HTML):
        return "html"
    return "text" if lower.endswith(_TEXT) else None


def _too_large(size: int | None) -> TooLarge:
    has = f"{size / 1e6:.1f} MB" if size else f"more than {LARGEST // 1_000_000} MB"
    return TooLarge(
        f"The document has {has}, and the most that is read at once is {LARGEST // 1_000_000} MB: split it up."
    )


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked where it is gzipped."""
    with gzip.open(name) if name.lower().endswith(".gz") else Path(name).open("rb") as stream:
        yield cast("BinaryIO", stream)


def _why(name: str, error: Exception) -> str:
    """Say in one line why a file couldn't be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return f"There is no file “{name}”: check the path."
    if isinstance(error, PermissionError):
        return f"“{name}” may not be read: check its permissions."
    if isinstance(error, (gzip.BadGzipFile, zlib.error, EOFError)):
        return f"“{name}” isn't a whole gzip file: fetch it anew, or unpack it first."
    reason = getattr(error, "strerror", None) or type(error).__name__
    return f"“{name}” can't be read ({reason}): check the path."
