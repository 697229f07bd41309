"""Columns and tables of a printed page: what a PDF draws row by row, put in the order in which it is read.

A page is given twice: as its file tells it, and as it looks, in lines of characters as wide as the page. Columns of
running text that the file draws line by line across the page come one after the other; a table's rows become lines
whose cells are parted by bars. Whatever is told in another order already stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

ENDS = re.compile(r"[.!?:;…][\"”’')\]]{0,3}$")
"""How the last line of a paragraph ends, unless it's a heading."""
SHORT = 0.8
"""A line that ends before this part of the usual width ends a paragraph."""
_SEGMENT = re.compile(r"\S+(?: \S+)*")
_GUTTER = 2
"""Characters between two columns, at least."""
_MOST_BLANK = 2
"""Empty lines within columns or tables, one after another, at most."""
_LEAST_ROWS = 3
_LEAST_LINES = 5
"""Lines that have text in several columns, before they are taken for columns of running text."""
_LINE_LENGTH, _LINE_WORDS = 18, 3
"""Characters and words of the usual line of running text in a column, at least."""
_CELL_WORDS = 3
"""Words of a cell that holds a figure, at most; the first of a row, which names it, may have more."""
_WIDEST = 2_000
"""Characters of a line: a page that is wider isn't arranged."""
_LONGEST = 100_000
"""Characters of a page that is arranged."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that the same gutters run through: their cells, and the lines as they stand."""

    rows: tuple[Cells, ...]

    @property
    def down(self) -> str:
        """Give the block's characters column by column, without spaces."""
        return "".join("".join("".join(column) for column in zip(*self.rows, strict=True)).split())


def arranged(told: str, seen: str) -> str:
    """Give a page's text in the order in which it's read. `told` is the text as the file has it, `seen` as it looks."""
    lines = seen.split("\n")
    if max(map(len, lines)) > _WIDEST or len(told) > _LONGEST:
        return told
    for block in _blocks(lines):
        if _is_prose(block):
            told = _replaced(told, block.down, "\n".join(_down(block)), if_other=True)
        elif (rows := _table(block)) is not None:
            told = _replaced(told, block.down, "\n".join(" | ".join(row) for row in rows))
    return told


def _replaced(text: str, key: str, made: str, *, if_other: bool = False) -> str:
    """Put a block's lines in the place of its characters, where a text has just these together, in whatever order.

    With `if_other` they stay as they are where their order is the right one.
    """
    places = [i for i, one in enumerate(text) if not one.isspace()]
    told = "".join(text[i] for i in places)
    at = _same(told, key)
    if at is None or (if_other and told.startswith(key, at)):
        return text
    start, end = places[at], places[at + len(key) - 1] + 1
    return f"{text[:start].rstrip()}\n\n{made}\n\n{text[end:].lstrip()}".strip("\n")


def _same(text: str, key: str) -> int | None:
    """Find a stretch of a text that has the characters of another, each as often; None where there is none."""
    size, wanted = len(key), Counter(key)
    if not 0 < size <= len(text):
        return None
    # sums of powers part what differs; whether it is really the same is looked at then
    sums = [0, *accumulate(ord(one) ** 5 for one in text)]
    whole = sum(ord(one) ** 5 for one in key)
    alike = (at for at in range(len(text) - size + 1) if sums[at + size] - sums[at] == whole)
    return next((at for at in alike if Counter(text[at : at + size]) == wanted), None)


def _segments(line: str) -> list[tuple[int, int]]:
    """Give where the stretches of a line stand that are parted by two spaces or more."""
    return [found.span() for found in _SEGMENT.finditer(line)]


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    """Yield the blocks of lines through which gutters run, from the first line that has several stretches on."""
    at = 0
    while at < len(lines):
        if len(_segments(lines[at])) > 1:
            end, gutters = _extent(lines, at)
            if end - at >= _LEAST_ROWS:
                yield _Block(tuple(_cells(line, gutters) for line in lines[at:end]))
                at = end
                continue
        at += 1


