"""What is said where Ctrl-C ends a command that may be given again."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resumable(where: object) -> Iterator[None]:
    """Say, where what stands within is stopped, that what it did is kept in `where`, and how to carry on."""
    try:
        yield
    except KeyboardInterrupt:
        print(f"\nstopped: what was done is kept; give the same command again to carry on · {where}", file=sys.stderr)  # noqa: T201
        raise
