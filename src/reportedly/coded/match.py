"""Find the questions that a coder's rows are about, by the comparison that reconciling makes of two claims.

A row is put into the form of a claim. Its figure speaks for an answer that gives the same, and never against one: what
differs is what's looked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from reportedly.model import Comparison, Question, Span, Testimony
from reportedly.model.vocabulary import Outcome

from .table import Coded

Point = tuple[float, float]
NEAR_MISS = frozenset(("same_town", "day_apart"))
"""Reasons for which what nothing else claims is taken for one: a day's slip is what a coder looks for.

Of two reports that would be too little: there, nobody sees what is left over.
"""
OUTCOMES: tuple[Outcome | None, ...] = (None, *get_args(Outcome))


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides, handed in: how two claims compare, what brings them together, and the kilometres of two points."""

    compare: Callable[[Testimony, Testimony], Comparison]
    keys: Callable[[Testimony], tuple[str, ...]]
    distance: Callable[[Point, Point], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what its answers testify."""

    question: Question
    said: Sequence[Testimony]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and a question, as the closest of its answers compares."""

    row: Coded
    asked: Asked
    comparison: Comparison

    @property
    def one(self) -> bool:
        """Whether they're about one happening, also where that is held by a near miss alone."""
        rules = {one.rule for one in self.comparison.reasons}
        decided = any(one.decisive and one.weight < 0 for one in self.comparison.reasons)
        return self.sure or (not decided and rules >= NEAR_MISS)

    @property
    def sure(self) -> bool:
        """Whether reconciling would put them together."""
        return self.comparison.verdict != "different"


@dataclass(frozen=True, slots=True)
class Matched:
    """Which question each row has of what is counted, and, for what stays alone, the closest that it isn't."""

    taken: Mapping[tuple[int, str], Pair]
    close_rows: Mapping[int, Pair]
    close_questions: Mapping[str, Pair]


def pairs(rows: Iterable[Coded], asked: Sequence[Asked], judge: Judge) -> Iterator[Pair]:
    """Yield each row with each question that reconciling would compare it with, whatever comes of it."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(asked):
        for key in {key for told in one.said for key in judge.keys(told)}:
            index[key].append(number)
    for row in rows:
        near: dict[int, Outcome | None] = {}
        for outcome in OUTCOMES:
            for key in judge.keys(testimony_of(row, outcome=outcome)):
                near |= dict.fromkeys(index.get(key, ()), outcome)
        for number in sorted(near):
            if about(row, asked[number].question):
                told = testimony_of(_in_country(row, asked[number].question), outcome=near[number])
                yield Pair(row, asked[number], _closest(told, asked[number].said, judge))


def _in_country(row: Coded, question: Question) -> Coded:
    """Let a point without a country lie in the question's: how far apart they are decides."""
    if row.country is None and row.latitude is not None and question.place is not None:
        return replace(row, country=question.place.country)
    return row


def about(row: Coded, question: Question) -> bool:
    """Say whether a row has a figure of what a question counts, or counts nobody and is of its kind of event."""
    if any(one.counts == question.counts for one in row.figures):
        return row.event is None or question.event.type in (None, row.event)
    counting = question.counts is not None and any(one.value for one in row.figures)
    return not counting and row.event is not None and row.event == question.event.type


def _closest(row: Testimony, said: Sequence[Testimony], judge: Judge) -> Comparison:
    """Compare a row with a question's answers, and give the comparison that speaks most for it."""
    bare = replace(row, quantity=None, value=None)
    found = (judge.compare(row if row.value == one.value else bare, one) for one in said)
    return max(found, key=lambda one: (one.verdict != "different", one.score, sum(why.weight for why in one.reasons)))


def matched(found: Iterable[Pair]) -> Matched:
    """Let each row have one question of what is counted, and each question one row, the surest first."""
    taken: dict[tuple[int, str], Pair] = {}
    used: set[str] = set()
    rows: dict[int, Pair] = {}
    questions: dict[str, Pair] = {}
    for pair in sorted(found, key=_surest):
        question = pair.asked.question
        slot = pair.row.row, slot_of(question)
        if pair.one and slot not in taken and question.id not in used:
            taken[slot] = pair
            used.add(question.id)
        else:
            rows.setdefault(pair.row.row, pair)
            questions.setdefault(question.id, pair)
    return Matched(taken, rows, questions)


def _surest(pair: Pair) -> tuple[bool, bool, float, int, str]:
    """Sort the surest first, near misses after what is sure."""
    return not pair.one, not pair.sure, -pair.comparison.score, pair.row.row, pair.asked.question.id


def slot_of(question: Question) -> str:
    """Give what a row has one question of: what is counted, else the kind of event."""
    return question.counts or f"{question.event.type}/{question.event.mode}"


_BARE = Testimony(
    id="",
    report="",
    url=None,
    published=None,
    publisher=None,
    claim="",
    quantity=None,
    voice="author",
    act="assert",
    factuality="CT+",
    standing="asserted",
    retrospect=False,
    event_type=None,
    event_mode=None,
    outcome=None,
    trigger="",
    counted=None,
    unit=None,
    status="unknown",
    value=None,
    low=None,
    high=None,
    bound="exact",
    role="total",
    measure="flow",
    named=(),
    actors=(),
    cast=(),
    place=None,
    geonames_id=None,
    latitude=None,
    longitude=None,
    country=None,
    admin1=None,
    precision="unresolved",
    modifier=None,
    place_by="claim",
    also_at=(),
    start=None,
    end=None,
    time_by="claim",
    as_of=None,
    origin=None,
    origin_kind=None,
    origin_of=(),
    origin_basis="none",
    chain=(),
    part_of=None,
    supersedes=None,
    thread=None,
    span=Span(0, 0, ""),
    figure=None,
    text="",
    confidence=1.0,
)
"""A claim that says nothing but that it's a coder's: of a total, on their own word."""


def testimony_of(row: Coded, *, outcome: Outcome | None) -> Testimony:
    """Put a row into the form of a claim about one outcome."""
    figure = next((one for one in row.figures if one.counts == outcome), None)
    return replace(
        _BARE,
        id=f"row {row.row}",
        report=f"row {row.row}",
        quantity="figure" if figure else None,
        event_type=row.event,
        event_mode=row.mode if outcome is None else None,
        outcome=outcome,
        value=figure.value if figure else None,
        low=figure.low if figure else None,
        high=figure.high if figure else None,
        actors=row.actors,
        place=row.place,
        latitude=row.latitude,
        longitude=row.longitude,
        country=row.country,
        admin1=row.admin1,
        precision=row.precision if row.latitude is not None else "unresolved",
        start=f"{row.start.isoformat()}T00:00:00Z" if row.start else None,
        end=f"{row.end.isoformat()}T00:00:00Z" if row.end else None,
        text=row.text,
    )
