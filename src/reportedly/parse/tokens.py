"""Divide text into tokens as English treebanks do: "do" and "n't", "Iran" and "'s", "$" and "5m", but "Mr." and "U.S.".

The rules are those of spaCy 3.8 for English (`spacy/lang/punctuation.py`, `spacy/lang/en`, MIT licence), which the
grammar heads learnt on; what they say in long classes of characters stands here in Unicode's own categories.
"""

import re
import unicodedata
from functools import cache, lru_cache

from .tables import tokens

LONGEST_PREFIXED = 200
"""Marks that are taken off one chunk; a chunk is never longer, see `pieces.LONGEST_WORD`."""
PUNCTUATION = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪"
QUOTES = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉⟦⟧"
CURRENCY = "$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫₭₮₯₰₱₲₳₵₶₷₸₹₺₻₼₾₿"
BEFORE = frozenset("§%=—–" + PUNCTUATION + QUOTES + CURRENCY)
AFTER = frozenset("—–" + PUNCTUATION + QUOTES)
CLITICS = ("'s", "'S", "’s", "’S")
DOUBLE = "''"
"""A quotation mark as typewriters and the Penn Treebank have it."""
DOTTED = frozenset("%²-+|" + PUNCTUATION + QUOTES)
"""Besides digits and lower-case letters, what a full stop that ends a sentence may follow."""
DOLLARS = ("US$", "C$", "A$")
UNIT = re.compile(
    r"(?<=[0-9])(?:km[²³/]?h?|kmh|[dcm]?m[²³]?|ha|[µn]m|yd|in|ft|[kmµ]?g|t|lb|oz|m/s|mph|hPa|Pa|mbar|mb|[MkKgGtT][bB]|[TGMK]|%)\Z"
)
DOTS = re.compile(r"\.\.+")
WITHIN = re.compile(
    rf"\.\.+|…|(?<=[0-9])[+\-*^](?=[0-9-])|(?<=[^\W\d_]|[{re.escape(QUOTES)}])\.(?=[^\W\d_]|[{re.escape(QUOTES)}])"
    r"|(?<=[^\W\d_]),(?=[^\W\d_])|(?<=[^\W_])(?:-|–|—|--|---|——|~)(?=[^\W\d_])|(?<=[^\W_])[:<>=/](?=[^\W\d_])"
    r"|[^\w\s\x00-\x7f]"
)
"""Where a chunk may be divided in its middle; `_divides` has the last word on stops and symbols."""
CHUNK = re.compile(r"\S+")
SCHEME = re.compile(r"[\w+\-.]{2,}://")
PATH = re.compile(r"[/?#]")
PORT = re.compile(r":\d{2,5}\Z")
PLACING = frozenset({"on", "via"})
PLATFORM = re.compile(r"X\.[\"'”’»)]?")
"""The network X at a sentence's end, behind a word of `PLACING`: elsewhere a capital and a stop are an initial."""


def tokenise(text: str) -> list[tuple[int, int]]:
    """Give (start, end) of each token of a text, in order; white space is none."""
    found = []
    before = ""
    for chunk in CHUNK.finditer(text):
        start, word = chunk.start(), chunk.group()
        on_platform = word[0] == "X" and before in PLACING and PLATFORM.fullmatch(word)
        for size in _sizes(word) if not on_platform else (1,) * len(word):
            found.append((start, start + size))
            start += size
        before = word
    return found


@cache
def _exceptions() -> dict[str, tuple[int, ...]]:
    """Give the chunks that rules would divide wrongly, with the sizes of their tokens."""
    return {chunk: tuple(sizes) for chunk, sizes in tokens()["sizes"].items()}


