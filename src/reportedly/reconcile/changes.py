"""Follow a question's answers from each origin outward through the reports, and say what changed on the way."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.model import Answer, DriftStep, Question, Testimony

_VOICES = {"attributed": 0, "author": 1, "headline": 2}


def changes(asked: Question, members: Sequence[Testimony]) -> tuple[tuple[DriftStep, ...], ...]:
    """Give the drifts of a question: for each origin the steps from its own words outward, none where nothing changed.

    A step leads from one claim's id to the next one's. Answers without an origin begin no drift.
    """
    told = {one.id: one for one in members}
    by_origin: dict[str, list[Answer]] = defaultdict(list)
    for one in asked.answers:
        if one.origin.name is not None and one.claim in told:
            by_origin[one.origin.name].append(one)
    found = []
    for name in sorted(by_origin):
        ordered = sorted(by_origin[name], key=_from_origin)
        steps = tuple(
            step for one, other in pairwise(ordered) for step in _steps(one, other, told[one.claim], told[other.claim])
        )
        if steps:
            found.append(steps)
    return tuple(found)


def _from_origin(one: Answer) -> tuple[bool, int, str, str]:
    """Order answers outward: those that name their source first, the headline's last; earlier before later."""
    return one.origin.basis != "stated", _VOICES[one.voice], one.published or "~", one.claim


def _steps(one: Answer, other: Answer, first: Testimony, second: Testimony) -> Iterator[DriftStep]:
    """Yield what changed from one answer to the next, in the order of the reading's contract."""
    pairs = (
        ("certainty", one.factuality, other.factuality),
        ("attribution", _stated(one), _stated(other)),
        ("figure", _figure(first), _figure(second)),
        ("label", first.counted, second.counted),
        ("event", first.trigger, second.trigger),
    )
    for change, before, after in pairs:
        optional = change in {"figure", "label"}
        if before != after and not (optional and (before is None or after is None)):
            yield DriftStep(one.claim, other.claim, change, before, after)  # type: ignore[arg-type]


def _stated(one: Answer) -> str | None:
    """Give an answer's source where its own words name it."""
    return one.origin.name if one.origin.basis == "stated" else None


def _figure(one: Testimony) -> str | None:
    """Give a claim's figure as worded."""
    return one.figure.text if one.figure is not None else None
