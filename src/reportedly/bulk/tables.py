"""The Parquet files: what columns they have, and how a part's rows get into them."""

import os
import uuid
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import BadSetting
from reportedly.model import Page, Reading, to_json
from reportedly.model.rows import attribution_rows, claim_rows

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

_NUMBERS = frozenset(("value", "low", "high", "latitude", "longitude", "confidence"))
COLUMNS: dict[str, tuple[str, ...]] = {
    "reports": (
        "report", "url", "title", "publisher", "author", "published", "published_basis", "retrieved", "language",
        "sha256", "words", "copy_of", "name",
    ),
    "claims": (
        "report", "claim", "voice", "source", "chain", "origin", "origin_basis", "act", "factuality", "event", "mode",
        "outcome", "actors", "recipients", "figure", "value", "low", "high", "bound", "unit", "when", "start", "end",
        "place", "latitude", "longitude", "text",
    ),
    "attributions": (
        "report", "attribution", "kind", "source", "name", "source_kind", "cue", "content", "acts", "factuality",
        "parent", "confidence",
    ),
    "readings": ("report", "reader", "body", "content", "text", "media", "url", "retrieved", "headers", "via"),
    "failures": ("name", "report", "kind", "message"),
}  # fmt: skip
"""Columns by table. `readings` has what a ledger needs: the reading's JSON form and the capture, both zlib."""

_BYTES = frozenset(("body", "content"))


def require(module: str) -> Any:
    """Import what only bulk work needs. Raises BadSetting, which says how to get it."""
    from importlib import import_module

    extra = "cluster" if module == "distributed" else "bulk"
    try:
        return import_module(module)
    except ImportError as error:
        raise BadSetting(f"this needs {module}, which isn't installed: pip install 'reportedly[{extra}]'") from error


def schema(table: str) -> "pa.Schema":
    """Give the Arrow schema of a table."""
    arrow = require("pyarrow")

    def kind(name: str) -> Any:
        if name in _NUMBERS:
            return arrow.float64()
        if name == "words":
            return arrow.int64()
        if name in _BYTES:
            return arrow.binary()
        return arrow.bool_() if name == "text" and table == "readings" else arrow.string()

    return arrow.schema([(name, kind(name)) for name in COLUMNS[table]])


def write(rows: dict[str, list[Row]], folder: Path, part: str) -> None:
    """Write a part's rows, a file a table, each whole or not at all; a part without rows of a table has none."""
    arrow, parquet = require("pyarrow"), require("pyarrow.parquet")
    for table, some in rows.items():
        path = folder / f"{table}-{part}.parquet"
        if not some:
            path.unlink(missing_ok=True)
            continue
        made = arrow.Table.from_pylist([_fitting(one) for one in some], schema=schema(table))
        aside = folder / f".{table}-{part}.{uuid.uuid4().hex}"
        parquet.write_table(made, aside, compression="zstd")
        os.replace(aside, path)  # noqa: PTH105 - the same, and atomic


def _fitting(row: Row) -> Row:
    """Make a row's values what its columns take: numbers become floats, half characters are replaced."""
    return {name: _fit(name, value) for name, value in row.items()}


def _fit(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return float(value) if name in _NUMBERS and value is not None else value


def rows_of(page: Page, reading: Reading, *, copy_of: str | None = None) -> Iterable[tuple[str, Row]]:
    """Yield table and row of all that a reading comes to."""
    yield "reports", report_row(page, reading, copy_of=copy_of)
    yield from (("claims", row) for row in claim_rows(reading))
    yield from (("attributions", row) for row in attribution_rows(reading))
    yield "readings", _reading_row(page, reading)


def report_row(page: Page, reading: Reading, *, copy_of: str | None) -> Row:
    """Give the facts of a report as a row."""
    told = reading.report
    plain = {name: getattr(told, name) for name in COLUMNS["reports"] if hasattr(told, name)}
    return {**plain, "report": told.id, "words": len(told.text.split()), "copy_of": copy_of, "name": page.name}


def _reading_row(page: Page, reading: Reading) -> Row:
    """Give what a ledger needs to keep a page and its reading."""
    import json

    content = page.content if page.original is None else page.original
    packed = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return {
        "report": reading.report.id,
        "reader": f"{reading.reader.version} {reading.reader.model}",
        "body": zlib.compress(to_json(reading).encode("utf-8", "surrogatepass")),
        "content": zlib.compress(packed),
        "text": isinstance(content, str),
        "media": page.media,
        "url": page.url,
        "retrieved": page.retrieved,
        "headers": json.dumps(page.headers),
        "via": json.dumps(page.via),
    }
