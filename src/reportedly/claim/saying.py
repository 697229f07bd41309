"""Say whose words each stretch of the report is: the attribution, its chain, its act, and how far it commits."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reportedly.model import Article, Attribution, Cast, Entity, Offsets, Origin
from reportedly.model.vocabulary import ClaimVoice, Factuality

from .tables import event_table, words

MAX_CHAIN = 8
HEDGES = frozenset({"seem", "appear", "look"})
COMPLETING = frozenset({"from", "of", "in", "on", "at", "for", "to"})
"""What leads on from a source's own noun: "the toll from the strike on the town"."""
CUES_BACK = 4
"""Cues are short: none that begins more than a few before another reaches beyond it."""
STRENGTH = {"CT": 3, "PR": 2, "PS": 1}


class _Stretch(NamedTuple):
    start: int
    end: int
    attribution: Attribution


@dataclass(frozen=True)
class Sayings:
    """Look attributions up by where their contents, cues and sources stand. Offsets are code points of `full_text`."""

    article: Article
    attributions: tuple[Attribution, ...]

    @cached_property
    def _by_id(self) -> dict[str, Attribution]:
        return {one.id: one for one in self.attributions}

    @cached_property
    def _contents(self) -> list[_Stretch]:
        offsets = self.article.offsets
        spoken = [one for one in self.attributions if not _own_hedge(one)]
        found = (_Stretch(*offsets(span), one) for one in spoken for span in one.content.spans)
        # of two with one content the one that the other relays is the inner one, wherever it's told
        return sorted(found, key=lambda one: (one.start, one.end, one.attribution.parent is not None))

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._contents]

    @cached_property
    def _longest(self) -> int:
        return max((one.end - one.start for one in self._contents), default=0)

    @cached_property
    def in_first_person(self) -> bool:
        """Whether the author speaks as "I", as columns do."""
        return any(one.source.kind == "author" for one in self.attributions)

    @cached_property
    def cues(self) -> tuple[Offsets, ...]:
        """Every cue's stretch, in order."""
        return tuple(sorted(self.article.offsets(span) for one in self.attributions for span in one.cue.spans))

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [start for start, _ in self.cues]

    def around(self, start: int, end: int) -> Attribution | None:
        """Give the innermost attribution whose content holds the beginning of a stretch: the smallest such content."""
        last = bisect_right(self._starts, start)
        best: _Stretch | None = None
        for at in range(last - 1, -1, -1):
            one = self._contents[at]
            if one.start < start - self._longest:
                break
            if one.end > start and (one.end >= end or one.start <= start) and _smaller(one, best):
                best = one
        return best.attribution if best else None

    def contents_between(self, start: int, end: int, attribution: Attribution) -> tuple[Offsets, ...]:
        """Give the parts of an attribution's content inside a stretch."""
        spans = (self.article.offsets(span) for span in attribution.content.spans)
        return tuple((max(a, start), min(b, end)) for a, b in spans if a < end and start < b)

    def by_id(self, id_: str | None) -> Attribution | None:
        """Give the attribution of an id, None where there is none."""
        return self._by_id.get(id_ or "")

    def stretches(self, attribution: Attribution | None) -> tuple[Offsets, ...]:
        """Give the stretches of an attribution's cue."""
        return tuple(self.article.offsets(span) for span in attribution.cue.spans) if attribution else ()

    def within(self, start: int, end: int) -> tuple[Attribution, ...]:
        """Give the attributions that have content in a stretch, each once, in order."""
        last = bisect_right(self._starts, end - 1)
        found: dict[str, Attribution] = {}
        for at in range(last - 1, -1, -1):
            one = self._contents[at]
            if one.start < start - self._longest:
                break
            if one.end > start:
                found[one.attribution.id] = one.attribution
        return tuple(reversed(found.values()))

    @cached_property
    def _sources(self) -> list[Offsets]:
        return sorted(self.article.offsets(span) for one in self.attributions for span in one.source.spans)

    def names_source(self, start: int, end: int) -> bool:
        """Say whether a stretch stands within a source's words, and in no content."""
        at = bisect_right(self._sources, start, key=lambda one: one[0]) - 1
        inside = at >= 0 and self._sources[at][0] <= start and end <= self._sources[at][1]
        return inside and self.around(start, end) is None

    def is_cue(self, start: int, end: int) -> bool:
        """Say whether a stretch shares a character with a cue."""
        at = bisect_right(self._cue_starts, end - 1) - 1
        return any(b > start for _, b in self.cues[max(0, at - CUES_BACK) : at + 1])

    def cues_between(self, start: int, end: int) -> tuple[Offsets, ...]:
        """Give the cues that share a character with a stretch, in order."""
        first = max(0, bisect_right(self._cue_starts, start) - CUES_BACK)
        return tuple(one for one in self.cues[first : bisect_right(self._cue_starts, end - 1)] if one[1] > start)

    def links(self, attribution: Attribution | None) -> tuple[Attribution, ...]:
        """Give an attribution and those that relay it, outermost first."""
        found: list[Attribution] = []
        while attribution is not None and attribution not in found and len(found) < MAX_CHAIN:
            found.append(attribution)
            attribution = self._by_id.get(attribution.parent or "")
        return tuple(reversed(found))

    def chain(self, attribution: Attribution | None) -> tuple[str, ...]:
        """Give the entities that the words came through, outermost relay first; of joined sources the first stands.

        Who relays their own words is one link.
        """
        found: list[str] = []
        for one in self.links(attribution):
            if one.source.entities and one.source.entities[0] not in found[-1:]:
                found.append(one.source.entities[0])  # "…, Orr said, adding that …" came through Orr once
        return tuple(found)


