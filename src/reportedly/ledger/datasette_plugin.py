"""A plugin for Datasette: `unpacked(body)` gives the JSON that a ledger keeps compressed.

`reportedly datasette` puts a copy of this file beside the metadata it writes; nothing of Reportedly imports it.
"""

import sqlite3
import zlib

from datasette import hookimpl

MOST = 16_000_000
"""Bytes of one body, unpacked: no claim or forecast comes near it."""


def unpacked(body: bytes | None) -> str | None:
    """Give the text in a compressed body, None where it is empty (erased), damaged, or larger than any of ours."""
    if not body:
        return None
    opened = zlib.decompressobj()
    try:
        text = opened.decompress(body, MOST)
        return None if opened.unconsumed_tail else text.decode("utf-8", "replace")
    except zlib.error:
        return None


@hookimpl  # type: ignore[untyped-decorator]  # datasette has no types
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Teach each connection the function."""
    conn.create_function("unpacked", 1, unpacked, deterministic=True)
