"""What spoils words without a reader's seeing it, as the parser is to have it: wrongly decoded marks, soft hyphens.

UTF-8 read as Windows-1252 turns “ into three characters that tokenisers glue to the next word; pages put soft hyphens
and joiners into long words. The text stays as it came; only what the parser is given is mended, with a way back to the
offsets.
"""

import re
from typing import NamedTuple

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""The soft hyphen, and spaces and joiners of no width: dropped where letters stand on both sides."""
SPOILT = re.compile(f"â€(?:œ|\x9d|\ufffd|™|˜|\u201c|\u201d|¦|\x93|\x94)?|(?<=[^\\W\\d_])[{INVISIBLE}](?=[^\\W\\d_])")
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
    """A text with its spoilt words mended; `offsets[i]` is where character `i` begins in the text as it came."""

    text: str
    offsets: list[int] | range


def mend(text: str) -> Mended:
    """Mend the spoilt words of a text. `offsets` has one more entry than the mended text has characters: the end."""
    if not SPOILT.search(text):
        return Mended(text, range(len(text) + 1))
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in SPOILT.finditer(text):
        instead = MENDED.get(match.group(), "")
        parts += (text[last : match.start()], instead)
        offsets += range(last, match.start() + len(instead))
        last = match.end()
    parts.append(text[last:])
    offsets += range(last, len(text) + 1)
    return Mended("".join(parts), offsets)
