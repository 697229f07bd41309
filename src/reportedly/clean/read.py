"""From page to article: plain text as it is, HTML by way of the article found in it."""

import re
from dataclasses import replace
from typing import Any

from reportedly.errors import BadDocument, BadSetting, TooLarge
from reportedly.model import Article, Page, iso_moment

from .decode import decode
from .report import Facts, make

# A page begins with its doctype, root element or a comment; or it has two of these elements near its beginning.
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    r"</?(?:div|p|article|section|span|h[1-6]|ul|li|table|a href|meta|br|main|blockquote)\b[^<>]{0,500}>", re.IGNORECASE
)
LONGEST = 2_000_000
"""Characters of a text that is read at once: each takes some 1.2 kB of memory; no report has nearly so many."""
LONGEST_FACT = 10_000
"""Characters of a title, a name or an address: a title is read with its text, and takes as much memory."""
LONGEST_OF_PAGE = 5_000
"""Of what a page says of itself, longer than this is no title, no name and no address."""
_SNIFF = 4_096
_FEWEST_ELEMENTS = 3


def clean(page: Page) -> Article:
    """Find the article in a page, with its headline, paragraphs, facts and furniture.

    For plain text `Article.text` is the content, code point for code point; for HTML it is the article's paragraphs,
    parted by blank lines. Raises InputError (EmptyInput, BinaryInput, BadDocument, NoArticle, TooLarge,
    UnknownLanguage), and BadSetting where `page.published` isn't ISO 8601.
    """
    page = replace(page, published=_published(page.published))
    _check_facts(page)
    text, encoding = decode(page.content, charset=page.charset)
    notes = (f"The document isn't valid UTF-8: it was read as {encoding}.",) if encoding else ()
    if page.media == "html" or (page.media is None and is_html(text)):
        from .web import find

        text, facts = find(text, page, notes)
        facts = _plausible(facts)
    else:
        facts = Facts(notes=notes)
    _check_length(text)
    return make(page, text, facts)


def _check_length(text: str) -> None:
    """Refuse a text that no memory would hold the reading of."""
    if len(text) > LONGEST:
        raise TooLarge(
            f"The text has {len(text) / 1e6:.1f} million characters, and the most that is read at once is "
            f"{LONGEST / 1e6:.0f} million: split it into its reports."
        )


def _published(value: str | None) -> str | None:
    """Give the publication date in the one form all rooms read; an empty one is none."""
    try:
        return iso_moment(value) if value else None
    except ValueError as error:
        raise BadSetting(f"“{value}” is no date: write it as 2016-12-10 or 2016-12-10T08:30:00+02:00.") from error


def _check_facts(page: Page) -> None:
    """Refuse facts that no file or ledger could hold, and those that no memory would hold the reading of."""
    for name in ("id", "url", "title", "publisher", "author", "forwarded_from"):
        value = getattr(page, name) or ""
        if len(value) > LONGEST_FACT:
            raise TooLarge(
                f"The document's “{name}” has {len(value):,} characters, and may have {LONGEST_FACT:,}: leave it out."
            )
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise BadDocument(
                f"The document's “{name}” holds half of a character (a lone surrogate): write it as valid UTF-8."
            ) from error


def _plausible(facts: Facts) -> Facts:
    """Leave out what a page says of itself at a length that nobody would read, and note it."""
    names = ("title", "publisher", "author", "url")
    long: dict[str, Any] = {name: None for name in names if len(getattr(facts, name) or "") > LONGEST_OF_PAGE}
    said = tuple(f"The page's {name} has more than {LONGEST_OF_PAGE:,} characters: it was left out." for name in long)
    return replace(facts, **{**long, "notes": (*facts.notes, *said)}) if long else facts


def is_html(text: str) -> bool:
    """Say whether a document is an HTML page, by its beginning."""
    head = text[:_SNIFF].lstrip("\ufeff \t\r\n")
    if _PAGE_START.match(head):
        return True
    return head.startswith("<") and len(_ELEMENT.findall(head)) >= _FEWEST_ELEMENTS
