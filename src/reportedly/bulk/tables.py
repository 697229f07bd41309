"""The Parquet files: what columns they have, and how a part's rows get into them."""

import os
import uuid
import zlib
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

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

_HELD = 16_000_000
"""Bytes of rows that are held in memory, about."""
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


class Rows:
    """Write a part's rows, a file a table, each whole or not at all; a part without rows of a table has none.

    Use it as a context. What is held in memory is bounded: rows go to the disk now and then, under a name of their own.
    """

    def __init__(self, folder: Path, part: str) -> None:
        self._folder = folder
        self._part = part
        self._held: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        self._size = 0
        self._writers: dict[str, tuple[Any, Path]] = {}
        self.counts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def add(self, table: str, row: Row) -> None:
        """Add a row."""
        self._held[table].append(row)
        self.counts[table] += 1
        self._size += sum(len(value) for value in row.values() if isinstance(value, str | bytes))
        if self._size > _HELD:
            self._flush()

    def _flush(self) -> None:
        arrow, parquet = require("pyarrow"), require("pyarrow.parquet")
        for table, some in self._held.items():
            if not some:
                continue
            form = schema(table)
            if table not in self._writers:
                aside = self._folder / f".{table}-{self._part}.{uuid.uuid4().hex}"
                self._writers[table] = parquet.ParquetWriter(aside, form, compression="zstd"), aside
            self._writers[table][0].write_table(arrow.Table.from_pylist([_fitting(one) for one in some], schema=form))
            some.clear()
        self._size = 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._abandon()
            return
        try:
            self._flush()
            for writer, _ in self._writers.values():
                writer.close()
        except BaseException:
            self._abandon()  # as on a full disk
            raise
        for table in COLUMNS:
            path, aside = self._folder / f"{table}-{self._part}.parquet", self._writers.get(table, (None, None))[1]
            if aside is not None:
                os.replace(aside, path)  # noqa: PTH105 - the same, and atomic
            else:
                path.unlink(missing_ok=True)

    def _abandon(self) -> None:
        """Leave nothing half written behind."""
        for writer, aside in self._writers.values():
            with suppress(OSError):
                writer.close()
            writer.is_open = False  # else it is closed again when it is collected, and fails again
            aside.unlink(missing_ok=True)


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
