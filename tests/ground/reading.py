"""What the tests of grounding share: an article out of words, parsed as the product parses it."""

from reportedly.clean import clean
from reportedly.ground.quantity import quantify
from reportedly.ground.timex import date
from reportedly.model import Article, Page, Parsed, Quantity, SentenceBounds, Timex
from tests.grammar import parse

SATURDAY = "2016-12-10"


def times(text: str, published: str | None = SATURDAY, *, url: str | None = None) -> tuple[Timex, ...]:
    """Read the times of a text."""
    article = clean(Page(content=text, media="text", id="t", published=published, url=url))
    return date(article, parse(article))


def figures(text: str, published: str | None = SATURDAY) -> tuple[Quantity, ...]:
    """Read the figures of a text."""
    article = clean(Page(content=text, media="text", id="t", published=published))
    parsed = parse(article)
    return quantify(article, parsed, date(article, parsed))


def unparsed(text: str) -> tuple[Article, Parsed]:
    """Make an article of one sentence whose grammar isn't known."""
    article = Article(id="t", text=text, sha256="", published=SATURDAY)
    return article, Parsed((), (SentenceBounds(0, len(text), 0, 0),))
