"""Lines and paragraphs: how a text is laid out, whatever its line ends and however it was wrapped."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# Every line end that Unicode knows, save NUL and the like, which are no line ends.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# White space at the ends of a line, with the marks that stand for nothing.
_BLANKS = " \t\u00a0\u202f\u3000\ufeff\x00" + "".join(map(chr, range(0x2000, 0x2010)))

# A text was wrapped by hand or machine where its lines are no longer than this …
WIDEST_WRAP = 100
# … no shorter than this …
NARROWEST_WRAP = 40
# … and most breaks stand where the next word would not have fitted (0.85: ragged wrapping of old agency copy).
FULL_LINE = 0.85
MOST = 0.7


class Line(NamedTuple):
    """One line that isn't blank: code points without the white space at its ends, and which block it stands in."""

    start: int
    end: int
    text: str
    block: int


def lines_of(text: str) -> tuple[Line, ...]:
    """Give the lines of a text that aren't blank; a block ends at a blank line. Offsets are code points of `text`."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    block, last_end = 0, -1
    for match in _LINE.finditer(text):
        whole = match.group()
        inside = whole.strip(_BLANKS)
        if not inside:
            continue
        start = match.start() + len(whole) - len(whole.lstrip(_BLANKS))
        if last_end >= 0 and _line_ends(text[last_end:start]) > 1:
            block += 1
        last_end = start + len(inside)
        yield Line(start, last_end, inside, block)


def _line_ends(gap: str) -> int:
    """Count the line ends between two lines; a carriage return with its line feed is one."""
    return len(gap.replace("\r\n", "\n").translate(_NO_BLANKS))


_NO_BLANKS = dict.fromkeys(map(ord, _BLANKS))


def groups_of(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Join lines into paragraphs: each line is one, unless the text was wrapped."""
    width = _wrapped_at(lines)
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        if before and width and before.block == line.block and _is_full(before, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(tuple(group) for group in groups)


def _wrapped_at(lines: Sequence[Line]) -> int | None:
    """Give the width a text was wrapped at, None where its lines are its paragraphs."""
    lengths = sorted(len(line.text) for line in lines)
    pairs = [(one, two) for one, two in pairwise(lines) if one.block == two.block]
    if not pairs:
        return None
    # The longest tenth of the lines may hold a table or an address.
    width = lengths[int(len(lengths) * 0.9)]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    full = sum(_is_full(one, two, width) for one, two in pairs)
    return width if full >= MOST * len(pairs) else None


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Say whether a line ends where it does because the next word did not fit."""
    first, *_ = following.text.split(None, 1) or [""]  # a unit separator is white space to `split`
    return len(line.text) + 1 + len(first) >= FULL_LINE * width
