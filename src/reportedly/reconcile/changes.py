"""Follow a question's answers from each origin outward through the reports, and say what changed on the way."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.model import Answer, DriftStep, Question, Testimony

_Count = tuple[float | None, float | None, float | None, str]
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
        steps = tuple(
            step
            for stage in _stages(sorted(by_origin[name], key=_from_origin), told)
            for one, other in pairwise(stage)
            for step in _steps(one, other, told[one.claim], told[other.claim])
        )
        if steps:
            found.append(steps)
    return tuple(found)


def _from_origin(one: Answer) -> tuple[bool, int, str, str]:
    """Order answers outward: those that name their source first, the headline's last; earlier before later."""
    return one.origin.basis != "stated", _VOICES[one.voice], one.published or "~", one.claim


def _stages(ordered: Sequence[Answer], told: Mapping[str, Testimony]) -> Iterator[list[Answer]]:
    """Part an origin's answers where it replaced its figure by another: a toll that rises is told anew, and no drift.

    What gives neither the old figure nor the new, as a headline that rounds, is held against what stands last.
    """
    replaced = {one.supersedes for one in ordered} - {None}
    stages: dict[_Count, list[Answer]] = {}
    for one in ordered:
        if one.supersedes or one.claim in replaced:
            stages.setdefault(_count(told[one.claim]), [])
    last = next((_count(told[one.claim]) for one in ordered if one.claim not in replaced), None)
    for one in ordered:
        count = _count(told[one.claim])
        stages.setdefault(count if count in stages else last or count, []).append(one)
    yield from stages.values()


def _steps(one: Answer, other: Answer, first: Testimony, second: Testimony) -> Iterator[DriftStep]:
    """Yield what changed from one answer to the next, in the order of the reading's contract."""
    if one.factuality != other.factuality:
        yield DriftStep(one.claim, other.claim, "certainty", one.factuality, other.factuality)
    if _stated(one) != _stated(other):
        yield DriftStep(one.claim, other.claim, "attribution", _stated(one), _stated(other))
    # “twelve” and “12” are one figure
    if first.figure and second.figure and _count(first) != _count(second):
        yield DriftStep(one.claim, other.claim, "figure", first.figure.text, second.figure.text)
    if first.counted and second.counted and first.counted != second.counted:
        yield DriftStep(one.claim, other.claim, "label", first.counted, second.counted)
    # “kill” and “killed” are one event
    if _kind(first) != _kind(second):
        yield DriftStep(one.claim, other.claim, "event", first.trigger, second.trigger)


def _stated(one: Answer) -> str | None:
    """Give an answer's source where its own words name it."""
    return one.origin.name if one.origin.basis == "stated" else None


def _count(one: Testimony) -> _Count:
    """Give what a claim's figure comes to, however it's worded."""
    return one.value, one.low, one.high, one.bound


def _kind(one: Testimony) -> tuple[str | None, str | None, str | None]:
    """Give the kind of event that a claim tells of."""
    return one.event_type, one.event_mode, one.outcome
