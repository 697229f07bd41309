"""Numbers that order rows by time, whatever the order in which they came: the keys by which lists are paged.

A number is the minute of publication since 1600 in its upper bits and a hash in its lower: newest first is the highest
number first, on every database, and a cursor is one number. What has no date has minute 0 and comes last.
"""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache

HASH_BITS = 33
"""Ten thousand things of one minute share a number with a chance under 1%; `free` then takes the next."""
LAST = (1 << HASH_BITS) - 1
EPOCH = datetime(1600, 1, 1, tzinfo=UTC)
"""Newspapers began in 1605; 30 bits of minutes last until 3641."""


@lru_cache(maxsize=65_536)
def moment(written: str | None) -> str | None:
    """Give a date or moment in UTC, in one form that sorts as text: `2016-12-10T06:30:00Z`.

    A date is its first moment; what names no zone is taken as UTC. None where it's None or no date.
    """
    if written is None:
        return None
    try:
        read = datetime.fromisoformat(written)
        read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return read.strftime("%Y-%m-%dT%H:%M:%SZ") if read.year >= 1000 else None  # noqa: PLR2004 - four digits sort


def ordinal(when: str | None, key: str) -> int:
    """Give the number of a thing published at a moment (as `moment` gives it), told apart by its key."""
    return first_at(when) | (hash64(key) & LAST)


def first_at(when: str | None) -> int:
    """Give the lowest number of what was published in a moment's minute."""
    minute = 0
    if when is not None:
        since = datetime.fromisoformat(when) - EPOCH
        minute = max(1, since.days * 1440 + since.seconds // 60)
    return minute << HASH_BITS


def first_of(number: int) -> int:
    """Give the lowest number of a number's minute; `| LAST` makes it the highest."""
    return number & ~LAST


def hash64(key: str) -> int:
    """Give a signed 64-bit hash of a text, the same on every machine."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
