"""Takes a command line. Gives what the other rooms made of it, on the terminal or in a file.

It may hold no logic of its own.
"""

import sys

from reportedly.errors import ReportedlyError

INTERRUPTED = 130
"""What shells expect of a program ended by Ctrl-C."""


def main() -> None:
    """Run the command line; every error a user can meet is one line on standard error, and an exit status."""
    try:
        # a report's text may hold what a terminal's encoding lacks: such a character is shown escaped, never an error
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        from .app import app

        app()
    except ReportedlyError as error:
        print(f"reportedly: {error}", file=sys.stderr)  # noqa: T201 - the one place where errors are said
        sys.exit(error.exit_status)
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
