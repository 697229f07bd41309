"""`reportedly export`: the ledger's readings or questions in a format that others take."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from reportedly.errors import BadSetting
from reportedly.export.cases import Case
from reportedly.export.formats import FORMATS, Format
from reportedly.fetch import begin_warc, write_warc
from reportedly.keeping import Ledger
from reportedly.ledger import Scope
from reportedly.ledger.byhand import with_hands
from reportedly.model import Reading
from reportedly.model.account import EstimateRule
from reportedly.version import VERSION

from .keeping import opened
from .progress import bar
from .scoping import scope_of

PAGE = 500
"""Reports listed at a time: their readings are fetched one by one."""


def export(place: str | None, *, name: str, out: Path, rule: EstimateRule, **scope: Any) -> None:
    """Write what lies in the scope; what stands at the path is replaced only once all of it is written."""
    form = FORMATS[name]
    if form.folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadSetting(f"{name} is written into a folder of its own: {out} is there already")
    if not form.folder and out.is_dir():
        raise BadSetting(f"{out} is a folder: give a file's path")
    with opened(place) as ledger, bar(form.of) as shown:
        chosen = scope_of(ledger, **scope)
        number = 0

        def counted(things: Iterator[Any]) -> Iterator[Any]:
            nonlocal number
            for number, thing in enumerate(things, 1):
                shown.to(number)
                yield thing

        sources = {"readings": readings(ledger, chosen), "questions": cases(ledger, chosen, rule)}
        lines = _write(form, counted(chain.from_iterable(sources[name] for name in form.of.split(" and "))), out)
    # most questions are about nothing that ACLED or UCDP has a row for: none must not look like all
    rows = f", {max(lines - form.heads, 0)} rows" if lines is not None and form.heads is not None else ""
    print(f"{number} {form.of}{rows} · {out}", file=sys.stderr)  # noqa: T201


def archive(place: str | None, *, out: Path, **scope: Any) -> None:
    """Write the captures of the reports in a scope as a web archive; those without an address can't stand in one."""
    if out.is_dir():
        raise BadSetting(f"{out} is a folder: give a file's path")
    number = without = 0

    def write(pages: Iterable[Any], path: Path) -> None:
        nonlocal number, without
        with path.open("wb") as stream:
            begin_warc(stream, software=f"reportedly/{VERSION}")
            for page in pages:
                write_warc(page, stream)
                number, without = number + bool(page.url), without + (not page.url)
                shown.to(number)

    with opened(place) as ledger, bar("captures") as shown:
        reports = _all_reports(ledger, scope_of(ledger, **scope))
        pages = (page for report in reports for page in ledger.captures(report))
        _write(Format("warc", "captures as they came", "readings", write), pages, out)
    left = f", {without} without an address left out" if without else ""
    print(f"{number} captures{left} · {out}", file=sys.stderr)  # noqa: T201


def _all_reports(ledger: Ledger, scope: Scope) -> Iterator[str]:
    """Yield the ids of the reports in a scope, newest publication first."""
    after = None
    while True:
        rows = ledger.reports(scope, limit=PAGE, after=after)
        yield from (row.id for row in rows)
        after = rows.next
        if after is None:
            return


def readings(ledger: Ledger, scope: Scope) -> Iterator[Reading]:
    """Yield the current readings of the reports in a scope, newest publication first, with what was marked by hand.

    What coders marked blind is left out until their sheets may be compared.
    """
    for report in _all_reports(ledger, scope):
        yield with_hands(ledger, ledger.reading(report))


def cases(ledger: Ledger, scope: Scope, rule: EstimateRule) -> Iterator[Case]:
    """Yield the questions in a scope, each with what its answers testify and its reports' headlines."""
    titles: dict[str, str | None] = {}
    for question in ledger.full_questions(scope, rule=rule):
        said = {one.id: one for one in ledger.answering(question.id)}
        for report in question.reports:
            if report not in titles:
                titles[report] = ledger.reading(report).report.title
        yield Case(question, said, titles)


def _write(form: Format, things: Iterator[Any], out: Path) -> int | None:
    """Write beside the path first, so that an export that fails leaves what was there; give the lines of a table."""
    fresh = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        lines = form.write(things, fresh)
        fresh.replace(out)
    except OSError as error:
        raise BadSetting(f"{out} can't be written: {error.strerror or error}") from error
    finally:
        if fresh.is_dir():
            shutil.rmtree(fresh, ignore_errors=True)
        elif fresh.exists():
            fresh.unlink()
    return lines
