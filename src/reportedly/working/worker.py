"""One worker: takes jobs as they come due, looks after those whose worker died, and goes on until it's told to stop."""

import asyncio
import contextlib
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reportedly.errors import FetchError, LedgerError, LedgerUnreachable
from reportedly.fetch import Link, Unread, unpacked
from reportedly.fetch.manners import Manners
from reportedly.fetch.web import Web
from reportedly.keeping import Ledger
from reportedly.ledger.postgres import shown
from reportedly.model import Page
from reportedly.polling import TRIES, Event, Polled, Poller, State
from reportedly.watching import feeds_of

from .board import FEEDS, LINKS, address, app_of, connect, make, require
from .lanes import SharedLanes

if TYPE_CHECKING:
    from pathlib import Path

    from procrastinate import JobContext
    from procrastinate.jobs import Job

TENDING = 0x5245504F5445  # "REPOTE"
AGAIN = 60.0
"""Seconds before a link that failed for a while is tried again; each time twice as long."""
_EARLY = 1.0
"""Seconds by which our reckoning of the database's clock may be behind it."""
_WHY = "Whoever reads it is killed, {} times by now: perhaps it needs more memory than there is."


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a link: how many reports by what was done with them, and why something couldn't be read."""

    url: str
    counts: dict[str, int]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a worker looks, in seconds."""

    look: float = 2.0
    """For jobs that came due."""
    tend: float = 15.0
    """For feeds without a job, and for jobs whose worker died."""
    beat: float = 10.0
    """Between two signs of life."""
    dead: float = 60.0
    """Without a sign of life until a worker counts as dead."""


class _Again(Exception):
    """A link is to be tried again, after so many seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__("tried again later")
        self.wait = wait


