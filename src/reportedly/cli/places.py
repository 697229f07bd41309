"""`reportedly gazetteer`: the places known to the reader, and the user's own."""

import sys
from pathlib import Path

from reportedly.errors import ReportedlyError
from reportedly.ground import gazetteer

from .progress import bar, ready_gazetteer


def add(files: list[Path]) -> int:
    """Add the places of each file; a file that can't be read doesn't keep the others out. Give the exit status."""
    status = 0
    for file in files:
        try:
            with bar(file.name, unit="bytes") as shown:
                added = gazetteer.add(file, progress=shown.to)
        except ReportedlyError as error:
            print(f"reportedly: {error}", file=sys.stderr)  # noqa: T201
            status = error.exit_status
            continue
        for line in added.errors:
            print(f"{file}: {line}", file=sys.stderr)  # noqa: T201
        status = 1 if added.bad else status
        told = f", {added.bad:,} lines couldn't be read" if added.bad else ""
        print(f"{file}: {added.places:,} places{told} · {added.path}")  # noqa: T201
    return status


def info() -> None:
    """Print what the gazetteer holds and where it is."""
    ready_gazetteer()
    told = gazetteer.info()
    print(f"{told.places:,} places, {told.names:,} names · {told.compiled} ({told.bytes / 1e6:.0f} MB)")  # noqa: T201
    print(f"{told.own_places:,} places of your own · {told.own} ({told.own_bytes / 1e6:.1f} MB)")  # noqa: T201
    print("Place names and coordinates: GeoNames (geonames.org), CC BY 4.0.")  # noqa: T201
