"""Takes paths, or standard input. Gives a `Page` for each document, or an `Unread` that says why there is none.

It holds one document in memory at a time, reads none above `model.LARGEST`, and may not look into what a document says.
"""

from .pages import documents, media_of, pages
from .unread import Unread

__all__ = ["Unread", "documents", "media_of", "pages"]