def _own_hedge(attribution: Attribution) -> bool:
    """Say whether an attribution without a source is the author's own reserve: "it seems that"."""
    return attribution.source.kind == "none" and (attribution.cue.lemma or "").removesuffix("s") in HEDGES


def _smaller(one: _Stretch, other: _Stretch | None) -> bool:
    return other is None or one.end - one.start < other.end - other.start


def origin_of(attribution: Attribution | None, cast: Cast | None = None) -> Origin:
    """Give the origin that an attribution states; none where nobody is named as its source.

    The words of a statement are its issuer's, where `cast` knows one.
    """
    if attribution is None or attribution.source.kind in ("none", "author"):
        return Origin(None, None, "none")
    source = attribution.source
    said = " ".join(span.text for span in source.spans)
    known = cast.by_id(source.entities[0]) if cast is not None and source.entities else None
    name = source.name or (known.name if known is not None else None) or said or None
    if (name is None and not source.entities) or (source.kind == "document" and _no_speaker(said or name or "")):
        return Origin(None, None, "none")
    issuer = issuer_of(attribution, cast) if cast is not None else None
    if issuer is not None:
        return Origin(issuer.id, issuer.name, "stated")
    return Origin(source.entities[0] if source.entities else None, name, "stated")


def issuer_of(attribution: Attribution | None, cast: Cast) -> Entity | None:
    """Give who issued the text that an attribution has for its source; None where it has none, or nobody is told."""
    if attribution is None or attribution.source.kind != "document" or not attribution.source.entities:
        return None
    text = cast.by_id(attribution.source.entities[0])
    owners = [cast.by_id(one) for one in text.affiliated_with] if text is not None and text.kind == "document" else []
    found = [one for one in owners if one is not None and one.kind != "place"]
    return found[0] if len(found) == 1 and text is not None and _is_text(text) else None


def _is_text(text: Entity) -> bool:
    """Say whether a document is one by which somebody speaks, by what it's called."""
    return any(not words("texts").isdisjoint(span.text.lower().split()) for span in text.mentions)


def _no_speaker(source: str) -> bool:
    """Say whether a source's own noun, the last before a preposition, names no speaker but an event or a figure."""
    said = source.lower().split()
    end = next((n for n, word in enumerate(said) if n and word in COMPLETING), len(said))
    last = said[end - 1].strip(".,;:") if said else ""
    table = event_table()
    return last in table.violence or last in table.hazards or last in ("toll", "which", "that", "bomber")


def voice_of(article: Article, start: int, attribution: Attribution | None) -> ClaimVoice:
    """Say who speaks: the headline, a source, or the author, who also speaks where "I" do."""
    if article.is_headline(start):
        return "headline"
    return "author" if attribution is None or attribution.source.kind == "author" else "attributed"


def weakest(values: Sequence[Factuality]) -> Factuality:
    """Combine commitments to one thing: the least sure holds, a denial stays one, and what is open stays open."""
    if "Uu" in values or not values:
        return "Uu" if values else "CT+"
    sure = min((value[:2] for value in values), key=STRENGTH.__getitem__)
    sign = "-" if any(value.endswith("-") for value in values) else "+"
    combined: Factuality = f"{sure}{sign}"  # type: ignore[assignment]
    return combined
