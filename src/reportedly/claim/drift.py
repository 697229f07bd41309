"""Follow one thing through a report, from nearest its origin to the headline, and say what changed on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportedly.model import Article, Attribution, Cast, Claim, Drift, DriftStep, Entity, Place, Quantity, Timex

from .additions import additions
from .distance import lie_apart
from .sameness import Values, groups, stem
from .tables import words
from .threads import threads

RANK = {"attributed": 1, "author": 3, "headline": 4}
ONE_EVENT = frozenset({"killed", "injured", "killed_or_injured", "missing"})
"""Outcomes that are one event under any word: who "died" for one "was killed" for another."""


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
    for group in (thread for one in groups(claims, values) for thread in threads(one, values, book.cast)):
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
    if stem(one) != stem(other) and one.event.outcome not in ONE_EVENT:
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
    labels = [(figure.unit or "").lower() for figure in (first, second)]
    if all(labels) and labels[0] != labels[1] and not words("no_labels") & set(labels):
        yield DriftStep(one.id, other.id, "label", first.unit, second.unit)


def _of_circumstances(one: Claim, other: Claim, book: _Book) -> Iterator[DriftStep]:
    """Give what changed in when and where; only what both state can change."""
    times = [
        [book.values.timexes[time.timex] for time in claim.times if time.role == "event"] for claim in (one, other)
    ]
    if all(times) and _told_apart(times[0][0], times[1][0]):
        yield DriftStep(one.id, other.id, "time", times[0][0].spans[0].text, times[1][0].spans[0].text)
    where = [[book.places[place.place] for place in claim.places] for claim in (one, other)]
    if all(where) and all(lie_apart(here, there) for here in where[0] for there in where[1]):
        before, after = (", ".join(sorted({place.name.lower() for place in found})) for found in where)
        yield DriftStep(one.id, other.id, "place", before, after)


def _told_apart(one: Timex, other: Timex) -> bool:
    """Say whether two times differ by more than how finely they're told: "on Friday" and "that morning" don't."""
    if not (one.start and one.end and other.start and other.end):
        return False
    first, second = sorted(((one.start, one.end), (other.start, other.end)), key=lambda span: (span[0], span[1]))
    held = second[1] <= first[1] or first[0] == second[0]  # the first begins no later than the second
    return not held or _days(*first) > 1 >= _days(*second) or _days(*second) > 1 >= _days(*first)


def _days(start: str, end: str) -> int:
    """Count the days of an interval, begun ones too."""
    whole = date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])
    return whole.days + (len(end) > len("2016-12-10") and end[11:] > "00:00:00")


def _named_apart(one: Claim, other: Claim, book: _Book) -> bool:
    """Say whether two claims' actors are others: of other names, and neither belongs to the other."""
    figures = [figure for claim in (one, other) if (figure := book.values.figure(claim)) is not None]
    if any(figure.counted in (*one.actors, *other.actors) for figure in figures):
        return False  # whoever is counted changes by label
    first, second = ([book.cast.by_id(id_) for id_ in claim.actors] for claim in (one, other))
    if any(actor is None or actor.kind in ("unnamed", "document") for actor in (*first, *second)):
        return False
    names = [{actor.name.lower() for actor in found if actor} for found in (first, second)]
    belonging = any(
        set(claim.actors) & set(actor.affiliated_with)
        for claim, found in ((one, second), (other, first))
        for actor in found
        if actor
    )
    return not names[0] & names[1] and not belonging


def _names(ids: Sequence[str], book: _Book) -> str:
    """Name some entities."""
    return ", ".join(book.cast.names(ids))
