"""Takes paths, addresses, lists of links, or standard input. Gives a `Page` for each document, or why there is none.

It holds few documents in memory at a time, reads none above `model.LARGEST`, and may not look into what one says.
"""

from .links import Link, is_url, links
from .pages import documents, fetch_url, media_of, pages
from .unpack import unpacked
from .unread import Unread
from .warc import begin_warc, write_warc

__all__ = [
    "Link",
    "Unread",
    "begin_warc",
    "documents",
    "fetch_url",
    "is_url",
    "links",
    "media_of",
    "pages",
    "unpacked",
    "write_warc",
]
