"""ZIP archives: documents packed together, collections of web archives (WACZ), and text documents (DOCX).

Nothing is ever written to the disk, so that no member's name leads anywhere; what is unpacked is bounded, each member
and all of them.
"""

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import IO

from reportedly.errors import BadDocument, InputError, TooLarge
from reportedly.model import LARGEST, Page

from .archive import DEEPEST, of_stream
from .docx import MAIN, read_docx
from .unread import Unread

MOST_MEMBERS = 200_000
MOST_UNPACKED = 20_000_000_000
"""Bytes of all members together: some hundred thousand pages."""
_ARCHIVES = (".warc", ".warc.gz")
_HEADER = 30
"""Bytes that stand before a member, at least (4.3.7)."""
_LOCKED = 0x1
"""The flag of a member that is encrypted (PKWARE's APPNOTE, 4.4.4)."""
# what zipfile lets through of its own and of the three packers; IndexError comes of a name that begins with NUL
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

Unpack = Callable[[Page, int], Iterator[Page | Unread]]
"""Gives the documents of a document that is itself to be unpacked, at a depth."""


def read_zip(
    page: Page, content: bytes | IO[bytes], *, depth: int, known: tuple[str, ...], unpack: Unpack
) -> Iterator[Page | Unread]:
    """Yield the documents of a ZIP archive, those whose names are `known`, in order."""
    name = page.name or "archive"
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if MAIN in names:
                yield read_docx(page, archive, _whole(stream))
            elif depth > DEEPEST:
                yield Unread(
                    name, TooLarge(f"Archives are packed into each other more than {DEEPEST} deep: unpack them.")
                )
            else:
                # a collection of web archives has lists of its pages beside them
                wacz = "datapackage.json" in names and any(one.startswith("archive/") for one in names)
                yield from _members(page, archive, depth=depth, known=_ARCHIVES if wacz else known, unpack=unpack)
    except InputError as error:
        yield Unread(name, error)
    except _DAMAGED as error:
        yield Unread(name, BadDocument(f"The ZIP archive is damaged ({_said(error)}): fetch it anew, or unpack it."))


def _whole(stream: IO[bytes]) -> bytes:
    """Give the bytes of a document that is small enough to be kept. Raises TooLarge."""
    stream.seek(0)
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TooLarge(f"The document has more than {LARGEST // 1_000_000} MB: take its text out first.")
    return content


def _members(
    page: Page, archive: zipfile.ZipFile, *, depth: int, known: tuple[str, ...], unpack: Unpack
) -> Iterator[Page | Unread]:
    """Yield the documents of the members; one that can't be read stands for itself."""
    members = [one for one in archive.infolist() if not one.is_dir() and _is_document(one.filename, known)]
    if len(members) > MOST_MEMBERS:
        raise TooLarge(f"There are {len(members):,} documents in the archive, more than {MOST_MEMBERS:,}: split it up.")
    if not members:
        raise BadDocument(f"There are no documents in the archive: it takes files ending in {', '.join(known)}.")
    overlapping = _overlapping(archive)
    left = MOST_UNPACKED
    for member in sorted(members, key=lambda one: one.filename):
        where = f"{page.name}, {' '.join(member.filename.split())}"
        if stat.S_ISLNK(member.external_attr >> 16):
            yield Unread(where, BadDocument("This member is a link to a file elsewhere: give that file."))
            continue
        if member.header_offset in overlapping:
            yield Unread(where, BadDocument("This member's bytes are another's, too: pack the archive anew."))
            continue
        try:
            for found in _member(archive, member, where, depth=depth, unpack=unpack):
                if isinstance(found, Page):
                    left -= len(found.content)
                    if left < 0:
                        raise TooLarge(f"The archive unpacks to more than {MOST_UNPACKED // 1_000_000_000} GB.")
                yield found
        except _DAMAGED as error:
            locked = bool(member.flag_bits & _LOCKED)
            why = "is locked by a password: unpack it first" if locked else f"is damaged ({_said(error)})"
            yield Unread(where, BadDocument(f"This member {why}; the rest is read."))


def _overlapping(archive: zipfile.ZipFile) -> set[int]:
    """Find where members begin that run into the next: few bytes would be unpacked again and again."""
    places = sorted((one.header_offset, one.compress_size) for one in archive.infolist())
    return {first for (first, size), (second, _) in pairwise(places) if first + _HEADER + size > second}


def _is_document(name: str, known: tuple[str, ...]) -> bool:
    """Say whether a member is a document; what systems put beside them isn't."""
    lower = name.lower()
    hidden = lower.rsplit("/", 1)[-1].startswith(".") or lower.startswith("__macosx/")
    return lower.endswith(known) and not hidden


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, *, depth: int, unpack: Unpack
) -> Iterator[Page | Unread]:
    with archive.open(member) as stream:
        if member.filename.lower().endswith(_ARCHIVES):
            yield from of_stream(stream, where)
            return
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        yield Unread(where, TooLarge(f"This member has more than {LARGEST // 1_000_000} MB: it is passed over."))
    else:
        yield from unpack(Page(content, name=where), depth + 1)


def _said(error: Exception) -> str:
    return " ".join(f"{error}".split())[:200] or type(error).__name__
