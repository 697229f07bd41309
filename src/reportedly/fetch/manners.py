"""How to behave towards servers: how often, how many at once, how long, how much."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportedly.errors import Unreachable
from reportedly.model import LARGEST

from .guard import Resolve, system_addresses

LONGEST_DELAY = 60.0
"""Seconds between requests that a robots.txt may ask for at most; what asks for more isn't fetched in a batch."""
LONGEST_REST = 86_400.0
"""Seconds for which a server is left alone at most when it says that it's asked too much."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Say how to fetch. Times are in seconds, sizes in bytes.

    One host is asked one thing at a time, and rests for `delay` before the next (longer where its robots.txt says so);
    `hosts` are asked at once.
    """

    delay: float = 1.0
    hosts: int = 8
    timeout: float = 20.0
    """Until a connection stands, and between two pieces of an answer."""
    deadline: float = 90.0
    """For one answer, all told."""
    attempts: int = 3
    patience: float = 60.0
    """The longest wait before another attempt, a server's Retry-After included."""
    largest: int = LARGEST
    redirects: int = 10
    contact: str | None = None
    """How a site's keeper can reach you: stands in the User-Agent."""
    allow_private: bool = False
    resolve: Resolve = system_addresses
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    """The time of day, as caches reckon it."""


class Lanes:
    """Let each host be asked one thing at a time, with a rest in between."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._lock = threading.Lock()
        self._lanes: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}
        self._resting: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, *, delay: float = 0.0) -> Iterator[None]:
        """Wait for a host's turn, and let it rest afterwards, `delay` seconds if that is longer than usual.

        Raises Unreachable where the host asked for a longer rest than anyone waits.
        """
        with self._lock:
            lane = self._lanes.setdefault(host, threading.Lock())
        with lane, self._entered(host, max(delay, self._manners.delay)):
            yield

    @contextmanager
    def _entered(self, host: str, delay: float) -> Iterator[None]:
        """Be the only one of this process who asks a host."""
        self._mind(host, self._resting.get(host, 0.0) - self._manners.clock())
        wait = self._next.get(host, 0.0) - time.monotonic()
        if wait > 0:
            self._manners.sleep(wait)
        try:
            yield
        finally:
            self._next[host] = time.monotonic() + delay

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, as it asked."""
        self._resting[host] = self._manners.clock() + min(seconds, LONGEST_REST)

    def _mind(self, host: str, left: float) -> None:
        """Wait for the end of a rest, if it's near. Raises Unreachable."""
        if left > self._manners.patience:
            raise Unreachable(f"{host} asked to be left alone, for {left:.0f} s yet: try again later.", wait=left)
        if left > 0:
            self._manners.sleep(left)
