"""`reportedly add`, `list`, `show` and `verify`: the ledger on the command line."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import BadSetting
from reportedly.keeping import Ledger
from reportedly.ledger import Head
from reportedly.model import Page

from .listing import say_more, write
from .options import ListFormat, ReadFormat
from .plain import on_line
from .progress import bar
from .reading import write_one
from .scoping import scope_of
from .show import console, show_reports
from .stopping import resumable

if TYPE_CHECKING:
    from .batch import Batch

SHOWN_PROBLEMS = 100
"""Problems of a ledger that are printed one by one; past that, their number says enough."""


def opened(place: str | None, *, readonly: bool = True) -> Ledger:
    """Open the ledger, with a bar where an older version left much to reconcile."""
    with bar("reconciling") as shown:
        return Ledger(place, readonly=readonly, told=shown.to)


def add(batch: "Batch", path: str | None, *, warc: Path | None = None) -> None:
    """Read a batch into the ledger; a line per report says what became of it, on standard output."""
    counts: Counter[str] = Counter()
    with opened(path, readonly=False) as ledger, _archive(warc) as archived:
        where = ledger.shown
        with resumable(where):
            for page, reading in batch.pairs():
                archived(page)
                added = ledger.add(_dated(page), reading)
                counts[added.status] += 1
                fields = (added.status, added.report, reading.report.title or page.url or page.name or "")
                print(*map(on_line, fields), sep="\t", flush=True)  # noqa: T201
    told = [f"{number} {status}" for status, number in counts.items()]
    if batch.failures:
        told.append(f"{batch.failures} not read")
    print(f"{', '.join(told) or 'nothing to add'} · {where}", file=sys.stderr)  # noqa: T201


def _dated(page: Page) -> Page:
    """Take a file to be as of when it was last written, where nothing says when it was retrieved.

    So of two saved versions of one address the later is the current revision, in whatever order they're added.
    """
    file = Path(page.name) if page.name and page.retrieved is None else None
    if file is None or not file.is_file():
        return page
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return replace(page, retrieved=written.isoformat(timespec="seconds"))


@contextmanager
def _archive(path: Path | None) -> Iterator[Callable[[Page], object]]:
    """Open a new WARC archive, and give what writes a page to it; without a path, nothing is written."""
    if path is None:
        yield lambda _: None
        return
    from reportedly.fetch import begin_warc, write_warc
    from reportedly.version import VERSION

    try:
        stream = path.open("xb")
    except OSError as error:
        raise BadSetting(f"{path} can't be made ({error.strerror}): name a new file with --warc") from error
    with stream:
        begin_warc(stream, software=f"reportedly/{VERSION}")
        yield lambda page: write_warc(page, stream)


def list_reports(
    path: str | None, *, form: ListFormat, limit: int | None, after: str | None = None, **scope: Any
) -> None:
    """Print the reports of the ledger."""
    with opened(path) as ledger:
        rows = ledger.reports(scope_of(ledger, **scope), limit=limit, after=after)
    if form is ListFormat.table:
        show_reports(rows, console(sys.stdout))
        say_more(rows)
    else:
        write(rows, form=form, columns={}, nothing="")


def show_report(path: str | None, name: str, *, form: ReadFormat) -> None:
    """Print the reading of one report."""
    with opened(path) as ledger:
        reading = ledger.reading(name)
    write_one(reading, form=form, stream=sys.stdout)


def print_head(path: str | None) -> None:
    """Print the log's head as JSON."""
    with opened(path) as ledger:
        print(json.dumps(asdict(ledger.head())))  # noqa: T201


def verify(path: str | None, *, against: Path | None, derived: bool) -> int:
    """Print what is wrong with the ledger, or that nothing is; give the exit status."""
    head = head_from(against) if against else None
    with opened(path) as ledger:
        problems, counts = ledger.verify(head, derived=derived), ledger.counts()
    for one in problems[:SHOWN_PROBLEMS]:
        print(f"{one.kind} {on_line(one.subject)}: {one.message}")  # noqa: T201
    if problems:
        print(f"{len(problems)} problems", file=sys.stderr)  # noqa: T201
        return 1
    print(f"clean: {', '.join(f'{number} {name}' for name, number in counts.items())}")  # noqa: T201
    return 0


def head_from(path: Path) -> Head:
    """Read a head that was kept elsewhere. Raises BadSetting."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return Head(int(plain["number"]), str(plain["hash"]))
    except OSError as error:
        raise BadSetting(f"{path} can't be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadSetting(f"{path} is no head: make one with `reportedly verify --head > {path}`") from error


def write_datasette(place: str | None, out: Path) -> None:
    """Write Datasette's metadata and plugin for a ledger, and print the command that uses them."""
    import shlex

    from reportedly.ledger import datasette

    with opened(place) as ledger:
        if isinstance(ledger.place, str):
            raise BadSetting("Datasette opens SQLite files only: this ledger is in PostgreSQL")
        path = ledger.path
    try:
        command = datasette.write(path, out)
    except OSError as error:
        raise BadSetting(f"{out} can't be written: {error.strerror or error}") from error
    print(shlex.join(command))  # noqa: T201
