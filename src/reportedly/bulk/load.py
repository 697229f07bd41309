"""From a run's folder into a ledger: pages and readings as they were, in one go."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.errors import BadSetting
from reportedly.model import Page, Reading, from_json

from .run import MANIFEST
from .tables import require


def load(folder: Path) -> Iterator[tuple[Page, Reading]]:
    """Yield each page with its reading, in the order in which they were read; one part at a time is held.

    Raises BadSetting where the folder holds no finished run, or a file in it is damaged.
    """
    parquet = require("pyarrow.parquet")
    _check(folder)
    for path in sorted(folder.glob("readings-*.parquet")):
        try:
            for batch in parquet.ParquetFile(path).iter_batches(batch_size=100):
                yield from (_pair(row) for row in batch.to_pylist())
        except (OSError, ValueError, KeyError, zlib.error) as error:
            said = " ".join(str(error).split())[:200]
            raise BadSetting(
                f"{path} is damaged ({said}): delete it with its “done” file in work/, and run again"
            ) from error


def count(folder: Path) -> int:
    """Count the readings of a finished run."""
    parquet = require("pyarrow.parquet")
    _check(folder)
    return sum(parquet.ParquetFile(path).metadata.num_rows for path in folder.glob("readings-*.parquet"))


def _check(folder: Path) -> None:
    """Refuse a folder without a run, or with one that isn't finished: parts of it would be missing."""
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadSetting(f"{folder} holds no run of `reportedly bulk`: name the folder given to its --out") from error
    if "outcome" not in told:
        raise BadSetting(f"the run in {folder} isn't finished: give the same `reportedly bulk` command again")


def _pair(row: dict[str, Any]) -> tuple[Page, Reading]:
    content = zlib.decompress(row["content"])
    page = Page(
        content.decode("utf-8", "surrogatepass") if row["text"] else content,
        media=row["media"],
        url=row["url"],
        retrieved=row["retrieved"],
        headers=tuple((str(key), str(value)) for key, value in json.loads(row["headers"])),
        via=tuple(json.loads(row["via"])),
    )
    return page, from_json(Reading, zlib.decompress(row["body"]))
