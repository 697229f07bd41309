"""Cut a text at every finding's edges, so that each passage knows all that was read in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from reportedly.model import Reading, Span
from reportedly.model.rows import words

from .account import Account, figure_words, timex_words


@dataclass(slots=True)
class Passage:
    """A stretch of text in which nothing begins or ends.

    `roles` are what it is part of (`source`, `cue`, `content`, `figure`, `time`, `place`, `leftover`); `attributions`
    the ids of those it belongs to; `begins` those whose first words it is; `tips` what its values come to; `things` the
    ids of these values; `claims` those of the claims it belongs to, where asked for; `start` is where it stands.
    """

    text: str
    roles: list[str] = field(default_factory=list)
    attributions: list[str] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    furniture: str | None = None
    things: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    start: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """One finding's stretch, and what it says of the passages in it."""

    start: int
    end: int
    role: str
    attribution: str | None = None
    begins: bool = False
    tip: str | None = None
    thing: str | None = None
    claim: str | None = None


def passages(account: Account, *, in_title: bool, claims: bool = False) -> list[Passage]:
    """Cut the title, or the text, into passages, at the claims' edges too if asked; together they are the whole."""
    reading = account.reading
    text = (reading.report.title or "") if in_title else reading.report.text
    marks = [mark for mark in _marks(account, in_title=in_title, claims=claims) if mark.start < mark.end]
    opening: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    edges = sorted({0, len(text)} | {edge for mark in marks for edge in (mark.start, mark.end)})
    found, inside = [], list[_Mark]()
    for start, end in pairwise(edges):
        inside = [mark for mark in inside if mark.end > start] + opening.get(start, [])
        found.append(_passage(text[start:end], start, inside))
    return found


def _passage(text: str, start: int, inside: list[_Mark]) -> Passage:
    """Put together what the marks around a stretch say of it."""
    passage = Passage(text, start=start)
    for mark in inside:
        if mark.claim:
            passage.claims.append(mark.claim)
            continue
        if mark.role.startswith("furniture:"):
            passage.furniture = mark.role.removeprefix("furniture:")
            continue
        if mark.role not in passage.roles:
            passage.roles.append(mark.role)
        if mark.attribution and mark.attribution not in passage.attributions:
            passage.attributions.append(mark.attribution)
        if mark.attribution and mark.begins and mark.start == start:
            passage.begins.append(mark.attribution)
        if mark.tip:
            passage.tips.append(mark.tip)
        if mark.thing:
            passage.things.append(mark.thing)
    return passage


def _marks(account: Account, *, in_title: bool, claims: bool) -> Iterator[_Mark]:
    """Yield the marks of everything that stands in the title, or in the text."""
    reading = account.reading

    def here(spans: tuple[Span, ...]) -> list[Span]:
        return [span for span in spans if (span.in_ == "title") is in_title]

    for one in reading.furniture:
        yield from (_Mark(span.start, span.end, f"furniture:{one.kind}") for span in here(one.spans))
    for attribution in reading.attributions:
        parts = {"source": attribution.source.spans, "cue": attribution.cue.spans, "content": attribution.content.spans}
        standing = [span for spans in parts.values() for span in spans]
        first = min(standing, key=lambda span: (span.in_ != "title", span.start), default=None)
        for role, spans in parts.items():
            for span in here(spans):
                yield _Mark(span.start, span.end, role, attribution.id, begins=span == first)
    for role, spans, tip, key in _values(account, reading):
        yield from (_Mark(span.start, span.end, role, tip=tip, thing=key) for span in here(spans))
    for claim in reading.claims if claims else ():
        yield from (_Mark(span.start, span.end, "claim", claim=claim.id) for span in here(claim.spans))
    yield from (_Mark(span.start, span.end, "leftover", tip="ended in no claim") for span in here(reading.leftovers))


def _values(account: Account, reading: Reading) -> Iterator[tuple[str, tuple[Span, ...], str, str]]:
    """Yield role, spans, explanation and id of each value."""
    origins = {line.quantity.id: f"{line.what}, says {line.origin}" for line in account.figures}
    for quantity in reading.quantities:
        told = origins.get(quantity.id)
        yield (
            "figure",
            quantity.spans,
            " — ".join(filter(None, [figure_words(quantity), told, quantity.rule])),
            quantity.id,
        )
    for timex in reading.timexes:
        yield "time", timex.spans, f"{timex_words(timex)} — {timex.rule}", timex.id
    for place in reading.places:
        where = f"{place.name}, {place.country}" if place.country else place.name
        yield "place", place.spans, f"{words(place.spans)}: {where} ({place.precision.replace('_', ' ')})", place.id
