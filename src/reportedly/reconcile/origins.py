"""Trace answers to their origins, and count how many origins really are independent of one another.

Papers are many, origins few: an agency's copy in forty papers is one; two bodies of one government count once; a bare
figure in a copy is its original's. What can't be told apart ("an official" twice, an outlet's own bare figure) may be
one more, and raises only the upper end.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.model import CountedOrigin, Imprint, Independent, Testimony
from reportedly.model.account import TracedBasis
from reportedly.model.vocabulary import EntityKind

from .called import Called, agency, called
from .imprint import COPY, copied
from .unions import Unions


@dataclass(frozen=True, slots=True)
class Traced:
    """Where one answer leads: its origin's name and kind, how that is known, and the key that one origin shares."""

    name: str | None
    kind: EntityKind | None
    basis: TracedBasis
    key: str
    """What counts once has one key: a body under all its names, its people, and all bodies of one government."""
    body: str
    """The same but for affiliation: a ministry's figures and an army's are two bodies'."""


@dataclass(frozen=True, slots=True)
class Origins:
    """All the origins of a question: of each answer by its claim's id, counted, and how many are independent."""

    traced: Mapping[str, Traced]
    counted: tuple[CountedOrigin, ...]
    independent: Independent


def origins(members: Sequence[Testimony], imprints: Mapping[str, Imprint]) -> Origins:
    """Trace a question's answers. The result doesn't depend on their order."""
    members = sorted(members, key=lambda one: (one.published or "~", one.report, one.span.start, one.id))
    knowing = [one for one in members if one.standing != "unverified"] or members
    copies = _copies(members, imprints)
    named = {one.id: _named(one, imprints) for one in members}
    local = _local(members)
    across = {key: _apart_from(one, local) for key, one in _across(members, named, copies).items()}
    across = _within(members, _of_states(across))
    sources = [across[one.id] for one in members]
    unions, bodies = _alike(sources, _one_origin), _alike(sources, _one_body)
    traced = {one.id: _keyed(across[one.id], one, unions, bodies, copies) for one in members}
    counted = _counted(knowing, across, unions)
    return Origins(traced, counted, _independent(knowing, traced, across, copies))


@dataclass(frozen=True, slots=True)
class _Source:
    """Who an answer's words lead to, before it is known which of these are one."""

    name: str | None
    kind: EntityKind | None
    basis: TracedBasis
    called: Called | None
    bodies: tuple[Called, ...] = ()
    """The bodies to which it belongs."""


def _source(name: str | None, kind: EntityKind | None, basis: TracedBasis, of: Sequence[str] = ()) -> _Source:
    """Make a source."""
    bodies = tuple(called(body, "organisation") for body in of)
    return _Source(name, kind, basis, called(name, kind) if name else None, bodies)


def _local(members: Sequence[Testimony]) -> frozenset[str]:
    """Give the words of the places a question is about: in "Tarvik Relief" and "Tarvik Union" they tell nothing."""
    names = {name for one in members for name in (one.place, one.admin1) if name}
    return frozenset(word for name in names for word in name.lower().split())


def _apart_from(source: _Source, local: frozenset[str]) -> _Source:
    """Give a source whose telling words leave those of the place out, where others are left."""
    names = (*source.bodies, *((source.called,) if source.called is not None else ()))
    if all(name.telling.isdisjoint(local) for name in names):
        return source
    called_ = _without(source.called, local) if source.called is not None else None
    return replace(source, called=called_, bodies=tuple(_without(body, local) for body in source.bodies))


def _without(name: Called, local: frozenset[str]) -> Called:
    """Give a name without the words of a place, where others are left."""
    return replace(name, telling=name.telling - local) if name.telling - local else name


def _of_states(sources: dict[str, _Source]) -> dict[str, _Source]:
    """Take a bare "health ministry" for that of the one state whose health ministry speaks, too."""
    states: dict[str, set[str]] = defaultdict(set)
    for one in sources.values():
        for name in (one.called, *one.bodies):
            if name is not None and name.office and name.state:
                states[name.office].add(name.state)
    return {key: _of_state(one, states) for key, one in sources.items()}


def _of_state(source: _Source, states: Mapping[str, set[str]]) -> _Source:
    """Give a bare ministry its state, where there's one alone; where there are several, it tells nothing."""
    name = source.called
    if name is None or name.state or not name.office or not states.get(name.office):
        return source
    if len(states[name.office]) == 1:
        return replace(source, called=replace(name, state=min(states[name.office])))
    return replace(source, called=replace(name, telling=name.telling - {name.office}))


def _within(members: Sequence[Testimony], sources: dict[str, _Source]) -> dict[str, _Source]:
    """Take "police: 14 dead" for the police chief's word, where the same report has that figure from that one alone."""
    clear: dict[tuple[str, float], dict[str | None, _Source]] = defaultdict(dict)
    for one in members:
        source = sources[one.id]
        if one.value is not None and source.called is not None and _is_clear(source.called):
            clear[one.report, one.value][source.name] = source
    found = dict(sources)
    for one in members:
        name = sources[one.id].called
        if one.value is None or name is None or _is_clear(name):
            continue
        whose = [its for its in clear[one.report, one.value].values() if its.kind in name.role.may_be]
        if len(whose) == 1:
            found[one.id] = replace(whose[0], basis="inferred_in_report")
    return found


