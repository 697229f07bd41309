"""From text to article: furniture, headline, paragraphs, credits, date and language, whatever page it came from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby

from reportedly.errors import BadDocument, UnknownLanguage
from reportedly.model import TITLE_GAP, Anchor, Article, Credit, Furniture, Page, Span
from reportedly.model.article import Offsets
from reportedly.model.vocabulary import FurnitureKind, PublishedBasis

from .credits import find_credits
from .datelines import match_dateline
from .dates import date_in, date_of_url, first_date
from .furniture import Block, mark
from .headline import find_headline
from .language import tell
from .lines import groups_of, lines_of
from .running import split
from .table import Match

_HASH = 32
"""Characters of a SHA-256 that make an id: 128 bits, as many as a UUID has."""
_HEADING = 12
"""Among so many first lines a page says when it was published."""
_OTHER_DATES = ("update", "last update", "modified", "last modified", "©", "(c", "copyright", "editor", "correct")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about its report besides the text; `published` is ISO 8601."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    anchors: tuple[Anchor, ...] = ()
    marked: tuple[tuple[int, FurnitureKind], ...] = ()
    """Where in the text paragraphs begin that the page's markup shows to be furniture, and of what kind."""
    credits: tuple[Credit, ...] = ()
    """What the page says outside its article: disclaimers, corrections."""
    notes: tuple[str, ...] = ()


def make(page: Page, text: str, facts: Facts) -> Article:
    """Build the article of a page from its text and what the page says of it.

    Raises BadDocument where the text isn't valid Unicode, UnknownLanguage where it isn't English.
    """
    title = _one_line(page.title or facts.title)
    shift = len(title) + len(TITLE_GAP) if title else 0
    blocks = split(mark(_blocks(text, dict(facts.marked))), text, title)
    report = [block for block in blocks if block.kind is None]
    line = None if title else find_headline(report)
    if line and match_dateline(text, line.start, line.end):
        line = None
    published, basis = _published(page, facts, blocks, text)
    article = Article(
        id=page.id or _digest(page.url or text)[:_HASH],
        text=text,
        sha256=_digest(text),
        title=title or (line.text if line else None),
        title_apart=bool(title),
        headline=_headline(title, line),
        headline_copy=_copy(report, title, shift),
        paragraphs=tuple(
            (block.start + shift, block.end + shift) for block in report if block is not line and _has_words(block)
        ),
        url=page.url or facts.url,
        publisher=page.publisher or facts.publisher,
        published=published,
        published_basis=basis,
        retrieved=page.retrieved,
        furniture=_furniture(blocks, text),
        credits=(*_forward(page), *_credits(blocks, report, text), *facts.credits),
        anchors=facts.anchors,
        notes=(*page.notes, *facts.notes),
    )
    return _with_author(_with_language(article, report), page.author or facts.author)


def _digest(text: str) -> str:
    try:
        return sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise BadDocument("The text holds half of a character (a lone surrogate): write it as valid UTF-8.") from error


def _one_line(title: str | None) -> str | None:
    """Give a title without white space around it, None where nothing is left."""
    return title.strip() or None if title else None


def _blocks(text: str, marked: Mapping[int, FurnitureKind]) -> list[Block]:
    blocks = []
    for group in groups_of(lines_of(text)):
        first = group[0]
        words = first.text if len(group) == 1 else " ".join(line.text for line in group)
        kind = marked.get(first.start)
        blocks.append(Block(first.start, group[-1].end, words, Match(kind, "sure") if kind else None))
    return blocks


def _headline(title: str | None, line: Block | None) -> Offsets | None:
    if title:
        return 0, len(title)
    return (line.start, line.end) if line else None


def _copy(report: Sequence[Block], title: str | None, shift: int) -> Offsets | None:
    """Give the first paragraph where it only repeats a title that stands apart."""
    if not title or not report:
        return None
    first = report[0]
    same = _letters(first.text) == _letters(title)
    return (first.start + shift, first.end + shift) if same else None


def _has_words(block: Block) -> bool:
    """Say whether a block is more than a rule between paragraphs (“___”, “***”)."""
    return any(map(str.isalnum, block.text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _furniture(blocks: Iterable[Block], text: str) -> tuple[Furniture, ...]:
    """Give the furniture, neighbours of one kind as one piece with several spans; a disclaimer stands for itself."""
    found = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind is None:
            continue
        spans = [Span(block.start, block.end, text[block.start : block.end]) for block in group]
        parts = [[span] for span in spans] if kind in ("disclaimer", "correction", "caption") else [spans]
        found += [Furniture(kind, tuple(part)) for part in parts]
    return tuple(found)


def _credits(blocks: Sequence[Block], report: Sequence[Block], text: str) -> tuple[Credit, ...]:
    furniture = [block for block in blocks if block.kind]
    return tuple(
        Credit(one.kind, one.name, (Span(one.start, one.end, text[one.start : one.end]),))
        for one in find_credits(furniture, report, text)
    )


def _forward(page: Page) -> Iterator[Credit]:
    """Credit whoever the publisher forwards: what stands in a forward is theirs, as with an agency's copy."""
    name = _one_line(page.forwarded_from)
    if name:
        yield Credit("agency", name, ())


def _with_author(article: Article, author: str | None) -> Article:
    """Name the author: as given, as the page says, or as the byline does."""
    byline = next((credit.name for credit in article.credits if credit.kind == "byline" and credit.name), None)
    return replace(article, author=author or byline)


def _with_language(article: Article, report: Sequence[Block]) -> Article:
    """Tell the language by the report's own words."""
    try:
        return replace(article, language=tell("\n".join(block.text for block in report) or article.text))
    except UnknownLanguage as error:
        error.article = replace(article, language=error.language, notes=(*article.notes, str(error)))
        raise


def _says_when(block: Block) -> bool:
    """Say whether a line may tell when the report was published; not when it was changed."""
    return block.kind in ("other", "byline") and not block.text.lower().startswith(_OTHER_DATES)


def _published(page: Page, facts: Facts, blocks: Sequence[Block], text: str) -> tuple[str | None, PublishedBasis]:
    """Give when the report was published, and how that is known: given, page, dateline, address, or not at all."""
    if page.published:
        return page.published, "given"
    if facts.published:
        return facts.published, "page"
    said = first_date(block.text for block in blocks[:_HEADING] if _says_when(block))
    if said:
        return said, "page"
    for block in [block for block in blocks if block.kind is None][:3]:
        dateline = match_dateline(text, block.start, block.end)
        found = date_in(text[block.start : dateline.end]) if dateline else None
        if found:
            return found, "dateline"
    of_url = date_of_url(page.url or facts.url)
    return (of_url, "url") if of_url else (None, "none")