def _extent(lines: Sequence[str], start: int) -> tuple[int, list[int]]:
    """Give where the block ends that begins on a line, and its gutters: the columns at which cells begin."""
    taken = 0
    end, gutters, blank = start, list[int](), 0
    for number in range(start, len(lines)):
        spans = _segments(lines[number])
        blank = 0 if spans else blank + 1
        if blank > _MOST_BLANK:
            break
        if not spans:
            continue
        now = taken
        for first, last in spans:
            now |= ((1 << (last - first)) - 1) << first
        there = _gutters(now)
        if not there:
            break
        taken, gutters, end = now, there, number + 1
    return end, gutters


def _gutters(taken: int) -> list[int]:
    """Give where the columns begin that empty stretches part; `taken` has a bit for each place with a character."""
    shown = bin(taken)[:1:-1]
    return [found.end() for found in re.finditer(rf"(?<=1)0{{{_GUTTER},}}", shown)]


def _cells(line: str, gutters: Sequence[int]) -> Cells:
    ends = [0, *gutters, max(len(line), gutters[-1])]
    return tuple(" ".join(line[first:last].split()) for first, last in pairwise(ends))


def _is_prose(block: _Block) -> bool:
    """Say whether each column is running text."""
    several = sum(sum(map(bool, row)) > 1 for row in block.rows)
    if several < _LEAST_LINES:
        return False
    columns = ([cell for cell in column if cell] for column in zip(*block.rows, strict=True))
    return all(
        median(map(len, some)) >= _LINE_LENGTH and median(len(one.split()) for one in some) >= _LINE_WORDS
        for some in columns
        if some
    )


def _down(block: _Block) -> Iterator[str]:
    """Yield a block's columns one after the other; an empty line stands where a paragraph may end, as the gap says."""
    for column in zip(*block.rows, strict=True):
        places = [number for number, cell in enumerate(column) if cell]
        steps = [later - earlier for earlier, later in pairwise(places)]
        usual = Counter(steps).most_common(1)[0][0] if steps else 1
        full = SHORT * max(len(column[place]) for place in places)
        for place, step in zip(places, [*steps, usual], strict=True):
            yield column[place]
            if step > usual and (len(column[place]) < full or ENDS.search(column[place])):
                yield ""


def _table(block: _Block) -> list[Cells] | None:
    """Give the rows of a table of figures, its heads put together; None where the block is none."""
    rows = _joined(list(_whole([row for row in block.rows if any(row)])))
    figures = [cell for row in rows for cell in row[1:] if cell]
    numbers = sum(any(map(str.isdecimal, cell)) for cell in figures)
    long = sum(len(cell.split()) > _CELL_WORDS for cell in figures)
    named = all(row[0] for row in rows[1:])
    return (
        rows if len(rows) >= _LEAST_ROWS and named and 2 * numbers >= len(figures) and 4 * long <= len(rows) else None
    )


def _joined(rows: list[Cells]) -> list[Cells]:
    """Make one column of two that never both have a cell: a head on the left, its figures on the right."""
    columns: list[Cells] = []
    for column in zip(*rows, strict=True):
        one = len(columns) > 1 and not any(map(all, zip(columns[-1], column, strict=True)))
        columns.append(_together((columns.pop(), column)) if one else column)
    return list(zip(*columns, strict=True))


def _whole(rows: Sequence[Cells]) -> Iterator[Cells]:
    """Yield rows, those that run over several lines put together: a table's heads, and names beside figures."""
    groups: list[list[Cells]] = [[]]
    held: list[Cells] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if _has_figures(row):
            groups.append([*held, row])
            held = []
        elif after is not None and not after[0] and _has_figures(after):
            held = [row]  # a name over two lines, its figures beside the middle
        elif len(groups) == 1 or row[0][:1].islower() or _ends_open(groups[-1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    yield from (_together(group) for group in groups if group)


def _ends_open(rows: Sequence[Cells]) -> bool:
    """Say whether a name isn't at its end, as one isn't behind “and”."""
    return _together(rows)[0].split(" ")[-1].islower()


def _has_figures(row: Cells) -> bool:
    return any(any(map(str.isdecimal, cell)) for cell in row[1:])


def _together(rows: Sequence[Cells]) -> Cells:
    return tuple(" ".join(filter(None, cells)) for cells in zip(*rows, strict=True))
