"""The run: parts are looked at, near-duplicates found, and the rest read, on whatever executes; it may be killed."""

import json
import signal
import time
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from reportedly.errors import BadSetting
from reportedly.version import VERSION

from .parts import PER_PART, Part, divide
from .sketch import Sketch, first_of_each
from .tables import Rows, require
from .task import Options, look, read

MANIFEST = "manifest.json"
WORK = "work"
_FORM = 2
"""Of the files that a run keeps while it's unfinished."""
_ATTEMPTS = 3
"""How often a part is given to a worker that dies of it."""
_PARTS_PER_WORKER = 40
"""After so many parts a worker makes room for a new one, so that what libraries keep of memory goes."""

Submit = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: which of its two passes, documents done of how many parts, and seconds left as it looks now."""

    phase: str
    parts: int
    of: int
    documents: int
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to; `peak_mb` is the most memory that a worker used."""

    documents: int
    read: int
    copies: int
    failures: int
    seconds: float
    peak_mb: int


def run(
    inputs: list[str],
    out: Path,
    *,
    options: Options | None = None,
    workers: int = 1,
    cluster: str | None = None,
    per_part: int = PER_PART,
    told: Callable[[Progress], None] = lambda _: None,
    executor: Callable[[], Executor] | None = None,
) -> Outcome:
    """Read all that the inputs hold into Parquet files in a folder; what a run before has done isn't done again.

    It runs on `workers` processes, or on a Dask `cluster` (its scheduler's address), or on any other `executor`.

    Raises BadSetting where an input isn't there, the folder holds another run, or an extra isn't installed.
    """
    require("pyarrow.parquet")
    began = time.monotonic()
    options = options or Options()
    parts = divide(inputs, per_part=per_part)
    work = _begin(out, inputs, parts, options)
    with _crew(workers, cluster, executor) as crew:
        unseen = [part for part in parts if not (_is_done(work, part) or _is_seen(work, part))]
        _each(crew, look, unseen, lambda part: (part, options, str(work)), work, told=told, phase="look", of=len(parts))
        copies = {} if options.copies else _copies(parts, work)
        unread = [part for part in parts if not _is_done(work, part)]

        def arguments(part: Part) -> tuple[Any, ...]:
            return part, copies.get(part.number, {}), options, str(work), str(out)

        _each(crew, read, unread, arguments, work, told=told, phase="read", of=len(parts))
    return _finish(out, work, parts, seconds=time.monotonic() - began)


def _is_done(work: Path, part: Part) -> bool:
    return (work / f"done-{part.name}.json").exists()


def _is_seen(work: Path, part: Part) -> bool:
    return (work / f"looked-{part.name}.json").exists() and (work / f"seen-{part.name}").exists()


def _begin(out: Path, inputs: list[str], parts: list[Part], options: Options) -> Path:
    """Make the folder, or take up the run that stands in it."""
    work = out / WORK
    files = sorted({path for part in parts for path in part.paths})
    told = {
        "reportedly": VERSION,
        "form": _FORM,
        "options": asdict(options),
        "inputs": inputs,
        "files": [[path, Path(path).stat().st_size] for path in files],
        "parts": len(parts),
    }
    manifest = out / MANIFEST
    if manifest.exists():
        before = json.loads(manifest.read_text(encoding="utf-8"))
        changed = [key for key, value in told.items() if before.get(key) != json.loads(json.dumps(value))]
        if changed:
            raise BadSetting(
                f"{out} holds another run (its {', '.join(changed)} differ): name another folder with --out"
            )
    elif out.exists() and any(out.iterdir()):
        raise BadSetting(f"{out} isn't empty, and no run of ours: name another folder with --out")
    work.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return work


class _Crew:
    """Whatever executes; processes that died are made anew."""

    def __init__(self, make: Callable[[], Executor], *, at_once: int) -> None:
        self._make = make
        self._executor = make()
        self.at_once = at_once

    def submit(self, task: Submit, *arguments: Any) -> "Future[Any]":
        """Hand a task on."""
        try:
            return self._executor.submit(task, *arguments)
        except BrokenExecutor:
            self.renew()
            return self._executor.submit(task, *arguments)

    def renew(self) -> None:
        """Let a broken executor go, and make a new one."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._make()

    def close(self) -> None:
        """Let all go."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def abandon(self) -> None:
        """End processes at what they're doing, which is safe to do again: to wait for them may take minutes."""
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        for one in processes:
            one.kill()
        self._executor.shutdown(wait=False, cancel_futures=True)
        for one in processes:
            one.join()


@contextmanager
def _crew(workers: int, cluster: str | None, executor: Callable[[], Executor] | None) -> Iterator[_Crew]:
    """Open what executes: processes here, the workers of a Dask cluster, or whatever was given."""
    if cluster is not None:
        with _cluster(cluster) as crew:
            yield crew
        return

    def processes() -> Executor:
        # threads of libraries don't survive a fork; and only processes begun anew can be replaced after some work
        return ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), max_tasks_per_child=_PARTS_PER_WORKER, initializer=_deaf
        )

    crew = _Crew(executor or processes, at_once=2 * workers)
    try:
        yield crew
    except BaseException:  # an interrupt, too: nobody waits for parts that nobody will take
        crew.abandon()
        raise
    crew.close()


