"""`reportedly add`, `list`, `show` and `verify`: the ledger on the command line."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import BadSetting
from reportedly.ledger import Ledger
from reportedly.model import Page
from reportedly.settings import default_ledger

from .options import ListFormat, ReadFormat
from .plain import on_line
from .reading import write_one
from .show import console, show_reports

if TYPE_CHECKING:
    from .batch import Batch

SHOWN_PROBLEMS = 100
"""Problems of a ledger that are printed one by one; past that, their number says enough."""


def add(batch: "Batch", path: Path | None, *, warc: Path | None = None) -> None:
    """Read a batch into the ledger; a line per report says what became of it, on standard output."""
    counts: Counter[str] = Counter()
    with Ledger(path or default_ledger()) as ledger, _archive(warc) as archived:
        for page, reading in batch.pairs():
            archived(page)
            added = ledger.add(page, reading)
            counts[added.status] += 1
            fields = (added.status, added.report, reading.report.title or "")
            print(*map(on_line, fields), sep="\t", flush=True)  # noqa: T201
    told = [f"{number} {status}" for status, number in counts.items()]
    if batch.failures:
        told.append(f"{batch.failures} not read")
    print(f"{', '.join(told) or 'nothing to add'} · {path or default_ledger()}", file=sys.stderr)  # noqa: T201


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


def list_reports(path: Path | None, *, form: ListFormat, limit: int | None) -> None:
    """Print the reports of the ledger."""
    with Ledger(path or default_ledger(), readonly=True) as ledger:
        rows = ledger.reports(limit=limit)
    if form is ListFormat.table:
        show_reports(rows, console(sys.stdout))
    elif form is ListFormat.csv:
        from reportedly.export import rows_to_csv

        sys.stdout.writelines(rows_to_csv(asdict(row) for row in rows))
    elif form is ListFormat.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))  # noqa: T201
    else:
        sys.stdout.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)


def show_report(path: Path | None, name: str, *, form: ReadFormat) -> None:
    """Print the reading of one report."""
    with Ledger(path or default_ledger(), readonly=True) as ledger:
        reading = ledger.reading(name)
    write_one(reading, form=form, stream=sys.stdout)


def verify(path: Path | None) -> int:
    """Print what is wrong with the ledger, or that nothing is; give the exit status."""
    with Ledger(path or default_ledger(), readonly=True) as ledger:
        problems, counts = ledger.verify(), ledger.counts()
    for one in problems[:SHOWN_PROBLEMS]:
        print(f"{one.kind} {on_line(one.subject)}: {one.message}")  # noqa: T201
    if problems:
        print(f"{len(problems)} problems", file=sys.stderr)  # noqa: T201
        return 1
    print(f"clean: {', '.join(f'{number} {name}' for name, number in counts.items())}")  # noqa: T201
    return 0
