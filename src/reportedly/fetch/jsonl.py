"""JSON Lines: one document a line."""

import json
from collections.abc import Iterator
from typing import IO, Any

from reportedly.errors import BadDocument, ReportedlyError, TooLarge
from reportedly.model import LARGEST, Page, iso_moment

from .unread import Unread

LONGEST_LINE = 3 * LARGEST
"""Bytes of a line: an escape of six bytes stands for a character that has two, at least."""
MOST_ITEMS = 5_000_000
"""Items that lists and objects of a line may have: each takes ten times as much memory as it has bytes."""
LONGEST_PASSED = 2_000_000_000
"""Bytes of a line that are passed over; what is longer has no end, as far as anyone can tell."""
_PIECE = 1_000_000
_FACTS = ("title", "published", "url", "publisher", "author")


def documents(stream: IO[bytes], *, name: str, first: int = 0, count: int | None = None) -> Iterator[Page | Unread]:
    """Yield the document of each line, or of `count` lines, where the stream stands after the `first` ones.

    A line is `{"id"?, "text" | "html", "title"?, "published"?, "url"?, "publisher"?, "author"?}`; blank ones are passed
    over. `name` is what the stream is called in messages, where lines are counted from 1. One line at a time is held; a
    line that isn't such a document is an `Unread`.
    """
    number = first
    while (count is None or number < first + count) and (line := stream.readline(LONGEST_LINE + 1)):
        number += 1
        where = f"{name} {number}" if name == "line" else f"{name}, line {number}"
        if len(line) > LONGEST_LINE:
            del line
            ended = _passed_over(stream)
            more = "split it up" if ended else "it seems to have no end, and nothing after it is read"
            yield Unread(where, TooLarge(f"The line has more than {LONGEST_LINE // 1_000_000} MB: {more}."))
            if not ended:
                return
        elif line.strip():
            yield _document(line, where, first=number == 1)


def _passed_over(stream: IO[bytes]) -> bool:
    """Read on to the end of a line that is too long, keeping none of it; say whether it has one."""
    passed = 0
    while line := stream.readline(_PIECE):
        passed += len(line)
        if line.endswith(b"\n"):
            return True
        if passed > LONGEST_PASSED:
            return False
    return True


def _document(line: bytes, where: str, *, first: bool) -> Page | Unread:
    read: Any = None
    try:
        read = _object(line.removeprefix(b"\xef\xbb\xbf") if first else line)
        return _page(read, where)
    except ReportedlyError as error:
        named = read.get("id") if isinstance(read, dict) else None
        return Unread(where, error, id=str(named) if isinstance(named, (str, int)) else None)


def has_too_many_items(content: bytes) -> bool:
    """Say whether what JSON there is might need more memory than any document."""
    return sum(content.count(mark) for mark in (b",", b"[", b"{")) > MOST_ITEMS


def _object(line: bytes) -> dict[str, Any]:
    if has_too_many_items(line):
        raise TooLarge(f"The line lists more than {MOST_ITEMS:,} things: write one flat object a line.")
    try:
        read = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadDocument(f"The line isn't UTF-8 (byte {error.start}): write JSON Lines in UTF-8.") from error
    except RecursionError as error:
        raise BadDocument("The line is nested too deep: write one flat object a line.") from error
    except ValueError as error:
        reason = getattr(error, "msg", "not JSON")
        raise BadDocument(f"The line isn't JSON ({reason}): write one object a line, with “text” or “html”.") from error
    if not isinstance(read, dict):
        raise BadDocument("The line isn't an object: write one object a line, with “text” or “html”.")
    return read


def _page(read: dict[str, Any], where: str) -> Page:
    content = {key: read[key] for key in ("text", "html") if read.get(key) is not None}
    if len(content) != 1:
        has = "both “text” and “html”" if content else "neither “text” nor “html”"
        raise BadDocument(f"The document has {has}: give it one of them.")
    media, body = content.popitem()
    if not isinstance(body, str):
        raise BadDocument(f"The document's “{media}” isn't a string: put the report's own words there.")
    named = read.get("id")
    if named is not None and (not isinstance(named, (str, int)) or isinstance(named, bool)):
        raise BadDocument("The document's “id” is neither a string nor a whole number: give it one, or leave it out.")
    facts: dict[str, Any] = {key: _fact(read, key) for key in _FACTS}
    return Page(
        body,
        media="html" if media == "html" else "text",
        id=str(named) if named is not None and named != "" else None,
        name=where,
        **facts,
    )


def _fact(read: dict[str, Any], key: str) -> str | None:
    """Give a fact about the document; an empty one is none."""
    value = read.get(key)
    if value is not None and not isinstance(value, str):
        raise BadDocument(f"The document's “{key}” isn't a string: write it as one, or leave it out.")
    if key == "published" and value:
        _check_date(value)
    return value or None


def _check_date(value: str) -> None:
    try:
        iso_moment(value)
    except ValueError as error:
        raise BadDocument(
            "The document's “published” is no date: write it as 2016-12-10 or 2016-12-10T08:30:00Z."
        ) from error
