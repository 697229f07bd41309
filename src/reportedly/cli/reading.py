"""`reportedly read`: readings as they come, in the form asked for."""

import gc
import json
import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from reportedly.errors import BadSetting
from reportedly.export import to_csv, to_html
from reportedly.model import Page, Reading
from reportedly.reader import read_page

from .batch import Batch, Failure
from .options import ReadFormat

if TYPE_CHECKING:
    from reportedly.examples import Example

LONGEST_NAME = 200
"""Bytes of a file's name, before its number and suffix: file systems take 255."""


def rarely_collected() -> None:
    """Let Python look for things that hold each other less often than it does unasked, for the rest of the process.

    A reading makes many small things, next to none of them in circles; looking for some after every 700th took a tenth
    of what the rules take.
    """
    gc.set_threshold(10_000, 10, 10)


def write(batch: Batch, *, form: ReadFormat, table: str, out: Path | None) -> None:
    """Read a batch and write each reading as it comes."""
    if out and batch.reads(out):
        raise BadSetting(f"{out} is one of the reports to be read: name another file with --out")
    rarely_collected()
    if form is ReadFormat.html:
        _write_pages(batch, out)
        return
    with _opened(out) as stream:
        if form is ReadFormat.csv:
            stream.writelines(to_csv((one for one in batch.readings() if isinstance(one, Reading)), table=table))
            return
        for one in batch.readings():
            if form is ReadFormat.table:
                if isinstance(one, Reading):
                    _show(one, stream)
            else:
                indent = 2 if form is ReadFormat.json else None
                stream.write(json.dumps(one.to_dict(), ensure_ascii=False, indent=indent) + "\n")
                stream.flush()


def write_example(*, form: ReadFormat) -> None:
    """Read the first of the example reports."""
    from reportedly.examples import examples

    write_one(read_page(page_of(examples()[0])), form=form, stream=sys.stdout)


def page_of(example: "Example") -> Page:
    """Give an example as a page that is to be read."""
    return Page(
        content=example.content(),
        media="html" if example.media == "html" else "text",
        published=example.published,
        url=example.url,
        publisher=example.publisher,
        name=example.file,
    )


def write_one(reading: Reading, *, form: ReadFormat, stream: TextIO) -> None:
    """Write a single reading."""
    if form is ReadFormat.table:
        _show(reading, stream)
    elif form is ReadFormat.html:
        stream.write(to_html(reading))
    elif form is ReadFormat.csv:
        stream.writelines(to_csv([reading]))
    else:
        stream.write(reading.to_json(indent=2 if form is ReadFormat.json else None) + "\n")


def _show(reading: Reading, stream: TextIO) -> None:
    """Write a reading as a table."""
    # rich takes long to import, and other forms don't need it
    from .show import console, show_reading

    show_reading(reading, console(stream))


def _write_pages(batch: Batch, out: Path | None) -> None:
    """Write a reading as one HTML file, several as one file each in a folder."""
    single = out is None or out.suffix.lower() in (".html", ".htm")
    names: set[str] = set()
    for one in batch.readings():
        if isinstance(one, Failure):
            continue
        if single and names:
            raise BadSetting("several reports make several HTML files: name a folder for them with --out FOLDER")
        name = _file_name(one.report.id, taken=names)
        names.add(name.casefold())
        if out is None:
            sys.stdout.write(to_html(one))
        elif single:
            out.write_text(to_html(one), encoding="utf-8")
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(to_html(one), encoding="utf-8")


def _file_name(key: str, *, taken: Container[str]) -> str:
    """Make a file's name of a report's id; what file systems don't take becomes an underscore.

    Ids that come to the same name, also where case doesn't count, are numbered: no report's file is written over
    another's. `taken` are the names so far, casefolded.
    """
    stem = "".join(c if c.isalnum() or c in "-_." else "_" for c in key).lstrip(".")
    stem = stem.encode()[:LONGEST_NAME].decode(errors="ignore") or "report"
    numbered = (f"{stem}-{number}.html" for number in count(2))
    return next(name for name in chain([f"{stem}.html"], numbered) if name.casefold() not in taken)


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    """Open the file to write to, standard output where none is named."""
    if out is None:
        yield sys.stdout
        return
    try:
        stream = out.open("w", encoding="utf-8")
    except OSError as error:
        raise BadSetting(f"{out} can't be written ({error.strerror}): name another file with --out") from error
    with stream:
        yield stream
