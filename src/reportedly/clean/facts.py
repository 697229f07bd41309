"""What a page's markup says of its report: title, author, outlet, address, time of publication."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from reportedly.model import Anchor, iso_moment

from .dates import date_in
from .markup import page_table
from .report import Facts

# Of the many types of schema.org, those that are articles end so.
_ARTICLE_TYPES = ("article", "posting", "report", "statement", "review")
_LONGEST_JSON = 2_000_000
_DATED = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?")
# What parts a headline from the outlet's name in a page's title.
_SUFFIX = re.compile(r"\s[|–—·»-]\s[^|–—·»]{2,50}$")
# htmldate takes no date after this one; without it, it would take today's, and read the same page differently each day.
_LATEST = "2199-12-31"


def facts_of(
    tree: HtmlElement, *, url: str | None, anchors: tuple[Anchor, ...] = (), notes: tuple[str, ...] = ()
) -> Facts:
    """Gather what a page says of its report. Nothing is guessed: no date from notices of copyright or from today's."""
    linked = list(_json_ld(tree))
    # The page's date is taken below, with its time; trafilatura's own search for one is kept short.
    found = extract_metadata(
        tree, default_url=url, date_config={"extensive_search": False, "max_date": _LATEST}, extensive=False
    )
    return Facts(
        title=_title(tree, linked, found.title),
        published=_published(tree, linked),
        publisher=_name(linked, "publisher") or _meta(tree, ["og:site_name"]) or found.sitename,
        author=_name(linked, "author") or found.author,
        url=found.url,
        anchors=anchors,
        notes=notes,
    )


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the articles that a page describes in JSON-LD."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "json" not in (script.get("type") or "") or len(text) > _LONGEST_JSON:
            continue
        try:
            read = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(read)


def _articles(read: Any) -> Iterator[dict[str, Any]]:
    for one in read if isinstance(read, list) else [read]:
        if not isinstance(one, dict):
            continue
        graph = one.get("@graph")
        for part in [one, *(graph if isinstance(graph, list) else [])]:
            kinds = part.get("@type") if isinstance(part, dict) else None
            if any(
                str(kind).lower().endswith(_ARTICLE_TYPES) for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield part


def _name(linked: Iterable[dict[str, Any]], key: str) -> str | None:
    """Give the name of an article's author or publisher; several are joined by commas."""
    for article in linked:
        value = article.get(key)
        names = [
            one.get("name") if isinstance(one, dict) else one for one in (value if isinstance(value, list) else [value])
        ]
        named = [_plain(name) for name in names if isinstance(name, str) and name.strip() and "://" not in name]
        if named:
            return ", ".join(named)
    return None


def _meta(tree: HtmlElement, names: Iterable[str]) -> str | None:
    """Give the content of the first meta element that has one of these names, in the order of the names."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if content:
            found.setdefault(name.strip().lower(), unescape(content))
    return next((found[name] for name in names if name in found), None)


def _published(tree: HtmlElement, linked: Iterable[dict[str, Any]]) -> str | None:
    """Give when the article was first published, with its time and zone where the page has them."""
    for article in linked:
        for key in ("datePublished", "dateCreated"):
            moment = _moment(article.get(key))
            if moment:
                return moment
    moment = _moment(_meta(tree, page_table()["dates"]["names"])) or _of_time(tree)
    if moment:
        return moment
    try:
        found = find_date(tree, extensive_search=False, original_date=True, url=None, max_date=_LATEST)
    except Exception:  # noqa: BLE001 - whatever a hostile page breaks in htmldate, the article can be read
        return None
    return str(found) if found else None


def _of_time(tree: HtmlElement) -> str | None:
    """Give the moment of the page's time element for publication, if it marks one as such."""
    for element in tree.iter("time"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if element.get("pubdate") is not None or "publish" in marks or "entry-date" in marks.split():
            return _moment(element.get("datetime"))
    return None


def _moment(value: Any) -> str | None:
    """Give a date, or date and time, as ISO 8601; None where it isn't one."""
    if not isinstance(value, str):
        return None
    written = _DATED.match(value.strip())
    if written is None:
        return date_in(value[:80])
    try:
        return iso_moment(written.group().replace(" ", "T"))
    except ValueError:
        return None


def _title(tree: HtmlElement, linked: Iterable[dict[str, Any]], guessed: str | None) -> str | None:
    """Give the headline: the page's one main heading if its title agrees, else its title without the outlet's name."""
    named = next(
        (one["headline"] for one in linked if isinstance(one.get("headline"), str) and one["headline"].strip()), None
    )
    title = named or _meta(tree, ["og:title", "twitter:title"]) or guessed or tree.findtext(".//title") or ""
    title = _plain(title)
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    letters = _letters(title)
    fitting = [
        one
        for one in headings
        if one and (_letters(one) in letters or letters in _letters(one)) and len(one) <= 2 * len(title)
    ]
    if fitting and title:
        return fitting[0]
    return (title if named else _SUFFIX.sub("", title)) or next(filter(None, headings), None)


def _plain(text: str) -> str:
    """Give words on one line; in JSON-LD some pages escape them twice, or write half of a character."""
    return " ".join(unescape(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace").split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
