"""Texts cleaned, and what was found in them."""

from reportedly.clean import clean
from reportedly.model import Article, Page


def article(text: str, **facts: str) -> Article:
    """Clean a plain text."""
    return clean(Page(text, media="text", **facts))  # type: ignore[arg-type]


def kinds(found: Article) -> dict[str, str]:
    """Give the kind of each piece of furniture by its words."""
    return {span.text: one.kind for one in found.furniture for span in one.spans}


def paragraphs(found: Article) -> list[str]:
    """Give the words of each paragraph."""
    return [found.full_text[start:end] for start, end in found.paragraphs]
