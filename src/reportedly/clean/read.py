"""From page to article: plain text as it is, HTML by way of its article."""

from hashlib import sha256

from reportedly.errors import BadDocument, EmptyInput
from reportedly.model import Article, Furniture, Page, Span

from .furniture import Block, mark
from .headline import find_headline
from .lines import groups_of, lines_of


def clean(page: Page) -> Article:
    """Find the article in a page, with its headline, paragraphs, facts and furniture.

    Raises InputError (EmptyInput, BinaryInput, BadDocument, NoArticle, TooLarge, UnknownLanguage).
    """
    text = page.content if isinstance(page.content, str) else page.content.decode("utf-8", "replace")
    if not text.strip():
        raise EmptyInput("There is nothing in the document: give it a text.")
    try:
        digest = sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise BadDocument("The text holds half of a character (a lone surrogate): write it as valid UTF-8.") from error
    blocks = mark([Block(g[0].start, g[-1].end, " ".join(line.text for line in g)) for g in groups_of(lines_of(text))])
    title = page.title.strip() if page.title else None
    shift = len(title) + 2 if title else 0
    report = [block for block in blocks if block.kind is None]
    line = None if title else find_headline(report)
    if line:
        headline, title_found = (line.start, line.end), line.text
        report.remove(line)
    else:
        headline, title_found = ((0, len(title)) if title else None), title
    return Article(
        id=page.id or sha256(page.url.encode() if page.url else text.encode()).hexdigest()[:32],
        text=text,
        sha256=digest,
        title=title_found,
        title_apart=bool(title),
        headline=headline,
        paragraphs=tuple((block.start + shift, block.end + shift) for block in report),
        url=page.url,
        publisher=page.publisher,
        author=page.author,
        published=page.published,
        published_basis="given" if page.published else "none",
        retrieved=page.retrieved,
        language="en",
        furniture=tuple(Furniture(b.kind, (Span(b.start, b.end, text[b.start : b.end]),)) for b in blocks if b.kind),
    )
