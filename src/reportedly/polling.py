"""One feed polled: what is new in it fetched, read and kept, and what is remembered of it.

How far a feed was followed stands in the ledger. An entry is marked as seen only after its report is kept, and keeping
the same report twice changes nothing: so that, killed at any point, nothing is lost or doubled.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from .errors import FetchError, InputError, LedgerError, NotThere, ReportedlyError, UnknownLanguage, Unreachable
from .fetch import Link, Unread
from .fetch.client import asked_wait, why_status
from .fetch.feeds import LARGEST_FEED, Entry, Feed, parse_feed
from .fetch.web import Web
from .keeping import Ledger
from .model import Page
from .model.vocabulary import ReaderName
from .reader import read_page, set_aside

REMEMBERED = 3_000
"""Entries of a feed that are remembered as seen; three times as many as are looked at."""
AT_ONCE = 20
"""New entries of a feed that are fetched in one poll; the others wait for the next, soon after."""
TRIES = 5
"""Polls in which a page is asked for that fails for a while; then the entry is let go."""
SOON = 5.0
_QUICKER, _SLOWER, _FAILING = 0.5, 1.5, 2.0
_WORDS = 40
"""Words that a feed's own text must have to stand in for a page that can't be fetched."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a feed is polled, in seconds: between the two bounds, ever more seldom while nothing changes."""

    shortest: float = 300.0
    longest: float = 86_400.0

    @property
    def most(self) -> float:
        """Give the longest interval that there may be."""
        return max(self.longest, self.shortest)

    def after(self, interval: float, *, changed: bool, failed: bool) -> float:
        """Give the next interval after one."""
        factor = _FAILING if failed else _QUICKER if changed else _SLOWER
        return min(max(interval * factor, self.shortest), self.most)


