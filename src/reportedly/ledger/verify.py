"""Prove that nothing was altered or lost: the log's chain, what it names, and every reading's spans."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from .log import ZEROS, hash_of
from .schema import capture, entry, reading, report, revision

LOGGED: tuple[Table, ...] = (capture, report, revision, reading)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that isn't as it was added: its kind, its key, and what is wrong with it."""

    kind: str
    subject: str
    message: str


def problems(connection: Connection) -> Iterator[Problem]:
    """Yield all that is wrong with a ledger, in the order: log, things missing or not logged, captures, readings."""
    logged: dict[str, set[str]] = {table.name: set() for table in LOGGED}
    yield from _log_problems(connection, logged)
    yield from _missing(connection, logged)
    yield from _captures(connection)
    yield from _revisions(connection)
    yield from _readings(connection)


def _log_problems(connection: Connection, logged: dict[str, set[str]]) -> Iterator[Problem]:
    """Follow the chain; on the way, note what it says was added."""
    number, previous = 0, ZEROS
    for row in connection.execute(select(entry).order_by(entry.c.number)):
        if row.number != number + 1:
            yield Problem("entry", str(number + 1), f"entries {number + 1} to {row.number - 1} of the log are missing")
        if row.previous != previous:
            yield Problem("entry", str(row.number), "does not follow from the entry before it")
        if row.hash != hash_of(row.number, row.at, row.kind, row.subject, row.previous):
            yield Problem("entry", str(row.number), "was altered: its hash isn't that of its words")
        logged.setdefault(row.kind, set()).add(row.subject)
        number, previous = row.number, row.hash


def _missing(connection: Connection, logged: dict[str, set[str]]) -> Iterator[Problem]:
    """Hold what is there against what the log says was added."""
    for table in LOGGED:
        key = next(iter(table.primary_key.columns))
        there = set(connection.execute(select(key)).scalars())
        for subject in sorted(logged[table.name] - there):
            yield Problem(table.name, subject, "was added, says the log, and isn't there")
        for subject in sorted(there - logged[table.name]):
            yield Problem(table.name, subject, "is there, and the log never added it")


def _captures(connection: Connection) -> Iterator[Problem]:
    """Check the captures' bytes."""
    for row in connection.execute(select(capture.c.sha256, capture.c.content)):
        content = _inflated(row.content)
        if content is None or hashlib.sha256(content).hexdigest() != row.sha256:
            yield Problem("capture", row.sha256, "its bytes were altered")


def _revisions(connection: Connection) -> Iterator[Problem]:
    """Check that revisions tie the report and capture they were made for."""
    for row in connection.execute(select(revision)):
        tie = f"{row.report}\n{row.capture}".encode("utf-8", "surrogatepass")
        if hashlib.sha256(tie).hexdigest() != row.id:
            yield Problem("revision", row.id, "was altered: it ties another report or capture")


def _readings(connection: Connection) -> Iterator[Problem]:
    """Check the readings' bodies, what is listed of them, the hash of their text, and that each span quotes it."""
    for row in connection.execute(select(reading, revision.c.report).outerjoin(revision)):
        body = _inflated(row.body)
        if body is None or hashlib.sha256(body).hexdigest() != row.sha256:
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


def _told(plain: dict[str, Any]) -> dict[str, Any]:
    """Give what stands of a reading beside its body, by column, as the body has it."""
    told, reader = plain["report"], plain["reader"]
    return {
        "report": told["id"],
        "reader": f"{reader['version']} {reader['model']}",
        **{name: told[name] for name in ("published", "title", "publisher")},
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


def _inflated(packed: bytes) -> bytes | None:
    """Unpack bytes; None where they can't be."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None
