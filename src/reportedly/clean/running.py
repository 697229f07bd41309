"""Furniture inside a paragraph, where lines have run together.

Dates and the times of a live blog's entries stand before its words, credits and buttons after.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from .forms import DATE
from .furniture import Block
from .table import Match, tails

_SAYS_WHEN = (
    r"(?:Published|Posted|Updated|Last updated|Last modified|First published|Date of publication|This story is from)"
    r"(?: on| at)?:? "
)
_AFTER_DATE = r"(?: ?\(?updated[ \d:.]{3,24}\)?)?(?: Get short URL(?: \d{1,6})?)?"
# With a word for publishing, any date; without one, only a whole date with a capital after it: no sentence starts so.
_HEAD = re.compile(rf"(?:{_SAYS_WHEN}{DATE}{_AFTER_DATE}|{DATE}{_AFTER_DATE}(?= ?[A-Z“\"‘]))(?=\s)")
# The time of a live blog's entry: "07.25 Two more …", "7:25 am GMT – Two more …", "[07h25] Two more …".
_CLOCK = re.compile(
    r"[(\[]?(?:[01]?\d|2[0-3]) ?[.:h] ?[0-5]\d(?:[ \u202f]?[ap]\.?m\b\.?)?"
    r"(?: \(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?(?=[ :,–—-]))?"
    r"(?: local time)?[)\]]?(?: ?[:,|•·–—-])*\s+(?=[\"“‘'(\[]?[A-Z])"
)
# One such beginning may be the report's ("10.30 Saturday was the deadline"); two are a live blog's.
ENTRIES = 2
_ENDS = tuple("\"”’')")

# A text this short is one line anyway; nothing has run together in it.
FEWEST_WORDS = 25
# So far from its end is a paragraph looked at for what follows it.
REACH = 420
# Furniture at the end comes in so many pieces at most.
PIECES = 5


def split(blocks: Sequence[Block], text: str, title: str | None) -> list[Block]:
    """Part furniture and the title's copy from the paragraphs they have run together with.

    Dates, the title and buttons are looked for in the first and last paragraphs; times of entries in all.
    """
    found = _without_clocks(blocks, text)
    first = next((i for i, block in enumerate(found) if block.kind is None), None)
    if first is None:
        return found
    last = max(i for i, block in enumerate(found) if block.kind is None)
    if found[last].words >= FEWEST_WORDS or first < last:
        found[last : last + 1] = _without_tail(found[last], text)
    if found[first].words >= FEWEST_WORDS:
        found[first : first + 1] = _without_head(found[first], text, title)
    return found


def _without_clocks(blocks: Sequence[Block], text: str) -> list[Block]:
    """Part the times of a live blog's entries from their words."""
    clocks = [_CLOCK.match(text, block.start, block.end) if block.kind is None else None for block in blocks]
    if sum(map(bool, clocks)) < ENTRIES:
        return list(blocks)
    found: list[Block | None] = []
    for block, clock in zip(blocks, clocks, strict=True):
        if clock:
            found.append(_piece(block, text, block.start, clock.end(), Match("other", "sure")))
        found.append(_piece(block, text, clock.end(), block.end, None) if clock else block)
    return [block for block in found if block]


def _piece(block: Block, text: str, start: int, end: int, match: Match | None) -> Block | None:
    """Cut a piece out of a block, white space at its ends left out; None where nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return (
        replace(block, start=start, end=start + len(words), text=" ".join(words.split()), match=match)
        if words
        else None
    )


def _without_tail(block: Block, text: str) -> list[Block]:
    pieces: list[Block] = []
    end = block.end
    for _ in range(PIECES):
        cut = _tail(text, max(block.start, end - REACH), end)
        if cut is None or cut[0] <= block.start:
            break
        piece = _piece(block, text, cut[0], end, cut[1])
        if piece:
            pieces.insert(0, piece)
        end = cut[0]
    rest = _piece(block, text, block.start, end, None)
    return [rest, *pieces] if rest else [block]


def _tail(text: str, start: int, end: int) -> tuple[int, Match] | None:
    """Give where furniture at the end of a stretch begins, the nearest first."""
    end = start + len(text[start:end].rstrip())
    found = [(match.start(), one) for one, pattern in tails() if (match := pattern.search(text, start, end))]
    return max(found, key=lambda pair: pair[0]) if found else None


def _without_head(block: Block, text: str, title: str | None) -> list[Block]:
    start = block.start
    pieces: list[Block | None] = []
    for _ in range(2):
        head = _HEAD.match(text, start, block.end)
        if head:
            pieces.append(_piece(block, text, start, head.end(), Match("other", "sure")))
        copied = _copy_end(text, head.end() if head else start, block.end, title)
        if copied:
            pieces.append(_piece(block, text, head.end() if head else start, copied, None))
        if not head and not copied:
            break
        start = copied or (head.end() if head else start)
    pieces.append(_piece(block, text, start, block.end, None))
    return [piece for piece in pieces if piece]


def _copy_end(text: str, start: int, end: int, title: str | None) -> int | None:
    """Give where a copy of the title ends that a paragraph begins with; its stop belongs to it."""
    if not title:
        return None
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if text[start : start + len(title)].casefold() != title.casefold() or start + len(title) >= end:
        return None
    after = start + len(title)
    while after < end and text[after] in ".!?" + "".join(_ENDS):
        after += 1
    return after if after < end and text[after].isspace() else None
