"""Quotation marks and dashes that were spoilt by a wrong decoding, as the parser is to see them.

UTF-8 read as Windows-1252 turns “ into three characters that tokenisers glue to the next word. The text stays as it
came; only what the parser is given is mended, with a way back to the offsets.
"""

import re
from typing import NamedTuple

SPOILT = re.compile("â€(?:œ|\x9d|\ufffd|™|˜|\u201c|\u201d|¦|\x93|\x94)?")
MENDED = {
    "â€œ": "“",
    "â€\x9d": "”",
    "â€\ufffd": "”",
    "â€": "”",
    "â€™": "’",
    "â€˜": "‘",
    "â€\u201c": "–",
    "â€\u201d": "—",
    "â€\x93": "–",
    "â€\x94": "—",
    "â€¦": "…",
}


class Mended(NamedTuple):
    """A text with its spoilt marks mended; `offsets[i]` is where character `i` begins in the text as it came."""

    text: str
    offsets: list[int] | range


def mend(text: str) -> Mended:
    """Mend the spoilt marks of a text. `offsets` has one more entry than the mended text has characters: the end."""
    if "â€" not in text:
        return Mended(text, range(len(text) + 1))
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in SPOILT.finditer(text):
        parts += (text[last : match.start()], MENDED[match.group()])
        offsets += range(last, match.start() + 1)
        last = match.end()
    parts.append(text[last:])
    offsets += range(last, len(text) + 1)
    return Mended("".join(parts), offsets)
