"""What the tests of this room share: reading a text up to its claims, with attributions and places given by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from reportedly import attribute, clean, ground, resolve
from reportedly import claim as room
from reportedly.model import Attribution, Content, Cue, Page, Place, Source
from tests.grammar import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.model import (
        Article,
        Claim,
        Drift,
        Entity,
        Forecast,
        Naming,
        Offsets,
        Parsed,
        Quantity,
        Sentence,
        Span,
        Timex,
    )


@dataclass(frozen=True)
class Says:
    """One attribution as a test gives it: words of source (none: ""), cue and content, and what it does."""

    source: str
    cue: str
    content: str
    kind: str = "indirect"
    acts: tuple[str, ...] = ("assert",)
    factuality: str = "CT+"
    source_kind: str = "named"
    parent: str | None = None


@dataclass(frozen=True)
class Told:
    """What the room read in one text."""

    article: Article
    parsed: Parsed
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...]
    quantities: tuple[Quantity, ...]
    timexes: tuple[Timex, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    forecasts: tuple[Forecast, ...]
    namings: tuple[Naming, ...]
    drifts: tuple[Drift, ...]
    sentences: tuple[Sentence, ...]
    leftovers: tuple[Span, ...]

    def by(self, trigger: str) -> Claim:
        """Give the claim with this trigger, or fail showing what there is."""
        found = [one for one in self.claims if one.event.trigger.text == trigger]
        assert found, [one.event.trigger.text for one in self.claims]
        return found[0]

    def all_by(self, trigger: str) -> list[Claim]:
        """Give every claim with this trigger."""
        return [one for one in self.claims if one.event.trigger.text == trigger]

    def values(self, claim: Claim) -> list[float | None]:
        """Give the numbers of a claim's figures."""
        return [next(one.value for one in self.quantities if one.id == id_) for id_ in claim.quantities]

    def names(self, ids: Sequence[str]) -> list[str]:
        """Name entities."""
        return [next(one.name for one in self.entities if one.id == id_) for id_ in ids]

    def counts(self) -> set[tuple[float | None, str | None]]:
        """Give every figure of every claim with the claim's outcome."""
        return {(value, claim.event.outcome) for claim in self.claims for value in self.values(claim)}


def _find(article: Article, words: str, after: int = 0) -> Offsets:
    start = article.full_text.index(words, after)
    return start, start + len(words)


def _attribution(article: Article, number: int, says: Says) -> Attribution:
    """Make an attribution of its words; the content is looked for first, cue and source next to it."""
    content = [article.span(*_find(article, words)) for words in says.content.split(" // ")]
    source = (article.span(*_find(article, says.source)),) if says.source else ()
    cue = (article.span(*_find(article, says.cue)),) if says.cue else ()
    return Attribution(
        f"a{number}",
        says.kind,
        Source(source, (), None, says.source_kind if says.source else "none"),
        Cue(cue, says.cue or None),
        Content(tuple(content)),
        (),
        says.acts,
        says.factuality,
        says.parent,
    )


def read_claims(
    text: str,
    *,
    title: str | None = None,
    published: str | None = "2026-03-14",
    says: Sequence[Says] = (),
    where: Sequence[str] = (),
) -> Told:
    """Read a text with the rooms before this one, save that attributions and places are as given."""
    article = clean.clean(Page(text, media="text", title=title, published=published))
    parsed = parse(article)
    given = tuple(_attribution(article, number, one) for number, one in enumerate(says, 1))
    entities, attributions = resolve.resolve(article, parsed, given)
    timexes = ground.date(article, parsed)
    quantities = ground.quantify(article, parsed, timexes)
    places = tuple(
        Place(f"p{n}", (article.span(*_find(article, name)),), name, None, None, None, None, None, "unresolved")
        for n, name in enumerate(where, 1)
    )
    weighed = attribute.weigh(article, parsed)
    claims, counted = room.claim(article, parsed, weighed, entities, attributions, quantities, timexes, places)
    return Told(
        article,
        parsed,
        entities,
        attributions,
        counted,
        timexes,
        places,
        claims,
        room.foresee(article, parsed, attributions, timexes, claims),
        room.call(article, parsed, entities, attributions),
        room.drift(article, entities, attributions, counted, timexes, places, claims),
        room.voice(article, parsed, None, attributions, claims),
        room.leave(article, attributions, counted, claims),
    )


@pytest.fixture(scope="session")
def tell() -> Callable[..., Told]:
    """Read a text up to its claims."""
    return read_claims
