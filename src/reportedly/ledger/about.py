"""Find what a judgement is about: anything with an id, by the beginning of it, or what has none, by its name."""

import re

from sqlalchemy import Connection, select, union_all

from reportedly.errors import NotFound

from .naming import FEW, beginning
from .packing import storable
from .schema import claim, forecast, judged, judgement, question, report, retrieval, revision
from .sets import within

NAMED = (report, claim, question, forecast, judgement)
"""Tables of things that have an id to be named by."""
SHORTEST = 6
"""Digits of an id that were ever enough to name a thing of a ledger of some size."""
_HASH = re.compile(r"[0-9a-f]{24,64}")


def anything_named(connection: Connection, name: str) -> str:
    """Give the id of whatever is meant by it, its beginning, or a report's URL; what is none's is a name of its own.

    Raises NotFound where more than one thing is meant.
    """
    name = storable(name)
    if connection.execute(union_all(*(select(table.c.id).where(table.c.id == name) for table in NAMED))).first():
        return name
    seen = select(revision.c.report).join(retrieval).where(retrieval.c.url == name)
    ids = set(connection.execute(seen.union(select(report.c.id).where(report.c.url == name))).scalars())
    for table in NAMED:
        chosen = select(table.c.id).where(beginning(table.c.id, name)).order_by(table.c.id).limit(FEW)
        ids.update(connection.execute(chosen).scalars())
    if not ids:
        return name
    if len(ids) == 1:
        return str(ids.pop())
    some = " or ".join(sorted(ids)[:FEW])
    raise NotFound(f"{name!r} may be {some}{', or more' if len(ids) >= FEW else ''}: give more of its id")


def judgements_about(connection: Connection, name: str) -> list[str]:
    """Give the ids of the judgements of what is named. Raises NotFound where more than one thing is meant."""
    name = storable(name)
    as_named = select(judged.c.judgement).where(judged.c.subject == name)
    filed = list(connection.execute(as_named).scalars())
    try:
        whole = anything_named(connection, name)
    except NotFound:
        if filed:
            return filed
        raise
    # earlier versions filed comments under as much of an id as was given
    short = {whole[:digits] for digits in range(SHORTEST, len(whole))} if _HASH.fullmatch(whole) else set()
    theirs = select(judged.c.judgement).where(within(connection, judged.c.subject, sorted({name, whole, *short})))
    return list(connection.execute(theirs).scalars())
