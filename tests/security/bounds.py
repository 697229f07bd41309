"""Work in a process of its own, which may use so much memory and processor time, and no more."""

import os
import pickle
import resource
import select
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 300.0
"""Seconds after which it hangs, on the busiest machine."""


def within(function: Callable[[], Any], *, megabytes: int, seconds: int) -> Any:
    """Give what a function gives, computed by a copy of this process that may use so much more than it has now.

    What it gives has to be picklable. Where it needs more, the test fails with what the system, or Python, did then.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            most = size + megabytes * 1_000_000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            told = pickle.dumps(function())
            with os.fdopen(writing, "wb") as stream:
                stream.write(told)
            status = 0
        except BaseException as error:  # noqa: BLE001 - said to the parent, whose test it is
            os.write(writing, b"!" + repr(error).encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        ready, _, _ = select.select([stream], [], [], PATIENCE)
        if not ready:
            os.kill(child, signal.SIGKILL)
        told = stream.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 0, f"ended with {status}: {told[1:].decode(errors='replace')}"
    return pickle.loads(told)  # noqa: S301 - our own process's
