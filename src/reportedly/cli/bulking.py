"""`reportedly bulk`, `load` and `sql`: archives at large."""

import csv
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.bulk import Options, Outcome, Progress, load, query, run
from reportedly.bulk.load import count
from reportedly.settings import settings

from .keeping import opened
from .options import ListFormat
from .plain import harmless, on_line
from .progress import bar, ready_gazetteer
from .stopping import resumable

if TYPE_CHECKING:
    from reportedly.model.vocabulary import ReaderName

_SELDOM = 30.0
"""Seconds between two lines of progress where standard error is no terminal."""
_OFTEN = 1.0
_MINUTE = 60
_HOUR = 3600


def bulk(
    inputs: list[str],
    out: Path,
    *,
    workers: int | None,
    cluster: str | None,
    reader: "ReaderName | None",
    news_only: bool,
    copies: bool,
) -> int:
    """Read all inputs into a folder; give the exit status: 1 where something couldn't be read."""
    ready_gazetteer()
    options = Options(reader=reader or settings().reader, news_only=news_only, copies=copies)
    with resumable(out):
        told = run(
            inputs,
            out,
            options=options,
            workers=workers or settings().bulk.workers or os.cpu_count() or 1,
            cluster=cluster,
            told=_Teller().tell,
        )
    print(_summary(told, out), file=sys.stderr)  # noqa: T201
    return 1 if told.failures else 0


def _summary(told: Outcome, out: Path) -> str:
    rate = f", {told.documents / told.seconds:.1f} a second" if told.seconds else ""
    return (
        f"{told.documents:,} documents: {told.read:,} read, {told.copies:,} copies of others, {told.failures:,} not "
        f"read (see `reportedly sql 'FROM failures' --dir {out}`) · {_time(told.seconds)}{rate} · "
        f"at most {told.peak_mb:,} MB a worker · {out}"
    )


class _Teller:
    """Say how far a run is, now and then, on standard error."""

    def __init__(self) -> None:
        self._last = 0.0
        self._pause = _OFTEN if sys.stderr.isatty() else _SELDOM

    def tell(self, now: Progress) -> None:
        """Say it, if it's time."""
        if time.monotonic() - self._last < self._pause and now.parts < now.of:
            return
        self._last = time.monotonic()
        doing = "looked at" if now.phase == "look" else "read"
        left = f", about {_time(now.seconds_left)} left" if now.seconds_left else ""
        line = f"{doing} {now.parts:,} of {now.of:,} parts ({now.documents:,} documents){left}"
        end = "\r" if sys.stderr.isatty() and now.parts < now.of else "\n"
        print(f"{line:<79}", file=sys.stderr, end=end, flush=True)  # noqa: T201


def _time(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < 2 * _HOUR else f"{seconds / _HOUR:.1f} h"


def load_into(folder: Path, ledger: str | None) -> None:
    """Load a run into the ledger."""
    whole = count(folder)
    counts: Counter[str] = Counter()
    with opened(ledger, readonly=False) as kept, bar("reports") as shown:
        where = kept.shown
        with resumable(where):
            for number, added in enumerate(kept.load(load(folder)), 1):
                counts[added.status] += 1
                shown.to(number, whole)
    told = ", ".join(f"{number:,} {status}" for status, number in counts.items()) or "nothing to load"
    print(f"{told} · {where}", file=sys.stderr)  # noqa: T201


def sql(text: str, folder: Path, *, form: ListFormat) -> None:
    """Print what a query gives."""
    rows = query(text, folder)
    if form is ListFormat.csv:
        _write_csv(rows)
    elif form is ListFormat.jsonl:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
    elif form is ListFormat.json:
        sys.stdout.write(json.dumps(list(rows), ensure_ascii=False, default=_plain, indent=2) + "\n")
    else:
        _show(list(rows))


def _plain(value: Any) -> Any:
    return f"<{len(value)} bytes>" if isinstance(value, bytes) else str(value)


def _write_csv(rows: Any) -> None:
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _plain(value) if isinstance(value, bytes) else value for key, value in row.items()})


def _show(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from .show import console

    if not rows:
        print("no rows")  # noqa: T201
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for name in rows[0]:
        table.add_column(on_line(name), overflow="fold")
    for row in rows:
        shown = ("" if value is None else _plain(value) for value in row.values())
        table.add_row(*(Text(harmless(one)) for one in shown))
    console(sys.stdout).print(table)
