"""`reportedly doctor`: what works, what doesn't, and what to do."""

import sys
from pathlib import Path

from .plain import on_line

_MARKS = {"fine": "ok   ", "note": "note ", "fault": "FAULT"}


def examine(ledger: str | Path | None, *, network: bool) -> int:
    """Print each finding as it comes; give the exit status: 1 where something has to be done."""
    from reportedly.doctor import PROBE
    from reportedly.doctor import examine as findings

    faults = 0
    for one in findings(ledger, network=PROBE if network else None):
        faults += one.state == "fault"
        print(f"{_MARKS[one.state]} {one.what}: {on_line(one.said)}", flush=True)  # noqa: T201
        if one.do:
            print(f"      → {on_line(one.do)}", flush=True)  # noqa: T201
    print("all that is needed works" if not faults else f"{faults} to be mended", file=sys.stderr)  # noqa: T201
    return 1 if faults else 0


def list_settings() -> None:
    """Print every setting: its place in the file, what it is now, and whence; what it means, and its variable."""
    from reportedly.settings import names, origins, settings, settings_path

    print(f"# {settings_path()}")  # noqa: T201
    now, whence = settings(), origins()
    for variable, (place, field) in names().items():
        value: object = now
        for part in place.split("."):
            value = getattr(value, part)
        shown = "unset" if value is None else value
        print(f"{place} = {on_line(str(shown))}  # {whence[place]}")  # noqa: T201
        print(f"    {field.description} (REPORTEDLY_{variable})")  # noqa: T201
