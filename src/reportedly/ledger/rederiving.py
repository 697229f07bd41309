"""Prove that what is derived follows from what is kept: made anew, it must come out the same."""

import zlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, or_, select

from reportedly.model import Reading, from_json
from reportedly.model.account import Testimony

from . import facets, index
from .decided import decisions
from .deriving import Derivation, version_of
from .facets import Wanted
from .foretold import forecast_rows
from .linking import Pair, Row, pair_of
from .numbers import first_at, first_of, hash64, moment
from .packing import inflated, pack, storable, testimony_of
from .passages import pieces
from .reconciling import Decided, Reconciler
from .schema import blocking, claim, current, forecast, imprint, link, passage, question, reading, report
from .sets import batches, within
from .settling import Group, component, grouped, imprints, nested, parted, row_of
from .standing import standing
from .verify import Problem

AT_ONCE = 200


def stood_wrongly(connection: Connection) -> Iterator[Problem]:
    """Yield reports whose current revision or reading isn't the one that the rule chooses."""
    for keys in batches(connection.execute(select(report.c.id)).scalars().all(), AT_ONCE):
        rows = connection.execute(select(current).where(within(connection, current.c.report, keys))).all()
        listed, wanted = {row.report: row for row in rows}, standing(connection, keys)
        for key in keys:
            row, values = listed.get(key), wanted.get(key)
            shown = {name: getattr(row, name) for name in values} if row is not None and values else None
            if (row is None) != (values is None) or shown != values:
                yield Problem("report", key, "its current revision isn't the one that the rule chooses")


def derived_wrongly(connection: Connection, reconciler: Reconciler) -> Iterator[Problem]:
    """Yield claims, blocks, links and questions that don't come out the same when they're made anew."""
    chosen = select(current.c.report, current.c.reading, current.c.derived).order_by(current.c.number)
    rows = connection.execute(chosen).all()
    version = version_of(reconciler)
    for row in rows:
        if row.derived != version:
            yield Problem("report", row.report, "isn't reconciled by this version: open the ledger where it's writable")
            continue
        yield from _claims(connection, reconciler, row.report, row.reading)
    yield from _orphans(connection)
    numbers = connection.execute(select(claim.c.number).order_by(claim.c.number)).scalars().all()
    yield from _links(Derivation(connection, reconciler), numbers)
    yield from _questions(connection, reconciler, numbers)


def _claims(connection: Connection, reconciler: Reconciler, key: str, sha256: str) -> Iterator[Problem]:
    """Check a report's claims against its reading, their blocks, and that they are found by their words."""
    body = connection.execute(select(reading.c.body).where(reading.c.sha256 == sha256)).scalar()
    if not body:
        return
    try:
        read = from_json(Reading, zlib.decompress(body))
    except (ValueError, zlib.error):
        return  # said of the reading already
    said = {one.id: pack(one) for one in reconciler.testimonies(read)}
    there = {row.id: row for row in connection.execute(select(claim).where(claim.c.report == key))}
    for one in sorted(said.keys() - there.keys()):
        yield Problem("claim", one, f"of {key} is missing")
    for one in sorted(there.keys() - said.keys()):
        yield Problem("claim", one, f"isn't what {key} says")
    for one in sorted(said.keys() & there.keys()):
        told = testimony_of(said[one])
        times = {"moment": moment(told.published), "starts": moment(told.start), "ends": moment(told.end)}
        if there[one].body != said[one] or any(getattr(there[one], name) != at for name, at in times.items()):
            yield Problem("claim", one, "was altered")
            continue
        yield from _blocks(connection, reconciler, there[one].number, told)
    printed = connection.execute(select(imprint.c.body).where(imprint.c.report == key)).scalar()
    if printed != pack(reconciler.imprint(read)):
        yield Problem("report", key, "its print, by which copies are told, was altered")
    yield from _foretold(connection, reconciler, key, read)
    chosen = select(passage.c.start, passage.c.body).where(passage.c.report == key)
    texts = {row.start: inflated(row.body) for row in connection.execute(chosen)}
    if texts != {start: inflated(body) for start, body, _ in pieces(read.report.title, read.report.text)}:
        yield Problem("report", key, "isn't found by its words: its text in the index is missing, or was altered")


def _foretold(connection: Connection, reconciler: Reconciler, key: str, read: Reading) -> Iterator[Problem]:
    """Check a report's forecasts against its reading."""
    made = forecast_rows(read, reconciler.testimonies(read), reconciler.testimonies)
    anew = {row["id"]: {**row, "moment": first_at(row["moment"])} for row in made}
    chosen = select(forecast).where(forecast.c.report == key)
    there = {row.id: {**row._asdict(), "moment": first_of(row.number)} for row in connection.execute(chosen)}
    for one in sorted(anew.keys() - there.keys()):
        yield Problem("forecast", one, f"of {key} is missing")
    for one in sorted(there.keys() - anew.keys()):
        yield Problem("forecast", one, f"isn't what {key} foretells")
    for one in sorted(anew.keys() & there.keys()):
        if any(there[one][name] != value for name, value in anew[one].items()):
            yield Problem("forecast", one, "was altered")


