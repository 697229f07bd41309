"""Lists of feeds (OPML 2.0), as feed readers exchange them, with their folders."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any
from xml.sax.saxutils import quoteattr

from reportedly.errors import BadDocument, TooLarge

from .feeds import LARGEST_FEED, address, words

_DEEPEST = 20
"""Of the folders in which a feed lies, the innermost so many are kept."""
_FEED = re.compile(r"^\s{0,9}feed:(?://)?(https?://)?", re.IGNORECASE)
"""How some readers write addresses of feeds: `feed://a.example/`, `feed:https://a.example/`."""
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed of a list: its address, what it's called, and the folders in which it lies, the outermost first."""

    url: str
    title: str | None = None
    folder: tuple[str, ...] = ()


def read_opml(content: bytes) -> Iterator[Listed]:
    """Yield the feeds of a list, those in folders at any depth. Raises BadDocument, TooLarge."""
    if len(content) > LARGEST_FEED:
        raise TooLarge(f"The list has more than {LARGEST_FEED // 1_000_000} MB: split it up.")
    if _ENTITY.search(content):
        raise BadDocument("The list declares entities, which no list of feeds needs: it isn't read.")
    found = 0
    for outline in _outlines(content):
        url = address(_FEED.sub(_of_web, _attribute(outline, "xmlurl") or ""), "")
        if url:
            found += 1
            around = islice(outline.iterancestors("{*}outline"), _DEEPEST)
            inside = [words(_attribute(one, "text") or _attribute(one, "title")) for one in around]
            folder = tuple(one for one in inside if one)[::-1]
            title = words(_attribute(outline, "title") or _attribute(outline, "text"))
            yield Listed(url, title if title != url else None, folder)
    if not found:
        raise BadDocument("There are no feeds in the list: it has to be OPML, with xmlUrl in its outlines.")


def _of_web(found: "re.Match[str]") -> str:
    return found[1] or "http://"


def _outlines(content: bytes) -> Iterator[Any]:
    """Yield the outlines of a list. Raises BadDocument."""
    from lxml import etree

    why, root = "", None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
        root = etree.fromstring(content, parser)
    except etree.LxmlError as error:
        why = " ".join(str(error).split())
    if why:  # raised out here: lxml's own errors can't be sent between processes
        raise BadDocument(f"The list isn't OPML ({why}).")
    yield from root.iter("{*}outline") if root is not None else ()


def _attribute(element: Any, name: str) -> str | None:
    """Give an attribute, however its capitals are written: programs differ."""
    return next((value for key, value in element.items() if key.lower() == name), None)


def write_opml(feeds: Iterable[Listed]) -> str:
    """Write a list of feeds as OPML 2.0, those of a folder together."""
    body = "\n".join(_lines(sorted(feeds, key=lambda one: (one.folder, one.url)), depth=0))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Reportedly</title></head>'
    return f"{head}\n  <body>\n{body}\n  </body>\n</opml>\n"


def _lines(feeds: list[Listed], *, depth: int) -> Iterator[str]:
    """Yield the lines of feeds that lie in the same `depth` folders, and may lie in deeper ones."""
    indent = "  " * (depth + 2)
    for name, group in groupby(feeds, key=lambda one: one.folder[depth] if len(one.folder) > depth else None):
        if name is None:
            for one in group:
                text, url = quoteattr(one.title or one.url), quoteattr(one.url)
                yield f'{indent}<outline type="rss" text={text} xmlUrl={url}/>'
        else:
            yield f"{indent}<outline text={quoteattr(name)}>"
            yield from _lines(list(group), depth=depth + 1)
            yield f"{indent}</outline>"
