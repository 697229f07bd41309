"""Feeds: RSS, Atom and JSON Feed, whole, truncated or broken, as entries."""

import hashlib
import io
import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from reportedly.errors import BadDocument, FetchError, TooLarge

from .client import checked

LARGEST_FEED = 10_000_000
MOST_ENTRIES = 1_000
"""The newest so many entries of a feed are looked at."""
_HEAD = 4_000
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MARKUP = re.compile(rb"<\s{0,9}(?:\?xml|rss|feed|rdf:RDF|\w{1,9}:feed)\b", re.IGNORECASE)
_SITEMAP = re.compile(rb"<\s{0,9}(?:urlset|sitemapindex)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<([a-zA-Z][\w:-]{0,20})")
_DECLARED = re.compile(r"^(\s{0,99}<\?xml[^<>]{0,99}?)\bencoding\s{0,9}=\s{0,9}[\"'][^\"'<>]{0,40}[\"']")
_TAG = re.compile(rb"<(/?)([a-zA-Z][\w:-]{0,40})[^<>]{0,9000}?(/?)>")
_MARKS = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_MARKED = ("text/html", "application/xhtml+xml")
_OFTEN_OPEN = frozenset((b"br", b"img", b"p", b"li", b"hr", b"input", b"link", b"source", b"td", b"tr"))
# Parsers of feeds take time that grows with the square of a feed's depth, and much for each entry.
_DEEPEST = 100
_MOST_ITEMS = 20_000
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_ALTERNATE = re.compile(r"""\btype\s{0,5}=\s{0,5}["']?application/(?:rss|atom|feed)\+(?:xml|json)""", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s{0,5}=\s{0,5}(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s>"']{1,2000}))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `print` is a hash of all that it says: where it changes, the entry was revised."""

    id: str
    url: str | None
    title: str | None
    published: str | None
    author: str | None
    html: str | None
    """What the feed itself holds of the text."""
    print: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is now, newest entries first as its maker put them; `broken` says what is wrong with its form."""

    url: str
    title: str | None
    entries: tuple[Entry, ...]
    broken: str | None = None


def is_feed(head: bytes) -> bool:
    """Say whether a document, by its first bytes, is a feed: RSS, Atom or JSON Feed."""
    head = head[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return b"//jsonfeed.org/version/" in head
    root = _ROOT.search(head) if head.startswith(b"<") else None
    return root is not None and root[1].lower().rpartition(b":")[2] in (b"rss", b"feed", b"rdf")


def parse_feed(content: bytes, url: str) -> Feed:
    """Read a feed; one that breaks off gives the entries before. Raises BadDocument, TooLarge."""
    if len(content) > LARGEST_FEED:
        raise TooLarge(f"The feed has more than {LARGEST_FEED // 1_000_000} MB: it isn't read.")
    content = _in_utf8(content)
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return _json_feed(content, url)
    if _SITEMAP.search(head):
        raise BadDocument("This is a sitemap, no feed: look for the site's RSS or Atom feed, or add its addresses.")
    if not _MARKUP.search(head):
        raise BadDocument("This is no feed: it is neither RSS nor Atom nor JSON Feed.")
    if _ENTITY.search(content):
        raise BadDocument("The feed declares entities, which no feed needs: it isn't read.")
    if content.count(b"<item") + content.count(b"<entry") > _MOST_ITEMS:
        raise TooLarge(f"The feed has more than {_MOST_ITEMS:,} entries: it isn't read.")
    if _depth(content) > _DEEPEST:
        raise BadDocument(f"The feed is nested more than {_DEEPEST} levels deep: it isn't read.")
    return _xml_feed(content, url)


def _in_utf8(content: bytes) -> bytes:
    """Give a feed that begins with the mark of UTF-16 in UTF-8; another one as it is. Raises BadDocument."""
    if not content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content
    try:
        return _DECLARED.sub(r"\1", content.decode("utf-16"), count=1).encode()
    except UnicodeError as error:
        raise BadDocument("The feed is damaged: it begins as UTF-16, and isn't.") from error


def _outside(content: bytes) -> Iterator[bytes]:
    """Yield what of a feed isn't CDATA: tags in there are text."""
    place = 0
    while (start := content.find(b"<![CDATA[", place)) >= 0:
        yield content[place:start]
        end = content.find(b"]]>", start)
        if end < 0:
            return
        place = end
    yield content[place:]


def _depth(content: bytes) -> int:
    """Give how deep the elements of a feed are nested, those left out whose ends may be missing in broken ones."""
    deepest = depth = 0
    for closes, name, closed in _TAG.findall(b"".join(_outside(content))):
        if name.lower() in _OFTEN_OPEN or closed:
            continue
        depth = max(0, depth - 1) if closes else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _xml_feed(content: bytes, url: str) -> Feed:
    import feedparser

    try:
        # as a stream: what is text might be taken for an address, and fetched
        read = feedparser.parse(io.BytesIO(content), response_headers={"content-location": url}, sanitize_html=False)
    except Exception as error:  # the parser lets through whatever its parts raise: no list of errors is whole
        raise BadDocument(f"The feed is damaged ({type(error).__name__}).") from error
    if not read.entries and ((read.bozo and _matters(read)) or not read.version):
        raise BadDocument(f"The feed is damaged ({_said(read.get('bozo_exception'))}).")
    entries = (_xml_entry(one, url) for one in read.entries[:MOST_ENTRIES])
    broken = _said(read.get("bozo_exception")) if read.bozo and _matters(read) else None
    return Feed(url, words(_plain(read.feed, "title")), _distinct(entries), broken)


def _distinct(entries: Iterable[Entry | None]) -> tuple[Entry, ...]:
    """Leave out what is no entry; entries that share an id are told apart by their addresses."""
    found = [one for one in entries if one]
    often = Counter(one.id for one in found)
    return tuple(replace(one, id=one.url) if one.url and often[one.id] > 1 else one for one in found)


def _plain(of: Any, name: str) -> Any:
    """Give a text construct of a feed without the markup that it may have."""
    value = of.get(name)
    kind = (of.get(f"{name}_detail") or {}).get("type")
    return unescape(_MARKS.sub("", value)) if isinstance(value, str) and kind in _MARKED else value


def _matters(read: Any) -> bool:
    """Say whether a feed is really broken: that its encoding is declared wrong, or its type not at all, is no harm."""
    return type(read.bozo_exception).__name__ not in ("CharacterEncodingOverride", "NonXMLContentType")


def _xml_entry(one: Any, base: str) -> Entry | None:
    contents = [part.get("value") for part in one.get("content", ()) if isinstance(part.get("value"), str)]
    html = max([*contents, one.get("summary") or ""], key=len) or None
    # asked for what is there: feedparser gives the one for the other, and warns that it won't for ever
    given = (one[name] for name in ("published_parsed", "updated_parsed") if name in one)
    when = next(filter(None, given), None)
    return _entry(
        key=one.get("id") or one.get("link"),
        url=address(one.get("link"), base),
        title=_plain(one, "title"),
        published=_moment(when[:6]) if when else None,
        author=one.get("author"),
        html=html,
    )


def _json_feed(content: bytes, url: str) -> Feed:
    try:
        read = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadDocument(f"The feed is damaged: its JSON breaks off ({type(error).__name__}).") from error
    items = read.get("items") if isinstance(read, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(read.get("version")):
        raise BadDocument("This is no feed: it is neither RSS nor Atom nor JSON Feed.")
    entries = (_json_entry(one, url) for one in items[:MOST_ENTRIES] if isinstance(one, dict))
    return Feed(url, words(read.get("title")), _distinct(entries))


def _json_entry(one: dict[str, Any], base: str) -> Entry | None:
    authors = one.get("authors") or [one.get("author")]
    first = authors[0] if isinstance(authors, list) and authors and isinstance(authors[0], dict) else {}
    marked, bare = one.get("content_html"), one.get("content_text") or one.get("summary")
    text = marked or (_as_html(bare) if isinstance(bare, str) else None)
    return _entry(
        key=one.get("id") or one.get("url"),
        url=address(one.get("url") or one.get("external_url"), base),
        title=one.get("title"),
        published=_iso(one.get("date_published") or one.get("date_modified")),
        author=first.get("name"),
        html=text if isinstance(text, str) else None,
    )


def _as_html(text: str) -> str:
    """Write plain text as HTML, its paragraphs as such."""
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in re.split(r"\n\s{0,99}\n", text) if one.strip())


def _entry(
    *, key: Any, url: str | None, title: Any, published: str | None, author: Any, html: str | None
) -> Entry | None:
    """Make an entry; None where nothing tells it from others, or leads to its text."""
    title, author = words(title), words(author)
    clean = html.encode("utf-8", "replace").decode() if html else None
    named = words(str(key)) if key is not None else None
    if not (url or clean) or not (named or url or title):
        return None
    said = json.dumps([url, title, published, author, clean])
    return Entry(
        named or url or title or "",
        url,
        title,
        published,
        author,
        clean,
        hashlib.sha256(said.encode()).hexdigest()[:32],
    )


def words(value: Any) -> str | None:
    """Give a name or title on one line, of bounded length; None where there is none."""
    return (
        " ".join(value.encode("utf-8", "replace").decode().split())[:1000] or None if isinstance(value, str) else None
    )


def address(value: Any, base: str) -> str | None:
    """Give an address as a whole one of the web; None where it's none."""
    try:
        return checked(urljoin(base, value.strip())) if isinstance(value, str) and value.strip() else None
    except (ValueError, FetchError):
        return None


def _moment(parts: Any) -> str | None:
    try:
        year, month, day, hour, minute, second = map(int, parts)
        found = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.isoformat() if found.year >= 1990 else None  # noqa: PLR2004 - before there was a web, clocks were wrong


def _iso(value: Any) -> str | None:
    from reportedly.model import iso_moment

    try:
        return iso_moment(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _said(error: Any) -> str:
    return " ".join(str(error).split())[:200] if error else "nothing in it is an entry"


def feeds_on(html: str, url: str) -> list[str]:
    """Give the feeds that a page names as its own, in order."""
    found = (_HREF.search(tag) for tag in _LINK.findall(html[:500_000]) if _ALTERNATE.search(tag))
    addresses = (address(next(filter(None, one.groups())), url) for one in found if one)
    return list(dict.fromkeys(one for one in addresses if one))
