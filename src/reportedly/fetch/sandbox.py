"""A process of its own for parsers of hostile formats: it may use so much time and memory, and then it's ended."""

import contextlib
import json
import subprocess
import sys
from typing import Any

from reportedly.errors import BadDocument, TooLarge

SECONDS = 60
MEMORY = 1_500_000_000
"""Bytes of address space; libraries mapped in count, too."""


def apart(module: str, content: bytes, *, what: str) -> Any:
    """Run `python -m module` on a document and give the JSON it writes. Raises BadDocument, TooLarge.

    A module says `{"error": …}` where it can't read the document.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-I", "-m", module], input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TooLarge(f"The {what} takes more than {SECONDS} s to read: take its text out first.") from error
    try:
        read = json.loads(done.stdout)
    except ValueError as error:
        raise BadDocument(f"The {what} can't be read: it is damaged, or needs too much memory.") from error
    if "error" in read:
        raise BadDocument(str(read["error"]))
    return read


def confine() -> None:
    """Bound this process's memory and processor time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
