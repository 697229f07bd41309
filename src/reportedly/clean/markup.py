"""From hostile HTML to a tree of bounded depth and size: what makes a parser slow or lose the page is taken out."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from lxml import html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from reportedly.errors import NoArticle, TooLarge

# libxml2 gives up below 256 levels and drops what is there; no page that a person wrote nests so deep.
DEEPEST = 180
# Lists and tables bring elements along whose ends may be left out: items, rows, cells.
_LEVELS = {"ul": 2, "ol": 2, "dl": 2, "table": 4}
# A page of so many elements takes trafilatura ten seconds; the longest articles of encyclopedias have half as many.
MOST_ELEMENTS = 60_000
# libxml2 refuses texts above ten million characters; without its scripts no news page has a fifth of it.
LONGEST = 8_000_000
# Tags with longer attributes (inlined pictures, data) lose them: their cost is more than linear in libxml2.
LONGEST_TAG = 4_000

_ELEMENT = re.compile(r"<[a-zA-Z]")
_LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]{{0,40}})\b[^<>]{{{LONGEST_TAG},}}>")
_BLANKS = re.compile(r"[ \t\r\n\f]{200,}")
_BREAKS = re.compile(r"(?:<br ?/?>\s{0,20}){3,}", re.IGNORECASE)
# Elements whose ends are always written: their depth can be counted without parsing.
_NESTING = re.compile(
    r"<(/?)(div|span|section|article|main|header|footer|aside|nav|ul|ol|dl|table|blockquote|b|i|u|em|strong|font|center|a|"
    r"small|big|sub|sup|form|fieldset|figure|details|label|button)\b[^<>]*>",
    re.IGNORECASE,
)
# Elements whose content is no text; JSON-LD says when the article was published and is kept.
_HIDDEN = {"script": "</script", "style": "</style", "svg": "</svg", "template": "</template"}
_HIDDEN_START = re.compile(r"<!--|<(script|style|svg|template)\b([^<>]{0,4000})>", re.IGNORECASE)
_NO_TEXT = str.maketrans(dict.fromkeys([*range(9), 11, *range(14, 32), 0xFFFE, 0xFFFF]))


@cache
def page_table() -> dict[str, Any]:
    """Read what markup says of itself (`tables/page.toml`), once."""
    return loads(files(__package__).joinpath("tables", "page.toml").read_text(encoding="utf-8"))


def parse(text: str) -> HtmlElement:
    """Parse a page, however broken or hostile it is.

    Raises TooLarge where it has more elements or text than any article, NoArticle where there are no elements at all.
    """
    lighter = _BREAKS.sub(
        "<br><br>", _BLANKS.sub(" ", _LONG_TAG.sub(r"<\1>", "".join(_shown(text.translate(_NO_TEXT)))))
    )
    count = sum(1 for _ in _ELEMENT.finditer(lighter))
    if count > MOST_ELEMENTS or len(lighter) > LONGEST:
        raise TooLarge(
            f"The page has {count:,} elements and {len(lighter) / 1e6:.1f} MB without its scripts; an article has no "
            f"more than {MOST_ELEMENTS:,} and {LONGEST // 1_000_000} MB: give the text of the article alone."
        )
    try:
        return html.document_fromstring(_flat(lighter), parser=html.HTMLParser(encoding=None, remove_comments=True))
    except (LxmlError, ValueError, AssertionError):
        pass  # raised out here: lxml's own errors can't be sent between processes
    raise NoArticle("No article was found: there is no HTML in the page. Give the article's own page, or its text.")


def _shown(text: str) -> Iterator[str]:
    """Yield a page's source without comments, scripts, styles and drawings; each is passed over once."""
    place = 0
    lower = text.lower() if len(text.lower()) == len(text) else text
    unclosed: set[str] = set()
    while True:
        start = _HIDDEN_START.search(text, place)
        if start is None:
            break
        name = (start[1] or "").lower()
        if name == "script" and "json" in (start[2] or "").lower():
            yield text[place : start.end()]
            place = start.end()
            continue
        end = -1 if name in unclosed else lower.find(_HIDDEN.get(name, "-->"), start.end())
        yield text[place : start.start()]
        if end < 0:
            # Never closed: what follows may be the article, so only the tag goes.
            unclosed.add(name)
            place = start.end()
            continue
        close = text.find(">", end)
        place = close + 1 if close >= 0 else len(text)
    yield text[place:]


def _flat(text: str) -> str:
    """Leave out tags below `DEEPEST` levels; the text in them stays."""
    if max((depth for _, depth in _levels(text)), default=0) <= DEEPEST:
        return text
    kept: list[str] = []
    place = 0
    for tag, depth in _levels(text):
        if depth > DEEPEST:
            kept += [text[place : tag.start()], " "]
            place = tag.end()
    return "".join([*kept, text[place:]])


def _levels(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each tag that nests, with the level its element is at."""
    depth = 0
    for tag in _NESTING.finditer(text):
        levels = _LEVELS.get(tag[2].lower(), 1)
        if tag[1]:
            yield tag, depth
            depth = max(0, depth - levels)
        else:
            depth += levels
            yield tag, depth


def without_widgets(tree: HtmlElement) -> HtmlElement:
    """Take the elements out of a tree that are named as buttons, forms and adverts are; gives the same tree."""
    names = frozenset(page_table()["widgets"]["names"])
    total = len(tree.text_content())
    for element in list(
        tree.iter("div", "section", "aside", "ul", "ol", "p", "form", "nav", "footer", "span", "figure")
    ):
        if element.getparent() is None or not names.intersection(_names(element)):
            continue
        # An element that holds the article is no widget, whatever its name.
        if len(element.text_content()) <= total / 4:
            element.drop_tree()
    return tree


def _names(element: HtmlElement) -> list[str]:
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()
