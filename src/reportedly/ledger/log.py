"""The append-only log: each entry carries the hash of the one before: nothing is altered, lost or reordered unseen."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from .schema import entry

ZEROS = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Head:
    """The log's last entry: whoever kept a copy can later prove that all before it still stands."""

    number: int
    hash: str


def hash_of(number: int, at: str, kind: str, subject: str, previous: str) -> str:
    """Give the SHA-256 of an entry: of its fields as one JSON list."""
    fields = json.dumps([number, at, kind, subject, previous], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(fields.encode("ascii")).hexdigest()


def head_of(connection: Connection) -> Head:
    """Give the log's head; number 0 where it's empty."""
    row = connection.execute(select(entry.c.number, entry.c.hash).order_by(entry.c.number.desc()).limit(1)).first()
    return Head(row.number, row.hash) if row else Head(0, ZEROS)


HEAD = "reportedly.head"


def append(connection: Connection, kind: str, subject: str) -> None:
    """Add an entry. The caller's transaction must hold the ledger's lock, else two writers may fork the chain."""
    append_all(connection, [(kind, subject)])


def append_all(connection: Connection, subjects: Sequence[tuple[str, str]]) -> None:
    """Add entries, each of a kind and a subject, in their order; the caller's transaction must hold the ledger's lock.

    Nobody else writes in it: the head is asked for once a transaction.
    """
    if not subjects:
        return
    transaction = connection.get_transaction()
    known, head = connection.info.get(HEAD, (None, None))
    if transaction is None or known is not transaction:
        head = head_of(connection)
    at, rows = datetime.now(UTC).isoformat(timespec="milliseconds"), []
    for kind, subject in subjects:
        number = head.number + 1
        digest = hash_of(number, at, kind, subject, head.hash)
        rows.append(
            {"number": number, "at": at, "kind": kind, "subject": subject, "previous": head.hash, "hash": digest}
        )
        head = Head(number, digest)
    connection.execute(insert(entry), rows)
    connection.info[HEAD] = transaction, head
