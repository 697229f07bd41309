"""What persons decided, as reconciling needs it: pairs together and apart, claims rejected, values set.

A judgement names claims by their ids, which are hashes of report and words, and keeps beside each where it stood and
what it told. Where a later reading gives the words other bounds, the judgement is led to the claim of the same report
that tells the same kind of thing in the same place.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from reportedly.model.account import Testimony

from .packing import testimony_of
from .reconciling import Decided
from .schema import claim, judgement
from .sets import within

ABOUT_CLAIMS = ("merge", "split", "reject", "correct")
MOST = 400
"""Claims of two questions that a merge ties in pairs; past that, each is tied to the first."""


def decisions(connection: Connection) -> Decided:
    """Give what stands of all that persons decided about claims; of a merge and a split the later one holds."""
    together: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    rejected: set[str] = set()
    corrected: set[str] = set()
    retraced: set[str] = set()
    for kind, groups, value in _standing(connection):
        if kind == "merge":
            keys = [key for group in groups for key in group]
            merged = set(keys)
            apart = {pair for pair in apart if not merged.issuperset(pair)}
            together.update(_tied(keys))
        elif kind == "split":
            parted = {_pair(one, other) for one in groups[0] for other in groups[1] if one != other}
            apart |= parted
            together -= parted
        elif kind == "reject":
            rejected.update(groups[0])
        else:
            (retraced if "origin" in value else corrected).update(groups[0])
    pairs = frozenset(together), frozenset(apart)
    return Decided(*pairs, frozenset(rejected), frozenset(corrected), frozenset(retraced))


def _tied(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that put claims together."""
    if len(keys) <= MOST:
        yield from (_pair(one, other) for one, other in combinations(sorted(set(keys)), 2))
    else:
        yield from (_pair(keys[0], other) for other in keys[1:] if other != keys[0])


def _pair(one: str, other: str) -> tuple[str, str]:
    """Give two ids, the lower first."""
    return min(one, other), max(one, other)


def overlaid(connection: Connection) -> dict[str, Callable[[Testimony], Testimony]]:
    """Give, by claim, how persons' corrections change it: of two that set the same, the later one holds."""
    found: dict[str, dict[str, Any]] = {}
    for kind, groups, value in _standing(connection):
        if kind == "correct":
            found.setdefault(groups[0][0], {}).update(value)
    return {key: _setter(value) for key, value in found.items()}


def _setter(value: dict[str, Any]) -> Callable[[Testimony], Testimony]:
    """Make what sets the fields that a person corrected."""
    fields: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in value.items()}
    return lambda said: replace(said, **fields)


def _standing(connection: Connection) -> Iterator[tuple[str, list[list[str]], dict[str, Any]]]:
    """Yield kind, groups of claims and value of each judgement that wasn't withdrawn, the earliest first."""
    kinds = (*ABOUT_CLAIMS, "withdraw")
    chosen = select(judgement).where(judgement.c.kind.in_(kinds)).order_by(judgement.c.at, judgement.c.id)
    rows = connection.execute(chosen).all()
    withdrawn = {key for row in rows if row.kind == "withdraw" for key in json.loads(row.subjects)}
    gone = {row.id for row in rows if row.kind == "split" and not row.value}  # erased: it parts nothing any more
    standing = [row for row in rows if row.kind != "withdraw" and row.id not in withdrawn | gone]
    values = {row.id: json.loads(row.value) if row.value else {} for row in standing}
    led = _led(connection, {key: mark for one in values.values() for key, mark in one.get("marks", {}).items()})
    for row in standing:
        value = values[row.id]
        groups = [[led.get(key, key) for key in group] for group in value.get("groups", [json.loads(row.subjects)])]
        yield row.kind, groups, value.get("set", {})


def mark_of(said: Testimony) -> dict[str, Any]:
    """Give what leads a judgement to a claim when its id is no more."""
    where = [said.span.start, said.span.end, said.span.in_]
    return {"report": said.report, "where": where, "event": said.event_type, "outcome": said.outcome}


def _led(connection: Connection, marks: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Lead ids that are no more to the claims that stand in their place."""
    if not marks:
        return {}
    there = set(connection.execute(select(claim.c.id).where(within(connection, claim.c.id, sorted(marks)))).scalars())
    led = {}
    for key in sorted(marks.keys() - there):
        mark = marks[key]
        bodies = connection.execute(select(claim.c.body).where(claim.c.report == mark["report"])).scalars()
        alike = [(_overlap(said, mark), said.id) for said in map(testimony_of, bodies) if _same_kind(said, mark)]
        best = max(alike, default=(0, ""))
        if best[0] > 0:
            led[key] = best[1]
    return led


def led_to(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Give claims' ids, with those that stand in the place of claims that are no more."""
    chosen = select(judgement.c.value).where(judgement.c.kind.in_(ABOUT_CLAIMS))
    values = (json.loads(value) for value in connection.execute(chosen).scalars() if value)
    marks = {key: mark for one in values for key, mark in one.get("marks", {}).items() if key in set(keys)}
    led = _led(connection, marks)
    return {led.get(key, key) for key in keys}


def _same_kind(said: Testimony, mark: dict[str, Any]) -> bool:
    """Say whether a claim tells what a mark says."""
    return (said.event_type, said.outcome) == (mark["event"], mark["outcome"])


def _overlap(said: Testimony, mark: dict[str, Any]) -> int:
    """Give how many characters a claim shares with a mark."""
    start, end, part = mark["where"]
    return min(end, said.span.end) - max(start, said.span.start) if said.span.in_ == part else 0
