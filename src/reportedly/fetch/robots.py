"""robots.txt: what a site asks programs to leave alone, and how long they should rest (RFC 9309)."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from reportedly.errors import RobotsRefused, TooLarge

from .client import ROBOT, Answer, asked_wait

LARGEST_ROBOTS = 500 * 1024
"""Bytes of a robots.txt that are read: the least that the RFC asks for."""
FOR_SECONDS = 86_400.0
"""How long a robots.txt is taken to hold: the most that the RFC allows."""
DOWN_SECONDS = 300.0
"""How long a robots.txt isn't asked for again after the server failed."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one site; `down` says why they couldn't be had."""

    rules: Protego | None
    down: str | None
    at: float
    wait: float = 0.0
    """Seconds that a server which failed asks to be left alone."""


class Robots:
    """Keep the rules of each site that was asked. `ask` fetches an address, redirects followed."""

    def __init__(self, ask: Callable[[str], Answer], clock: Callable[[], float]) -> None:
        self._ask = ask
        self._clock = clock
        self._rules: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> float:
        """Give the seconds a site asks to rest between requests, 0 where it doesn't say.

        Raises RobotsRefused where the site doesn't want this address fetched, or its rules can't be had because the
        server fails (the RFC takes that for a no); what `ask` raises where the server can't be reached at all.
        """
        site = "/".join(url.split("/", 3)[:3])
        kept = self._of(site)
        if kept.down:
            left = max(0.0, kept.at + kept.wait - self._clock())
            error = RobotsRefused(f"The robots.txt of {site} can't be had ({kept.down}): try again later.", wait=left)
            error.passing = True
            raise error
        if kept.rules is None:
            return 0.0
        if not kept.rules.can_fetch(url, ROBOT):
            raise RobotsRefused(f"The robots.txt of {site} asks programs not to fetch {url}: save the page yourself.")
        rate = kept.rules.request_rate(ROBOT)
        pause = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(kept.rules.crawl_delay(ROBOT) or 0.0, pause)

    def _of(self, site: str) -> _Rules:
        with self._lock:
            kept = self._rules.get(site)
        if kept is None or self._clock() - kept.at > (max(DOWN_SECONDS, kept.wait) if kept.down else FOR_SECONDS):
            kept = self._fetch(site)
            with self._lock:
                self._rules[site] = kept
        return kept

    def _fetch(self, site: str) -> _Rules:
        now = self._clock()
        try:
            answer = self._ask(f"{site}/robots.txt")
        except TooLarge:
            return _Rules(None, f"it has more than {LARGEST_ROBOTS // 1024} kB", now)
        if answer.status >= 500 or answer.status == 429:  # noqa: PLR2004 - HTTP's own numbers
            wait = min(asked_wait(answer) or 0.0, FOR_SECONDS)
            return _Rules(None, f"the server answers {answer.status}", now, wait)
        if answer.status != 200:  # noqa: PLR2004
            return _Rules(None, None, now)
        return _Rules(Protego.parse(answer.body.decode("utf-8", "replace")), None, now)