def _is_clear(name: Called) -> bool:
    """Say whether a name tells who is meant."""
    return bool(name.telling or name.state)


def _named(one: Testimony, imprints: Mapping[str, Imprint]) -> _Source:
    """Give the source that a claim's own report lets one know: named, else the agency whose copy it is."""
    if one.origin is not None:
        return _source(one.origin, one.origin_kind, one.origin_basis, one.origin_of)
    mark = imprints.get(one.report)
    if mark is not None and len(mark.agencies) == 1:
        return _source(agency(mark.agencies[0]), "outlet", "stated")
    return _source(None, None, "none")


def _copies(members: Sequence[Testimony], imprints: Mapping[str, Imprint]) -> Unions:
    """Put the reports together whose texts are copies of one another."""
    reports = sorted({one.report for one in members})
    printed = [(one, imprints[one]) for one in reports if one in imprints]
    together = [{n} for n in range(len(printed))]
    for n, near in _near([mark for _, mark in printed], every=len(reports) <= _FEW):
        # of copies that were led together by a third, nothing more is asked; whole sets are taken off each other, as
        # unions asked pair by pair cost eight times as much where 640 reports are copies of one
        for m in sorted(set(near) - together[n]):
            if m not in together[n] and copied(printed[n][1], printed[m][1]) >= COPY:
                together[n] |= together[m]
                for which in together[m]:
                    together[which] = together[n]
    unions = Unions(reports)
    for n, (report, _) in enumerate(printed):
        unions.join(report, printed[min(together[n])][0])
    return unions


def _near(marks: Sequence[Imprint], *, every: bool) -> Iterator[tuple[int, Collection[int]]]:
    """Yield, for each print, the later ones to hold against it: all, or those with one of its lowest hashes."""
    if every:
        yield from ((n, range(n + 1, len(marks))) for n in range(len(marks)))
        return
    shared: dict[int, list[int]] = defaultdict(list)
    for n, mark in enumerate(marks):
        for hash_ in mark.signature[:_BANDS]:
            shared[hash_].append(n)
    near: list[set[int]] = [set() for _ in marks]
    for same in set(map(tuple, shared.values())):
        for at, n in enumerate(same, 1):
            near[n].update(same[at:])
    yield from enumerate(near)


_FEW = 40
"""Reports of a question that are all held against one another; past that, only those that share one of these hashes."""
_BANDS = 32
"""The lowest hashes of a signature: two texts that share a third of the shorter share one of them almost surely."""


def _across(members: Sequence[Testimony], named: Mapping[str, _Source], copies: Unions) -> dict[str, _Source]:
    """Give each claim its source, where need be by another report: its copy's, or the relay's own."""
    by_copy: dict[tuple[str, float | None], list[str]] = defaultdict(list)
    by_outlet: dict[tuple[str, float | None], list[str]] = defaultdict(list)
    for one in members:
        if named[one.id].name is not None and named[one.id].kind != "outlet":
            by_copy[copies.home(one.report), one.value].append(one.id)
            if one.publisher:
                by_outlet[_outlet(one.publisher), one.value].append(one.id)
    found = {}
    for one in members:
        source = named[one.id]
        others: list[str] = []
        if source.name is None or (one.origin is None and source.kind == "outlet"):
            others = by_copy[copies.home(one.report), one.value]
        elif source.kind == "outlet":
            others = by_outlet[_outlet(source.name), one.value]
        others = [key for key in others if key != one.id]
        if others:
            its = named[others[0]]
            source = replace(its, basis="inferred_across")
        found[one.id] = source
    return found


def _outlet(name: str) -> str:
    """Fold an outlet's name, so that a relay's and a publisher's meet."""
    return agency(name).lower().removeprefix("the ").replace(" ", "")


def _alike(sources: Sequence[_Source], alike: Callable[[_Source, _Source], bool]) -> Unions:
    """Put names together that are one's."""
    named = {one.name: one for one in sources if one.name is not None and one.called is not None}
    unions = Unions(sorted(named))
    for n, first in enumerate(sorted(named)):
        for second in sorted(named)[n + 1 :]:
            if alike(named[first], named[second]):
                unions.join(first, second)
    return unions


def _one_origin(one: _Source, other: _Source) -> bool:
    """Say whether two named sources are one, or count as one: the same name, a body's own people, one government's."""
    mine, its = one.called, other.called
    if mine is None or its is None:
        return False
    if _one_body(one, other) or mine.is_of(other.bodies) or its.is_of(one.bodies):
        return True
    return not _states(one).isdisjoint(_states(other)) or _of_one_body(one, other)


