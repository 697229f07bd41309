"""Prove that nothing was altered or lost: the log's chain, what it names, every hash and every reading's spans."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from .judging import claims_of
from .keeping import MEDIA, digest
from .log import ZEROS, Head, hash_of
from .packing import inflated, storable
from .schema import capture, entry, erasure, judged, judgement, reading, report, retrieval, revision, setting

LOGGED: tuple[Table, ...] = (capture, report, revision, reading, retrieval, judgement, setting, erasure)
HASHED: tuple[tuple[Table, tuple[str, ...], str], ...] = (
    (revision, ("report", "capture"), "was altered: it ties another report or capture"),
    (retrieval, ("revision", "url", "retrieved", "headers"), "was altered: it isn't what was retrieved"),
    (judgement, ("kind", "subjects", "value", "by", "at", "why"), "was altered: it isn't what was decided"),
    (setting, ("kind", "name", "value", "by", "at"), "was altered: it isn't what was set"),
    (erasure, ("report", "capture", "readings", "by", "at", "reason"), "was altered: it isn't what was erased"),
)
"""Tables whose ids are hashes of their other columns."""
KINDS = ("text", "html")
"""What captures are read as."""
FEW_ROWS = 500
"""Rows that are held at once."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that isn't as it was added: its kind, its key, and what is wrong with it."""

    kind: str
    subject: str
    message: str


def problems(connection: Connection, *, against: Head | None = None) -> Iterator[Problem]:
    """Yield all that is wrong with what is kept: log, things missing or not logged, hashes, captures, readings."""
    logged: dict[str, set[str]] = {table.name: set() for table in LOGGED}
    yield from _log_problems(connection, logged)
    if against:
        yield from _unlike(connection, against)
    yield from _missing(connection, logged)
    erased = _erased(connection)
    for table, names, message in HASHED:
        yield from _hashes(connection, table, names, message, set(erased))
    yield from _addressed(connection)
    yield from _judged(connection, set(erased))
    told = dict(one.split(" ", 1) for one in logged.get(MEDIA, ()) if " " in one)
    yield from _captures(connection, {one for one, _ in erased.values()}, told)
    yield from _readings(connection, set(erased))


def _log_problems(connection: Connection, logged: dict[str, set[str]]) -> Iterator[Problem]:
    """Follow the chain; on the way, note what it says was added."""
    number, previous = 0, ZEROS
    for row in connection.execute(_streamed(select(entry).order_by(entry.c.number))):
        if row.number != number + 1:
            yield Problem("entry", str(number + 1), f"entries {number + 1} to {row.number - 1} of the log are missing")
        if row.previous != previous:
            yield Problem("entry", str(row.number), "does not follow from the entry before it")
        if row.hash != hash_of(row.number, row.at, row.kind, row.subject, row.previous):
            yield Problem("entry", str(row.number), "was altered: its hash isn't that of its words")
        logged.setdefault(row.kind, set()).add(row.subject)
        number, previous = row.number, row.hash


def _streamed(chosen: Any) -> Any:
    """Let rows come as they're read, however many there are."""
    return chosen.execution_options(yield_per=FEW_ROWS)


def _unlike(connection: Connection, head: Head) -> Iterator[Problem]:
    """Hold the log against a head that was kept elsewhere."""
    if head.number == 0:
        return
    found = connection.execute(select(entry.c.hash).where(entry.c.number == head.number)).scalar()
    if found is None:
        yield Problem("entry", str(head.number), "the log is shorter than when its head was kept: its end is missing")
    elif found != head.hash:
        yield Problem("entry", str(head.number), "isn't the one whose hash was kept: the log was written anew")


def _missing(connection: Connection, logged: dict[str, set[str]]) -> Iterator[Problem]:
    """Hold what is there against what the log says was added."""
    for table in LOGGED:
        key = next(iter(table.primary_key.columns))
        there = set(connection.execute(select(key)).scalars())
        for subject in sorted(logged[table.name] - there):
            yield Problem(table.name, subject, "was added, says the log, and isn't there")
        for subject in sorted(there - logged[table.name]):
            yield Problem(table.name, subject, "is there, and the log never added it")


def _hashes(
    connection: Connection, table: Table, names: tuple[str, ...], message: str, erased: set[str]
) -> Iterator[Problem]:
    """Check ids that are hashes of the other columns; a judgement that was erased has no words left."""
    for row in connection.execute(_streamed(select(table))):
        if table is judgement and row.id in erased:
            if row.value or row.why:
                yield Problem(table.name, row.id, "was erased, says its tombstone, and has words")
        elif digest(*(getattr(row, name) for name in names)) != row.id:
            yield Problem(table.name, row.id, message)


