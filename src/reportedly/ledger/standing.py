"""Which of a report's revisions and readings is current: a function of what is kept, never of the order it came in.

The current revision is the one seen last: by the latest time at which it was retrieved, or, where no retrieval of it
says when, by its publication. So a page that went from A to B and back to A shows A. Of equals the one published later
is taken, then the one whose capture's hash is higher. Of a revision's readings the current one is by the newest reader
(by version; of one version the encoder's before that of the rules alone), then one that knows when the report was
published, then the higher hash.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from .many import free_numbers
from .numbers import moment
from .schema import current, erasure, reading, report, retrieval, revision
from .sets import batches, within

Revised = tuple[Any, Any, list[Any]]
"""A row of `revision`, its current reading's, and those of its retrievals."""
AT_ONCE = 200

RULES_ALONE = ("rules", "none")
"""How the model of a reading begins that no encoder had a part in."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What `stand` found: the reading that stands now, and the one that stood before."""

    now: str | None
    before: str | None


def reader_rank(reader: str) -> tuple[tuple[int, ...], bool]:
    """Order readers ("0.1.0 model"): the newest version last, of one version the rules alone first."""
    version, _, model = reader.partition(" ")
    return tuple(map(int, re.findall(r"\d{1,9}", version))), not model.startswith(RULES_ALONE)


def best_reading(readings: list[Any]) -> Any:
    """Choose among the readings of one revision."""
    return max(readings, key=lambda one: (reader_rank(one.reader), one.published is not None, one.sha256))


def revisions_of(connection: Connection, key: str) -> list[Revised]:
    """Give a report's revisions, each with its current reading and its retrievals, the current revision last.

    Revisions that were erased are left out.
    """
    return _revisions(connection, [key]).get(key, [])


def _revisions(connection: Connection, keys: Sequence[str]) -> dict[str, list[Revised]]:
    """Give reports' revisions as `revisions_of` does, by report; one that has none is left out."""
    rows = connection.execute(select(revision).where(within(connection, revision.c.report, keys))).all()
    chosen = select(erasure.c.report, erasure.c.capture).where(within(connection, erasure.c.report, keys))
    erased = {(row.report, row.capture) for row in connection.execute(chosen)}
    ids = [row.id for row in rows]
    told = (reading.c.sha256, reading.c.revision, reading.c.reader, reading.c.published)
    listed = (reading.c.title, reading.c.publisher, reading.c.attributions, reading.c.claims)
    readings: dict[str, list[Any]] = {}
    for row in connection.execute(select(*told, *listed).where(within(connection, reading.c.revision, ids))):
        readings.setdefault(row.revision, []).append(row)
    seen: dict[str, list[Any]] = {}
    for row in connection.execute(select(retrieval).where(within(connection, retrieval.c.revision, ids))):
        seen.setdefault(row.revision, []).append(row)
    found: dict[str, list[Revised]] = {}
    for row in rows:
        if row.id in readings and (row.report, row.capture) not in erased:
            theirs = row, best_reading(readings[row.id]), seen.get(row.id, [])
            found.setdefault(row.report, []).append(theirs)
    return {key: sorted(several, key=lambda one: _seen(*one)) for key, several in found.items()}


def _seen(row: Any, read: Any, retrievals: list[Any]) -> tuple[str, str, str]:
    """Give what revisions are ordered by."""
    published = moment(read.published) or ""
    times = [moment(one) or "" for one in (row.retrieved, *(one.retrieved for one in retrievals))]
    return max(times) or published, published, row.capture


def newest_url(row: Any, retrievals: list[Any], first: str | None) -> str | None:
    """Give the URL of a revision's newest capture; the report's first where no retrieval names one."""
    named = [(moment(one.retrieved) or moment(row.retrieved) or "", one.url) for one in retrievals if one.url]
    return max(named)[1] if named else first


def standing(connection: Connection, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Give what `current` says of reports, but for the number; one of which every revision was erased is left out."""
    named = select(report.c.id, report.c.url).where(within(connection, report.c.id, keys))
    urls = {row.id: row.url for row in connection.execute(named)}
    return {key: _standing(key, several, urls.get(key)) for key, several in _revisions(connection, keys).items()}


def _standing(key: str, revisions: Sequence[Revised], first: str | None) -> dict[str, Any]:
    """Give what `current` says of one report, by its revisions and its first URL."""
    row, read, retrievals = revisions[-1]
    return {
        "report": key,
        "revision": row.id,
        "reading": read.sha256,
        "url": newest_url(row, retrievals, first),
        "published": read.published,
        "moment": moment(read.published),
        "title": read.title,
        "publisher": read.publisher,
        "attributions": read.attributions,
        "claims": read.claims,
        "revisions": len(revisions),
    }


def stand(connection: Connection, keys: Sequence[str]) -> dict[str, Stood]:
    """Make the rows of reports in `current` anew; those are gone of which every revision was erased."""
    chosen = select(current).where(within(connection, current.c.report, keys))
    before = {row.report: row for row in connection.execute(chosen)}
    values = standing(connection, keys)
    moved = [key for key, now in values.items() if key not in before or before[key].moment != now["moment"]]
    _leave(connection, [key for key in moved if key in before])  # its number is free for itself
    free = free_numbers(connection, current, [(values[key]["moment"], key) for key in moved])
    numbers = dict(zip(moved, free, strict=True))
    whole = {key: _whole(now, before.get(key), numbers.get(key)) for key, now in values.items()}
    changed = [key for key in keys if key not in before or before[key]._asdict() != whole.get(key)]
    _leave(connection, [key for key in changed if key in before and key not in numbers])
    rows = [whole[key] for key in changed if key in whole]
    if rows:
        connection.execute(insert(current), rows)
    readings = {key: row.reading for key, row in before.items()}
    return {key: Stood(values[key]["reading"] if key in values else None, readings.get(key)) for key in keys}


def _leave(connection: Connection, keys: Sequence[str]) -> None:
    """Take reports out of `current`."""
    if keys:
        connection.execute(delete(current).where(within(connection, current.c.report, keys)))


def _whole(now: dict[str, Any], before: Any, number: int | None) -> dict[str, Any]:
    """Give a report's row: numbered as before where it has no new number, and derived where it reads as before."""
    kept = before is not None and before.reading == now["reading"]
    return {**now, "number": before.number if number is None else number, "derived": before.derived if kept else None}


def stand_all(connection: Connection) -> None:
    """Make `current` of every report, as after a migration from before it was kept."""
    for some in batches(connection.execute(select(report.c.id)).scalars().all(), AT_ONCE):
        stand(connection, some)
