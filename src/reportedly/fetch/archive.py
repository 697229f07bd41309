"""WARC and WET archives: the pages that a crawler kept."""

from collections.abc import Iterator
from typing import IO, Any, Literal

from reportedly.errors import BadDocument, TooLarge
from reportedly.model import LARGEST, Page

from .pdf import LARGEST_PDF
from .records import Gap
from .records import records as found_in
from .unread import Unread

_MEDIA: dict[str, Literal["text", "html"]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}
_FILES = {
    "application/pdf": LARGEST_PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": LARGEST,
}
"""Kinds of record that are read as files are, and how many bytes they may have."""
DEEPEST = 2
"""Archives in archives in archives aren't opened."""
_FOUND = 200


def records(path: str) -> Iterator[Page | Unread]:
    """Yield the pages, PDFs and text documents of an archive: responses with status 200, and converted text (WET).

    Records of another kind (requests, pictures, redirects) are passed over.
    """
    with open(path, "rb") as stream:  # noqa: PTH123 - fastwarc takes the stream as it is
        yield from of_stream(stream, path)


def of_stream(stream: IO[bytes], name: str, *, first: int = 0, count: int | None = None) -> Iterator[Page | Unread]:
    """Yield the pages of an archive that is open: of `count` records, where the stream stands at the one after `first`.

    Behind damage it goes on with the next record, and says what is passed over. An archive without any record is none.
    """
    number, said = first, False
    for record in found_in(stream, http=True):
        if isinstance(record, Gap):
            if record.end is not None or not said:
                yield Unread(name, BadDocument(_passed_over(record, number)))
            said = True
            continue
        if count is not None and number == first + count:
            return
        number += 1
        said = False
        for one in _documents(record, f"{name}, record {number}"):
            said = isinstance(one, Unread)
            yield one
    if number == first and not said:
        yield Unread(name, BadDocument("There are no pages in the archive: is it a WARC file?"))


def _passed_over(gap: Gap, number: int) -> str:
    """Say what of an archive isn't read."""
    if gap.end is None and number == 0:
        return f"No page can be read from the archive ({gap.why}): is it a WARC file? If so, fetch it anew."
    where = f"after record {number}" if number else "at its beginning"
    if gap.end is None:
        return f"The archive is damaged {where} ({gap.why}), and no record was found behind: fetch it anew."
    return (
        f"The archive is damaged {where}, from byte {gap.start:,} on ({gap.why}): what can't be read up to byte "
        f"{gap.end:,} is passed over, the rest is read."
    )


def marks(path: str, every: int) -> list[tuple[int, int]]:
    """Give where in an archive every so many records begin: byte, and number of records before; and so find its parts.

    Damage belongs to the part with the record before it.
    """
    found: list[tuple[int, int]] = [(0, 0)]
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - fastwarc takes the stream as it is
            whole = (record for record in found_in(stream, http=False) if not isinstance(record, Gap))
            found.extend(
                (record.stream_pos, number) for number, record in enumerate(whole) if number and number % every == 0
            )
    except OSError:
        pass  # who reads the first part says why
    return found


def _documents(record: Any, where: str) -> Iterator[Page | Unread]:
    """Yield what one record holds: a page, the text of a PDF or DOCX, or nothing of ours."""
    try:
        found = _document(record, where)
    except (OSError, ValueError, EOFError) as error:
        yield Unread(where, BadDocument(f"The record is damaged ({' '.join(str(error).split())}): it is passed over."))
        return
    if isinstance(found, Page) and found.media is None:
        from .unpack import unpacked  # which opens archives, too

        yield from unpacked(found, DEEPEST)
    elif found is not None:
        yield found


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
    if media is None and kind not in _FILES:
        return None
    most = _FILES.get(kind, LARGEST)
    packed = http is not None and (http.get("Content-Encoding") or http.get("Transfer-Encoding"))
    content = record.reader.read(most + 1)
    if len(content) < min(record.content_length, most) and not packed:
        return _cut(where)
    if len(content) > most:
        return Unread(where, TooLarge(f"The record has more than {most // 1_000_000} MB: it is passed over."))
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