def _blocks(connection: Connection, reconciler: Reconciler, number: int, said: Testimony) -> Iterator[Problem]:
    """Check the blocks of a claim."""
    there = set(connection.execute(select(blocking.c.key).where(blocking.c.claim == number)).scalars())
    if there != {hash64(key) for key in reconciler.keys(said)}:
        yield Problem("claim", said.id, "its blocks were altered")
    wanted = Wanted(groups=[[tuple(sorted(facets.of_claim(said)))]])
    shape, key, found = index.search(connection, "claim_words", wanted)
    if connection.execute(select(key).select_from(shape).where(found, key == number)).first() is None:
        yield Problem("claim", said.id, "isn't found by what it says: the search was altered")


def _orphans(connection: Connection) -> Iterator[Problem]:
    """Yield claims of reports that aren't there."""
    chosen = select(claim.c.id).where(claim.c.report.not_in(select(current.c.report)))
    for one in connection.execute(chosen).scalars():
        yield Problem("claim", one, "its report isn't there")


def _links(done: Derivation, numbers: Sequence[int]) -> Iterator[Problem]:
    """Check the links of claims: each must be one that either of its two keeps, and none that they keep may be missing.

    A pair comes up with its lower number first: what that one doesn't keep waits for the other.
    """
    waiting: set[Pair] = set()
    wrong: dict[Pair, str] = {}
    known = set(numbers)
    for some in batches(numbers, AT_ONCE):
        there = _kept_links(done.connection, some)
        for number, kept in done.kept(some).items():
            wanted = {pair_of(*row[:2]): row for row in kept}
            mine = there.get(number, {})
            wrong |= dict.fromkeys(wanted.keys() - mine.keys(), "is missing")
            wrong |= {pair: "was altered" for pair in wanted.keys() & mine.keys() if wanted[pair] != mine[pair]}
            for pair in mine.keys() - wanted.keys():
                if number == pair[0]:
                    waiting.add(pair)
                elif pair in waiting or pair[0] not in known:
                    wrong[pair] = "was never found"
            waiting -= {pair for pair in mine if pair[1] == number}
    wrong |= dict.fromkeys(waiting, "was never found")
    for (one, other), what in sorted(wrong.items()):
        yield Problem("link", f"{one} {other}", what)


def _kept_links(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[Pair, Row]]:
    """Give the links of claims as they stand in the ledger, by claim."""
    found: dict[int, dict[Pair, Row]] = {number: {} for number in numbers}
    sides = or_(within(connection, link.c.first, numbers), within(connection, link.c.second, numbers))
    for row in connection.execute(select(link).where(sides)):
        for number in {row.first, row.second} & found.keys():
            found[number][pair_of(row.first, row.second)] = (row.first, row.second, row.verdict, row.score)
    return found


def _questions(connection: Connection, reconciler: Reconciler, numbers: Sequence[int]) -> Iterator[Problem]:
    """Check which question each claim answers: every component, parted anew."""
    decided = decisions(connection)
    seen: set[int] = set()
    known = set(connection.execute(select(question.c.id)).scalars())
    asked: set[str] = set()
    for number in numbers:
        if number in seen:
            continue
        members, links = component(connection, [number], decided)
        seen |= members.keys()
        for some, theirs in parted(members, links, decided):
            for group in grouped(reconciler.cluster(some, theirs, decided), members, decided):
                asked.add(group.id)
                wrong = [one.said.id for one in group.members if one.question != group.id]
                yield from (Problem("claim", one, f"answers {group.id}, and is kept with another") for one in wrong)
                yield from _answered(connection, reconciler, group, decided)
    yield from _nested(connection, sorted(known))
    for one in sorted(asked - known):
        yield Problem("question", one, "is missing")
    for one in sorted(known - asked):
        yield Problem("question", one, "is answered by nothing")


def _nested(connection: Connection, ids: Sequence[str]) -> Iterator[Problem]:
    """Check which question each is part of."""
    for some in batches(ids, AT_ONCE):
        wholes = nested(connection, some)
        chosen = select(question.c.id, question.c.part_of).where(within(connection, question.c.id, some))
        for row in connection.execute(chosen).all():
            if row.part_of != wholes.get(row.id):
                yield Problem("question", row.id, "was altered: its claims make it part of another, or of none")


def _answered(connection: Connection, reconciler: Reconciler, group: Group, decided: Decided) -> Iterator[Problem]:
    """Check what is kept of a question: its words and figures, made anew of its claims."""
    there = connection.execute(select(question).where(question.c.id == group.id)).first()
    said = [one.said for one in group.members]
    prints = imprints(connection, {one.report for one in said})
    if there is None or prints.keys() != {storable(one.report) for one in said}:
        return  # told elsewhere
    anew = row_of(
        reconciler.question(said, {one.report: prints[storable(one.report)] for one in said}, decided), group, 0
    )
    shown = {name: value for name, value in anew.items() if name not in ("number", "part_of")}
    if any(getattr(there, name) != value for name, value in shown.items()):
        yield Problem("question", group.id, "was altered: its answers don't add up to it")