def _deaf() -> None:
    """Leave it to the process that began this one to end it on Ctrl-C, which a terminal sends to both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(address: str) -> Iterator[_Crew]:
    """Open a Dask cluster. Raises BadSetting where none answers."""
    distributed = require("distributed")
    try:
        client = distributed.Client(address, timeout=30)
    except (OSError, TimeoutError, ValueError) as error:
        raise BadSetting(f"no Dask scheduler answers at {address}: check the address, as tcp://host:8786") from error
    with client:
        threads = sum(client.nthreads().values())
        yield _Crew(lambda: client.get_executor(pure=False, retries=_ATTEMPTS), at_once=max(2 * threads, 4))


def _each(
    crew: _Crew,
    task: Submit,
    parts: list[Part],
    arguments: Callable[[Part], tuple[Any, ...]],
    work: Path,
    *,
    told: Callable[[Progress], None],
    phase: str,
    of: int,
) -> None:
    """Do a task for each part, no more of them at once than keep all busy.

    What was lost with its worker is done again, alone, so that it's told from what only ran beside it; a part that
    kills its worker several times is set aside.
    """
    began, documents, finished = time.monotonic(), 0, 0
    waiting = [(part, 1) for part in reversed(parts)]
    running: dict[Future[Any], tuple[Part, int]] = {}
    while waiting or running:
        alone = any(attempt > 1 for _, attempt in [*waiting, *running.values()])
        while waiting and len(running) < (1 if alone else crew.at_once):
            part, attempt = waiting.pop()
            running[crew.submit(task, *arguments(part))] = part, attempt
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        lost = []
        for future in done:
            part, attempt = running.pop(future)
            if _lost(future):
                lost.append((part, attempt + 1))
            else:
                finished, documents = finished + 1, documents + int(future.result()["documents"])
        if lost:
            # what ran beside it died with it
            lost += [(part, attempt + 1) for part, attempt in running.values()]
            running.clear()
            crew.renew()
        for part, attempt in lost:
            if attempt > _ATTEMPTS:
                _set_aside(part, work)
            else:
                waiting.append((part, attempt))
        left = (time.monotonic() - began) / finished * (len(parts) - finished) if finished else None
        told(Progress(phase, of - len(parts) + finished, of, documents, left))


def _lost(future: "Future[Any]") -> bool:
    """Say whether a task was lost with its worker; another error is a fault, and raised."""
    error = future.exception()
    return error is not None and (isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker")


def _set_aside(part: Part, work: Path) -> None:
    """Write down that a part can't be read: what is in it kills whoever tries."""
    where = f"{part.paths[0]}, documents {part.first + 1} to {part.first + (part.count or len(part.paths))}"
    row = {
        "name": where,
        "report": None,
        "kind": "killed",
        "message": f"The worker that read these died {_ATTEMPTS} times.",
    }
    with Rows(work.parent, part.name) as rows:
        rows.add("failures", row)
    told = {"documents": 0, "read": 0, "copies": 0, "failures": 1, "peak_mb": 0, "part": asdict(part)}
    (work / f"done-{part.name}.json").write_text(json.dumps(told), encoding="utf-8")


def _copies(parts: list[Part], work: Path) -> dict[int, dict[str, str]]:
    """Find the near-duplicates over all parts: for each, by part and place, the report that it repeats."""
    places: list[tuple[int, int, str]] = []
    sketches: list[Sketch] = []
    told = array("Q")
    for part in parts:
        path = work / f"looked-{part.name}.json"
        for place, key, one, number in _looked(path):
            places.append((part.number, place, key))
            sketches.append(array("Q", one))
            told.append(number)
    found: dict[int, dict[str, str]] = {}
    for (number, place, _), first in zip(places, first_of_each(sketches, told), strict=True):
        if first is not None:
            found.setdefault(number, {})[str(place)] = places[first][2]
    return found


def _looked(path: Path) -> Iterator[list[Any]]:
    """Yield what was written down of a part's articles."""
    if path.exists():
        with path.open("rb") as stream:
            yield from map(json.loads, stream)


def _finish(out: Path, work: Path, parts: list[Part], *, seconds: float) -> Outcome:
    """Sum up what was done, and write it beside the rows."""
    told = [json.loads((work / f"done-{part.name}.json").read_text(encoding="utf-8")) for part in parts]
    sums = {key: sum(one[key] for one in told) for key in ("documents", "read", "copies", "failures")}
    outcome = Outcome(**sums, seconds=seconds, peak_mb=max((one["peak_mb"] for one in told), default=0))
    manifest = out / MANIFEST
    kept = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**kept, "outcome": asdict(outcome)}, indent=1), encoding="utf-8")
    for part in parts:
        (work / f"seen-{part.name}").unlink(missing_ok=True)
    return outcome
