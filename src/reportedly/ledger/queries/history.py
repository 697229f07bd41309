"""Revisions of a report, and what each did to its claims."""

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, Row, select

from reportedly.ledger.reconciling import Reconciler
from reportedly.ledger.schema import erasure, revision
from reportedly.ledger.standing import revisions_of
from reportedly.ledger.views import RevisionRow
from reportedly.model import Reading
from reportedly.model.account import Testimony

ALIKE = 0.55
"""Share of their words in which two claims agree, one of which may have become the other."""


def history(connection: Connection, row: Row[Any], reconciler: Reconciler | None, load: Any) -> list[RevisionRow]:
    """Give a report's revisions, the earliest first, each held against the one before; erased ones stand first."""
    found = [_gone(one) for one in _erased(connection, row.report)]
    before: tuple[Reading, list[Testimony]] | None = None
    for one, read, retrievals in revisions_of(connection, row.report):
        reading: Reading = load(connection, read.sha256)
        said = list(reconciler.testimonies(reading)) if reconciler else []
        times = sorted({time for time in (one.retrieved, *(seen.retrieved for seen in retrievals)) if time})
        told = {
            "id": one.id,
            "capture": one.capture,
            "retrieved": tuple(times),
            "urls": tuple(sorted({seen.url for seen in retrievals if seen.url})),
            "published": read.published,
            "title": read.title,
            "current": one.id == row.revision,
            "erased": False,
        }
        found.append(RevisionRow(**told, **_differences(before, (reading, said)) if before else {}))
        before = reading, said
    return found


def _erased(connection: Connection, key: str) -> Sequence[Any]:
    """Give the tombstones of a report, each with its revision's id."""
    tie = (revision.c.capture == erasure.c.capture) & (revision.c.report == erasure.c.report)
    chosen = select(revision.c.id, erasure.c.capture, erasure.c.at).join_from(erasure, revision, tie)
    return connection.execute(chosen.where(erasure.c.report == key).order_by(erasure.c.at, erasure.c.id)).all()


def _gone(row: Row[Any]) -> RevisionRow:
    """Give what is left of an erased revision."""
    return RevisionRow(row.id, row.capture, (), (), None, None, current=False, erased=True)


def _differences(before: tuple[Reading, list[Testimony]], now: tuple[Reading, list[Testimony]]) -> dict[str, Any]:
    """Say which claims came, went or changed, and whether the report owns up to it."""
    (old, had), (new, has) = before, now
    were, are = {one.id: one for one in had}, {one.id: one for one in has}
    went = [one for key, one in were.items() if key not in are]
    came = [one for key, one in are.items() if key not in were]
    changed = [(were[key], are[key]) for key in were.keys() & are.keys() if told(were[key]) != told(are[key])]
    for one in list(went):
        match = max(came, key=lambda other: _likeness(one, other), default=None)
        if match is not None and _likeness(one, match) >= ALIKE:
            changed.append((one, match))
            went.remove(one)
            came.remove(match)
    noted = _note(old, new)
    differs = bool(came or went or changed)
    return {
        "came": tuple(came),
        "went": tuple(went),
        "changed": tuple(sorted(changed, key=lambda pair: (pair[1].span.in_ is None, pair[1].span.start, pair[1].id))),
        "noted": noted,
        "silent": differs and noted is None,
    }


def told(one: Testimony) -> str:
    """Give what a claim tells, whoever read it and wherever it stands: what a revision may change."""
    kept = (one.event_type, one.event_mode, one.outcome, one.value, one.low, one.high, one.bound, one.factuality)
    return json.dumps([*kept, one.place, one.start, one.end, one.origin, one.text])


def _likeness(one: Testimony, other: Testimony) -> float:
    """Say how surely one claim became another, from 0 to 1; claims of other events or outcomes didn't."""
    if (one.event_type, one.outcome, one.counted and other.counted and one.counted) != (
        other.event_type,
        other.outcome,
        one.counted and other.counted and other.counted,
    ):
        return 0.0
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _note(old: Reading, new: Reading) -> str | None:
    """Give the words of a correction note that the report has now and hadn't before."""
    had = {_words(one) for one in old.report.credits if one.kind == "correction"}
    had |= {_words(one) for one in old.furniture if one.kind == "correction"}
    notes: list[Any] = [*new.report.credits, *new.furniture]
    return next((_words(one) for one in notes if one.kind == "correction" and _words(one) not in had), None)


def _words(one: Any) -> str:
    """Give the words of a credit or of furniture."""
    return " ".join(span.text for span in one.spans)
