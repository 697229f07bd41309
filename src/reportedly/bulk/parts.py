"""Parts: how the input is divided, always the same way, so that any worker can read any part, and read it again."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reportedly.errors import BadSetting
from reportedly.fetch import Unread, jsonl, pages
from reportedly.fetch.archive import marks, of_stream
from reportedly.fetch.pages import KNOWN_FILES
from reportedly.model import Page

PER_PART = 200
"""Documents of a part: a minute's work for one worker."""

_ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_LINES = (".jsonl", ".ndjson")
# what holds many documents, and can only be read from its beginning
_CONTAINERS = (".jsonl.gz", ".ndjson.gz", ".zip", ".wacz", "result.json")


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents: whole files, or a stretch of one, from a byte on, with the number of documents before it."""

    number: int
    paths: tuple[str, ...]
    start: int = 0
    first: int = 0
    count: int | None = None
    """Records or lines of the stretch; None where the files are read whole."""

    @property
    def name(self) -> str:
        """Give the part's name in files' names."""
        return f"{self.number:06}"

    def documents(self) -> Iterator[Page | Unread]:
        """Yield the part's documents."""
        path = self.paths[0]
        if self.count is None:
            yield from pages(self.paths)
            return
        try:
            with open(path, "rb") as stream:  # noqa: PTH123 - fastwarc takes the stream as it is
                stream.seek(self.start)
                if path.lower().endswith(_ARCHIVES):
                    yield from of_stream(stream, path, first=self.first, count=self.count)
                else:
                    yield from jsonl.documents(stream, name=path, first=self.first, count=self.count)
        except OSError:
            yield from pages([path])  # says what is wrong with it


def divide(inputs: Iterable[str], *, per_part: int = PER_PART) -> list[Part]:
    """Divide files and folders into parts, in order. Raises BadSetting where an input isn't there."""
    parts: list[Part] = []
    loose: list[str] = []

    def close() -> None:
        while loose:
            parts.append(Part(len(parts), tuple(loose[:per_part])))
            del loose[:per_part]

    for path in _files(inputs):
        lower = path.lower()
        if lower.endswith((*_ARCHIVES, *_LINES, *_CONTAINERS)):
            close()
        if lower.endswith(_ARCHIVES):
            stretches = marks(path, per_part)
        elif lower.endswith(_LINES):
            stretches = _lines(path, per_part)
        elif lower.endswith(_CONTAINERS):
            parts.append(Part(len(parts), (path,)))
            continue
        else:
            loose.append(path)
            continue
        parts += [Part(len(parts) + i, (path,), *place, per_part) for i, place in enumerate(stretches)]
    close()
    return parts


def _files(inputs: Iterable[str]) -> Iterator[str]:
    """Yield the files meant, those of folders in the order of their paths."""
    for one in inputs:
        if not Path(one).exists():
            raise BadSetting(f"there is no file or folder {one}: check the path")
        if not Path(one).is_dir():
            yield str(Path(one).absolute())
            continue
        for folder, folders, files in os.walk(Path(one).absolute()):
            folders.sort()
            yield from (str(Path(folder, file)) for file in sorted(files) if file.lower().endswith(KNOWN_FILES))


def _lines(path: str, every: int) -> list[tuple[int, int]]:
    """Give where every so many lines begin: byte, and number of lines before."""
    found, place = [], 0
    with Path(path).open("rb") as stream:
        number = 0
        while True:
            found.append((place, number))
            lines = list(islice(stream, every))
            if len(lines) < every:
                break
            place += sum(map(len, lines))
            number += every
    if len(found) > 1 and found[-1][0] == Path(path).stat().st_size:
        found.pop()
    return found
