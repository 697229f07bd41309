"""Say what claims of one question add up to: its words, its answers, its origins and its estimate."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from reportedly.model import (
    Answer,
    AnswerOrigin,
    AskedEvent,
    AskedPlace,
    Estimate,
    Imprint,
    Period,
    Question,
    Testimony,
)
from reportedly.model.account import EstimateRule, QuestionKind

from .estimate import Standings, estimate, standings
from .keys import told_days
from .moments import width
from .origins import Origins, Traced, origins
from .places import FINE
from .wording import is_crowd, wording

COUNTED = frozenset(
    {
        "killed",
        "injured",
        "killed_or_injured",
        "missing",
        "abducted",
        "arrested",
        "released",
        "surrendered",
        "displaced",
        "returned",
        "destroyed",
        "captured",
    }
)
"""Outcomes of which one may ask how many."""


class Judged(Protocol):
    """What persons decided about a question's claims, by testimony id."""

    @property
    def rejected(self) -> Collection[str]:
        """Claims that answer nothing."""

    @property
    def corrected(self) -> Collection[str]:
        """Claims whose value a person set."""


def question(
    members: Sequence[Testimony],
    imprints: Mapping[str, Imprint],
    decided: Judged | None = None,
    *,
    rule: EstimateRule = "latest_by_origin",
) -> Question:
    """Say what claims add up to, whatever their order. `part_of` is left to whoever knows the other questions.

    Raises ValueError where there are none.
    """
    if not members:
        raise ValueError("a question has at least one answer")
    ordered = sorted(members, key=lambda one: (one.published or "9999", one.id))
    rejected = frozenset(decided.rejected) if decided else frozenset[str]()
    valid = [one for one in ordered if one.id not in rejected] or ordered
    found = origins(valid, imprints)
    kind, number = _asked(valid, found.traced, rule, decided.corrected if decided else ())
    event, place, period = _event(valid), _place(valid), _period(valid)
    unit = _commonest([one.unit for one in valid])
    text = wording(kind, valid, event=event, unit=unit, place=place, period=period)
    stood = standings(valid, found.traced)
    return Question(
        id=ordered[0].id,
        text=text,
        kind=kind,
        event=event,
        counts=valid[0].outcome,
        unit=unit,
        place=place,
        period=period,
        estimate=number,
        reports=tuple(sorted({one.report for one in valid})),
        origins=found.counted,
        independent=found.independent,
        part_of=None,
        answers=tuple(_answer(one, found, stood) for one in valid),
    )


def _asked(
    members: Sequence[Testimony], traced: Mapping[str, Traced], rule: EstimateRule, corrected: Collection[str]
) -> tuple[QuestionKind, Estimate | None]:
    """Say what kind of question claims answer, and how many they come to where it asks that."""
    if members[0].outcome not in COUNTED and not is_crowd(members):
        return "whether", None
    number = estimate(members, traced, rule=rule, corrected=corrected)
    if all(one.quantity is None for one in members) and any(one.named for one in members):
        return "who", number
    return ("how_many", number) if number is not None else ("whether", None)


def _answer(one: Testimony, found: Origins, stood: Standings) -> Answer:
    """Give one claim's answer."""
    traced = found.traced[one.id]
    origin = AnswerOrigin(traced.name, traced.basis)
    return Answer.of(one, origin, supersedes=stood.supersedes.get(one.id), falls=one.id in stood.falls)


def _commonest(values: Sequence[str | None]) -> str | None:
    """Give the value that stands most, the first of them on a tie; None where all are."""
    found = Counter(one for one in values if one is not None)
    return max(found, key=lambda one: found[one]) if found else None


def _event(members: Sequence[Testimony]) -> AskedEvent:
    """Give the type of event that most claims tell of, and its commonest mode."""
    kind = _commonest([one.event_type for one in members])
    return AskedEvent(kind, _commonest([one.event_mode for one in members if one.event_type == kind]))


def _place(members: Sequence[Testimony]) -> AskedPlace | None:
    """Give the place that most claims tell of, the finest first."""
    placed = [one for one in members if one.place is not None]
    if not placed:
        return None
    ranked = [[one for one in placed if one.precision in FINE and one.admin1], [one for one in placed if one.admin1]]
    best = next((found for found in ranked if found), placed)
    counts = Counter((one.place or "", one.geonames_id) for one in best)
    key = max(counts, key=lambda one: counts[one])
    first = next(one for one in best if (one.place or "", one.geonames_id) == key)
    return AskedPlace(first.place or "", first.geonames_id, first.latitude, first.longitude, first.country)


def _period(members: Sequence[Testimony]) -> Period | None:
    """Give the interval that most claims tell of, the narrower on a tie."""
    told = [(one, days) for one in members if (days := told_days(one)) is not None]
    if not told:
        return None
    counts = Counter((one.start, one.end) for one, _ in told)
    wide = {(one.start, one.end): width(days) for one, days in told}
    start, end = max(counts, key=lambda key: (counts[key], -wide[key], str(key[0])))
    return Period(start, end)
