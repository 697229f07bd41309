"""Feeds watched by one process: polled as often as each changes; whatever is interrupted is taken up again."""

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from .errors import InputError, NotFound
from .fetch.feeds import Feed, feeds_on
from .fetch.web import Web
from .keeping import Ledger
from .model.vocabulary import ReaderName
from .polling import Event, Polled, Poller, Rhythm, State, fetch_feed

_NAP = 60.0


class Watcher:
    """Poll the feeds of a ledger, each in its own rhythm, several hosts at once.

    `web` has to have a cache, so that what hasn't changed isn't sent again. Reading and keeping happen in the caller's
    thread, fetching in others.
    """

    def __init__(
        self,
        ledger: Ledger,
        web: Web,
        *,
        rhythm: Rhythm | None = None,
        reader: ReaderName = "default",
        full_text: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._ledger = ledger
        self._poller = Poller(ledger, web, rhythm=rhythm, reader=reader, full_text=full_text, clock=clock)
        self._manners = web.manners
        self._clock = clock
        self._states = {url: State.of(ledger.polled(url)) for url in feeds_of(ledger)}

    def watch(self, *, until: float | None = None, once: bool = False) -> Iterator[Event]:
        """Poll whatever is due, and yield what became of each poll, until a moment, or for ever.

        With `once` every feed is polled now, and only once. Nothing is done while nothing is due. Feeds that are
        followed or left meanwhile are noticed within a minute.
        """
        self._poller.begin()
        queue = [(0.0 if once else state.due, url) for url, state in self._states.items()]
        heapq.heapify(queue)
        running: dict[Future[Polled], str] = {}
        looked = self._clock()
        with ThreadPoolExecutor(self._manners.hosts, thread_name_prefix="watch") as pool:
            try:
                while queue or running:
                    now = self._clock()
                    if until is not None and now >= until:
                        break
                    if not once and now - looked >= _NAP:
                        self._look(queue)
                        looked = now
                    while queue and queue[0][0] <= now and len(running) < 2 * self._manners.hosts:
                        _, url = heapq.heappop(queue)
                        running[pool.submit(self._poller.fetch, url, self._states[url].copy())] = url
                    for future in self._some(running, queue, until):
                        url = running.pop(future)
                        if url in self._states:
                            yield self._poller.take(url, self._states[url], future.result())
                        if not once and url in self._states:
                            heapq.heappush(queue, (self._states[url].due, url))
            finally:
                self._poller.stop()
                pool.shutdown(wait=False, cancel_futures=True)

    def _look(self, queue: list[tuple[float, str]]) -> None:
        """Notice which feeds are followed by now, and which no more."""
        now = feeds_of(self._ledger)
        for url in now.keys() - self._states.keys():
            self._states[url] = State.of(self._ledger.polled(url))
            heapq.heappush(queue, (self._states[url].due, url))
        for url in self._states.keys() - now.keys():
            del self._states[url]
        queue[:] = [one for one in queue if one[1] in now]
        heapq.heapify(queue)

    def _some(
        self, running: dict[Future[Polled], str], queue: list[tuple[float, str]], until: float | None
    ) -> set[Future[Polled]]:
        """Wait until a poll is done, or another is due; give those done."""
        busy = len(running) >= 2 * self._manners.hosts
        ends = [until] if until is not None else []
        if queue and not busy:
            ends.append(queue[0][0])
        nap = max(0.0, min([*(end - self._clock() for end in ends), _NAP]))
        if not running:
            self._manners.sleep(nap)
            return set()
        done, _ = wait(running, timeout=nap, return_when=FIRST_COMPLETED)
        return done


def discover(web: Web, url: str) -> Feed:
    """Give the feed at an address, or the first that the page there names. Raises InputError."""
    try:
        return fetch_feed(web, url)
    except InputError:
        answer = web.fetch(url).answer
        named = feeds_on(answer.body.decode("utf-8", "replace"), answer.url)
        if not named:
            raise
        return fetch_feed(web, named[0])


def feeds_of(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """Give the feeds that a ledger follows, by address."""
    channels = ledger.channels()
    return {url: one for url, one in channels.items() if isinstance(one, dict) and one.get("kind") == "feed"}


def follow(ledger: Ledger, url: str, *, title: str | None = None, folder: Sequence[str] = ()) -> bool:
    """Follow a feed, which lies in `folder`, the outermost first; say whether that is new."""
    new = url not in feeds_of(ledger)
    if new:
        where = {"folder": list(folder)} if folder else {}
        ledger.save_channel(url, {"kind": "feed", "url": url, "title": title, **where})
    return new


def leave(ledger: Ledger, url: str) -> None:
    """Follow a feed no more. Raises NotFound."""
    if url not in feeds_of(ledger):
        raise NotFound(f"no feed {url!r} is followed: `reportedly feeds list` shows those there are")
    ledger.save_channel(url, None)


def states(ledger: Ledger) -> list[tuple[str, str | None, State]]:
    """Give address, title and state of each feed that is followed, by address."""
    return [(url, one.get("title"), State.of(ledger.polled(url))) for url, one in sorted(feeds_of(ledger).items())]
