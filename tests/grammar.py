"""What the tests of several rooms share: an article's grammar, as the product finds it."""

from reportedly.model import Article, Parsed
from reportedly.pipeline import grammar


def parse(article: Article) -> Parsed:
    """Parse an article with the default reader."""
    return grammar(article)[1]
