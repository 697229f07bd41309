"""PDF: its text as paragraphs, read in a process of its own."""

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from statistics import median, quantiles
from typing import Any

from reportedly.errors import BadDocument
from reportedly.model import Page

from .layout import ENDS, SHORT, arranged
from .sandbox import apart, confine

LARGEST_PDF = 60_000_000
MOST_PAGES = 2_000
MOST_TEXT = 3_000_000
"""Characters; no report has nearly so many."""
MOST_ARRANGED = 300
"""Pages whose columns and tables are looked for, which takes as long again as their text."""
_OTHER_SIZE = 0.12
"""By how much of its size a line's type differs where another paragraph begins: a heading, a note."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s{1,3})?\d{1,4}(?:\s{0,3}(?:/|of)\s{0,3}\d{1,4})?", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:,|(?<!\w)(?:an?|and|as|at|but|by|for|from|has|have|in|into|is|its|of|on|or|said|than|that|the|their|to|was|were|who|with))$",
    re.IGNORECASE,
)
"""A line that ends like this goes on in the next, however short it is."""
_BULLET = re.compile(r"(?:[•●▪■◦‣–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_CELLS = " | "
# A line shorter than this part of the usual width, after the end of a sentence and without one, is a heading.
_HEADING = 0.5
_REPEATED = 3


def read_pdf(page: Page, content: bytes) -> Page:
    """Give the page of a PDF's text. Raises BadDocument, TooLarge."""
    from dataclasses import replace

    read = apart("reportedly.fetch.pdf", content, what="PDF")
    text = reflow([str(one) for one in read["pages"]])
    if not any(map(str.isalpha, text)):
        raise BadDocument("There is no text in the PDF, only pictures of it: have its words recognised (OCR) first.")
    note = (f"Only the first {MOST_PAGES} pages of the PDF were read.",) if read["cut"] else ()
    return replace(page, content=text, media="text", original=content, charset=None, notes=(*page.notes, *note))


def reflow(pages: list[str]) -> str:
    """Put the lines of pages together to paragraphs, parted by blank lines.

    Lines that stand at the head or foot of several pages, and page numbers, are left out; words parted at a line's
    end are joined.
    """
    sheets = [[line.strip() for line in page.splitlines()] for page in pages]
    running = _running(sheets)
    lines = [line for sheet in sheets for line in _body(sheet, running)]
    widths = [len(line) for line in lines if line]
    usual = quantiles(widths, n=4)[2] if len(widths) > 1 else 0
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        if line and paragraphs and before and not _parts(before, line, usual):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        elif line:
            paragraphs.append(line)
        before = line
    return "\n\n".join(paragraphs)


def _parts(before: str, line: str, usual: float) -> bool:
    """Say whether a paragraph ends between two lines."""
    if _BULLET.match(line) or _CELLS in line or _CELLS in before:
        return True
    ended = bool(ENDS.search(before))
    if ended and len(line) < _HEADING * usual and not ENDS.search(line) and not line[:1].islower():
        return True
    short = len(before) < SHORT * usual
    return short and (ended or not (line[:1].islower() or _OPEN.search(before)))


def _joined(paragraph: str, line: str) -> str:
    if paragraph.endswith("\u00ad"):
        return paragraph[:-1] + line
    if paragraph.endswith("-") and paragraph[-2:-1].isalpha() and line[:1].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line)


def _edges(sheet: list[str]) -> list[str]:
    """Give the first two and last two lines of a page that have words."""
    full = [line for line in sheet if line]
    return [*full[:2], *full[2:][-2:]]


def _running(sheets: list[list[str]]) -> set[str]:
    """Find the lines, numbers left out, that stand at the edges of several pages."""
    counts = Counter(shape for sheet in sheets for shape in {_shape(line) for line in _edges(sheet)})
    return {shape for shape, count in counts.items() if count >= _REPEATED and count > len(sheets) / 3}


def _body(sheet: list[str], running: set[str]) -> list[str]:
    edges = {line for line in _edges(sheet) if _shape(line) in running or _PAGE_NUMBER.fullmatch(line)}
    return [line for line in sheet if line not in edges]


def _extract(content: bytes) -> dict[str, Any]:
    """Take the text out of each page, as lines."""
    import io
    import logging

    from pypdf import PasswordType, PdfReader

    logging.disable()
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        return {"error": "The PDF is locked by a password: unlock it first."}
    pages: list[str] = []
    size = 0
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or size > MOST_TEXT:
            return {"pages": pages, "cut": True}
        pages.append(_sized(page))
        if number < MOST_ARRANGED:
            pages[-1] = _arranged(page, pages[-1])
        size += len(pages[-1])
    return {"pages": pages, "cut": False}


def _sized(page: Any) -> str:
    """Take the text out of a page, with an empty line wherever a line's type is larger or smaller than the last's."""
    sizes: list[float] = []

    def see(text: str, _: Any, matrix: Sequence[float], __: Any, size: float) -> None:
        high = abs(size * matrix[3]) if matrix[3] else abs(size)
        sizes.extend([high] * len(text))

    text = str(page.extract_text(visitor_text=see))
    if len(sizes) != len(text):
        return text
    lines: list[str] = []
    place, before = 0, 0.0
    for line in text.split("\n"):
        high = median(sizes[place : place + len(line)] or [before])
        if lines and before and abs(high - before) > _OTHER_SIZE * before:
            lines.append("")
        lines.append(line)
        place += len(line) + 1
        before = high
    return "\n".join(lines)


def _arranged(page: Any, text: str) -> str:
    """Put what stands in columns and tables in the order in which it's read, where the page can be laid out."""
    try:
        return arranged(text, str(page.extract_text(extraction_mode="layout")))
    except Exception:  # noqa: BLE001 - whatever odd fonts and places make the library raise: the text itself is there
        return text


def _main() -> None:
    """Read a PDF from standard input and write what was found as JSON."""
    confine()
    content = sys.stdin.buffer.read()
    try:
        found = _extract(content)
    except RecursionError:
        found = {"error": "The PDF is nested too deep: take its text out first."}
    except MemoryError:
        found = {"error": "The PDF needs too much memory: take its text out first."}
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes the library raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        found = {"error": f"The PDF is damaged ({said[:200]}): take its text out first, e.g. with pdftotext."}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main()
