"""Which of a report's revisions and readings is current: a function of what is kept, never of the order it came in.

The current revision is the one seen last: by the latest time at which it was retrieved, or, where no retrieval of it
says when, by its publication. So a page that went from A to B and back to A shows A. Of equals the one published later
is taken, then the one whose capture's hash is higher. Of a revision's readings the current one is by the newest reader
(by version; of one version the encoder's before that of the rules alone), then one that knows when the report was
published, then the higher hash.
"""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from .numbers import moment, ordinal
from .schema import current, erasure, reading, report, retrieval, revision

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


def revisions_of(connection: Connection, key: str) -> list[tuple[Any, Any, list[Any]]]:
    """Give a report's revisions, each with its current reading and its retrievals, the current revision last.

    Revisions that were erased are left out.
    """
    chosen = select(revision).where(revision.c.report == key)
    rows = {row.id: row for row in connection.execute(chosen)}
    erased = set(connection.execute(select(erasure.c.capture).where(erasure.c.report == key)).scalars())
    told = (reading.c.sha256, reading.c.revision, reading.c.reader, reading.c.published)
    listed = (reading.c.title, reading.c.publisher, reading.c.attributions, reading.c.claims)
    readings: dict[str, list[Any]] = {}
    for row in connection.execute(select(*told, *listed).join(revision).where(revision.c.report == key)):
        readings.setdefault(row.revision, []).append(row)
    seen: dict[str, list[Any]] = {}
    for row in connection.execute(select(retrieval).join(revision).where(revision.c.report == key)):
        seen.setdefault(row.revision, []).append(row)
    found = [
        (row, best_reading(readings[name]), seen.get(name, []))
        for name, row in rows.items()
        if name in readings and row.capture not in erased
    ]
    return sorted(found, key=lambda one: _seen(*one))


def _seen(row: Any, read: Any, retrievals: list[Any]) -> tuple[str, str, str]:
    """Give what revisions are ordered by."""
    published = moment(read.published) or ""
    times = [moment(one) or "" for one in (row.retrieved, *(one.retrieved for one in retrievals))]
    return max(times) or published, published, row.capture


def newest_url(row: Any, retrievals: list[Any], first: str | None) -> str | None:
    """Give the URL of a revision's newest capture; the report's first where no retrieval names one."""
    named = [(moment(one.retrieved) or moment(row.retrieved) or "", one.url) for one in retrievals if one.url]
    return max(named)[1] if named else first


def standing(connection: Connection, key: str) -> dict[str, Any] | None:
    """Give what `current` says of a report, but for its number; None where every revision of it was erased."""
    revisions = revisions_of(connection, key)
    if not revisions:
        return None
    row, read, retrievals = revisions[-1]
    first = connection.execute(select(report.c.url).where(report.c.id == key)).scalar()
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


def stand(connection: Connection, key: str) -> Stood:
    """Make the row of a report in `current` anew; it's gone where every revision of it was erased."""
    before = connection.execute(select(current).where(current.c.report == key)).first()
    stood = before.reading if before else None
    values = standing(connection, key)
    if values is None:
        connection.execute(delete(current).where(current.c.report == key))
        return Stood(None, stood)
    kept = before is not None and before.reading == values["reading"]
    number = before.number if before and before.moment == values["moment"] else _free(connection, values["moment"], key)
    whole = {**values, "number": number, "derived": before.derived if before and kept else None}
    if before is None or before._asdict() != whole:
        connection.execute(delete(current).where(current.c.report == key))
        connection.execute(insert(current).values(whole))
    return Stood(values["reading"], stood)


def _free(connection: Connection, when: str | None, key: str) -> int:
    """Give a report's number, the next one where another has it."""
    number = ordinal(when, key)
    while connection.execute(select(current.c.number).where(current.c.number == number)).first():
        number += 1
    return number


def stand_all(connection: Connection) -> None:
    """Make `current` of every report, as after a migration from before it was kept."""
    for key in connection.execute(select(report.c.id)).scalars().all():
        stand(connection, key)
