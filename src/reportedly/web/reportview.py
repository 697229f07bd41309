"""One reading laid out as a page: paragraphs with marks, notes for the margin, and how each value was read."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Literal

from reportedly.export import Account, account
from reportedly.export.account import (
    CERTAINTY,
    event_words,
    figure_words,
    interval_words,
    number_words,
    place_of,
    timex_words,
)
from reportedly.export.passages import Passage, passages
from reportedly.model import Attribution, Claim, Place, Quantity, Reading, Span, Timex
from reportedly.model.rows import words

NoteVoice = Literal["headline", "author", "named", "relayed", "unnamed"]
VOICES: dict[NoteVoice, str] = {
    "headline": "the headline's own words",
    "author": "the author's own words",
    "named": "a source that is named",
    "relayed": "a source that another relays",
    "unnamed": "a source that isn't named",
}
"""How pages tell voices apart; each has a colour and a mark of its own."""
UNNAMED = frozenset({"anonymous", "none", "collective", "poll"})


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim in a note: what happened, to how many, when and where, on whose word."""

    id: str
    event: str
    figures: tuple[tuple[str, str], ...]
    """Value id and words."""
    times: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    origin: str
    certainty: str
    act: str
    drifts: tuple[int, ...]
    """Numbers of the drifts it is in."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note of the margin: an attribution, or a claim that headline or author make in their own voice.

    `lights` are the ids of all that belongs to it: its chain's attributions, its claims, figures, times and places, and
    the claims that its drifts lead to.
    """

    id: str
    number: int
    voice: NoteVoice
    via: tuple[str, ...]
    who: str
    cue: str
    said: str
    how: str
    claims: tuple[ClaimLine, ...]
    lights: str
    confidence: float | None
    slight: bool = False
    """It only says that something was said in passing: no figure, place, time or kind of event was read in it."""


@dataclass(frozen=True, slots=True)
class HeadlineNote:
    """One claim of the headline, and what in the report bears it out."""

    words: str
    event: str
    bearers: tuple[str, ...]
    basis: str
    claim: str


@dataclass(frozen=True, slots=True)
class HowRead:
    """How the words of one value were read: what was made of them, by which rule, and what else they might be."""

    id: str
    kind: Literal["figure", "time", "place"]
    words: str
    facts: tuple[tuple[str, str], ...]
    rule: str


@dataclass(slots=True)
class Block:
    """A paragraph of the report, or a stretch of what belongs to its page only."""

    passages: list[Passage] = field(default_factory=list)
    furniture: str | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(one.text for one in self.passages)


