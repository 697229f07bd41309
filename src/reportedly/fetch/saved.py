"""Pages that a browser saved: the address that it wrote into them."""

import re
from dataclasses import replace

from reportedly.errors import FetchError
from reportedly.model import Page

_HEAD = 20_000
# Internet Explorer, Firefox and Chromium; then SingleFile
_MARKS = (
    re.compile(r"<!-- saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000}) -->"),
    re.compile(r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s<>]{1,2000})"),
)


def with_origin(page: Page) -> Page:
    """Give a saved page with the address it was saved from, where it says so and none is known."""
    if page.url is not None or page.media == "text":
        return page
    head = page.content[:_HEAD]
    text = head if isinstance(head, str) else head.decode("utf-8", "replace")
    for mark in _MARKS:
        found = mark.search(text)
        if found:
            return replace(page, url=_plain(found[1]))
    return page


def _plain(url: str) -> str | None:
    from .client import checked

    try:
        return checked(url)
    except FetchError:
        return None
