"""A batch of reports: each is read or said to have failed, and the rest go on."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from reportedly.errors import BadSetting, ReportedlyError, UnknownLanguage
from reportedly.fetch import Unread, pages
from reportedly.model import Page, Reading, iso_moment
from reportedly.model.vocabulary import ReaderName
from reportedly.reader import read_page, set_aside
from reportedly.settings import settings

from .online import Online
from .options import InputForm
from .plain import on_line
from .progress import bar, ready_gazetteer

ONE_URL = "--url is of one report: name one file, or give each its url in JSON Lines"


@dataclass(frozen=True, slots=True)
class Failure:
    """One report that couldn't be read: its id or name, and why."""

    id: str | None
    kind: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Give the line that stands in its place in JSON Lines."""
        return {"id": self.id, "error": {"kind": self.kind, "message": self.message}}


class Batch:
    """Read documents one after the other, counting those that fail.

    The facts given (`published`, `url`, …) fill in what a document doesn't say of itself. Raises BadSetting where one
    makes no sense.
    """

    def __init__(
        self,
        paths: list[str],
        *,
        form: InputForm,
        reader: ReaderName | None = None,
        online: Online | None = None,
        **facts: str | None,
    ) -> None:
        self._online = online or Online()
        if not paths and not self._online.lists and sys.stdin.isatty():
            raise BadSetting("nothing to read: name files or addresses, or pipe documents in (reportedly read --help)")
        if facts.get("url") and (len(paths) > 1 or self._online.lists):
            raise BadSetting(ONE_URL)
        check_date(facts.get("published"))
        self.failures = 0
        self._paths = paths or ([] if self._online.lists else ["-"])
        self._form = form
        self._reader: ReaderName = reader or settings().reader
        self._facts = {key: value for key, value in facts.items() if value is not None}

    @property
    def exit_status(self) -> int:
        """1 where anything failed."""
        return 1 if self.failures else 0

    def reads(self, file: Path) -> bool:
        """Say whether a file is one of those named as input."""
        return file.exists() and any(Path(one).exists() and file.samefile(one) for one in self._paths if one != "-")

    def readings(self) -> Iterator[Reading | Failure]:
        """Yield the reading of each document, or why there is none, in the order of the input."""
        for _, read in self._read():
            yield read

    def pairs(self) -> Iterator[tuple[Page, Reading]]:
        """Yield each document that could be read, with its reading."""
        for page, read in self._read():
            if page is not None and isinstance(read, Reading):
                yield page, read

    def _read(self) -> Iterator[tuple[Page | None, Reading | Failure]]:
        """Read each document; a failure is counted and said on standard error."""
        ready_gazetteer()
        sources = self._online.sources(self._paths)
        found = pages(sources, jsonl=self._form is InputForm.jsonl, web=self._online.web)
        with bar("reports") as shown:
            for number, page in enumerate(self._alone(found) if "url" in self._facts else found, 1):
                read = self._one(page)
                if isinstance(read, Failure):
                    self._complain(page, read.message)
                yield (page if isinstance(page, Page) else None), read
                shown.to(number)

    def _alone(self, found: Iterator[Page | Unread]) -> Iterator[Page | Unread]:
        """Refuse a second document before the first is read: one URL for several would make them one report."""
        first = list(islice(found, 2))
        if len(first) > 1:
            raise BadSetting(ONE_URL)
        yield from first

    def _complain(self, page: Page | Unread, message: str) -> None:
        """Count a failure, and say it on standard error."""
        self.failures += 1
        print(f"reportedly: {on_line(_name(page))}: {on_line(message)}", file=sys.stderr)  # noqa: T201

    def _one(self, page: Page | Unread) -> Reading | Failure:
        """Read one document, or say why not."""
        if isinstance(page, Unread):
            return Failure(page.id or page.name, page.error.kind, str(page.error))
        missing: dict[str, Any] = {key: value for key, value in self._facts.items() if getattr(page, key) is None}
        page = replace(page, **missing)
        try:
            return read_page(page, reader=self._reader)
        except UnknownLanguage as error:  # its text is kept and handed on; nothing is read into it
            self._complain(page, str(error))
            return set_aside(error)
        except ReportedlyError as error:
            return Failure(page.id or page.name, error.kind, str(error))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not stop the batch
            message = f"a fault of the reader ({type(error).__name__}: {error}): please report it with the document"
            return Failure(page.id or page.name, "fault", " ".join(message.split()))


def _name(page: Page | Unread) -> str:
    """Name a document for a message."""
    return page.name or page.id or "document"


def check_date(published: str | None) -> None:
    """Refuse a publication date that is none."""
    if published is None:
        return
    try:
        iso_moment(published)
    except ValueError as error:
        raise BadSetting(f"--published {published} is no date: write 2026-03-14 or 2026-03-14T09:30Z") from error
