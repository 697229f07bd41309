"""Values as they are kept: JSON, compressed; text as every database takes it."""

import zlib
from functools import lru_cache
from typing import Any, TypeVar

from reportedly.model import Reading, from_json, to_json
from reportedly.model.account import Imprint, Testimony

T = TypeVar("T")
LEVEL = 6
NUL, STANDS_FOR = "\x00", "\ufffd"


def storable(text: str) -> str:
    """Give a text with what PostgreSQL refuses (NUL) or no database takes (half characters) replaced."""
    if text.isascii() and NUL not in text:
        return text
    return text.replace(NUL, STANDS_FOR).encode("utf-8", "replace").decode("utf-8")


def stored(values: dict[str, Any]) -> dict[str, Any]:
    """Give a row's values with every text storable."""
    return {name: storable(value) if isinstance(value, str) else value for name, value in values.items()}


def pack(value: Any) -> bytes:
    """Write a value of the model as compressed JSON."""
    return zlib.compress(to_json(value).encode("utf-8", "surrogatepass"), LEVEL)


def unpack(kind: type[T], packed: bytes) -> T:
    """Read a value that `pack` wrote."""
    return from_json(kind, zlib.decompress(packed))


@lru_cache(maxsize=8_192)
def testimony_of(packed: bytes) -> Testimony:
    """Read a packed testimony; those read lately (4 KB each) are kept: a question's claims come again and again."""
    return unpack(Testimony, packed)


@lru_cache(maxsize=64)
def reading_of(packed: bytes) -> Reading:
    """Read a packed reading; those looked at lately are kept: a page shows what the next one shows, too."""
    return unpack(Reading, packed)


@lru_cache(maxsize=8_192)
def imprint_of(packed: bytes) -> Imprint:
    """Read a packed imprint."""
    return unpack(Imprint, packed)


def deflated(text: str) -> bytes:
    """Compress a text."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def inflated(packed: bytes) -> bytes | None:
    """Uncompress bytes; None where they can't be."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None
