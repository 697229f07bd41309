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
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from reportedly.errors import BadDocument, EmptyInput, TooLarge
from reportedly.model import LARGEST, Page

from .archive import records
from .jsonl import documents
from .links import Link, is_url
from .pdf import LARGEST_PDF
from .telegram import LARGEST_EXPORT
from .unpack import ARCHIVES, KNOWN, ZIP, media_of, of_zip, unpacked
from .unread import Unread

if TYPE_CHECKING:
    from .web import Web

__all__ = ["documents", "media_of", "pages"]

STANDARD_INPUT = "-"

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
# What is taken from a folder; any file can be named by itself.
KNOWN_FILES = tuple(dict.fromkeys((*KNOWN, *_LINES, *ARCHIVES)))
# Files of these kinds may be larger than a document: they hold many, or little text.
_LARGER = {".pdf": LARGEST_PDF, ".json": LARGEST_EXPORT}


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
                wanted = (one if isinstance(one, Link | Unread) else Link(str(one)) for one in group)
                for found in fetching.pages(wanted):
                    yield from (unpacked(found) if isinstance(found, Page) else [found])
            else:
                yield from _files(map(str, group), jsonl=jsonl)


def fetch_url(
    url: str, *, allow_private: bool = False, attempts: int = 3, deadline: float = 90.0, patience: float = 60.0
) -> Page:
    """Fetch one page, without a cache. Raises InputError (FetchError, TooLarge).

    `deadline` and `patience` are seconds, as in `Manners`: for one answer, and the longest wait before another attempt.
    """
    from .manners import Manners
    from .web import Web

    manners = Manners(allow_private=allow_private, attempts=attempts, deadline=deadline, patience=patience)
    with Web(manners) as web:
        found = web.page(Link(url))
    first = next(unpacked(found), found) if isinstance(found, Page) else found
    if isinstance(first, Unread):
        raise first.error
    return first


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
    elif name.lower().endswith(ARCHIVES):
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
        known = [os.path.join(folder, file) for file in sorted(files) if file.lower().endswith(KNOWN_FILES)]  # noqa: PTH118 - str paths, as given
        found = found or bool(known)
        yield from _files(known, jsonl=jsonl)
    for error in closed:
        yield Unread(str(error.filename), BadDocument(_why(str(error.filename), error)))
    if not found and not closed:
        yield Unread(
            name,
            EmptyInput(f"There are no documents in this folder: it takes files ending in {', '.join(KNOWN_FILES)}."),
        )


def _of_file(name: str) -> Iterator[Page | Unread]:
    """Yield the documents of one file; its size is looked at before its content."""
    path = Path(name)
    most = _LARGER.get(path.suffix.lower(), LARGEST)
    status = path.stat()
    regular = stat.S_ISREG(status.st_mode)
    with path.open("rb") as stream:
        if regular and stream.read(len(ZIP)) == ZIP:
            yield from of_zip(Page(b"", name=name), stream)
        elif regular and status.st_size > most:
            yield Unread(name, _too_large(status.st_size, most))
        else:
            if regular:
                stream.seek(0)
            yield from _one(stream, name, most)


def _one(stream: IO[bytes], name: str, most: int = LARGEST) -> Iterator[Page | Unread]:
    """Yield the documents of a stream, no more of which is read than the bound."""
    content = stream.read(most + 1)
    if len(content) > most:
        yield Unread(name, _too_large(None, most))
    else:
        yield from unpacked(Page(content, media=media_of(name), name=name))


def _too_large(size: int | None, most: int) -> TooLarge:
    has = f"{size / 1e6:.1f} MB" if size else f"more than {most // 1_000_000} MB"
    return TooLarge(
        f"The document has {has}, and the most that is read at once is {most // 1_000_000} MB: split it up."
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