class ReportView:
    """Lay a reading out. Everything is made when the page first asks for it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.told: Account = account(reading)
        self._placed: set[str] = set()
        """Notes of headline and author whose first words were found already."""

    @property
    def title_apart(self) -> bool:
        """Whether the title has to be shown by itself, for it isn't part of the text."""
        title = self.reading.report.title
        return title is not None and title not in self.reading.report.text

    @cached_property
    def title(self) -> list[Passage]:
        """The title's passages: where it stands apart, else the text's first paragraph where that is the title."""
        if self.title_apart:
            return self._begun(passages(self.told, in_title=True, claims=True))
        first = next((block for block in self._blocks if not block.furniture), None)
        return first.passages if first and first.text.strip() == self.reading.report.title else []

    @property
    def blocks(self) -> list[Block]:
        """The text in paragraphs, without what is shown as title."""
        title = self.title
        return [block for block in self._blocks if block.passages is not title]

    @cached_property
    def _blocks(self) -> list[Block]:
        """The text in paragraphs; neighbouring furniture is put together, so that it folds away as one."""
        return list(blocks_of(self._begun(passages(self.told, in_title=False, claims=True))))

    def _begun(self, found: list[Passage]) -> list[Passage]:
        """Let the first words of each note that headline or author make begin it, as an attribution's own do."""
        notes = {claim.id: group[0].id for group in self._own_claims() for claim in group}
        for passage in found:
            begun = dict.fromkeys(notes[key] for key in passage.claims if key in notes)
            passage.begins += [key for key in begun if key not in self._placed]
            self._placed.update(begun)
        return found

    @cached_property
    def voices(self) -> dict[str, NoteVoice]:
        """Each attribution's voice."""
        return {one.id: voice_of(one) for one in self.reading.attributions}

    @cached_property
    def notes(self) -> list[Note]:
        """The margin, in the order of the text."""
        told: list[tuple[tuple[bool, int], str, Attribution | list[Claim]]] = [
            (place_of(_standing(one)), one.id, one) for one in self.reading.attributions
        ]
        own: list[tuple[tuple[bool, int], str, Attribution | list[Claim]]] = [
            (place_of(group[0].spans), group[0].id, group) for group in self._own_claims()
        ]
        ordered = sorted([*told, *own], key=lambda entry: entry[:2])
        return [
            self._said(one, number) if isinstance(one, Attribution) else self._own(one, number)
            for number, (_, _, one) in enumerate(ordered, 1)
        ]

    def _own_claims(self) -> list[list[Claim]]:
        """Give the claims that headline and author make themselves, those of one sentence together."""
        starts = {kind: [one.start for one in self.reading.sentences if one.in_ == kind] for kind in (None, "title")}
        groups: dict[object, list[Claim]] = {}
        for claim in self.reading.claims:
            if claim.attribution is None:
                first = claim.spans[0] if claim.spans else None
                key = (first.in_, bisect_right(starts[first.in_], first.start)) if first else claim.id
                groups.setdefault((claim.voice, key), []).append(claim)
        return list(groups.values())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each note, by its id."""
        return {one.id: one.number for one in self.notes}

    def in_order(self, notes: Iterable[str]) -> list[str]:
        """Put the notes that begin at one place in the order of their numbers."""
        return sorted(notes, key=lambda key: self.numbers[key])

    @cached_property
    def headline(self) -> list[HeadlineNote]:
        """What bears out each claim of the headline, those borne out alike together."""
        notes: dict[tuple[str, ...], HeadlineNote] = {}
        for line in self.told.headline:
            one = self._borne(line.claim, line.words)
            key = (one.words, *one.bearers, one.basis)
            before = notes.get(key)
            notes[key] = replace(before, event=f"{before.event}, {one.event}") if before else one
        return list(notes.values())

    @cached_property
    def how_read(self) -> list[HowRead]:
        """How each value was read, in the order of the text."""
        reading = self.reading
        values: list[Quantity | Timex | Place] = [*reading.quantities, *reading.timexes, *reading.places]
        return [self._read(one) for one in sorted(values, key=lambda one: place_of(one.spans))]

    def _said(self, one: Attribution, number: int) -> Note:
        """Make the note of an attribution."""
        claims = [claim for claim in self.reading.claims if claim.attribution == one.id]
        lights = [one.id, *self._above(one), *self._lights(claims)]
        return Note(
            id=one.id,
            number=number,
            voice=self.voices[one.id],
            via=self.told.relays(one),
            who=self.told.speaker(one),
            cue=words(one.cue.spans),
            said=words(one.content.spans),
            how=f"{', '.join(one.acts)} · {CERTAINTY[one.factuality]} · {one.kind}",
            claims=tuple(self._line(claim) for claim in claims),
            lights=" ".join(dict.fromkeys(lights)),
            confidence=one.confidence,
        )

    def _own(self, claims: list[Claim], number: int) -> Note:
        """Make the note of a sentence's claims that no attribution holds: the headline's, the author's, a count's."""
        claim = claims[0]
        headline, giver = claim.voice == "headline", self._giver(claims)
        return Note(
            id=claim.id,
            number=number,
            voice="headline" if headline else "named" if giver else "author",
            via=(),
            who="the headline" if headline else giver or "the author",
            cue="",
            said=max((words(one.spans) for one in claims), key=len),
            how=" · ".join(dict.fromkeys(f"{one.act} · {CERTAINTY[one.factuality]}" for one in claims)),
            claims=tuple(self._line(one) for one in claims),
            lights=" ".join(dict.fromkeys(self._lights(claims))),
            confidence=None,
            slight=not headline and all(_is_slight(one) for one in claims),
        )

    @staticmethod
    def _giver(claims: list[Claim]) -> str | None:
        """Give whose all claims of a sentence are, where no word of saying tells so: "the ministry's figure of"."""
        stated = {one.origin.name for one in claims if one.voice == "attributed" and one.origin.basis == "stated"}
        return stated.pop() if len(stated) == 1 and all(one.voice == "attributed" for one in claims) else None

    def _line(self, claim: Claim) -> ClaimLine:
        """Put a claim into words."""
        told = self.told
        return ClaimLine(
            id=claim.id,
            event=event_words(claim),
            figures=tuple((key, figure_words(told.quantities[key])) for key in claim.quantities),
            times=tuple((one.timex, timex_words(told.timexes[one.timex])) for one in claim.times),
            places=tuple(
                (one.place, ("" if one.role == "at" else f"{one.role} ") + words(told.places[one.place].spans))
                for one in claim.places
            ),
            origin=told.origin(claim),
            certainty=CERTAINTY[claim.factuality],
            act=claim.act,
            drifts=tuple(n for n, drift in enumerate(self.reading.drifts, 1) if claim.id in drift.claims),
        )

    def _lights(self, claims: Iterable[Claim]) -> Iterator[str]:
        """Yield the ids of all that belongs to some claims."""
        for claim in claims:
            yield claim.id
            yield from claim.quantities
            yield from (one.timex for one in claim.times)
            yield from (one.place for one in claim.places)
            yield from (key for drift in self.reading.drifts if claim.id in drift.claims for key in drift.claims)

    def _above(self, one: Attribution) -> Iterator[str]:
        """Yield the attributions that relay one."""
        above = one.parent
        while above is not None:
            yield above
            above = self.told.attributions[above].parent

    def _borne(self, claim: Claim, said: str) -> HeadlineNote:
        """Say who in the report says the same as a claim of the headline."""
        tied = {key for drift in self.reading.drifts if claim.id in drift.claims for key in drift.claims} - {claim.id}
        bearers = dict.fromkeys(
            self.told.voice(one) for one in self.reading.claims if one.id in tied and one.voice != "headline"
        )
        return HeadlineNote(said, event_words(claim), tuple(bearers), self.told.origin(claim), claim.id)

    def _read(self, one: Quantity | Timex | Place) -> HowRead:
        """Say how a value was read."""
        if isinstance(one, Quantity):
            return HowRead(one.id, "figure", words(one.spans), tuple(_facts_of_quantity(one)), one.rule)
        if isinstance(one, Timex):
            facts = (("means", interval_words(one.start, one.end)), ("TIMEX3", one.value or "–"), ("from", one.anchor))
            return HowRead(one.id, "time", words(one.spans), facts, one.rule)
        return HowRead(one.id, "place", words(one.spans), tuple(_facts_of_place(one)), one.rule)


def voice_of(one: Attribution) -> NoteVoice:
    """Say which voice an attribution is shown in."""
    if one.source.kind == "author":
        return "author"
    if one.source.kind in UNNAMED:
        return "unnamed"
    return "relayed" if one.parent else "named"


def _is_slight(claim: Claim) -> bool:
    """Say whether little was read in a claim."""
    return not (claim.quantities or claim.places or claim.times or claim.event.type or claim.event.outcome)


def _standing(one: Attribution) -> tuple[Span, ...]:
    """Give an attribution's spans with the first in the text first, the title's before all."""
    spans = (*one.source.spans, *one.cue.spans, *one.content.spans)
    return tuple(sorted(spans, key=lambda span: (span.in_ != "title", span.start)))


def _facts_of_quantity(one: Quantity) -> Iterator[tuple[str, str]]:
    """Yield what was made of a figure."""
    yield "means", figure_words(one)
    if one.low != one.high:
        low, high = ("…" if end is None else number_words(end) for end in (one.low, one.high))
        yield "admits", f"{low} to {high}"
    yield "bound", one.bound.replace("_", " ")
    yield "role", f"{one.role}, {one.measure}"
    if one.status != "unknown":
        yield "status", one.status


def _facts_of_place(one: Place) -> Iterator[tuple[str, str]]:
    """Yield what was made of a place."""
    yield "means", ", ".join(filter(None, (one.name, one.admin1, one.country)))
    yield "precision", one.precision.replace("_", " ") + (f" ({one.modifier})" if one.modifier else "")
    if one.latitude is not None and one.longitude is not None:
        yield "at", f"{one.latitude:.4f}, {one.longitude:.4f}"
    if one.geonames_id:
        yield "GeoNames", str(one.geonames_id)
    others = [f"{other.name}, {other.country} ({other.score:.2f})" for other in one.candidates[1:4]]
    if others:
        yield "or else", "; ".join(others)


def blocks_of(found: list[Passage]) -> Iterator[Block]:
    """Cut passages into paragraphs at blank lines, or, where a text has none, at the ends of its lines."""
    gap = "\n\n" if any("\n\n" in one.text for one in found) else "\n"
    for furniture, run in groupby(_parts(found, gap), key=lambda part: part.furniture if part else None):
        block = Block(furniture=furniture)
        for part in run:
            if part is None:
                if block.text.strip():
                    yield block
                block = Block(furniture=furniture)
            else:
                block.passages.append(part)
        if block.text.strip():
            yield block


def _parts(found: list[Passage], gap: str) -> Iterator[Passage | None]:
    """Yield passages cut where a paragraph ends; None stands for the gap. Between furniture there's none."""
    for place, one in enumerate(found):
        lines = [one.text] if one.furniture else one.text.split(gap)
        after = found[place + 1].furniture if place + 1 < len(found) else None
        before = found[place - 1].furniture if place else None
        if after and before and not one.text.strip():
            yield replace(one, furniture=after, roles=[], attributions=[])
            continue
        start = one.start
        for number, line in enumerate(lines):
            if number:
                start += len(gap)
                yield None
            if line:
                first = number == 0
                yield replace(one, text=line, start=start, begins=one.begins if first else [])
            start += len(line)
