"""What a document is by its first bytes, and the documents in it: PDF, DOCX, letters, archives, exports."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Literal

from reportedly.errors import BadDocument, InputError
from reportedly.model import Page

from .archive import DEEPEST, of_stream
from .bundle import read_zip
from .feeds import is_feed
from .jsonl import documents
from .letter import read_letter
from .pdf import read_pdf
from .saved import with_origin
from .telegram import is_export, read_export
from .unread import Unread

HTML = (".html", ".htm", ".xhtml")
TEXT = (".txt", ".text", ".md")
LETTERS = (".eml", ".mhtml", ".mht")
LINES = (".jsonl", ".ndjson")
ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
PACKED = (".zip", ".wacz", ".docx")
KNOWN = (*HTML, *TEXT, *LINES, *LETTERS, *PACKED, ".pdf", ".warc", ".warc.gz", "result.json")
"""How files end that are taken from an archive."""

ZIP = b"PK\x03\x04"
_WARC = b"WARC/"
_EMPTY_ZIP = b"PK\x05\x06"
_PDF = b"%PDF-"
# readers of PDF look for its mark so far from the beginning
_PDF_HEAD = 1_024
_HEAD = 20_000
_FEED = "This is a feed, no report: `reportedly feeds add ADDRESS` follows it, and reads what it leads to."


def unpacked(page: Page, depth: int = 0) -> Iterator[Page | Unread]:
    """Yield the documents that a document holds: most often itself."""
    content = page.content
    name = page.name or ""
    if isinstance(content, str):
        yield page
    elif content.startswith((ZIP, _EMPTY_ZIP)):
        yield from of_zip(page, content, depth=depth)
    elif _PDF in content[:_PDF_HEAD] and not content[:_PDF_HEAD].lstrip().startswith(b"<"):
        yield _pdf(page, content)
    elif name.lower().endswith(LETTERS):
        for found in read_letter(page, content):
            if isinstance(found, Page) and isinstance(found.content, bytes) and depth <= DEEPEST:
                yield from unpacked(found, depth + 1)
            else:
                yield found
    elif name.lower().endswith(ARCHIVES) or content.startswith(_WARC):
        yield from of_stream(io.BytesIO(content), name or "archive")
    elif is_export(name, content[:_HEAD]):
        yield from read_export(content, name)
    elif name.lower().endswith(LINES):
        yield from documents(io.BytesIO(content), name=name)
    else:
        yield _alone(page, content)


def _alone(page: Page, content: bytes) -> Page | Unread:
    """Give a document that holds no others; a feed is none."""
    name = page.name or ""
    if is_feed(content[:_HEAD]):
        return Unread(name or page.url or "feed", BadDocument(_FEED))
    return with_origin(replace(page, media=page.media or media_of(name)))


def of_zip(page: Page, content: bytes | IO[bytes], *, depth: int = 0) -> Iterator[Page | Unread]:
    """Yield the documents of a ZIP archive."""
    yield from read_zip(page, content, depth=depth, known=KNOWN, unpack=unpacked)


def _pdf(page: Page, content: bytes) -> Page | Unread:
    try:
        return read_pdf(page, content)
    except InputError as error:
        return Unread(page.name or "PDF", error)


def media_of(name: str) -> Literal["text", "html"] | None:
    """Say what a file is by its name; None where its content has to tell."""
    lower = name.lower()
    if lower.endswith(HTML):
        return "html"
    return "text" if lower.endswith(TEXT) else None
