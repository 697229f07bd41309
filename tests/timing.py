"""Time what has to grow in proportion to its input, whatever else this process has to do."""

import time
from collections.abc import Callable

TRIES = 3


def least(run: Callable[[], object]) -> float:
    """Give the least processor time, in seconds, of a few runs: in one of them others' garbage may be collected."""
    taken = []
    for _ in range(TRIES):
        begun = time.process_time()
        run()
        taken.append(time.process_time() - begun)
    return min(taken)
