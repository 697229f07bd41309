"""The ledger as it grows: what adding a report costs, how fast it answers, and how large it is, on both databases.

Readings of the synthetic press go in directly, up to `LOADED` claims; from there on the ledger grows by copies of what
it holds, each a world of its own (`copies.py`). At each size a few reports of another world are added one by one, here
and to an empty ledger, and each question is put again and again, in process and warm.
"""

import itertools
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.press.__main__ import readings
from reportedly.keeping import Ledger, open_ledger
from reportedly.ledger import Scope
from reportedly.model import Page, Reading

from .beside import Measure
from .copies import Worlds

CLAIMS = 100_000
"""How large the ledger grows where nothing else is said."""
LOADED = 50_000
"""Claims that are really loaded; what is more is copied."""
FIRST = 1_000
SMALL = 300
SEED = 1
SINGLE, ASKED = 30, 40
"""Reports added one by one, and times that each question is put, at each size."""
OTHERS = 3
"""Worlds from which those reports come: of one alone, a story more or less that's there already decides the median."""
WORDS = ("bombing", "flood", "school", "ministry", "ferry", "hospital", "protest", "gunmen", "cholera", "bridge")
NEVER = 10**12
"""More reports than anyone will ask for."""


def sizes(claims: int, *, short: bool) -> list[int]:
    """Give the numbers of claims at which to measure: two in each power of ten."""
    if short:
        return [SMALL // 2, SMALL]
    steps = (FIRST * 10**power * factor for power in range(6) for factor in (1, 3))
    return [one for one in steps if one < claims] + [claims]


@contextmanager
def places(folder: Path) -> Iterator[dict[str, str | Path]]:
    """Give where to keep a ledger: a file, and a PostgreSQL of our own where its programs are installed."""
    from tests import postgres

    lasting = ("-c", "listen_addresses=", "-c", "shared_buffers=256MB", "-c", "max_connections=20")
    if postgres.binaries() is None:
        yield {"sqlite": folder / "ledger.sqlite"}
        return
    with postgres.cluster(lasting) as address:
        yield {"sqlite": folder / "ledger.sqlite", "postgresql": address}


def growth(*, short: bool = False, claims: int = CLAIMS, ledger: Path | None = None) -> Measure:
    """Measure both databases at each size; the file is left as `ledger`, where one is named."""
    wanted = sizes(claims, short=short)
    found: dict[str, list[Measure]] = {}
    loaded = SMALL // 2 if short else LOADED
    with tempfile.TemporaryDirectory() as folder, places(Path(folder)) as where:
        for name, place in where.items():
            found[name] = []
            for step in grown(place, wanted, loaded=loaded):
                found[name].append(step)
                print(f"{name}: {step['claims']:,} claims", flush=True)
            if ledger is not None and isinstance(place, Path):
                shutil.move(place, ledger)
    return {"databases": found, "claims": wanted[-1]}


def grown(place: str | Path, wanted: list[int], *, loaded: int = LOADED) -> Iterator[Measure]:
    """Let one ledger grow, and yield what was measured: first while it's all but empty, then at each size."""
    stream = iter(readings(NEVER, SEED))
    with open_ledger(place) as ledger:
        held = sum(len(one.claims) for _, one in _load(ledger, itertools.islice(stream, SINGLE)))
        for size in sorted({held, *(one for one in wanted if one < loaded), min(loaded, wanted[-1])}):
            before = held
            spent = time.process_time()
            held += sum(len(one.claims) for _, one in _load(ledger, _until(stream, size - held)))
            spent = time.process_time() - spent
            loading = spent / (held - before) if held > before else None
            yield {**_measured(ledger, place), "loading": loading, "copies": 1}
        held = ledger.counts()["claim"]
    with Worlds(place) as worlds:
        for size in (one for one in wanted if one > loaded):
            worlds.upto(round(size / held))
            with open_ledger(place) as ledger:
                yield {**_measured(ledger, place), "loading": None, "copies": worlds.copies}


def _measured(ledger: Ledger, place: str | Path) -> Measure:
    """Measure a ledger as it is; a few reports of another world are added to it, and stay."""
    held = ledger.counts()["claim"]
    # what is measured is the ledger's size, not how much it knows of the same incidents
    news = [pair for world in range(OTHERS) for pair in readings(SINGLE // OTHERS, SEED + held + world)]
    with open_ledger(empty(place, held)) as another:
        # in turn, so that whatever else the machine does slows both
        both = [[_timed(partial(kept.add, *pair)) for kept in (another, ledger)] for pair in news]
    alone, adding = zip(*both, strict=True)
    return {
        "claims": held,
        "adding": statistics.median(cpu for cpu, _ in adding),
        "adding_wall": statistics.median(wall for _, wall in adding),
        "alone": statistics.median(cpu for cpu, _ in alone),
        "alone_wall": statistics.median(wall for _, wall in alone),
        "bytes": size_of(place),
        "asking": asking(ledger),
    }


def empty(place: str | Path, step: int) -> str | Path:
    """Give where a ledger may be made of the same kind as another, with nothing in it."""
    if isinstance(place, Path):
        return place.with_name(f"empty-{step}.sqlite")
    from sqlalchemy import create_engine, make_url, text

    url = make_url(place)
    engine = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE empty_{step}"))
    engine.dispose()
    return url.set(database=f"empty_{step}").render_as_string(hide_password=False)


def _until(stream: Iterator[tuple[Page, Reading]], claims: int) -> Iterator[tuple[Page, Reading]]:
    """Yield pages and readings until they have so many claims."""
    while claims > 0:
        page, reading = next(stream)
        claims -= len(reading.claims)
        yield page, reading


def _load(ledger: Ledger, pairs: Iterable[tuple[Page, Reading]]) -> Iterator[tuple[Page, Reading]]:
    """Load pairs, and yield each as it goes in."""
    passing: list[tuple[Page, Reading]] = []

    def seen() -> Iterator[tuple[Page, Reading]]:
        for pair in pairs:
            passing.append(pair)
            yield pair

    for _ in ledger.load(seen()):
        yield passing.pop(0)


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    """Give the seconds of this process's processor and of the clock that a call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - cpu, time.perf_counter() - wall


def asking(ledger: Ledger) -> dict[str, dict[str, float]]:
    """Put each kind of question, and give the median and the 95th percentile in milliseconds, of clock and processor.

    The processor's are this process's: not those of PostgreSQL's.
    """
    rng = random.Random(SEED)
    listed = [one.id for one in ledger.questions()]
    asked: dict[str, Callable[[], Any]] = {
        "questions": ledger.questions,
        "questions of a place": lambda: ledger.questions(Scope(places=(rng.choice(("KE", "NG", "PK", "CO")),))),
        "answers and origins": lambda: ledger.question(rng.choice(listed)),
        "search": lambda: ledger.search(Scope(words=rng.choice(WORDS))),
    }
    found = {}
    for name, ask in asked.items():
        ask()
        both = [_timed(ask) for _ in range(ASKED)]
        taken, spent = (sorted(1000 * one[side] for one in both) for side in (1, 0))
        at = int(0.95 * len(taken))
        found[name] = {
            "median": statistics.median(taken),
            "p95": taken[at],
            "cpu_median": statistics.median(spent),
            "cpu_p95": spent[at],
        }
    return found


def size_of(place: str | Path) -> int:
    """Give how large a ledger is, in bytes."""
    if isinstance(place, Path):
        return sum(one.stat().st_size for one in place.parent.glob(f"{place.name}*"))
    from sqlalchemy import create_engine, text

    engine = create_engine(str(place).replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:
        size: int = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    engine.dispose()
    return size
