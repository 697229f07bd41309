"""Follow one thing through a report, from nearest its origin to the headline, and say what changed on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import Article, Attribution, Cast, Claim, Drift, DriftStep, Entity, Place, Quantity, Timex

from .additions import additions
from .sameness import Values, groups
from .tables import event_table

RANK = {"attributed": 1, "author": 3, "headline": 4}


@dataclass(frozen=True)
class _Book:
    """Hold what the values of a step are read from."""

    article: Article
    cast: Cast
    values: Values
    places: dict[str, Place]
    attributions: dict[str, Attribution]


def drift(  # noqa: PLR0917 - the steps of the map give what they need by position
    article: Article,
    entities: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    quantities: tuple[Quantity, ...],
    timexes: tuple[Timex, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> tuple[Drift, ...]:
    """Give the drifts of a report: claims of one thing that differ, and what is said of a source beyond its words."""
    values = Values({one.id: one for one in quantities}, {one.id: one for one in timexes})
    book = _Book(
        article,
        Cast(article, entities),
        values,
        {one.id: one for one in places},
        {one.id: one for one in attributions},
    )
    found: list[tuple[tuple[str, ...], tuple[DriftStep, ...]]] = []
    for group in groups(claims, values):
        ordered = sorted(group, key=lambda claim: _from_origin(claim, book))
        steps = [step for one, other in pairwise(ordered) for step in _steps(one, other, book)]
        if steps:
            found.append((tuple(one.id for one in ordered), tuple(steps)))
    found += [((step.from_, step.to), (step,)) for step in additions(article, attributions, claims)]
    return tuple(Drift(f"d{n}", ids, steps) for n, (ids, steps) in enumerate(found, 1))


def _from_origin(claim: Claim, book: _Book) -> tuple[int, int]:
    """Order claims outward: a source quoted, a source retold, the author with reserve, flatly, the headline."""
    rank = RANK[claim.voice]
    attribution = book.attributions.get(claim.attribution or "")
    if claim.voice == "attributed" and attribution is not None and attribution.kind == "direct":
        rank = 0
    if claim.voice == "author" and claim.factuality != "CT+":
        rank = 2
    return rank, book.article.offsets(claim.event.trigger)[0]


def _steps(one: Claim, other: Claim, book: _Book) -> Iterator[DriftStep]:
    """Give what changed from one claim to the next, in the order of the contract."""
    if one.factuality != other.factuality:
        yield DriftStep(one.id, other.id, "certainty", one.factuality, other.factuality)
    if (one.origin.basis == "stated") != (other.origin.basis == "stated"):
        before, after = (claim.origin.name if claim.origin.basis == "stated" else None for claim in (one, other))
        yield DriftStep(one.id, other.id, "attribution", before, after)
    yield from _of_figures(one, other, book)
    if _word(one) != _word(other):
        yield DriftStep(one.id, other.id, "event", one.event.trigger.text, other.event.trigger.text)
    yield from _of_circumstances(one, other, book)
    if one.actors and other.actors and not set(one.actors) & set(other.actors) and _named_apart(one, other, book):
        yield DriftStep(one.id, other.id, "actor", _names(one.actors, book), _names(other.actors, book))


def _of_figures(one: Claim, other: Claim, book: _Book) -> Iterator[DriftStep]:
    """Give what changed in how many of whom."""
    first, second = book.values.figure(one), book.values.figure(other)
    if first is None or second is None:
        return
    if (first.value, first.bound) != (second.value, second.bound):
        yield DriftStep(one.id, other.id, "figure", first.spans[0].text, second.spans[0].text)
    if first.unit and second.unit and first.unit.lower() != second.unit.lower():
        yield DriftStep(one.id, other.id, "label", first.unit, second.unit)


def _of_circumstances(one: Claim, other: Claim, book: _Book) -> Iterator[DriftStep]:
    """Give what changed in when and where; only what both state can change."""
    times = [
        [book.values.timexes[time.timex] for time in claim.times if time.role == "event"] for claim in (one, other)
    ]
    values = [[(time.start, time.end) for time in found if time.start] for found in times]
    if all(values) and values[0] != values[1]:
        yield DriftStep(one.id, other.id, "time", times[0][0].spans[0].text, times[1][0].spans[0].text)
    where = [{book.places[place.place].name.lower() for place in claim.places} for claim in (one, other)]
    if all(where) and not where[0] & where[1]:
        yield DriftStep(one.id, other.id, "place", ", ".join(sorted(where[0])), ", ".join(sorted(where[1])))


def _named_apart(one: Claim, other: Claim, book: _Book) -> bool:
    """Say whether two claims' actors have different names; two entities may be called the same and be one."""
    first, second = ({name.lower() for name in book.cast.names(claim.actors)} for claim in (one, other))
    return not first & second


def _word(claim: Claim) -> str:
    """Give the trigger's stem, so that "killed" and "killing", "flee" and "fled" are one word."""
    words = claim.event.trigger.text.lower().split()
    first = words[0] if words else ""
    stem = event_table().forms.get(first) or first.removesuffix("ing").removesuffix("ed").removesuffix("s")
    return " ".join([stem.removesuffix("e"), *words[1:]])


def _names(ids: Sequence[str], book: _Book) -> str:
    """Name some entities."""
    return ", ".join(book.cast.names(ids))
