"""Part what reports touched into questions, and say what each adds up to."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, FromClause, Select, bindparam, delete, func, insert, select, union, update

from reportedly.model.account import Imprint, Question, Testimony

from . import facets, index
from .decided import decisions, overlaid
from .deriving import Derivation
from .keeping import digest, keep
from .linking import PART, SAME
from .many import free_numbers
from .naming import RENAMED
from .numbers import moment
from .packing import imprint_of, storable, testimony_of
from .reconciling import Decided, Link
from .schema import claim, imprint, link, question, setting
from .sets import batches, within
from .terms import stems

LATEST = "9999"
"""After every moment: claims without a date come last where a question is named."""
MOST_TEXTS = 20
"""Wordings of claims by which their question is found; a thousand papers' copy adds little to them."""
AT_ONCE = 5_000
"""Claims of a component that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of a component, with the question it answers so far."""

    number: int
    said: Testimony
    question: str | None
    facets: facets.Facets

    @property
    def order(self) -> tuple[str, str]:
        """By publication, then id: the first member names the question."""
        return moment(self.said.published) or LATEST, self.said.id


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that answer one question, in order."""

    id: str
    members: tuple[Member, ...]


def settle(done: Derivation) -> None:
    """Make the questions anew around all that a derivation touched, and let go of those that nothing answers."""
    connection = done.connection
    decided = decisions(connection)
    remaining = select(claim.c.number).where(within(connection, claim.c.question, sorted(done.left)))
    done.seeds.update(connection.execute(remaining).scalars())
    members, links = component(connection, done.seeds, decided)
    groups: list[Group] = []
    for some, theirs in parted(members, links, decided):
        parts = done.reconciler.cluster(some, theirs, decided)
        groups.extend(grouped(parts, members, decided))
    held = {one.said.id: one.question for one in members.values()}
    ours = {one.said.id: group.id for group in groups for one in group.members}
    _move(connection, {key: ours.get(key) for key in held if ours.get(key) != held[key]}, members)
    before = {key for key in held.values() if key} | done.left
    _lead(connection, before, held, ours)
    redone = _redone(groups, held, done.left, {members[key].said.id for key in done.changed if key in members})
    _forget(connection, before - {one.id for one in groups} | {one.id for one in redone})
    _remake(done, redone, decided)
    _nest(connection, sorted({one.id for one in redone} | _beside(connection, groups, done.seeds, before)))


def _redone(groups: Sequence[Group], held: dict[str, str | None], left: set[str], changed: set[str]) -> list[Group]:
    """Choose the questions that aren't what they were: other claims, or claims that changed."""
    were: dict[str | None, set[str]] = {}
    for key, its in held.items():
        were.setdefault(its, set()).add(key)
    found = []
    for group in groups:
        now = {one.said.id for one in group.members}
        if group.id in left or were.get(group.id) != now or now & changed:
            found.append(group)
    return found


def _beside(connection: Connection, groups: Sequence[Group], seeds: set[int], before: set[str]) -> set[str]:
    """Give the questions that may be part of others than they were: of the seeds, and within those that changed."""
    found = {group.id for group in groups if any(one.number in seeds for one in group.members)}
    inner = select(question.c.id).where(within(connection, question.c.part_of, sorted(before)))
    return found | set(connection.execute(inner).scalars())


def component(
    connection: Connection, seeds: Iterable[int], decided: Decided
) -> tuple[dict[int, Member], list[tuple[int, int, float]]]:
    """Walk along links of `same`, and of what persons put together, to all claims that hang together with the seeds."""
    members: dict[int, Member] = {}
    joined = _joined(decided)
    waiting = set(seeds)
    asked: set[int] = set()
    while waiting:
        asked |= waiting  # a claim that isn't there, to which a damaged ledger's links lead, is asked for once
        found: set[int] = set()
        for some in batches(sorted(waiting), AT_ONCE):
            members |= _members(connection, some, decided)
            found |= _beyond(connection, some)
        keys = {key for number in waiting if number in members for key in joined.get(members[number].said.id, ())}
        if keys:
            chosen = select(claim.c.number).where(within(connection, claim.c.id, sorted(keys)))
            found.update(connection.execute(chosen).scalars())
        waiting = found - asked
    links: list[tuple[int, int, float]] = []
    for some in batches(sorted(members), AT_ONCE):
        links += _links(connection, some)
    # a link to a claim that isn't there is damage, which `verify` tells of: it must not keep it from telling
    return members, [one for one in links if one[1] in members]


def _joined(decided: Decided) -> dict[str, set[str]]:
    """Give, by claim, those that persons put together with it."""
    joined: dict[str, set[str]] = {}
    for first, second in decided.together:
        joined.setdefault(first, set()).add(second)
        joined.setdefault(second, set()).add(first)
    return joined


