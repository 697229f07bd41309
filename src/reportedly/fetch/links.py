"""Lists of links: a text file with one address a line, or a spreadsheet saved as CSV with a column of them."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.errors import BadDocument, BadSetting
from reportedly.model import iso_moment

from .rows import rows
from .unread import Unread

LARGEST_LIST = 50_000_000
_SCHEMES = ("http://", "https://")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
# What people and programs call these columns.
_COLUMNS = {
    "url": ("url", "link", "href", "address", "source url", "source_url", "permalink", "article url", "web address"),
    "id": ("id", "key", "document id"),
    "title": ("title", "headline"),
    "published": ("published", "date", "publication date", "published at", "published_at"),
    "publisher": ("publisher", "outlet", "source", "media", "site"),
    "author": ("author", "byline"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One address to be fetched, with what its list says of the report; `name` is where it stands in the list."""

    url: str
    name: str | None = None
    facts: dict[str, str] = field(default_factory=dict)


def is_url(text: str) -> bool:
    """Say whether a word of the command line is an address of the web."""
    return text[:8].lower().startswith(_SCHEMES)


def host_asked(url: str) -> str | None:
    """Give the host and port that an address names, in lower case; None where it can't be told (`https://[::1/`)."""
    try:
        return urlsplit(url.strip()).netloc.lower()
    except ValueError:
        return None


def links(path: Path) -> Iterator[Link | Unread]:
    """Yield the addresses of a list, in order; a line that has none is an `Unread`. Raises BadSetting.

    A table (CSV, TSV) may say more of each report: id, title, published, publisher, author, by the names of its
    columns. Blank lines, those that begin with #, and those that say what one before says are passed over.
    """
    text = _text(path)
    columns: dict[str, int] | None = None
    met: set[tuple[str, ...]] = set()
    for number, row in rows(text, _delimiter(text, path)):
        cells = [one.strip() for one in row]
        if not any(cells):
            continue
        if columns is None:
            columns = _columns(cells)
            if not any(is_url(one) for one in cells) and (columns or len(cells) > 1):
                continue
        found = _link(cells, columns, f"{path}, line {number}")
        if isinstance(found, Link):
            told = (found.url, *map(":".join, found.facts.items()))
            if told in met:
                continue
            met.add(told)
        yield found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_LIST + 1)
    except OSError as error:
        raise BadSetting(f"{path} can't be read ({error.strerror}): check the path") from error
    if len(content) > LARGEST_LIST:
        raise BadSetting(f"{path} has more than {LARGEST_LIST // 1_000_000} MB: split the list")
    if content.startswith((_ZIP, _OLE)):
        raise BadSetting(f"{path} is a spreadsheet's own file: save it as CSV (UTF-8) first")
    try:
        return content.decode("utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadSetting(f"{path} isn't UTF-8 (byte {error.start:,}): save the list in UTF-8") from error


def _delimiter(text: str, path: Path) -> str | None:
    """Tell what parts the columns: none where it's no table, for addresses may have commas and semicolons in them."""
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    found = max("\t;,", key=first.count)
    table = path.suffix.lower() in (".csv", ".tsv", ".tab") or "\t" in first
    return found if table or "url" in _columns([one.strip(' "') for one in first.split(found)]) else None


def _columns(cells: list[str]) -> dict[str, int]:
    """Find the columns by their names."""
    lower = [one.lower() for one in cells]
    return {
        field: min(lower.index(name) for name in names if name in lower)
        for field, names in _COLUMNS.items()
        if any(name in lower for name in names)
    }


def _link(cells: list[str], columns: dict[str, int], name: str) -> Link | Unread:
    """Make a link of a row."""
    at = columns.get("url")
    url = cells[at] if at is not None and at < len(cells) else next((one for one in cells if is_url(one)), "")
    if not is_url(url):
        return Unread(name, BadDocument("There is no address on this line: it has to begin with http:// or https://."))
    if not host_asked(url):
        return Unread(name, BadDocument(f"“{url[:200]}” is no web address: check it."))
    facts = {key: cells[i] for key, i in columns.items() if key != "url" and i < len(cells) and cells[i]}
    if "published" in facts:
        try:
            iso_moment(facts["published"])
        except ValueError:
            return Unread(name, BadDocument(f"“{facts['published'][:40]}” is no date: write it as 2016-12-10."))
    return Link(url, name, facts)