@lru_cache(maxsize=16_384)
def _sizes(chunk: str) -> tuple[int, ...]:
    """Give the sizes of a chunk's tokens: marks are taken off both ends, the rest may be divided within."""
    special = _exceptions()
    before: list[int] = []
    after: list[int] = []
    for _ in range(LONGEST_PREFIXED):
        if not chunk or chunk in special:
            break
        first = _prefix(chunk)
        if first and chunk[first:] in special:
            before.append(first)
            chunk = chunk[first:]
            break
        last = _suffix(chunk[first:])
        if last and chunk[:-last] in special:
            after.append(last)
            chunk = chunk[:-last]
            break
        if first and last and first + last > len(chunk):
            last = 0
        if not first and not last:
            break
        before += [first] if first else []
        after += [last] if last else []
        chunk = chunk[first : len(chunk) - last]
    middle = special.get(chunk) or (_middle(chunk) if chunk else ())
    return (*before, *middle, *reversed(after))


def _prefix(chunk: str) -> int:
    """Count the characters that are a token of their own at a chunk's beginning."""
    mark = chunk[0]
    if chunk.startswith(DOUBLE):
        return 2
    if mark in BEFORE or (mark == "+" and not chunk[1:2].isdigit()) or _is_symbol(mark):
        return 1
    if mark == ".":
        dots = DOTS.match(chunk)
        return dots.end() if dots else 0
    return next((len(sign) for sign in DOLLARS if chunk.startswith(sign)), 0)


def _suffix(chunk: str) -> int:
    """Count the characters that are a token of their own at a chunk's end."""
    if not chunk:
        return 0
    mark = chunk[-1]
    if mark == ".":
        return _stop(chunk)
    if chunk.endswith((*CLITICS, DOUBLE)):
        return 2
    if mark in AFTER or _is_symbol(mark):
        return 2 if chunk.endswith("……") else 1
    if chunk[-2:-1].isdecimal() and (mark == "+" or mark in CURRENCY):
        return 1
    unit = UNIT.search(chunk, max(0, len(chunk) - 6))
    return len(unit.group()) if unit else 0


def _stop(chunk: str) -> int:
    """Count the dots at a chunk's end that are a token of their own: not the one of an abbreviation."""
    dots = len(chunk) - len(chunk.rstrip("."))
    if dots > 1:
        return dots
    last = chunk[-2:-1]
    if last.isdecimal() or last.islower() or last in DOTTED:
        return 1 if last else 0
    if chunk[-3:-2] == "°" and last in "FCK":
        return 1
    return int(last.isupper() and chunk[-3:-2].isupper())


def _is_symbol(mark: str) -> bool:
    return mark > "\x7f" and unicodedata.category(mark) == "So"


def _middle(chunk: str) -> tuple[int, ...]:
    """Give the sizes of what is left of a chunk without the marks at its ends."""
    if _is_address(chunk):
        return (len(chunk),)
    sizes, start = [], 0
    for match in WITHIN.finditer(chunk):
        if match.start() == start or not _divides(chunk, match):
            continue
        sizes += [match.start() - start, match.end() - match.start()]
        start = match.end()
    if start < len(chunk):
        sizes.append(len(chunk) - start)
    return tuple(sizes)


def _divides(chunk: str, match: re.Match[str]) -> bool:
    """Say whether a mark within a chunk divides it: a stop does between a small letter and a capital."""
    mark = match.group()
    if mark == ".":
        before, after = chunk[match.start() - 1], chunk[match.end()]
        return (before in QUOTES or before.islower()) and (after in QUOTES or after.isupper())
    return mark.isascii() or mark in "…–—~——" or _is_symbol(mark)


def _is_address(chunk: str) -> bool:
    """Say whether a chunk is an address of the net, or of e-mail: those stay whole."""
    if "." not in chunk:
        return False
    rest = SCHEME.sub("", chunk, count=1) if "://" in chunk else chunk
    host = PORT.sub("", PATH.split(rest, maxsplit=1)[0].rpartition("@")[2])
    *labels, top = host.split(".")
    if not labels or not (2 <= len(top) <= 63 and top.isalpha() and top == top.lower()):  # noqa: PLR2004 - RFC 1035 §2.3.4
        return False
    return all(_is_label(label) for label in labels)


def _is_label(label: str) -> bool:
    """Say whether a label may stand in a host's name; beyond ASCII nearly everything may."""
    if not label or label[0] in "_-" or label[-1] in "_-":
        return False
    return all((mark.isascii() and (mark.isalnum() or mark in "_-")) or mark >= "\xa1" for mark in label)
