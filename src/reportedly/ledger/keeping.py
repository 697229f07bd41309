"""What one report comes to in the tables that keep: rows in the order in which they refer to one another."""

import hashlib
import json
import zlib
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from reportedly.model import Page, Reading, to_json

from .log import append_all
from .packing import storable, stored
from .schema import capture, reading, report, retrieval, revision

Rows = list[tuple[Table, dict[str, Any]]]
MEDIA = "media"
"""Kind of the entries that say what a capture is read as, which its bytes don't; ledgers begun before have none."""


def digest(*parts: str | None) -> str:
    """Give the SHA-256 of texts, each on its line."""
    return hashlib.sha256("\n".join(part or "" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()


def rows_of(page: Page, read: Reading) -> Rows:
    """Give table and values of each row that a page and its reading come to.

    When and where a page was retrieved stands apart from what was read: the same bytes, fetched again, are the same
    reading.
    """
    content = page.original
    if content is None:
        content = page.content.encode("utf-8", "surrogatepass") if isinstance(page.content, str) else page.content
    body = to_json(replace(read, report=replace(read.report, retrieved=None))).encode("utf-8", "surrogatepass")
    key, capture_id = storable(read.report.id), hashlib.sha256(content).hexdigest()
    revision_id = digest(key, capture_id)
    seen = stored(
        {
            "url": page.url or read.report.url,
            "retrieved": page.retrieved or read.report.retrieved,
            "headers": json.dumps(page.headers) if page.headers else None,
        }
    )
    rows: Rows = [
        (
            capture,
            {
                "sha256": capture_id,
                "media": page.media or "text",
                "size": len(content),
                "content": zlib.compress(content),
            },
        ),
        (report, {"id": key, "url": read.report.url}),
        (revision, {"id": revision_id, "report": key, "capture": capture_id, "retrieved": seen["retrieved"]}),
        (
            reading,
            {
                "sha256": hashlib.sha256(body).hexdigest(),
                "revision": revision_id,
                "reader": f"{read.reader.version} {read.reader.model}",
                "published": read.report.published,
                "title": read.report.title,
                "publisher": read.report.publisher,
                "attributions": len(read.attributions),
                "claims": len(read.claims),
                "body": zlib.compress(body),
            },
        ),
    ]
    if any(seen.values()):
        seen_id = digest(revision_id, seen["url"], seen["retrieved"], seen["headers"])
        rows.append((retrieval, {"id": seen_id, "revision": revision_id, **seen}))
    return [(table, stored(values)) for table, values in rows]


def keep(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row and log it, unless it's there already."""
    key = next(iter(table.primary_key.columns))
    if connection.execute(select(key).where(key == values[key.name])).first():
        return False
    connection.execute(insert(table).values(values))
    append_all(connection, entries_of(table, values))
    return True


def entries_of(table: Table, values: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the entries of a row that is kept: kind and subject."""
    key = next(iter(table.primary_key.columns))
    found = [(table.name, values[key.name])]
    if table is capture:
        found.append((MEDIA, f"{values['sha256']} {values['media']}"))
    return found
