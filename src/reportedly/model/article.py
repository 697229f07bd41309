"""What comes in: a page as fetched, and the article that is found in it."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from .span import Span
from .vocabulary import CreditKind, FurnitureKind, PublishedBasis

TITLE_GAP = "\n\n"
"""What stands between a separate title and the text in `Article.full_text`: a paragraph's end."""

LARGEST = 20_000_000
"""No document has more bytes or characters than this; a thick book has two million."""

_EXTENDED = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)

YEARS = range(1600, 3000)
"""Newspapers began in 1605. Systems without a date write the year 1, or 9999: nothing can be reckoned from those."""

Offsets = tuple[int, int]
"""Start and end in code points of `Article.full_text`, end-exclusive."""


def iso_moment(value: str) -> str:
    """Write a date, or date and time, in the extended form of ISO 8601: as it is where it has it already.

    The basic form (20161210), weeks (2016-W49-6) and a blank in place of the T are understood. Raises ValueError where
    it is none of these, or no year in which a report may have been published.
    """
    moment = datetime.fromisoformat(value)
    if moment.year not in YEARS:
        raise ValueError(f"no report was published in {moment.year}")
    if _EXTENDED.fullmatch(value):
        return value
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return moment.isoformat()


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one document as it came, before anything is read into it.

    `content` is bytes where the encoding is still to be found, else text. `published` is ISO 8601, a date or a date and
    time. `id` is the document's own, where it has one.
    """

    content: bytes | str
    media: Literal["text", "html"] | None = None
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    retrieved: str | None = None
    name: str | None = None
    """Where it came from, for messages: a path, a URL, a line's number."""
    charset: str | None = None
    """The encoding its sender declares, as in an HTTP header."""
    original: bytes | None = None
    """The file's own bytes, where `content` was taken out of it: a PDF, a letter. They are what a capture keeps."""
    headers: tuple[tuple[str, str], ...] = ()
    """What came with it over HTTP, in order, names in lower case; `:status` is the status. Empty for a file."""
    via: tuple[str, ...] = ()
    """The addresses that led to `url`, the one asked for first: redirects, and the page's own canonical address."""
    forwarded_from: str | None = None
    """Who said it first, where its publisher only forwards it: another channel, the sender of a forwarded letter."""
    notes: tuple[str, ...] = ()
    """What the user should know of how it came: one sentence each."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Mark what belongs to the page and not to the report."""

    kind: FurnitureKind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """Name who made the report, or what the page says about it: byline, agency, dateline, disclaimer."""

    kind: CreditKind
    name: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Lead from a stretch of `report.text` back to the element of the page it was taken from.

    `path` is an XPath in the page as parsed; `start` and `end` are code points of `report.text`.
    """

    start: int
    end: int
    path: str


@dataclass(frozen=True)
class Article:
    """Hold the report's text, what is known about it, and what on the page is not report.

    All rooms work on `full_text`: the text, or, where the title stands apart from it, the title, a blank line and the
    text. `headline` and `paragraphs` are offsets into `full_text`; paragraphs leave furniture out, and the headline
    too.
    """

    id: str
    text: str
    sha256: str
    """Of the UTF-8 bytes of `text`."""
    title: str | None = None
    title_apart: bool = False
    """Whether the title isn't part of `text`."""
    headline: Offsets | None = None
    headline_copy: Offsets | None = None
    """Where the text begins with a copy of the title that stands apart; it is one of `paragraphs` too."""
    paragraphs: tuple[Offsets, ...] = ()
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: PublishedBasis = "none"
    retrieved: str | None = None
    language: str | None = None
    """ISO 639-1, None where it can't be told (too short)."""
    furniture: tuple[Furniture, ...] = ()
    credits: tuple[Credit, ...] = ()
    anchors: tuple[Anchor, ...] = field(default=())
    notes: tuple[str, ...] = ()
    """What the user should know of how the document was read: one sentence each."""

    @cached_property
    def full_text(self) -> str:
        """Title and text as one string, where the title stands apart; else the text."""
        return f"{self.title}{TITLE_GAP}{self.text}" if self.title_apart and self.title else self.text

    @cached_property
    def shift(self) -> int:
        """Where `text` begins in `full_text`."""
        return len(self.full_text) - len(self.text)

    @cached_property
    def furniture_offsets(self) -> tuple[Offsets, ...]:
        """Every stretch of furniture in `full_text`, in order."""
        return tuple(sorted(self.offsets(span) for one in self.furniture for span in one.spans))

    def span(self, start: int, end: int) -> Span:
        """Make the span of the contract from offsets into `full_text`.

        Raises ValueError where the offsets are out of bounds, empty, or run from the title into the text.
        """
        if not 0 <= start < end <= len(self.full_text):
            raise ValueError(f"no span from {start} to {end} in {len(self.full_text)} characters")
        if start >= self.shift:
            return Span(start - self.shift, end - self.shift, self.full_text[start:end])
        if self.title is None or end > len(self.title):
            raise ValueError(f"the span from {start} to {end} runs from the title into the text")
        return Span(start, end, self.full_text[start:end], in_="title")

    def offsets(self, span: Span) -> Offsets:
        """Lead a span back to offsets into `full_text`."""
        return (span.start, span.end) if span.in_ else (span.start + self.shift, span.end + self.shift)

    def is_headline(self, start: int) -> bool:
        """Say whether an offset into `full_text` stands in the headline, or in its copy at the text's beginning."""
        one, copy = self.headline, self.headline_copy
        return (one is not None and one[0] <= start < one[1]) or (copy is not None and copy[0] <= start < copy[1])

    def is_furniture(self, start: int, end: int) -> bool:
        """Say whether any part of a stretch of `full_text` is furniture."""
        return any(a < end and start < b for a, b in self.furniture_offsets)