def _states(one: _Source) -> set[str]:
    """Give the states whose body a source is, or for whose body a person speaks."""
    return {body.state for body in (one.called, *one.bodies) if body is not None and body.state is not None}


def _of_one_body(one: _Source, other: _Source) -> bool:
    """Say whether two persons speak for one body."""
    persons = one.kind == other.kind == "person"
    return persons and any(body.matches(another) for body in one.bodies for another in other.bodies)


def _one_body(one: _Source, other: _Source) -> bool:
    """Say whether two names are one body's: a longer and a shorter name, its initials, whoever speaks for it."""
    if one.name == other.name:
        return True
    return any(_alike_bodies(mine, its) for mine in _bodies(one) for its in _bodies(other))


def _bodies(one: _Source) -> list[Called]:
    """Give a source as it is called, and the bodies for which it speaks."""
    spoken_for = one.bodies if one.kind in {"person", "unnamed"} else ()
    return [body for body in (one.called, *spoken_for) if body is not None]


def _alike_bodies(mine: Called, its: Called) -> bool:
    """Say whether two names are one's: of a state's bodies, the same branch of the same state."""
    if mine.state is not None and mine.state == its.state:
        return bool((mine.branch & its.branch) - _ANY) or mine.branch == its.branch
    return bool(mine.telling and its.telling) and mine.matches(its)


_ANY = frozenset({"ministry", "minister", "state", "government", "authorities", "officials", "forces", "armed"})
"""Words that a state's bodies share."""


def _keyed(source: _Source, one: Testimony, unions: Unions, bodies: Unions, copies: Unions) -> Traced:
    """Give an answer's origin with the keys that all its answers share; a bare one's is its report's."""
    if source.name is None:
        key = f"\n{copies.home(one.report)}"
        return Traced(None, source.kind, source.basis, key, key)
    return Traced(source.name, source.kind, source.basis, unions.home(source.name), bodies.home(source.name))


def _counted(members: Sequence[Testimony], sources: Mapping[str, _Source], unions: Unions) -> tuple[CountedOrigin, ...]:
    """Count the named origins: one row a name, those of one affiliation marked; most reports first."""
    reports: dict[str, set[str]] = defaultdict(set)
    for one in members:
        name = sources[one.id].name
        if name is not None:
            reports[name].add(one.report)
    homes: dict[str, list[str]] = defaultdict(list)
    for name in sorted(reports):
        homes[unions.home(name)].append(name)
    rows = []
    for home, names in homes.items():
        shown: dict[str, list[str]] = defaultdict(list)
        for name in names:
            shown[_fold(name)].append(name)
        for same in shown.values():
            best = max(same, key=lambda name: (len(reports[name]), name))
            source = next(one for one in sources.values() if one.name == best)
            where = set().union(*(reports[name] for name in same))
            clear = source.called is not None and _is_clear(source.called)
            rows.append(
                CountedOrigin(best, source.kind, len(where), home if shown.keys() - {_fold(best)} else None, clear)
            )
    return tuple(sorted(rows, key=lambda row: (-row.reports, row.name)))


def _fold(name: str) -> str:
    """Fold a name for showing it once."""
    return name.lower().removeprefix("the ")


def _independent(
    members: Sequence[Testimony],
    traced: Mapping[str, Traced],
    sources: Mapping[str, _Source],
    copies: Unions,
) -> Independent:
    """Count the origins that can be told apart, and those that may be more."""
    clear: dict[str, EntityKind | None] = {}
    vague: dict[str, set[str]] = defaultdict(set)
    bare: set[str] = set()
    known = {one.value for one in members if sources[one.id].name is not None}
    values = defaultdict(set)
    for one in members:
        source = sources[one.id]
        if source.called is not None and _is_clear(source.called):
            clear.setdefault(traced[one.id].key, source.kind)
            values[source.kind].add(one.value)
    # a vague source that says just what a named one does, which it may be, is taken for it, whatever else it says
    same = {
        (one.report, source.name)
        for one in members
        if (source := sources[one.id]).called is not None
        and any(one.value is not None and one.value in values[kind] for kind in source.called.role.may_be)
    }
    for one in members:
        source = sources[one.id]
        if source.called is None:
            if not known or (one.value is not None and one.value not in known):
                bare.add(traced[one.id].key)
        elif source.basis == "inferred_across":
            continue  # whoever it is counts where it is told
        elif not _is_clear(source.called) and (one.report, source.name) not in same:
            vague[source.called.role.name].add(copies.home(one.report))
    kinds = set(clear.values())
    roles = {
        called_role.name: called_role for one in sources.values() if one.called and (called_role := one.called.role)
    }
    apart = sum(not kinds & set(roles[name].may_be) and not _hidden(name, vague) for name in vague)
    low = len(clear) + apart
    high = len(clear) + sum(map(len, vague.values())) + len(bare)
    return Independent(max(low, 1 if members else 0), max(high, 1 if members else 0))


def _hidden(name: str, vague: Mapping[str, object]) -> bool:
    """Say whether a role says so little that it may be any of the others."""
    return name == "unnamed" and len(vague) > 1