class Worker:
    """Share a ledger's work with all others: poll its feeds, read the links that were put there.

    `make_poller` gives what polls, of a ledger, a web and a clock. `told` hears of what is done, one thing at a time.
    Raises BadSetting where the ledger is no PostgreSQL database, or procrastinate isn't installed.
    """

    def __init__(
        self,
        place: str,
        make_poller: Callable[[Ledger, Web, Callable[[], float]], Poller],
        *,
        manners: Manners,
        cache: "Path | None" = None,
        told: Callable[[Event | Done], None] = lambda _: None,
        pace: Pace | None = None,
    ) -> None:
        require(place)
        self._place = place
        self._make_poller = make_poller
        self._manners = manners
        self._cache = cache
        self._told = told
        self._pace = pace or Pace()
        self._reading = threading.Lock()
        self._fault: BaseException | None = None
        self._ending: asyncio.Event
        self._poller: Poller
        # what it has to say of jobs, we say ourselves
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)

    def run(self, *, seconds: float | None = None) -> None:
        """Work until a signal says stop, or so many seconds; what is being done then is done.

        Raises LedgerError where the ledger can't be used any more.
        """
        make(self._place)
        with self._opened(), asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(self._run(seconds))
        if self._fault is not None:
            raise self._fault

    def stop(self) -> None:
        """End soon, from any thread, with what is being done."""
        self._loop.call_soon_threadsafe(self._end)

    @contextmanager
    def _opened(self) -> Iterator[None]:
        """Open ledger, lanes and web; all go by the database's clock."""
        from psycopg_pool import ConnectionPool

        with connect(self._place) as connection:
            row = connection.execute("SELECT extract(epoch FROM clock_timestamp())").fetchone()
            ahead = float(row[0]) - time.time() if row else 0.0
        with ExitStack() as stack:
            options = {"autocommit": True, "options": "-c search_path=reportedly_work"}
            most = 2 * self._manners.hosts
            pool = ConnectionPool(address(self._place), kwargs=options, min_size=0, max_size=most, open=False)
            ledger = stack.enter_context(Ledger(self._place))
            self._pool = stack.enter_context(pool)
            lanes = SharedLanes(self._manners, self._pool, place=self._place)
            web = stack.enter_context(Web(self._manners, cache=self._cache, lanes=lanes))
            self._threads = stack.enter_context(ThreadPoolExecutor(self._manners.hosts, thread_name_prefix="work"))
            self._poller = self._make_poller(ledger, web, lambda: time.time() + ahead)
            yield

    async def _run(self, seconds: float | None) -> None:
        """Work, tend, and wait for the end."""
        import psycopg
        from procrastinate.exceptions import ConnectorException

        self._app = app_of(self._place)
        self._app.task(name=FEEDS, queue=FEEDS, pass_context=True, retry=_strategy())(self._feed)
        self._app.task(name=LINKS, queue=LINKS, pass_context=True, retry=_strategy())(self._link)
        self._ending = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        with self._signals():
            try:
                async with self._app.open_async():
                    await self._until_the_end(seconds)
            except (ConnectorException, psycopg.Error) as error:
                why = " ".join(str(error.__cause__ or error).split())
                self._fault = self._fault or LedgerUnreachable(
                    f"the shared work of {shown(self._place)} stopped: {why}"
                )

    async def _until_the_end(self, seconds: float | None) -> None:
        pace = self._pace
        working = asyncio.create_task(
            self._app.run_worker_async(
                queues=[FEEDS, LINKS],
                concurrency=self._manners.hosts,
                delete_jobs="always",
                install_signal_handlers=False,
                fetch_job_polling_interval=pace.look,
                update_heartbeat_interval=pace.beat,
                stalled_worker_timeout=pace.dead,
            )
        )
        tending = asyncio.create_task(self._tend())
        ending = asyncio.create_task(self._ending.wait())
        await asyncio.wait({working, tending, ending}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if working.done() and working.exception() is None:
            self._fault = self._fault or LedgerUnreachable(f"the shared work of {shown(self._place)} ended by itself")
        self._end()
        for one in (tending, ending, working):
            one.cancel()
        for result in await asyncio.gather(working, tending, return_exceptions=True):
            if isinstance(result, Exception) and not isinstance(result, _Again):
                raise result

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """End on the signals that mean it; where a system has no such way, Python's own does."""
        loop = asyncio.get_running_loop()
        main = threading.current_thread() is threading.main_thread()
        mine = [signal.SIGINT, signal.SIGTERM] if main else []
        with contextlib.suppress(NotImplementedError):
            for one in mine:
                loop.add_signal_handler(one, self._end)
        yield
        with contextlib.suppress(NotImplementedError):
            for one in mine:
                loop.remove_signal_handler(one)

    def _end(self) -> None:
        self._poller.stop()
        self._ending.set()

    # --- what is done

    async def _off(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Do something in a thread; a fault, the ledger's or ours, ends this worker and leaves its job to others."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, function, *arguments)
        except _Again:
            raise
        except Exception as error:  # whatever it is, it's kept and told when this worker has ended
            self._fault = self._fault or error
            self._end()
            raise _Again(0.0) from error

    async def _feed(self, _: "JobContext", url: str) -> None:
        """Poll a feed if it's due, and see that it's polled again."""
        due = await self._off(self._poll, url)
        if due is not None:
            await self._put_feed(url, due)

    def _poll(self, url: str) -> float | None:
        """Poll a feed; give when it's due again, None where it's followed no more."""
        if url not in feeds_of(self._poller.ledger):
            return None
        state = State.of(self._poller.ledger.polled(url))
        if state.due > self._poller.clock() + _EARLY or self._ending.is_set():
            return state.due
        try:
            return self._take(url, state, self._poller.fetch(url, state.copy()))
        except LedgerError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours in one feed must not stop the others
            return self._take(url, State.of(self._poller.ledger.polled(url)), Polled(failure=_fault(error)))

    def _take(self, url: str, state: State, polled: Polled) -> float:
        with self._reading:
            event = self._poller.take(url, state, polled)
            self._told(event)
        return state.due

    async def _link(self, context: "JobContext", url: str, name: str | None, facts: dict[str, str]) -> None:
        """Read one link."""
        await self._off(self._read, Link(url, name, facts), context.job.attempts)

    def _read(self, link: Link, attempts: int) -> None:
        """Read one link; whatever is wrong with it, the others are read. Raises _Again, LedgerError."""
        try:
            self._bring(link, attempts)
        except (_Again, LedgerError):
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours in one link must not stop the others
            with self._reading:
                self._unread(link.url, _fault(error))

    def _bring(self, link: Link, attempts: int) -> None:
        """Fetch a link, and keep what is there. Raises _Again where it fails for a while."""
        page = self._poller.web.page(link)
        error = page.error if isinstance(page, Unread) else None
        if isinstance(error, FetchError) and error.passing and attempts + 1 < TRIES:
            raise _Again(max(error.wait, AGAIN * 2**attempts))
        failures: list[str] = []
        counts: dict[str, int] = {}
        with self._reading:
            for one in unpacked(page) if isinstance(page, Page) else [page]:
                status = self._poller.keep(one, failures)
                counts[status] = counts.get(status, 0) + 1
            self._note(link.url, [one.removeprefix(f"{link.url}: ") for one in failures])
            self._told(Done(link.url, counts, tuple(failures)))

    def _note(self, url: str, failures: list[str]) -> None:
        """Write down why a link couldn't be read, for whoever asks."""
        with self._pool.connection() as connection:
            connection.execute("DELETE FROM unread WHERE url = %s", (url,))
            if failures:
                connection.execute("INSERT INTO unread VALUES (%s, %s)", (url, "; ".join(failures)[:2000]))

    def _unread(self, url: str, why: str) -> None:
        """Write down, and tell, that a link couldn't be read."""
        self._note(url, [why])
        self._told(Done(url, {"unread": 1}, (f"{url}: {why}",)))

    # --- what is looked after

    async def _tend(self) -> None:
        """See, now and then, that every feed has a job, and that jobs of dead workers are done by others."""
        while True:
            with self._alone_tending() as mine:
                if mine:
                    await self._revive()
                    await self._put_feeds()
            await asyncio.sleep(self._pace.tend)

    @contextmanager
    def _alone_tending(self) -> Iterator[bool]:
        """Say whether no other worker looks after jobs at this moment."""
        with self._pool.connection() as connection:
            row = connection.execute(f"SELECT pg_try_advisory_lock({TENDING})").fetchone()
            mine = bool(row and row[0])
            try:
                yield mine
            finally:
                if mine:
                    connection.execute(f"SELECT pg_advisory_unlock({TENDING})")

    async def _revive(self) -> None:
        """Give jobs of dead workers to others; what killed several is set aside."""
        from procrastinate.exceptions import ConnectorException, UniqueViolation
        from procrastinate.jobs import Status

        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=self._pace.dead):
            # whoever was taken for dead may have finished the job just now
            with contextlib.suppress(ConnectorException):
                try:
                    if job.attempts + 1 < TRIES:
                        await manager.retry_job(job)
                        continue
                    await self._off(self._set_aside, job)
                except UniqueViolation:
                    pass  # the same waits already
                await manager.finish_job(job, Status.FAILED, delete_job=True)

    def _set_aside(self, job: "Job") -> None:
        """Say of a feed or link that it kills whoever takes it."""
        url, why = str(job.task_kwargs["url"]), _WHY.format(TRIES)
        if job.queue == LINKS:
            with self._reading:
                self._unread(url, why)
        elif url in feeds_of(self._poller.ledger):
            self._take(url, State.of(self._poller.ledger.polled(url)), Polled(failure=why))

    async def _put_feeds(self) -> None:
        """See to it that each feed that is followed has a job."""
        there = {str(one.task_kwargs["url"]) for one in await self._app.job_manager.list_jobs_async(queue=FEEDS)}
        for url, due in await self._off(self._dues, there):
            await self._put_feed(url, due)

    def _dues(self, there: set[str]) -> list[tuple[str, float]]:
        ledger = self._poller.ledger
        return [(url, State.of(ledger.polled(url)).due) for url in feeds_of(ledger) if url not in there]

    async def _put_feed(self, url: str, due: float) -> None:
        """Let a feed be polled when it's due, unless that is settled already."""
        from procrastinate.exceptions import AlreadyEnqueued

        key = f"feed {url}"
        job = self._app.configure_task(
            FEEDS, queue=FEEDS, lock=key, queueing_lock=key, schedule_at=datetime.fromtimestamp(due, UTC)
        )
        with contextlib.suppress(AlreadyEnqueued):
            await job.defer_async(url=url)


def _fault(error: Exception) -> str:
    """Say that something went wrong which is ours to mend."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"a fault of ours ({said}): please report it"


def _strategy() -> Any:
    """Give what says whether and when a job is tried again; it lets its host's other links go first."""
    from datetime import timedelta

    from procrastinate import BaseRetryStrategy, RetryDecision

    class Strategy(BaseRetryStrategy):
        def get_retry_decision(self, *, exception: BaseException, job: "Job") -> RetryDecision | None:
            if not isinstance(exception, _Again):
                return None
            at = datetime.now(UTC) + timedelta(seconds=exception.wait)
            return RetryDecision(retry_at=at, lock=job.queueing_lock)

    return Strategy()
