"""HTML: the article that trafilatura finds on a page, as paragraphs that lead back to the page's elements."""

from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import accumulate, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG

from reportedly.errors import NoArticle
from reportedly.model import Anchor, Credit, Page
from reportedly.model.vocabulary import FurnitureKind

from .facts import facts_of
from .headline import ends_with_stop, looks_like_headline
from .markup import parse, without_widgets
from .report import Facts
from .table import look_up

PARAGRAPH_GAP = "\n\n"
# trafilatura's own extraction is the surer one where it finds this much; only else are its fallbacks asked.
ENOUGH = 250
# An article has at least one paragraph of so many words that ends as a sentence does.
SENTENCE_WORDS = 6

_BLOCKS = frozenset(
    ("p", "head", "item", "list", "row", "table", "quote", "code", "div", "ab", "graphic", "body", "main")
)
_CELLS = frozenset(("cell",))
# So many characters, blanks left out, tell a paragraph from others.
_PREFIX = 60
_SHORTEST_NOTICE = 30
_FEWEST_LINK_WORDS = 4
_NO_LINKS = frozenset(("blockquote", "h1", "h2", "h3", "h4", "h5", "h6"))


def find(text: str, page: Page, notes: tuple[str, ...]) -> tuple[str, Facts]:
    """Give the text of the article on a page and what the page says of it. Raises NoArticle, TooLarge."""
    tree = parse(text)
    facts = facts_of(tree, url=page.url, notes=notes)
    paragraphs = _paragraphs(without_widgets(deepcopy(tree)), page.title or facts.title)
    if not any(paragraph.count(" ") + 1 >= SENTENCE_WORDS and ends_with_stop(paragraph) for paragraph in paragraphs):
        raise NoArticle(
            "No article was found: the page may be a list of links, a login, or one that needs JavaScript. "
            "Give the article's own page, or its text."
        )
    places = _places(tree)
    elements = [places.get(_squeezed(paragraph)) for paragraph in paragraphs]
    starts = [0, *accumulate(len(paragraph) + len(PARAGRAPH_GAP) for paragraph in paragraphs)]
    root = tree.getroottree()
    located = [one for one in zip(starts, paragraphs, elements, strict=False) if one[2] is not None]
    kinds = [(start, _kind(element, paragraph)) for start, paragraph, element in located]
    article = PARAGRAPH_GAP.join(paragraphs)
    return article, replace(
        facts,
        anchors=tuple(Anchor(start, start + len(words), root.getpath(element)) for start, words, element in located),
        marked=tuple((start, kind) for start, kind in kinds if kind),
        credits=tuple(_notices(tree, article)),
    )


def _kind(element: HtmlElement, paragraph: str) -> FurnitureKind | None:
    """Say what furniture a paragraph is by the element it stands in: a picture's caption, or nothing but a link."""
    near = [element, *islice(element.iterancestors(), 3)]
    if any(one.tag == "figcaption" or "caption" in (one.get("class") or "").lower().split() for one in near):
        return "caption"
    # Headings may be linked in an article, and so may single names.
    if (
        any(one.tag in _NO_LINKS for one in near)
        or paragraph.count(" ") + 1 < _FEWEST_LINK_WORDS
        or not looks_like_headline(paragraph)
    ):
        return None
    linked = sum(
        len("".join(link.itertext()).strip()) for link in ([element] if element.tag == "a" else element.iter("a"))
    )
    return "related" if linked >= 0.95 * len(paragraph) else None


def _notices(tree: HtmlElement, article: str) -> Iterator[Credit]:
    """Yield disclaimers and corrections that stand on the page outside the article, as facts without spans."""
    seen: set[str] = set()
    for element in tree.iter("p", "div", "span", "small", "em", "li"):
        words = " ".join((element.text or "").split())
        if len(words) < _SHORTEST_NOTICE or words in seen or words in article:
            continue
        found = look_up(words)
        if found and found.strength == "sure" and found.kind in ("disclaimer", "correction"):
            seen.add(words)
            yield Credit("disclaimer" if found.kind == "disclaimer" else "correction", words, ())


@cache
def _short() -> ConfigParser:
    """Give settings under which short reports are found too: trafilatura passes over less than 250 characters."""
    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", name, "20")
    return config


def _paragraphs(tree: HtmlElement, title: str | None) -> list[str]:
    """Give the paragraphs of the article, its title's copy at the beginning left out."""
    best: list[str] = []
    for options in ({"fast": True}, {}, {"fast": True, "favor_recall": True, "config": _short()}):
        found = _extract(tree, options)
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
        if sum(map(len, best)) >= ENOUGH:
            break
    return best[1:] if best and title and _letters(best[0]) == _letters(title) else best


def _extract(tree: HtmlElement, options: dict[str, Any]) -> list[str]:
    try:
        found = bare_extraction(deepcopy(tree), include_comments=False, with_metadata=False, **options)
    except (RecursionError, ValueError, etree.LxmlError):
        return []
    return list(_blocks(found.body)) if found is not None and found.body is not None else []


def _blocks(body: Any) -> Iterator[str]:
    """Yield the paragraphs, headings, items and rows of an extracted body; lines parted by a break stay lines."""
    lines: list[str] = []
    parts: list[str] = []

    def line() -> None:
        words = " ".join("".join(parts).split())
        if words:
            lines.append(words)
        parts.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS or element.tag == "lb":
            line()
            if lines and element.tag != "lb":
                yield "\n".join(lines)
                lines.clear()
        elif element.tag in _CELLS and event == "end" and "".join(parts).strip():
            parts.append(" | ")
        parts.append((element.text if event == "start" else element.tail) or "")
    line()
    if lines:
        yield "\n".join(lines)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _places(tree: HtmlElement) -> dict[str, HtmlElement]:
    """Give the innermost element for the beginning of every stretch of text on a page, the first of equal ones."""
    places: dict[str, HtmlElement] = {}
    for element in tree.iter(etree.Element):
        if (element.text and element.text.strip()) or any(child.tail and child.tail.strip() for child in element):
            beginning = _squeezed(_beginning(element))
            if beginning:
                places.setdefault(beginning, element)
    return places


def _beginning(element: HtmlElement) -> str:
    """Give the first words of an element; no more of it is looked at."""
    words, size = [], 0
    for part in element.itertext():
        words.append(part)
        size += len(part.strip())
        if size > 2 * _PREFIX:
            break
    return "".join(words)


def _squeezed(text: str) -> str:
    return "".join(text.split())[:_PREFIX]
