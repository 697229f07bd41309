"""Rate limits: so many tries in so long, by who tries."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

MOST_KEYS = 10_000
"""Those who tried longest ago are forgotten first: memory stays bounded whoever knocks."""


class Limits:
    """Count tries in a bucket that refills: `most` at once, one more every `seconds / most`."""

    def __init__(self, most: int, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._refill = most / seconds
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> int:
        """Count a try; give how many seconds to wait before the next one is taken, 0 where this one is."""
        with self._lock:
            now = self._clock()
            left, since = self._buckets.pop(key, (float(self._most), now))
            left = min(float(self._most), left + (now - since) * self._refill)
            taken = left >= 1
            self._buckets[key] = (left - 1 if taken else left, now)
            while len(self._buckets) > MOST_KEYS:
                self._buckets.popitem(last=False)
            return 0 if taken else max(1, ceil((1 - left) / self._refill))
