"""`reportedly work`, and `add --later`: feeds and links shared among workers."""

import signal
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from reportedly.errors import BadSetting, ReportedlyError
from reportedly.fetch import Link, Unread, is_url
from reportedly.polling import Event, Poller, Rhythm
from reportedly.settings import cache_folder, default_ledger, settings
from reportedly.working import Done, Worker, put_links, require, standing, watch_together

from .following import tell
from .keeping import opened
from .online import Online
from .plain import on_line
from .progress import ready_gazetteer

if TYPE_CHECKING:
    from reportedly.fetch.web import Web
    from reportedly.keeping import Ledger
    from reportedly.model.vocabulary import ReaderName

_PAUSE = 5.0
"""Seconds before a worker that died is replaced."""


def work(
    ledger: str | None, online: Online, *, workers: int, seconds: float | None, reader: "ReaderName | None"
) -> None:
    """Share a ledger's feeds and links with all who do the same; print a line for each thing done."""
    place = str(ledger or default_ledger())
    require(place)
    ready_gazetteer()
    with opened(place, readonly=False):
        pass  # what is wrong with it is said once; and an older version's is reconciled by one
    if workers > 1:
        _crew(place, online, workers=workers, seconds=seconds, reader=reader)
    else:
        _one(place, online, seconds=seconds, reader=reader)


def _one(place: str, online: Online, *, seconds: float | None, reader: "ReaderName | None") -> None:
    """Be one worker."""
    told = settings()

    def poller(kept: "Ledger", web: "Web", clock: Callable[[], float]) -> Poller:
        return Poller(
            kept,
            web,
            rhythm=Rhythm(told.watch.shortest, told.watch.longest),
            reader=reader or told.reader,
            full_text=told.watch.full_text,
            clock=clock,
        )

    cache = cache_folder() / "answers.sqlite" if told.fetch.cache else None
    with watch_together(place):
        Worker(place, poller, manners=online.manners(), cache=cache, told=_tell).run(seconds=seconds)


def _quiet(place: str, online: Online, seconds: float | None, reader: Any) -> None:
    """Be one worker of several of this command: an error is one line, and an exit status."""
    try:
        _one(place, online, seconds=seconds, reader=reader)
    except ReportedlyError as error:
        print(f"reportedly: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_status)


def _crew(place: str, online: Online, *, workers: int, seconds: float | None, reader: Any) -> None:
    """Start workers, and replace one that is killed; one that ends with an error isn't, and all end on Ctrl-C."""
    context = get_context("spawn")
    until = time.monotonic() + seconds if seconds else None

    def start() -> Any:
        left = max(1.0, until - time.monotonic()) if until else None
        process = context.Process(target=_quiet, args=(place, online, left, reader))
        process.start()
        return process

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, _leave)
    running = [start() for _ in range(workers)]
    failed = False
    try:
        while running:
            ended = wait([one.sentinel for one in running])
            for one in [one for one in running if one.sentinel in ended]:
                one.join()
                running.remove(one)
                if one.exitcode is not None and one.exitcode < 0 and (until is None or time.monotonic() < until):
                    print("reportedly: a worker was killed, another takes its place", file=sys.stderr)  # noqa: T201
                    time.sleep(_PAUSE)
                    running.append(start())
                failed = failed or bool(one.exitcode)
    finally:
        for one in running:
            one.terminate()  # as they take it: end what is being done, and go
        for one in running:
            one.join()
    if failed and not running:
        raise SystemExit(1)


def _leave(*_: object) -> None:
    """End, as a single worker does: with all that is being done."""
    raise SystemExit(0)


def _tell(done: Event | Done) -> None:
    """Print what became of a poll, or of a link."""
    if isinstance(done, Event):
        tell(done)
        return
    counted = ", ".join(f"{number} {status}" for status, number in done.counts.items()) or "nothing"
    print(on_line(done.url), counted, sep="\t", flush=True)  # noqa: T201
    for one in done.failures:
        print(f"reportedly: {on_line(one)}", file=sys.stderr)  # noqa: T201


def show(ledger: str | None) -> None:
    """Print how the shared work stands, and a line for each link that couldn't be read."""
    now = standing(str(ledger or default_ledger()))
    for queue in ("feeds", "links"):
        print(f"{queue}\t{now.doing.get(queue, 0)} in work\t{now.waiting.get(queue, 0)} waiting")  # noqa: T201
    for url, why in now.unread:
        print("unread", on_line(url), on_line(why), sep="\t")  # noqa: T201


def put(ledger: str | None, paths: list[str], online: Online) -> int:
    """Leave links to the workers; give the exit status: 1 where a line of a list is no link."""
    place = str(ledger or default_ledger())
    found: list[Link] = []
    failures = 0
    for one in online.sources(paths):
        if isinstance(one, Unread):
            failures += 1
            print(f"reportedly: {on_line(one.name)}: {on_line(str(one.error))}", file=sys.stderr)  # noqa: T201
        elif isinstance(one, Link):
            found.append(one)
        elif is_url(one):
            found.append(Link(one))
        else:
            raise BadSetting(f"--later leaves addresses to the workers, and {one} is none: add files without it")
    if not found and not failures:
        raise BadSetting("nothing to leave to the workers: name addresses, or a list of them with --from")
    with opened(place, readonly=False):
        new = put_links(place, found)
    print(f"{new} new links of {len(found)} are left to `reportedly work`", file=sys.stderr)  # noqa: T201
    return 1 if failures else 0
