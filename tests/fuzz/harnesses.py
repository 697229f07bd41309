"""What is fuzzed: each takes bytes that somebody made up, and fails where our code breaks its word about them."""

import io
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from reportedly.errors import InputError
from reportedly.model import Article, Page, Reading

NAME = "fuzzed"
URL = "https://news.example/a"
LONGEST_TEXT = 1_500
"""Characters of a text that goes through the reader's networks: more only makes them slower."""

NUMBERS = (
    "two", "a", "dozens", "hundreds of", "17", "1,200", "1.5", "3", "20", "million", "thousand", "per cent", "%", "$",
    "£", "km", "more than", "at least", "about", "between", "and", "from", "to", "of", "half", "a third of", "no",
    "none", "Nos", "-", "–", "/", ".", ",", "(", ")", "people", "civilians", "militants", "houses", "were killed",
    "were injured", "wounded", "fled", "arrested", "including", "another", "children", "the toll rose to",
    "raised from", "twenty-", "one", "hundred", "½", "10^6", "²", "００７", "٣", "IV", "€", "tonnes", "families",
    "\n\n", "'s", "“", "”",
)  # fmt: skip
TIMES = (
    "Monday", "Tuesday", "yesterday", "today", "last", "next", "this", "the", "week", "month", "year", "weekend",
    "early", "late", "mid-", "morning", "night", "March", "May", "December", "10", "31", "30", "29", "February",
    "2024", "2023", "'90s", "1990s", "century", "BC", "ago", "in", "by", "until", "since", "from", "to", "between",
    "and", "for", "two", "three", "hours", "days", "minutes", "decades", "8", ":", "30", "a.m.", "p.m.", "GMT",
    "noon", "midnight", "fiscal", "quarter", "first", "half", "of", "Ramadan", "Christmas", "Eve", "-", "–", "/", ",",
    ".", "every", "daily", "weekly", "0", "00", "99999", "second", "later", "earlier", "before", "after", "he said",
    "was killed", "\n\n",
)  # fmt: skip


def clean_page(data: bytes) -> None:
    """The cleaner finds an article in any page, or refuses it; what it labels lies in the text."""
    article = _cleaned(Page(data, media="html", url=URL, name=NAME))
    if article is not None:
        for one in article.furniture:
            assert all(_words(article, span) == span.text for span in one.spans)


def clean_text(data: bytes) -> None:
    """The cleaner takes any text as it is, whatever its encoding."""
    article = _cleaned(Page(data, media="text", name=NAME))
    if article is not None:
        for one in article.furniture:
            assert all(_words(article, span) == span.text for span in one.spans)


def quotations(data: bytes) -> None:
    """Quotations lie in their text, in order, and don't overlap."""
    from reportedly.attribute.quotations import find_in

    text = _text(data, "“”‘’\"'«»„‚`「」…,.!?– abcNT\n", longest=4_000)
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    found = find_in(text, paragraphs)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


def quantities(data: bytes) -> None:
    """Numbers in any order of words give values within their bounds, in spans that quote the text."""
    _read(_sentence(data, NUMBERS))


def timexes(data: bytes) -> None:
    """Words of time in any order give intervals that begin before they end, or none."""
    reading = _read(_sentence(data, TIMES))
    for one in reading.timexes if reading else ():
        assert one.start is None or one.end is None or one.start <= one.end, one


def whole(data: bytes) -> None:
    """Any text is read, and what comes out is a reading as the contract has it."""
    _read(data.decode("utf-8", "replace")[:LONGEST_TEXT])


def feeds(data: bytes) -> None:
    """Any bytes are a feed, or refused; its entries have addresses of the web."""
    from reportedly.fetch.feeds import parse_feed
    from reportedly.fetch.opml import read_opml

    for read in (lambda: parse_feed(data, URL), lambda: list(read_opml(data))):
        try:
            read()
        except InputError:
            continue


def archives(data: bytes) -> None:
    """Any bytes are an archive, or told to be none; what is taken out of it is a page or says why not."""
    from reportedly.fetch.archive import of_stream
    from reportedly.fetch.unread import Unread

    for one in of_stream(io.BytesIO(data), NAME):
        assert isinstance(one, (Page, Unread))


def lines(data: bytes) -> None:
    """Any line is a document, or told to be none, and the lines after it are read all the same."""
    from reportedly.fetch.jsonl import documents

    found = list(documents(io.BytesIO(data + b'\n{"id": "last", "text": "It fell."}\n'), name=NAME))
    assert isinstance(found[-1], Page)
    assert found[-1].id == "last"


def contract(data: bytes) -> None:
    """Any JSON is a reading, or refused; a reading is written and read back as it was.

    Bytes are JSON where they begin with a brace; else every two of them put something else somewhere into a reading.
    """
    from pydantic import ValidationError

    from reportedly.model import from_json, to_json

    text = data if data.startswith((b"{", b"[")) else json.dumps(_spoiled(data)).encode()
    try:
        reading = from_json(Reading, text)
    except ValidationError:
        return
    assert from_json(Reading, to_json(reading)) == reading


ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 1e308, 10**400, "", "x", "CT+", "2024-02-30", "\ud800", [], {}, [[]], [None], {"": ""},
    "a1",
)  # fmt: skip


def _spoiled(data: bytes) -> Any:
    """Put odd values into a reading: the first byte of two says where, the second what."""
    from reportedly.model import to_plain
    from reportedly.reader import read

    if "plain" not in _MADE:
        _MADE["plain"] = json.dumps(to_plain(read("Two men were held, police said.", id="x", reader="fast")))
    plain = json.loads(_MADE["plain"])
    for where, what in zip(data[::2], data[1::2], strict=False):
        places = list(_places(plain))
        inside, key = places[(where * 7) % len(places)]
        # a copy: one that is put into itself would have no end
        inside[key] = deepcopy(ODD[what % len(ODD)])
    return plain


_MADE: dict[str, str] = {}


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a JSON value: what holds it, and its key there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in list(inner):
        yield value, key
        yield from _places(one)


HARNESSES: dict[str, Callable[[bytes], Any]] = {
    one.__name__: one
    for one in (
        clean_page, clean_text, quotations, quantities, timexes, whole, feeds, archives, lines, contract,
    )
}  # fmt: skip


def _cleaned(page: Page) -> Article | None:
    """Clean a page; None where it's refused."""
    from reportedly.clean import clean

    try:
        return clean(page)
    except InputError:
        return None


def _words(article: Article, span: Any) -> str:
    """Give what stands where a span points."""
    return ((article.title or "") if span.in_ == "title" else article.text)[span.start : span.end]


def _text(data: bytes, letters: str, *, longest: int) -> str:
    """Write a text of few letters: a byte each."""
    return "".join(letters[byte % len(letters)] for byte in data[:longest])


def _sentence(data: bytes, words: tuple[str, ...]) -> str:
    """Write a text of a list's words: a byte each."""
    return " ".join(words[byte % len(words)] for byte in data[:200])[:LONGEST_TEXT]


def _read(text: str) -> Reading | None:
    """Read a text with the fast reader, and hold the reading against the contract; None where it's refused."""
    from reportedly.model import to_plain
    from reportedly.reader import read
    from tests.property.invariants import broken

    document = {"id": NAME, "text": text, "published": "2024-02-29"}
    try:
        reading = read(text, published=document["published"], id=NAME, media="text", reader="fast")
    except InputError:
        return None
    found = broken(to_plain(reading), document)
    assert not found, found
    return reading
