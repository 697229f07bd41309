"""What a report tells: figures as worded, who is given as their source, and the report they stand in."""

from dataclasses import dataclass, field
from datetime import datetime

from .grammar import Mark, Piece
from .world import Actor, Announcement, Body, Incident


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as worded: the words, the number in them, its bounds (inclusive, None where open) and what they say."""

    words: str
    value: int | None
    low: int | None
    high: int | None
    bound: str


@dataclass(frozen=True, eq=False, slots=True)
class When:
    """A time as worded: its interval, end-exclusive, and its TIMEX3 value. `anchored`: it needs the publication."""

    start: str
    end: str
    value: str
    kind: str = "DATE"
    anchored: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Said:
    """One attribution: who speaks, with whom beside them, and within which other attribution.

    `act` and `factuality` as in a reading's contract; `named` is the kind of source.
    """

    by: Actor | None
    kind: str = "indirect"
    named: str = "named"
    act: str = "assert"
    factuality: str = "CT+"
    parent: "Said | None" = None


@dataclass(frozen=True, eq=False, slots=True)
class Happening:
    """That something happened, told without a figure."""

    incident: Incident
    said: Said | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Told:
    """One figure as told, with what is really behind it.

    `announcement` is where it truly comes from; `apparent` whom the words give as its origin, None where nobody, or
    nobody in particular (`anonymous`). `role` as in a reading's contract. `outdated`: it is told as what was corrected.
    """

    incident: Incident
    announcement: Announcement
    shown: Shown
    who: str = "people"
    role: str = "total"
    apparent: Body | None = None
    said: Said | None = None
    retrospect: bool = False
    outdated: bool = False
    part_of: "Told | None" = None
    corrects: "Told | None" = None
    factuality: str = "CT+"

    @property
    def outcome(self) -> str:
        """What became of those counted."""
        return self.announcement.facet.outcome

    @property
    def question(self) -> str:
        """The question it really answers."""
        return self.incident.question(self.outcome, self.announcement.day)

    @property
    def optional(self) -> bool:
        """Whether not finding it does no harm: a part, an increment, a figure that is told as corrected."""
        return self.role in {"part", "increment"} or self.outdated


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `furniture` names its kind where it's no part of the report."""

    piece: Piece
    furniture: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One report: its facts, its headline and its paragraphs. `copies`: the report whose words it takes over."""

    id: str
    genre: str
    publisher: str
    url: str
    published: datetime
    incident: int
    title: Piece
    paragraphs: tuple[Paragraph, ...]
    title_apart: bool = True
    agency: str | None = None
    dateline: tuple[int, int] | None = None
    """Offsets of the dateline in the first paragraph."""
    copies: str | None = None

    def laid_out(self) -> tuple[str | None, str, tuple[Mark, ...], tuple[Mark, ...]]:
        """Give the title that stands apart, the text, and the marks of each; offsets are code points."""
        pieces = [one.piece for one in self.paragraphs]
        if not self.title_apart:
            pieces.insert(0, self.title)
        text, marks, at = [], [], 0
        for piece in pieces:
            text.append(piece.text)
            marks += [one.moved(at) for one in piece.marks]
            at += len(piece.text) + 2
        title = self.title if self.title_apart else None
        return title.text if title else None, "\n\n".join(text), title.marks if title else (), tuple(marks)


@dataclass(slots=True)
class Notes:
    """What a writer keeps in mind while writing one report: whom it has introduced already."""

    introduced: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
