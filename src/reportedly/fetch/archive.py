"""WARC and WET archives: the pages that a crawler kept."""

from collections.abc import Iterator
from typing import IO, Any, Literal

from reportedly.errors import BadDocument, TooLarge
from reportedly.model import LARGEST, Page

from .unread import Unread

_MEDIA: dict[str, Literal["text", "html"]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}
_FOUND = 200


def records(path: str) -> Iterator[Page | Unread]:
    """Yield the HTML and text pages of an archive: responses with status 200, and converted text (WET).

    Records of another kind (requests, pictures, redirects) are passed over.
    """
    with open(path, "rb") as stream:  # noqa: PTH123 - fastwarc takes the stream as it is
        yield from of_stream(stream, path)


def of_stream(stream: IO[bytes], name: str, *, first: int = 0, count: int | None = None) -> Iterator[Page | Unread]:
    """Yield the pages of an archive that is open: of `count` records, where the stream stands at the one after `first`.

    An archive that breaks off before is damaged; so is one without any record.
    """
    from fastwarc.warc import ArchiveIterator

    number = first
    try:
        for record in ArchiveIterator(stream, record_types=_wanted(), parse_http=True, auto_decode="all"):
            number += 1
            found = _document(record, f"{name}, record {number}")
            if found is not None:
                yield found
            if count is not None and number == first + count:
                return
    except (OSError, ValueError, EOFError) as error:
        yield Unread(name, BadDocument(f"The archive is damaged after {number} records ({error}): fetch it anew."))
        return
    if number == first:
        yield Unread(name, BadDocument("There are no pages in the archive: is it a WARC file?"))


def marks(path: str, every: int) -> list[tuple[int, int]]:
    """Give where in an archive every so many records begin: byte, and number of records before; and so find its parts.

    What can't be told after damage is left to whoever reads the last part.
    """
    from fastwarc.warc import ArchiveIterator

    found: list[tuple[int, int]] = []
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - fastwarc takes the stream as it is
            records = ArchiveIterator(stream, record_types=_wanted(), parse_http=False)
            found.extend((record.stream_pos, number) for number, record in enumerate(records) if number % every == 0)
    except (OSError, ValueError, EOFError):
        pass
    return found or [(0, 0)]


def _wanted() -> Any:
    from fastwarc.warc import WarcRecordType

    return WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource


def _document(record: Any, where: str) -> Page | Unread | None:
    """Give the page of one record, None where it holds none."""
    http = record.http_headers if record.is_http else None
    if http is not None and http.status_code != _FOUND:
        return None
    kind = (record.http_content_type if http is not None else record.headers.get("Content-Type")) or ""
    kind = kind.split(";")[0].strip().lower()
    media = _MEDIA.get(kind)
    if kind == "application/http":
        return _cut(where)
    if media is None:
        return None
    packed = http is not None and (http.get("Content-Encoding") or http.get("Transfer-Encoding"))
    content = record.reader.read(LARGEST + 1)
    if len(content) < min(record.content_length, LARGEST) and not packed:
        return _cut(where)
    if len(content) > LARGEST:
        return Unread(where, TooLarge(f"The record has more than {LARGEST // 1_000_000} MB: it is passed over."))
    return Page(
        content,
        media=media,
        url=record.headers.get("WARC-Target-URI") or None,
        retrieved=record.headers.get("WARC-Date") or None,
        charset=record.http_charset if http is not None else "utf-8",
        name=where,
    )


def _cut(where: str) -> Unread:
    return Unread(where, BadDocument("The record is cut off: fetch the archive anew."))
