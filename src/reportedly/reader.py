"""The public way to read one report."""

from pathlib import Path
from typing import Literal

from .errors import UnknownLanguage
from .model import Page, Reading
from .model.vocabulary import ReaderName


def read(
    document: str | bytes,
    *,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    id: str | None = None,  # noqa: A002 - the document's own field name, as in JSON Lines
    media: Literal["text", "html"] | None = None,
    reader: ReaderName = "default",
) -> Reading:
    """Read one report: plain text, or an HTML page.

    Args:
        document: The text or page itself (not a path). Bytes are decoded by what they and the page declare.
        published: When it was published, ISO 8601, a date or a date and time. Without it, and with none in the
            document, no relative time is turned into a date.
        url: Where it was published.
        title: The headline, where it isn't part of the text.
        publisher: The outlet.
        author: Who wrote it.
        id: The report's id; else a hash of its URL, else of its text.
        media: `text` or `html`; found out from the document where not given.
        reader: `default`, or `fast`: with the lower half of the network. It's sooner done, and misses more.

    Returns:
        The reading; offsets in it are code points of `reading.report.text`, which for plain text is `document` itself.

    Raises:
        InputError: The document can't be read; the message says why and what to do.
        ModelMissing: A model isn't installed.
        BadSetting: `published` is no date.
    """
    return read_page(
        Page(
            content=document,
            media=media,
            id=id,
            url=url,
            title=title,
            published=published,
            publisher=publisher,
            author=author,
        ),
        reader=reader,
    )


def read_page(page: Page, *, reader: ReaderName = "default") -> Reading:
    """Read one page as fetched. Raises as `read` does."""
    from .pipeline import run

    return run(page, reader=reader)


def set_aside(error: UnknownLanguage) -> Reading:
    """Give the reading of a report in a language that isn't read: its text and furniture, and nothing read in it."""
    from .assemble import empty

    return empty(error.article)


def read_file(path: str | Path, *, published: str | None = None, url: str | None = None) -> Reading:
    """Read one report from a text file or a saved HTML page.

    Which of the two it is, its name tells, else its content. Raises as `read` does, and OSError where there's no such
    file.
    """
    from .fetch import media_of

    path = Path(path)
    name = str(path)
    return read_page(Page(path.read_bytes(), media=media_of(name), url=url, published=published, name=name))