def _addressed(connection: Connection) -> Iterator[Problem]:
    """Check that each report's address is one from which it was retrieved, or which was read in it."""
    told = (
        select(retrieval.c.id)
        .join(revision, revision.c.id == retrieval.c.revision)
        .where(revision.c.report == report.c.id, retrieval.c.url == report.c.url)
    )
    chosen = select(report.c.id, report.c.url).where(report.c.url.is_not(None), ~told.exists())
    for key, url in connection.execute(chosen.order_by(report.c.id)).all():
        read = select(reading.c.body).join(revision, revision.c.id == reading.c.revision)
        bodies = connection.execute(read.where(revision.c.report == key)).scalars().all()
        words = [inflated(body) if body else None for body in bodies]
        # what was erased has no words that could tell
        if all(words) and all(storable(json.loads(one or b"")["report"]["url"] or "") != url for one in words):
            yield Problem("report", key, "its address was altered: it was never retrieved from there")


def _judged(connection: Connection, erased: set[str]) -> Iterator[Problem]:
    """Check that each judgement is found by all it is about, and by nothing else; of those erased nobody can tell."""
    filed: dict[str, set[str]] = {}
    for row in connection.execute(_streamed(select(judged))):
        filed.setdefault(row.judgement, set()).add(row.subject)
    for row in connection.execute(_streamed(select(judgement))):
        try:
            about = {*json.loads(row.subjects), *claims_of(row.value)}
        except ValueError:
            continue  # said of the judgement already
        if row.id not in erased and filed.get(row.id, set()) != about:
            yield Problem("judgement", row.id, "isn't found by what it is about: its subjects were altered")


def _erased(connection: Connection) -> dict[str, tuple[str, str]]:
    """Give, by erased reading or judgement, its capture and tombstone; a capture by itself stands for itself."""
    found: dict[str, tuple[str, str]] = {}
    for row in connection.execute(select(erasure)):
        found[row.capture] = row.capture, row.id
        found |= dict.fromkeys(json.loads(row.readings), (row.capture, row.id))
    return found


def _captures(connection: Connection, erased: set[str], told: dict[str, str]) -> Iterator[Problem]:
    """Check the captures' bytes, and that each is read as what the log was told; what was erased has no bytes."""
    for row in connection.execute(_streamed(select(capture))):
        if row.media not in KINDS:
            yield Problem("capture", row.sha256, f"is of no kind that is kept: {row.media!r}")
        elif row.media != told.get(row.sha256, row.media):
            yield Problem("capture", row.sha256, f"is read as {row.media}, and was added as {told[row.sha256]}")
        if row.sha256 in erased:
            if row.content:
                yield Problem("capture", row.sha256, "was erased, says its tombstone, and has bytes")
            continue
        content = inflated(row.content)
        if content is None or hashlib.sha256(content).hexdigest() != row.sha256:
            yield Problem("capture", row.sha256, "its bytes were altered")
        elif len(content) != row.size:
            yield Problem("capture", row.sha256, "its size isn't that of its bytes")


def _readings(connection: Connection, erased: set[str]) -> Iterator[Problem]:
    """Check the readings' bodies, what is listed of them, the hash of their text, and that each span quotes it."""
    for row in connection.execute(_streamed(select(reading, revision.c.report).outerjoin(revision))):
        if row.sha256 in erased:
            if row.body or row.title:
                yield Problem("reading", row.sha256, "was erased, says its tombstone, and has words")
            continue
        body = inflated(row.body)
        if body is None or row.sha256 not in _keys(hashlib.sha256(body).hexdigest(), row.revision):
            yield Problem("reading", row.sha256, "its words were altered")
            continue
        plain = json.loads(body)
        if any(getattr(row, name) != value for name, value in _told(plain).items()):
            yield Problem("reading", row.sha256, "what is listed of it isn't what was read")
        text, title = plain["report"]["text"], plain["report"]["title"] or ""
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != plain["report"]["sha256"]:
            yield Problem("reading", row.sha256, "its text isn't the one it was read from")
        wrong = sum(1 for _ in wrong_spans(plain, text, title))
        if wrong:
            yield Problem("reading", row.sha256, f"{wrong} of its spans don't quote its text")


def _keys(words: str, revision_id: str) -> tuple[str, str]:
    """Give the keys that a reading of such words may have."""
    return words, digest(words, revision_id)


def _told(plain: dict[str, Any]) -> dict[str, Any]:
    """Give what stands of a reading beside its body, by column, as the body has it."""
    told, reader = plain["report"], plain["reader"]
    return {
        "report": storable(told["id"]),
        "reader": storable(f"{reader['version']} {reader['model']}"),
        **{name: storable(told[name]) if told[name] else told[name] for name in ("published", "title", "publisher")},
        **{name: len(plain[name]) for name in ("attributions", "claims")},
    }


def wrong_spans(part: Any, text: str, title: str) -> Iterator[dict[str, Any]]:
    """Yield each span anywhere in a reading's JSON form that doesn't quote its text."""
    if isinstance(part, list):
        for one in part:
            yield from wrong_spans(one, text, title)
    elif isinstance(part, dict):
        if {"start", "end", "text"} <= part.keys() and isinstance(part["start"], int):
            there = title if part.get("in") == "title" else text
            if there[part["start"] : part["end"]] != part["text"]:
                yield part
        for one in part.values():
            yield from wrong_spans(one, text, title)