def _members(connection: Connection, numbers: Sequence[int], decided: Decided) -> dict[int, Member]:
    """Load claims, with the values that persons set."""
    chosen = select(claim.c.number, claim.c.body, claim.c.question).where(within(connection, claim.c.number, numbers))
    corrected = overlaid(connection) if decided.corrected or decided.retraced else {}
    found = {}
    for row in connection.execute(chosen):
        said = testimony_of(row.body)
        shown = corrected[said.id](said) if said.id in corrected else said
        found[row.number] = Member(row.number, shown, row.question, facets.of_packed(row.body))
    return found


def _beyond(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Give the claims to which links of `same` lead from claims; the database passes over those found twice."""
    ways = (
        select(there).where(link.c.verdict == SAME, within(connection, here, numbers))
        for here, there in ((link.c.first, link.c.second), (link.c.second, link.c.first))
    )
    return set(connection.execute(union(*ways)).scalars().all())


def _links(connection: Connection, numbers: Sequence[int]) -> Sequence[Any]:
    """Give the links of `same` of which claims are the first: number, number and score, the one that leads in order."""
    chosen = select(link.c.first, link.c.second, link.c.score)
    return connection.execute(chosen.where(link.c.verdict == SAME, within(connection, link.c.first, numbers))).all()


def parted(
    members: dict[int, Member], links: list[tuple[int, int, float]], decided: Decided
) -> Iterable[tuple[list[Testimony], list[Link]]]:
    """Yield the components: claims that hang together, in order, each with the links among them, in any."""
    home = {number: number for number in members}
    numbers = {one.said.id: number for number, one in members.items()}
    pairs = [(first, second) for first, second, _ in links]
    pairs += [(numbers[a], numbers[b]) for a, b in decided.together if a in numbers and b in numbers]
    for first, second in pairs:
        if home[first] != home[second] and (one := _root(home, first)) != (other := _root(home, second)):
            home[max(one, other)] = min(one, other)
    claims: dict[int, list[Member]] = {}
    for number in sorted(members):
        claims.setdefault(_root(home, number), []).append(members[number])
    theirs: dict[int, list[Link]] = {root: [] for root in claims}
    names = {number: one.said.id for number, one in members.items()}
    roots = {number: _root(home, number) for number in members}
    for first, second, score in links:
        theirs[roots[first]].append(Link(names[first], names[second], "same", score))
    for root, some in claims.items():
        yield [one.said for one in sorted(some, key=lambda one: one.order)], theirs[root]


def _root(home: dict[int, int], number: int) -> int:
    """Find a component's name, shortening the way to it."""
    while home[number] != number:
        home[number] = home[home[number]]
        number = home[number]
    return number


def grouped(parts: Iterable[Sequence[str]], members: dict[int, Member], decided: Decided) -> Iterable[Group]:
    """Name each question after its first claim; claims that were rejected answer nothing by themselves."""
    by_id = {one.said.id: one for one in members.values()}
    for part in parts:
        some = tuple(sorted((by_id[key] for key in part), key=lambda one: one.order))
        if any(one.said.id not in decided.rejected for one in some):
            yield Group(some[0].said.id, some)


def _move(connection: Connection, moved: dict[str, str | None], members: dict[int, Member]) -> None:
    """Lead claims to the questions they answer now."""
    numbers = {one.said.id: one.number for one in members.values()}
    rows = [{"claim_number": numbers[key], "its_question": now} for key, now in moved.items()]
    if rows:
        changed = update(claim).where(claim.c.number == bindparam("claim_number"))
        connection.execute(changed.values(question=bindparam("its_question")), rows)


def _lead(connection: Connection, before: set[str], held: dict[str, str | None], ours: dict[str, str]) -> None:
    """Keep where a question's id leads once the claim that it was named after is gone: to where most answers went."""
    named = select(claim.c.id).where(within(connection, claim.c.id, sorted(before)))
    lost = before - set(connection.execute(named).scalars())
    went: dict[str, Counter[str]] = {key: Counter() for key in lost}
    for key, its in sorted(held.items()):
        if its in lost and key in ours:
            went[str(its)][ours[key]] += 1
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    for key, where in sorted(went.items()):
        if where:
            to = min(where, key=lambda one: (-where[one], one))
            row = {"kind": RENAMED, "name": key, "value": json.dumps(to), "by": "reportedly", "at": at}
            keep(connection, setting, row | {"id": digest(*row.values())})


def _forget(connection: Connection, ids: set[str]) -> None:
    """Let go of questions' rows."""
    if ids:
        chosen = select(question.c.number).where(within(connection, question.c.id, sorted(ids)))
        numbers = connection.execute(chosen).scalars().all()
        connection.execute(delete(question).where(within(connection, question.c.number, numbers)))
        index.drop(connection, "question_words", numbers)


def _remake(done: Derivation, groups: Sequence[Group], decided: Decided) -> None:
    """Say what questions add up to, and keep it."""
    connection = done.connection
    prints = imprints(connection, {one.said.report for group in groups for one in group.members})
    made = []
    for group in groups:
        said = [one.said for one in group.members]
        theirs = {one.report: prints[one.report] for one in said}
        made.append((done.reconciler.question(said, theirs, decided), group))
    numbers = free_numbers(connection, question, [(_last(group), group.id) for _, group in made])
    rows = [row_of(one, group, number) for (one, group), number in zip(made, numbers, strict=True)]
    if rows:
        connection.execute(insert(question), rows)
        documents = (
            (number, _spoken(one, group), frozenset().union(*(member.facets for member in group.members)))
            for (one, group), number in zip(made, numbers, strict=True)
        )
        index.put(connection, "question_words", documents)


def _spoken(made: Question, group: Group) -> list[str]:
    """Give the words by which a question is found: its own, and those of what was said."""
    texts = list(dict.fromkeys(one.said.text for one in group.members))
    return [word for one in (made.text, *texts[:MOST_TEXTS]) for word in stems(one)]


def imprints(connection: Connection, reports: Iterable[str]) -> dict[str, Imprint]:
    """Load reports' prints."""
    found: dict[str, Imprint] = {}
    for some in batches(sorted(map(storable, reports)), AT_ONCE):
        chosen = select(imprint).where(within(connection, imprint.c.report, some))
        found |= {one.report: one for one in (imprint_of(row.body) for row in connection.execute(chosen))}
    return found


def _last(group: Group) -> str | None:
    """Give when a question was last answered."""
    return max((when for one in group.members if (when := moment(one.said.published))), default=None)


def row_of(made: Question, group: Group, number: int) -> dict[str, Any]:
    """Give a question's row."""
    place, period, estimate = made.place, made.period, made.estimate
    row: dict[str, Any] = {
        "number": number,
        "id": group.id,
        "text": storable(made.text),
        "kind": made.kind,
        "event_type": made.event.type,
        "event_mode": made.event.mode,
        "counts": made.counts,
        "unit": made.unit,
        **{name: getattr(place, name, None) for name in ("geonames_id", "latitude", "longitude", "country")},
        "place": storable(place.name) if place else None,
        "starts": moment(period.start) if period else None,
        "ends": moment(period.end) if period else None,
        **{name: getattr(estimate, name, None) for name in ("low", "high", "best", "rule")},
        "conflict": int(estimate.conflict) if estimate else None,
        "reports": len(made.reports),
        "answers": len(made.answers),
        "independent_low": made.independent.low,
        "independent_high": made.independent.high,
        "part_of": None,
        "moment": _last(group),
    }
    return row


def _nest(connection: Connection, ids: Sequence[str]) -> None:
    """Say of questions which one each is part of, and of those within them, too."""
    if not ids:
        return
    inner, outer = claim.alias(), claim.alias()
    within_them = connection.execute(_ties(inner, outer).where(within(connection, outer.c.question, list(ids))))
    asked = sorted({*ids, *(row[0] for row in within_them)})
    wholes = nested(connection, asked)
    changed = update(question).where(question.c.id == bindparam("asked"))
    rows = [{"asked": key, "whole": wholes.get(key)} for key in asked]
    connection.execute(changed.values(part_of=bindparam("whole")), rows)


def nested(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Give, of questions that are part of one, which.

    A question is part of the one with which most of its claims are linked so, unless that one is as much part of it.
    """
    inner, outer = claim.alias(), claim.alias()
    ties = _ties(inner, outer)
    wider = connection.execute(ties.where(within(connection, inner.c.question, ids))).all()
    narrower = connection.execute(ties.where(within(connection, outer.c.question, ids))).all()
    counts = {(row[0], row[1]): row[2] for row in (*wider, *narrower)}
    chosen: dict[str, tuple[tuple[int, float, str], str]] = {}
    for one, other, number, score in wider:
        if number > counts.get((other, one), 0):
            rank = (number, round(score, 6), other)
            chosen[one] = max(chosen.get(one, (rank, other)), (rank, other))
    return {key: whole for key, (_, whole) in chosen.items()}


def _ties(inner: FromClause, outer: FromClause) -> Select[Any]:
    """Choose pairs of questions of which claims are linked as parts: how many, and how surely in sum."""
    return (
        select(inner.c.question, outer.c.question, func.count(), func.sum(link.c.score))
        .join_from(link, inner, inner.c.number == link.c.first)
        .join(outer, outer.c.number == link.c.second)
        .where(link.c.verdict == PART, inner.c.question != outer.c.question)
        .group_by(inner.c.question, outer.c.question)
    )
