"""Read tables whose heads name what is counted: "Province | Dead | Injured", row by row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.model import (
    Article,
    Claim,
    ClaimPlace,
    ClaimTime,
    Event,
    Offsets,
    Origin,
    Parsed,
    Place,
    Quantity,
    Span,
    Timex,
)

from .events import singular, word_of
from .saying import voice_of
from .tables import EventTable, Frame, event_table, words

CELL = re.compile(r"[^|\t]*")
"""One cell of a line, empty or not; lines of two cells or more, parted by bars or tabs, are rows."""
MOST_WORDS = 8
"""Words of a head of a column, at most: what is longer is a sentence."""
EMPTY_LINES = 2
"""Line ends between two rows of one table, at most, and one more at the end."""
CERTAIN = 0.85
TABLED = "a number of a table's row"
"""How the rule of such a claim begins."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the text: the cells of its head's row, or two, and its rows' cells, as stretches of the full text."""

    heads: tuple[tuple[Offsets, ...], ...]
    rows: tuple[tuple[Offsets, ...], ...]

    def covers(self, start: int, end: int) -> bool:
        """Say whether a stretch shares a character with the table."""
        return self.heads[0][0][0] < end and start < self.rows[-1][-1][1]

    def named(self, column: int) -> tuple[Offsets, ...]:
        """Give the words at a column's head."""
        return tuple(one[column] for one in self.heads if one[column][0] < one[column][1])


@dataclass(frozen=True, slots=True)
class Values:
    """The figures, times and places of a report."""

    quantities: Sequence[Quantity]
    timexes: Sequence[Timex]
    places: Sequence[Place]


def grids(article: Article, parsed: Parsed) -> list[Grid]:
    """Give the tables of a text in which a column's head names what becomes of people or houses."""
    found, rows = [], list(_rows(article.full_text))
    at = 0
    while at < len(rows):
        last = at
        while last + 1 < len(rows) and _follows(article.full_text, rows[last], rows[last + 1]):
            last += 1
        grid = _grid(parsed, _framed(rows[at : last + 1]))
        if grid.rows and _columns(parsed, grid) and not article.is_furniture(rows[at][0][0], rows[last][-1][1]):
            found.append(grid)
        at = last + 1
    return found


def _grid(parsed: Parsed, rows: Sequence[tuple[Offsets, ...]]) -> Grid:
    """Take the first row for the head, and the second with it where no number stands there, but an outcome does."""
    tokens = [parsed.tokens_in(*cell) for row in rows[1:2] for cell in row]
    numbers = any(one.pos == "NUM" for cell in tokens for one in cell)
    told = any(_told(event_table(), one.text, word_of(one)) for cell in tokens for one in cell)
    heads = 2 if told and not numbers and len(rows[0]) == len(rows[1]) else 1
    return Grid(tuple(rows[:heads]), tuple(rows[heads:]))


def _framed(rows: Sequence[tuple[Offsets, ...]]) -> list[tuple[Offsets, ...]]:
    """Leave out the columns that only bars at a table's edges make."""
    first = all(start == end for start, end in (row[0] for row in rows))
    last = all(start == end for start, end in (row[-1] for row in rows))
    return [row[first : len(row) - last] for row in rows]


def _rows(text: str) -> Iterator[tuple[Offsets, ...]]:
    """Give the cells of each line that is parted by bars or tabs."""
    start = 0
    for line in text.split("\n"):
        if "|" in line or "\t" in line:
            cells = tuple(_trimmed(line, *edges, start) for edges in _edges(line))
            if sum(one[0] < one[1] for one in cells) > 1:
                yield cells
        start += len(line) + 1


def _edges(line: str) -> Iterator[Offsets]:
    """Give where each cell of a line begins and ends, empty ones too."""
    start = 0
    while start <= len(line):
        cell = CELL.match(line, start)
        end = cell.end() if cell else start
        yield start, end
        start = end + 1


def _trimmed(line: str, start: int, end: int, base: int) -> Offsets:
    """Give a cell without the spaces around it."""
    cell = line[start:end]
    start += len(cell) - len(cell.lstrip())
    return base + start, base + max(start, start + len(cell.strip()))


def _follows(text: str, row: tuple[Offsets, ...], other: tuple[Offsets, ...]) -> bool:
    """Say whether a row is the next of the same table: nothing but bars and an empty line stand between."""
    between = text[row[-1][1] : other[0][0]]
    return not between.replace("|", "").strip() and between.count("\n") <= EMPTY_LINES


