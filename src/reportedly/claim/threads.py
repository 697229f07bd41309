"""Follow one thing through a report on one word: claims of the same thing that go back to the same origin.

Two sources that differ contradict each other, and who gives two figures of parts counts twice: neither is a drift.
"""

from collections.abc import Iterable, Sequence

from reportedly.model import Cast, Claim

from .figures import closeness, compatible, retold, tells
from .sameness import Values


def threads(group: Sequence[Claim], values: Values, cast: Cast) -> list[list[Claim]]:
    """Part claims of the same thing into threads, one for each origin and figure; bare claims join what they repeat."""
    told = [one for one in group if (figure := values.figure(one)) is None or tells(figure)]
    found: list[list[Claim]] = []
    for claim in (one for one in told if one.origin.basis == "stated"):
        home = next((thread for thread in found if _retells(claim, thread, values)), None)
        if home is None:
            found.append([claim])
        elif not _told_at_once(claim, home):
            home.append(claim)
    stated = list(found)
    for claim in (one for one in told if one.origin.basis != "stated"):
        home = _repeated(claim, stated, values, cast)
        if home is None:
            home = next((one for one in found if one not in stated), None)
        if home is None:
            found.append([claim])
        elif not _told_at_once(claim, home):
            home.append(claim)
    return found


def _told_at_once(claim: Claim, thread: Sequence[Claim]) -> bool:
    """Say whether a claim stands on the same word, or on the same figure's, as another of its thread."""
    return any(
        one.event.trigger == claim.event.trigger or set(one.quantities) & set(claim.quantities) for one in thread
    )


def _retells(claim: Claim, thread: Sequence[Claim], values: Values) -> bool:
    """Say whether a source says in a claim what they said before: it's theirs, and the figure is the same."""
    figure = values.figure(claim)
    others = [values.figure(one) for one in thread]
    same = all(other is None or figure is None or retold(figure, other) for other in others)
    return same and (claim.origin.entity, claim.origin.name) == (thread[0].origin.entity, thread[0].origin.name)


def _repeated(claim: Claim, stated: Iterable[list[Claim]], values: Values, cast: Cast) -> list[Claim] | None:
    """Give the thread that a claim without a source of its own repeats: of its origin, nearest in figure."""
    figure = values.figure(claim)
    fitting = []
    for thread in stated:
        if claim.origin.basis != "none" and not any(_of_one(claim, one, cast) for one in thread):
            continue
        figures = [other for one in thread if (other := values.figure(one)) is not None]
        if figure is None or not figures:
            fitting.append((4, thread))
        elif any(compatible(figure, other) for other in figures):
            fitting.append((min(closeness(figure, other) for other in figures), thread))
    return min(fitting, key=lambda one: one[0])[1] if fitting else None


def _of_one(claim: Claim, other: Claim, cast: Cast) -> bool:
    """Say whether two claims go back to one origin: the same entity, or one that belongs to the other."""
    one, two = claim.origin.entity, other.origin.entity
    if one is None or two is None:
        return claim.origin.name == other.origin.name
    if one == two:
        return True
    entities = cast.by_id(one), cast.by_id(two)
    return any(
        entity is not None and id_ in entity.affiliated_with for entity, id_ in zip(entities, (two, one), strict=True)
    )