@dataclass(slots=True)
class State:
    """How far a feed was followed. Times are seconds since 1970."""

    due: float = 0.0
    interval: float = 0.0
    polled: float | None = None
    answered: float | None = None
    changed: float | None = None
    failing_since: float | None = None
    why: str | None = None
    seen: dict[str, str] = field(default_factory=dict)
    """The print of each entry by its id, the oldest first."""
    tries: dict[str, int] = field(default_factory=dict)
    """How often the page of an entry failed for a while, by the entry's print; only of those still to be tried."""
    resting: dict[str, float] = field(default_factory=dict)
    """Until when the server of such a page asks to be left alone, by the entry's print."""

    def plain(self) -> dict[str, Any]:
        """Give it as JSON takes it."""
        return {name: getattr(self, name) for name in self.__slots__}

    def copy(self) -> "State":
        """Give one that another thread may look at."""
        return replace(self, seen=dict(self.seen), tries=dict(self.tries), resting=dict(self.resting))

    @classmethod
    def of(cls, plain: Any) -> "State":
        """Take it back; what isn't known is left out."""
        known = plain if isinstance(plain, dict) else {}
        return cls(**{name: value for name, value in known.items() if name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought: new and revised entries with their pages, or why there are none."""

    entries: tuple[tuple[Entry, Page | Unread], ...] = ()
    passing: dict[str, float] = field(default_factory=dict)
    """The prints of those whose pages failed only for a while, and the seconds that their servers ask to rest."""
    more: bool = False
    """More entries wait for the next poll."""
    failure: str | None = None
    wait: float = 0.0
    """Seconds that the server asks to be left alone."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one poll, for whoever looks on."""

    at: float
    feed: str
    counts: dict[str, int]
    failures: tuple[str, ...]
    failing_since: float | None
    why: str | None
    again_in: float


class Poller:
    """Fetch a feed and the pages of what is new in it, and keep what came.

    `fetch` may run in any thread, `take` in one at a time: reading and keeping are the caller's.
    """

    def __init__(
        self,
        ledger: Ledger,
        web: Web,
        *,
        rhythm: Rhythm | None = None,
        reader: ReaderName = "default",
        full_text: bool = True,
        clock: Callable[[], float],
    ) -> None:
        self.ledger = ledger
        self.web = web
        self.clock = clock
        self._rhythm = rhythm or Rhythm()
        self._reader: ReaderName = reader
        self._full_text = full_text
        self._stopped = threading.Event()

    def begin(self) -> None:
        """Fetch pages, also after a stop."""
        self._stopped.clear()

    def stop(self) -> None:
        """Fetch no more pages: what a poll has so far is taken, the rest left to the next."""
        self._stopped.set()

    def fetch(self, url: str, state: State) -> Polled:
        """Fetch a feed, and the pages of what is new in it; those that failed before come after all others."""
        try:
            feed = fetch_feed(self.web, url)
            now = self.clock()
            unseen = [one for one in feed.entries if state.seen.get(one.id) != one.print]
            new = [one for one in unseen if one.print not in state.tries]
            again = [one for one in unseen if one.print in state.tries and state.resting.get(one.print, 0.0) <= now]
            wanted = [*reversed(new[-AT_ONCE:]), *reversed(again)][:AT_ONCE]
            found = [(one, *self._page(one, feed)) for one in wanted if not self._stopped.is_set()]
        except InputError as error:
            return Polled(failure=str(error), wait=error.wait if isinstance(error, FetchError) else 0.0)
        except LedgerError:  # where several share the work, manners are kept in its database
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours in one feed must not stop the watch of the others
            return Polled(failure=f"a fault of ours ({type(error).__name__}: {_line(error)}): please report it")
        return Polled(
            tuple((one, page) for one, page, _ in found),
            {one.print: wait for one, _, wait in found if wait is not None},
            more=len(new) > AT_ONCE or len(found) < len(wanted),
            note=f"broken: {feed.broken}" if feed.broken else None,
        )

    def _page(self, entry: Entry, feed: Feed) -> tuple[Page | Unread, float | None]:
        """Fetch an entry's page; what the feed holds of it stands in where that is enough.

        Gives also the seconds to wait before it's asked for again where the page failed only for a while, else None.
        """
        if not (self._full_text and entry.url):
            return self._stands_in(entry, feed, None), None
        page = self.web.page(Link(entry.url))
        if isinstance(page, Page):
            return replace(page, **_facts(page, entry, feed)), None
        wait = page.error.wait if isinstance(page.error, FetchError) and page.error.passing else None
        return self._stands_in(entry, feed, page), wait

    def _stands_in(self, entry: Entry, feed: Feed, page: Unread | None) -> Page | Unread:
        """Give what the feed holds of an entry where that is enough, else what stands in the place of its page."""
        if entry.html and (page is None or len(entry.html.split()) >= _WORDS):
            notes = (f"Only the feed's own text was read: {page.error}",) if page else ()
            own = Page(
                f"<html><body><article>{entry.html}</article></body></html>", media="html", url=entry.url, notes=notes
            )
            when = datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="seconds")
            return replace(own, name=entry.url or entry.id, retrieved=when, **_facts(own, entry, feed))
        return page or Unread(entry.id, InputError("The entry has neither a page nor a text."))

    def take(self, url: str, state: State, polled: Polled) -> Event:
        """Keep what a poll brought, and then remember that it was seen, unless its page may be had later."""
        now = self.clock()
        counts: dict[str, int] = {}
        failures: list[str] = []
        news = False
        for entry, page in polled.entries:
            status = self.keep(page, failures)
            counts[status] = counts.get(status, 0) + 1
            tries = state.tries.pop(entry.print, 0) + 1
            state.resting.pop(entry.print, None)
            news = news or tries == 1
            if entry.print in polled.passing and tries < TRIES:
                state.tries[entry.print] = tries
                if polled.passing[entry.print]:
                    state.resting[entry.print] = now + min(polled.passing[entry.print], self._rhythm.most)
                continue
            state.seen.pop(entry.id, None)
            state.seen[entry.id] = entry.print
        for kept in (state.seen, state.tries, state.resting):
            for old in list(kept)[: max(0, len(kept) - REMEMBERED)]:
                del kept[old]
        self._settle(state, polled, now, news=news)
        self.ledger.set_polled(url, state.plain())
        return Event(now, url, counts, tuple(failures), state.failing_since, state.why, state.due - now)

    def _settle(self, state: State, polled: Polled, now: float, *, news: bool) -> None:
        """Note when a feed was polled, how it goes, and when it's due again."""
        failed = polled.failure is not None
        state.polled = now
        state.interval = self._rhythm.after(state.interval, changed=news, failed=failed)
        state.due = now + (min(SOON, self._rhythm.shortest) if polled.more else state.interval)
        # nobody may put a feed off for ever
        state.due = max(state.due, now + min(polled.wait, self._rhythm.most))
        state.why = polled.failure or polled.note
        if failed:
            state.failing_since = state.failing_since or now
            return
        state.failing_since = None
        state.answered = now
        state.changed = now if news else state.changed

    def keep(self, page: Page | Unread, failures: list[str]) -> str:
        """Read a page and keep it; say what became of it."""
        if isinstance(page, Unread):
            failures.append(f"{page.name}: {page.error}")
            return "unread"
        try:
            reading = read_page(page, reader=self._reader)
        except UnknownLanguage as error:
            reading = set_aside(error)
        except ReportedlyError as error:
            failures.append(f"{page.name}: {error}")
            return "unread"
        except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not stop the watch
            failures.append(f"{page.name}: a fault of the reader ({type(error).__name__}: {error}): please report it")
            return "unread"
        return self.ledger.add(page, reading).status


def _facts(page: Page, entry: Entry, feed: Feed) -> dict[str, Any]:
    """Give what a feed says of an entry: all, where its own text is read; of a page only when it was published."""
    told = {"published": entry.published}
    if not page.headers:
        told |= {"title": entry.title, "author": entry.author, "publisher": feed.title}
    return {name: value for name, value in told.items() if value}


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def fetch_feed(web: Web, url: str) -> Feed:
    """Fetch and read a feed. Raises InputError."""
    answer = web.fetch(url).answer
    if answer.status in (404, 410):
        raise NotThere(f"{why_status(answer)}: the feed is gone; look for its new address.")
    if answer.status != 200:  # noqa: PLR2004
        raise Unreachable(f"{why_status(answer)}: it's tried again later.", wait=asked_wait(answer))
    return parse_feed(answer.body[: LARGEST_FEED + 1], answer.url)
