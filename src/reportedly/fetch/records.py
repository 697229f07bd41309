"""The records of a web archive, also those behind damage: reading goes on where the next record begins."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Literal

# A record begins on a line of its own, or with a gzip member of its own (ISO 28500, annex D).
_BEGINNING = re.compile(rb"\x1f\x8b\x08|\nWARC/1\.[01]\r?\n")
_FIRST = b"WARC/"
_HEAD = 512
"""Bytes of a gzip member from which its first ones are unpacked."""
_CHUNK = 1_000_000
_MOST_MISSES = 1_000
"""Places that look like a record and are none, one after another, before an archive is given up."""
_DAMAGED = (OSError, ValueError, EOFError)


@dataclass(frozen=True, slots=True)
class Gap:
    """Say which bytes of an archive are passed over for damage; all from the first on, where there is no `end`."""

    start: int
    end: int | None
    why: str


def records(stream: IO[bytes], *, http: bool) -> Iterator[Any]:
    """Yield the records of an archive from where it stands, and a `Gap` for each stretch that can't be read.

    Records are responses, resources and converted text; with `http` their answers are parsed. The bytes of a gap begin
    with the last record found before it, which may itself be whole.
    """
    wanted, place, misses = _wanted(), stream.tell(), 0
    gap: Gap | None = None
    while True:
        last: int | None = None
        why: str | None = None
        try:
            for record in _iterated(stream, http=http):
                last, misses = record.stream_pos, 0
                if gap is not None:
                    yield gap
                    gap = None
                if record.record_type & wanted:
                    yield record
            if last is not None and _is_cut(stream, last):
                why = "a record is longer than the rest of the archive"
        except _DAMAGED as error:
            why = " ".join(str(error).split())
        if why is None:
            break
        start = place if last is None else last
        misses += last is None
        found = _next(stream, start + 1) if misses < _MOST_MISSES else None
        gap = Gap(gap.start if gap else start, found, gap.why if gap else why)
        if found is None:
            break
        place = stream.seek(found)
    if gap is not None:
        yield gap


def _iterated(stream: IO[bytes], *, http: bool) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    decoded: Literal["all", "none"] = "all" if http else "none"
    yield from ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=http, auto_decode=decoded)


def _wanted() -> Any:
    from fastwarc.warc import WarcRecordType

    return WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource


def _is_cut(stream: IO[bytes], place: int) -> bool:
    """Say whether the record at a place, the last one found, claims more than there is: it may hide those after it."""
    stream.seek(place)
    record = next(iter(_iterated(stream, http=False)), None)
    return record is not None and record.reader.consume() < record.content_length


def _next(stream: IO[bytes], place: int) -> int | None:
    """Find where the next record begins, from a place on."""
    stream.seek(place)
    held = b""
    while True:
        chunk = stream.read(_CHUNK)
        held += chunk
        for match in _BEGINNING.finditer(held):
            if chunk and match.start() > len(held) - _HEAD:
                break  # with what follows
            at = match.start()
            if held[at] == _BEGINNING_OF_LINE:
                return place + at + 1
            if _is_member(held[at : at + _HEAD]):
                return place + at
        if not chunk:
            return None
        kept = min(len(held), _HEAD)
        place += len(held) - kept
        held = held[-kept:]


_BEGINNING_OF_LINE = ord("\n")


def _is_member(head: bytes) -> bool:
    """Say whether a gzip member holds a record."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, len(_FIRST)) == _FIRST
    except zlib.error:
        return False
