"""How to behave towards servers: how often, how many at once, how long, how much."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportedly.model import LARGEST

from .guard import Resolve, system_addresses

LONGEST_DELAY = 60.0
"""Seconds between requests that a robots.txt may ask for at most; what asks for more isn't fetched in a batch."""


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

    @contextmanager
    def turn(self, host: str, *, delay: float = 0.0) -> Iterator[None]:
        """Wait for a host's turn, and let it rest afterwards, `delay` seconds if that is longer than usual."""
        with self._lock:
            lane = self._lanes.setdefault(host, threading.Lock())
        with lane:
            wait = self._next.get(host, 0.0) - time.monotonic()
            if wait > 0:
                self._manners.sleep(wait)
            try:
                yield
            finally:
                self._next[host] = time.monotonic() + max(delay, self._manners.delay)
