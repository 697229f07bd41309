"""Addresses as pages: politely, through the cache, several hosts at once, and in the order in which they were asked."""

import re
import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urljoin, urlsplit

from reportedly.errors import FetchError, InputError, NotThere, RobotsRefused, Unreachable, Walled
from reportedly.model import Page

from .cache import Cache, conditions
from .client import Answer, Client, asked_wait, checked, host_of, next_address, why_status
from .links import Link, host_asked
from .look import look
from .manners import LONGEST_DELAY, Lanes, Manners
from .robots import LARGEST_ROBOTS, Robots
from .unread import Unread

AHEAD = 64
"""Pages that may be fetched before the reader asks for them."""

_MEDIA: dict[str, Literal["text", "html"]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
_CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_REL = re.compile(r"""\brel\s{0,5}=\s{0,5}["']?\s{0,5}canonical\b""", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s{0,5}=\s{0,5}(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s>"']{1,2000}))""", re.IGNORECASE)
_LINK_HEADER = re.compile(r"""<([^<>]{1,2000})>\s{0,5};\s{0,5}rel\s{0,5}=\s{0,5}["']?canonical""", re.IGNORECASE)
_REFRESH = re.compile(
    r"""<meta\b[^<>]{0,200}http-equiv\s{0,5}=\s{0,5}["']?refresh[^<>]{0,200}?content\s{0,5}=\s{0,5}["']\s{0,5}[0-5]\s{0,5};"""
    r"""\s{0,5}url\s{0,5}=\s{0,5}["']?([^"'<>]{1,2000})""",
    re.IGNORECASE,
)
_VARIANTS = ("www.", "m.", "mobile.", "amp.")
_HEAD = 300_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came, and whether the cache or the server says that it is as it was."""

    answer: Answer
    unchanged: bool


class Web:
    """Fetch pages. Use it as a context: connections stay open until it ends.

    `cache` is the file in which answers are kept, None for none; `lanes` those of several processes, where they share
    the work. It may be used by several threads.
    """

    def __init__(
        self, manners: Manners | None = None, *, cache: Path | None = None, lanes: Lanes | None = None
    ) -> None:
        self.manners = manners or Manners()
        self._client = Client(self.manners)
        self._cache = Cache(cache)
        self._lanes = lanes or Lanes(self.manners)
        self._robots = Robots(self._rules, self.manners.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def pages(self, wanted: Iterable[Link | Unread]) -> Iterator[Page | Unread]:
        """Yield the page of each link in their order; what failed on the way stands in its place.

        Hosts are asked at the same time, each with the rest it needs; no more than `AHEAD` pages wait to be read.
        """
        with ThreadPoolExecutor(self.manners.hosts, thread_name_prefix="fetch") as pool:
            crew = _Crew(self, pool)
            waiting: deque[Future[Page | Unread]] = deque()
            try:
                for one in wanted:
                    waiting.append(crew.want(one))
                    if len(waiting) >= AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                crew.stop()

    def page(self, link: Link) -> Page | Unread:
        """Fetch one page."""
        name = link.name or link.url
        try:
            return self._page(link)
        except InputError as error:
            return Unread(name, error, id=link.facts.get("id") or link.url)

    def fetch(self, url: str) -> Fetched:
        """Fetch an address, redirects followed, robots.txt heeded; a failing status is an answer too.

        Raises FetchError or TooLarge.
        """
        url, via = checked(url), list[str]()
        unchanged = True
        for _ in range(self.manners.redirects + 1):
            fetched = self._one(url)
            unchanged = unchanged and fetched.unchanged
            to = next_address(fetched.answer)
            if to is None:
                return Fetched(replace(fetched.answer, via=tuple(via)), unchanged)
            if to in via or to == url:
                raise Unreachable(f"{via[0] if via else url} redirects in a circle: check the address.")
            via.append(url)
            url = to
        raise Unreachable(f"{via[0]} redirects more than {self.manners.redirects} times: check the address.")

    def _one(self, url: str) -> Fetched:
        """Ask for an address through the cache."""
        delay = self._robots.check(url)
        if delay > LONGEST_DELAY:
            raise RobotsRefused(
                f"The robots.txt of {host_of(url)} asks for {delay:.0f} s between requests: save the page yourself."
            )
        fresh = self._cache.fresh(url, now=self.manners.clock())
        if fresh is not None:
            return Fetched(fresh, unchanged=True)
        kept = self._cache.stale(url, now=self.manners.clock())
        with self._lanes.turn(host_of(url), delay=delay):
            answer = self._client.ask(url, headers=conditions(kept))
            wait = asked_wait(answer) or 0.0
            if answer.status == 429 and wait > 0:  # noqa: PLR2004 - too many requests: it's the host that asks for rest
                self._lanes.rest(host_of(url), wait)
        if kept is not None and answer.status == 304:  # noqa: PLR2004 - not modified
            return Fetched(self._cache.renew(kept, answer), unchanged=True)
        self._cache.keep(answer)
        return Fetched(answer, unchanged=kept is not None and kept.body == answer.body)

    def _rules(self, url: str) -> Answer:
        """Fetch a robots.txt, up to five redirects followed, as RFC 9309 asks."""
        for _ in range(6):
            with self._lanes.turn(host_of(url)):
                answer = self._client.ask(url, largest=LARGEST_ROBOTS)
            to = next_address(answer)
            if to is None:
                return answer
            url = to
        return replace(answer, status=404)

    def _page(self, link: Link) -> Page:
        """Fetch a page and look at it, at its own canonical address where it has one. Raises InputError."""
        answer = self._fine(link.url)
        html = _html(answer)
        to = _refreshed(html, answer.url) if html else None
        if to and to != answer.url:
            answer = replace(self._fine(to), via=(*answer.via, answer.url))
            html = _html(answer)
        answer = self._canonical(answer, html)
        html = _html(answer)
        notes: tuple[str, ...] = ()
        if html is not None:
            seen = look(html, url=answer.url, asked=link.url)
            if seen.error is not None:
                raise seen.error
            notes = seen.notes
        return page_of(answer, name=link.name or link.url, facts=link.facts, notes=notes)

    def _fine(self, url: str) -> Answer:
        """Fetch an address. Raises FetchError where its status says that there is no page."""
        answer = self.fetch(url).answer
        if answer.status == 200:  # noqa: PLR2004
            return answer
        if answer.status in (404, 410):
            raise NotThere(f"{why_status(answer)}: check the address, or look for the page in an archive.")
        if answer.status in (401, 402, 403, 407, 451):
            raise Walled(f"{why_status(answer)}: open the page yourself, and save it.")
        raise Unreachable(f"{why_status(answer)}: try again later.", wait=asked_wait(answer))

    def _canonical(self, answer: Answer, html: str | None) -> Answer:
        """Go to the address that a page calls its own, where that is one of the same site and no front page.

        Where the two differ only in what never tells pages apart, the address is taken and nothing fetched.
        """
        said = canonical(html, answer) if html is not None else None
        if said is None or said == answer.url or not _same_site(said, answer.url):
            return answer
        if urlsplit(said).path in ("", "/") and len(urlsplit(answer.url).path) > 1:
            return answer
        if _bare(said) == _bare(answer.url):
            return replace(answer, url=said, via=(*answer.via, answer.url))
        try:
            there = self._fine(said)
        except InputError:
            return answer
        back = canonical(_html(there), there)
        if back not in (None, there.url) or urlsplit(there.url).path in ("", "/"):
            return answer
        return replace(there, via=(*answer.via, answer.url))


class _Crew:
    """Fetch for a batch: each host's pages one after the other, hosts at once."""

    def __init__(self, web: Web, pool: ThreadPoolExecutor) -> None:
        self._web = web
        self._pool = pool
        self._lock = threading.Lock()
        self._queues: dict[str, deque[tuple[Link, Future[Page | Unread]]]] = defaultdict(deque)
        self._stopped = False

    def want(self, one: Link | Unread) -> "Future[Page | Unread]":
        """Put a link into its host's queue."""
        future: Future[Page | Unread] = Future()
        if isinstance(one, Unread):
            future.set_result(one)
            return future
        host = host_asked(one.url)
        if not host:  # no address: that is said at once
            future.set_result(self._web.page(one))
            return future
        with self._lock:
            idle = not self._queues[host]
            self._queues[host].append((one, future))
        if idle:
            self._pool.submit(self._work, host)
        return future

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopped = True

    def _work(self, host: str) -> None:
        """Fetch one host's pages until its queue is empty."""
        while not self._stopped:
            with self._lock:
                link, future = self._queues[host][0]
            try:
                future.set_result(self._web.page(link))
            except BaseException as error:  # noqa: BLE001 - whoever waits for the page is told
                future.set_exception(error)
            with self._lock:
                self._queues[host].popleft()
                if not self._queues[host]:
                    return


def page_of(answer: Answer, *, name: str, facts: Mapping[str, Any], notes: tuple[str, ...] = ()) -> Page:
    """Make a page of an answer."""
    kind = (answer.header("content-type") or "").split(";")[0].strip().lower()
    declared = _CHARSET.search(answer.header("content-type") or "")
    return Page(
        answer.body,
        media=_MEDIA.get(kind),
        url=answer.url,
        retrieved=answer.at.isoformat(timespec="seconds"),
        name=name,
        charset=declared[1] if declared else None,
        headers=((":status", str(answer.status)), *answer.headers),
        via=answer.via,
        notes=notes,
        **facts,
    )


def _html(answer: Answer) -> str | None:
    """Give a page's source, roughly decoded, where it is HTML; what is looked for in it is ASCII."""
    kind = (answer.header("content-type") or "").split(";")[0].strip().lower()
    if _MEDIA.get(kind) == "html" or (not kind and b"<html" in answer.body[:1000].lower()):
        return answer.body.decode("utf-8", "replace")
    return None


def canonical(html: str | None, answer: Answer) -> str | None:
    """Give the address that a page, or its Link header, calls its own; None where it names none."""
    header = _LINK_HEADER.search(answer.header("link") or "")
    found = header[1] if header else None
    for tag in _LINK.findall((html or "")[:_HEAD]):
        href = _HREF.search(tag)
        if href and _REL.search(tag):
            found = next(filter(None, href.groups()))
            break
    return _address(found, answer.url) if found else None


def _refreshed(html: str, url: str) -> str | None:
    """Give where a page leads on to by itself within five seconds (meta refresh), None where it doesn't."""
    found = _REFRESH.search(html[:_HEAD])
    return _address(found[1], url) if found else None


def _address(found: str, base: str) -> str | None:
    try:
        return checked(urljoin(base, unescape(found.strip())))
    except (ValueError, FetchError):
        return None


def _site(url: str) -> str:
    """Give a host without what only names a variant of its pages."""
    host = urlsplit(url).netloc
    for prefix in _VARIANTS:
        host = host.removeprefix(prefix)
    return host


def _same_site(one: str, other: str) -> bool:
    return _site(one) == _site(other)


def _bare(url: str) -> tuple[str, str]:
    """Give what tells a site's pages apart for certain: host and path."""
    return _site(url), urlsplit(url).path.rstrip("/")
