"""Find what a user names: a report by its id, the beginning of it, or a URL; a claim, a question, a forecast."""

import json
from typing import Any

from sqlalchemy import Column, CompoundSelect, Connection, Row, Table, or_, select, union

from reportedly.errors import NotFound

from .packing import storable
from .postgres import shown
from .schema import claim, current, erasure, forecast, judgement, question, report, retrieval, revision, setting

FEW = 3
"""Things that are named where more than one may be meant."""
RENAMED = "renamed"
"""The kind of the settings that tell where a question's id leads whose claim is gone."""
LISTS = {
    "report": "list",
    "question": "questions",
    "claim": "search",
    "forecast": "forecasts",
    "judgement": "judge list",
}
"""The command that lists each kind of thing."""


def beginning(column: Column[Any], name: str) -> Any:
    """Say that a text begins with a name, as a range: an index is used for it, for texts are ordered by code point."""
    return (column >= name) & (column < name + "\U0010ffff") & column.startswith(name, autoescape=True)


def report_named(connection: Connection, name: str, place: object) -> Row[Any]:
    """Give the one row of `current` that is meant. Raises NotFound where none, or more than one, is."""
    name = _sayable(name)
    found = connection.execute(select(current).where(current.c.report == name)).first()
    if found:
        return found
    meant = or_(beginning(current.c.report, name), current.c.report.in_(_at(name)))
    rows = connection.execute(select(current).where(meant).order_by(current.c.report).limit(FEW)).all()
    if len(rows) == 1:
        return rows[0]
    raise _unknown("report", name, [row.report for row in rows], place)


def _at(url: str) -> CompoundSelect[tuple[str]]:
    """Choose the reports that were at a URL, first or ever."""
    seen = select(revision.c.report).join(retrieval).where(retrieval.c.url == url)
    return union(seen, select(report.c.id).where(report.c.url == url))


def erasable_named(connection: Connection, name: str, place: object) -> str:
    """Give the id of the report that is meant, also of one that isn't shown and has bytes left. Raises NotFound."""
    try:
        return str(report_named(connection, name, place).report)
    except NotFound:
        name = _sayable(name)
        left = select(revision.c.report).where(revision.c.capture.not_in(select(erasure.c.capture)))
        meant = or_(beginning(revision.c.report, name), revision.c.report.in_(_at(name)))
        ids = set(connection.execute(left.where(meant)).scalars())
        if len(ids) != 1 and name not in ids:
            raise
        return name if name in ids else str(ids.pop())


def question_named(connection: Connection, name: str, place: object) -> str:
    """Give the id of the question that is meant by its id, an id it had before, or that of any of its claims."""
    name = _sayable(name)
    found = question_of(connection, name) or _renamed(connection, name)
    return found or _one(connection, question, name, place)


def _renamed(connection: Connection, name: str) -> str | None:
    """Follow an id that a question had, or the beginning of it, to the question; None where it's no such id."""
    old = select(setting.c.name).where(setting.c.kind == RENAMED, beginning(setting.c.name, name)).distinct()
    ids = list(connection.execute(old.limit(FEW)).scalars())
    if name not in ids:
        taken = connection.execute(select(question.c.id).where(beginning(question.c.id, name)).limit(1)).first()
        if not name or taken or len(ids) != 1:
            return None
        name = ids[0]
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        its = select(setting.c.value).where(setting.c.kind == RENAMED, setting.c.name == name)
        value = connection.execute(its.order_by(setting.c.at.desc(), setting.c.id.desc()).limit(1)).scalar()
        if value is None:
            return None
        name = str(json.loads(value))
        found = question_of(connection, name)
        if found:
            return found
    return None


def claim_named(connection: Connection, name: str, place: object) -> str:
    """Give the id of the claim that is meant. Raises NotFound."""
    return _one(connection, claim, _sayable(name), place)


def _one(connection: Connection, table: Table, name: str, place: object) -> str:
    """Give the one id in a table that a name begins."""
    chosen = select(table.c.id).where(beginning(table.c.id, name)).order_by(table.c.id).limit(FEW)
    ids = list(connection.execute(chosen).scalars())
    if name in ids or len(ids) == 1:
        return name if name in ids else str(ids[0])
    raise _unknown(table.name, name, ids, place)


def _unknown(kind: str, name: str, found: list[str], place: object) -> NotFound:
    """Say that none, or more than one, is meant, and what to do."""
    if not found or not name:
        return NotFound(f"no {kind} {name!r} in {shown(place)}: `reportedly {LISTS[kind]}` shows those there are")
    more = ", or more" if len(found) == FEW else ""
    return NotFound(f"{name!r} may be {' or '.join(found)}{more}: give more of its id")


def _sayable(name: str) -> str:
    """Give a name as it would be kept: bytes of a command line that are no text are in no id."""
    return storable(name.encode(errors="replace").decode())


def forecast_named(connection: Connection, name: str, place: object) -> str:
    """Give the id of the forecast that is meant. Raises NotFound."""
    return _one(connection, forecast, _sayable(name), place)


def judgement_named(connection: Connection, name: str, place: object) -> str:
    """Give the id of the judgement that is meant. Raises NotFound."""
    return _one(connection, judgement, _sayable(name), place)


def question_of(connection: Connection, key: str) -> str | None:
    """Give the id of the question that a claim answers."""
    found: str | None = connection.execute(select(claim.c.question).where(claim.c.id == key)).scalar()
    return found