def _columns(parsed: Parsed, grid: Grid) -> dict[int, tuple[Offsets, Frame, str | None]]:
    """Give, for each column whose head names an outcome, the words that do, what they tell of, and whose housing."""
    found = {}
    for column in range(len(grid.heads[0])):
        tokens = [one for start, end in grid.named(column) for one in parsed.tokens_in(start, end)]
        if len(tokens) > MOST_WORDS or any(one.pos == "NUM" for one in tokens):
            continue
        told = [(one, frame) for one in tokens if (frame := _told(event_table(), one.text, word_of(one))) is not None]
        if told:
            housing = event_table().housing | words("housed")
            roofs = [singular(one.text.lower()) for one in tokens if singular(one.text.lower()) in housing]
            found[column] = ((told[0][0].start, told[0][0].end), told[0][1], next(iter(roofs), None))
    return found if 0 not in found or len(found) < len(grid.heads[0]) else {}


def _told(table: EventTable, text: str, word: str) -> Frame | None:
    """Give what a word of a column's head tells of, where that is an outcome."""
    lower = text.lower()
    frames = [
        table.nouns.get(word.lower()) or table.nouns.get(singular(lower)),
        table.adjectives.get(lower),
        *table.verbs.get(table.forms.get(lower, ""), ()),
    ]
    return next((one for one in frames if one is not None and one.outcome and not one.weak), None)


def told_by(
    article: Article, parsed: Parsed, grid: Grid, values: Values, *, disaster: bool
) -> tuple[list[tuple[Claim, int]], dict[str, Quantity]]:
    """Make a claim of each number under such a head, with the place and the day of its row; and the units revised.

    `disaster` says that the report tells of no force: who is "killed" there isn't assaulted.
    """
    made: list[tuple[Claim, int]] = []
    revised: dict[str, Quantity] = {}
    columns = _columns(parsed, grid)
    for row in grid.rows:
        if len(row) != len(grid.heads[0]) or row[0][0] == row[0][1]:
            continue  # a cell that's missing shifts what follows: nobody knows by how much
        where = tuple(ClaimPlace(one.id) for one in values.places if _stands_in(article, one.spans, row[:1]))
        when = tuple(
            ClaimTime(one.id, "event") for one in values.timexes if one.start and _stands_in(article, one.spans, row)
        )
        for column, (trigger, frame, roof) in columns.items():
            figure = next(
                (one for one in values.quantities if _stands_in(article, one.spans, row[column : column + 1])), None
            )
            if figure is None or figure.scale != "count":
                continue
            people = frame.outcome != "destroyed"
            revised[figure.id] = replace(figure, unit=roof or ("person" if people else None))
            spans = tuple(article.span(*one) for one in (*grid.named(column), row[0], row[column]))
            event = _event(article.span(*trigger), frame, roof, disaster=disaster)
            made.append(
                (_claim(article, spans, event, figure, when=when, where=where), parsed.tokens_in(*row[column])[0].i)
            )
    return made, revised


def _stands_in(article: Article, spans: Sequence[Span], cells: Sequence[Offsets]) -> bool:
    """Say whether a value stands in one of some cells."""
    stood = [article.offsets(span) for span in spans[:1]]
    return any(start <= a and b <= end for a, b in stood for start, end in cells)


def _event(trigger: Span, frame: Frame, roof: str | None, *, disaster: bool) -> Event:
    """Say what a column counts."""
    type_, mode = frame.type, frame.mode
    if frame.outcome == "destroyed":
        housed = roof in event_table().housing
        type_, mode = ("DISPLACE", "destroyed_housing") if housed else (None if disaster else type_, mode)
    elif frame.outcome in ("killed", "injured") and disaster:
        type_ = mode = None
    return Event(type_, mode, frame.outcome, trigger)


def _claim(
    article: Article,
    spans: tuple[Span, ...],
    event: Event,
    figure: Quantity,
    *,
    when: tuple[ClaimTime, ...],
    where: tuple[ClaimPlace, ...],
) -> Claim:
    """Make the claim of one cell."""
    return Claim(
        id="",
        attribution=None,
        voice=voice_of(article, article.offsets(spans[-1])[0], None),
        chain=(),
        origin=Origin(None, None, "none"),
        spans=spans,
        event=event,
        quantities=(figure.id,),
        times=when,
        places=where,
        confidence=CERTAIN,
        rule=f"{TABLED} “{spans[-2].text}”, under the head “{' '.join(one.text for one in spans[:-2])}”",
    )
