"""Takes a command line. Gives what the other rooms made of it, on the terminal or in a file.

It may hold no logic of its own.
"""

import os
import sys
from typing import TextIO, cast

from reportedly.errors import ReportedlyError

INTERRUPTED = 130
"""What shells expect of a program ended by Ctrl-C."""
UNWRITTEN = 1
"""Our output couldn't be written, or its reader (head, less) had seen enough."""


def main() -> None:
    """Run the command line; every error a user can meet is one line on standard error, and an exit status."""
    try:
        _ready_streams()
        try:
            from .app import app

            app()
        finally:
            sys.stdout.flush()
    except ReportedlyError as error:
        print(f"reportedly: {error}", file=sys.stderr)  # noqa: T201 - the one place where errors are said
        sys.exit(error.exit_status)
    except BrokenPipeError:
        _drop_output()
        sys.exit(UNWRITTEN)
    except OSError as error:
        _drop_output()
        where = error.filename or "the output"
        print(f"reportedly: {where} can't be written ({error.strerror or error})", file=sys.stderr)  # noqa: T201
        sys.exit(UNWRITTEN)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _ready_streams() -> None:
    """See to it that all three streams are there, and take every character.

    One that the caller closed is empty; else the next file opened, perhaps the ledger, would stand in its place. What
    isn't shown on a terminal is UTF-8, for JSON has to be; a character that a terminal lacks is shown escaped.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            # lowest number first: each gets the one it has to have
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in cast("tuple[TextIO, TextIO]", (sys.stdout, sys.stderr)):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")  # type: ignore[attr-defined]


def _drop_output() -> None:
    """Let go of what couldn't be written: else Python tries again when it ends, and complains."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
