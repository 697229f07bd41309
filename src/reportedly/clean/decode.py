"""From bytes to text: which encoding it is, and whether it is text at all."""

import codecs
import re
from typing import NamedTuple

from reportedly.errors import BinaryInput, EmptyInput, TooLarge
from reportedly.model import LARGEST

# So much of a document shows whether it is text.
_HEAD = 65_536
# The declaration of a page's encoding stands within its first kilobyte (HTML standard, “prescan a byte stream”).
_PRESCAN = 4_096
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_SIGNED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the HTML standard reads where a page declares one of these: authors who write the first mean the second.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_FILES = (
    (b"%PDF", "a PDF file: take its text out first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a ZIP or Office file: save it as text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as text first"),
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),
    (b"BZh", "compressed with bzip2: unpack it first"),
    (b"\xfd7zXZ", "compressed with xz: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd: unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, picture or film"),
    (b"ID3", "a sound"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# Control characters that no text has, save by accident: more than one in fifty isn't text.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_BEYOND = bytes(range(128, 256))
MOST_CONTROLS = 0.02
# Fewer bytes than these show no pattern of zeros; fewer characters beyond ASCII no encoding.
_FEWEST_WIDE = 8
_FEWEST_BEYOND = 20


class Decoded(NamedTuple):
    """Text, and the encoding it was read in where that wasn't UTF-8."""

    text: str
    encoding: str | None


def check_size(size: int, *, what: str = "The document") -> None:
    """Raise TooLarge where a document has more than `LARGEST` bytes or characters."""
    if size > LARGEST:
        raise TooLarge(
            f"{what} has {size / 1e6:.1f} MB, and the most that is read at once is {LARGEST // 1_000_000} MB: "
            "split it up."
        )


def decode(content: bytes | str, *, charset: str | None = None) -> Decoded:
    """Read a document's content as text; `charset` is what its sender declares, if anything.

    Raises EmptyInput, BinaryInput or TooLarge.
    """
    check_size(len(content))
    decoded = Decoded(content, None) if isinstance(content, str) else _decode(content, charset)
    if not decoded.text.strip(" \t\r\n\v\f\ufeff\x00"):
        raise EmptyInput("There is nothing in the document: give it the text of a report, or a page.")
    if isinstance(content, str):
        _check_text(content)
    return decoded


def _check_text(text: str) -> None:
    head = text[:_HEAD]
    if sum(head.count(chr(control)) for control in _CONTROLS) > max(1, MOST_CONTROLS * len(head)):
        raise _binary("it is full of control characters")


def _decode(content: bytes, charset: str | None) -> Decoded:
    for signature, encoding in _SIGNED:
        if content.startswith(signature):
            return Decoded(content.decode(encoding, "replace"), encoding)
    if not content.strip(b" \t\r\n\v\f\x00"):
        return Decoded("", None)
    wide = _wide(content)
    if wide:
        return Decoded(content.decode(wide, "replace"), wide)
    _check_bytes(content)
    try:
        return Decoded(content.decode("utf-8"), None)
    except UnicodeDecodeError:
        return _damaged(content) or _other(content, charset)


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 without a signature: every other byte of Western text in it is zero."""
    head = content[: min(len(content) & ~1, 4096)]
    if len(head) < _FEWEST_WIDE:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < 0.05 * len(head):
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) / 2 and odd < 0.05 * len(head) else None


def _check_bytes(content: bytes) -> None:
    for signature, what in _FILES:
        if content.startswith(signature):
            raise _binary(f"it seems to be {what}")
    head = content[:_HEAD]
    if len(head) - len(head.translate(None, _CONTROLS)) > max(1, MOST_CONTROLS * len(head)):
        raise _binary("it is full of control characters")


def _binary(why: str) -> BinaryInput:
    return BinaryInput(f"This isn't text ({why}): give it a text file, an HTML page, JSON Lines or a WARC archive.")


def _damaged(content: bytes) -> Decoded | None:
    """Take as UTF-8 what is UTF-8 but for a few bytes: those become replacement characters."""
    text = content.decode("utf-8", "replace")
    beyond, broken = sum(char > "\x7f" for char in text), text.count("\ufffd")
    return (
        Decoded(text, "utf-8, with damaged bytes replaced")
        if beyond >= _FEWEST_BEYOND and broken <= 0.02 * beyond
        else None
    )


def _other(content: bytes, charset: str | None) -> Decoded:
    """Take the declared encoding if the bytes are valid in it, else the one they most resemble."""
    declared = _DECLARED.search(content[:_PRESCAN])
    for name in (charset, declared.group(1).decode("ascii", "replace") if declared else None):
        decoded = _as(content, name) if name else None
        if decoded:
            return decoded
    western = _as(content, "cp1252") if len(content) - len(content.translate(None, _BEYOND)) < _FEWEST_BEYOND else None
    if western:  # a few quotation marks and accents show no encoding: what the web takes where none is told
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_HEAD]).best()
    found = _as(content, best.encoding) if best else None
    return found or Decoded(content.decode("cp1252", "replace"), "cp1252")


def _as(content: bytes, name: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(name).name
        encoding = _MEANT.get(encoding, encoding)
        if encoding == "utf-8":
            return None
        return Decoded(content.decode(encoding), encoding)
    except (LookupError, ValueError):
        return None
