"""Progress on standard error: a bar on a terminal, nothing where nobody looks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def bar(what: str, *, unit: str = "") -> Iterator["_Bar"]:
    """Show a bar that vanishes when it's done. Its `to(done, total)` may be called as often as one likes."""
    if not sys.stderr.isatty():
        yield _Bar(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(what, total=None)
        yield _Bar(progress)


class _Bar:
    """One bar, or none."""

    def __init__(self, progress: "Progress | None") -> None:
        self._progress = progress

    def to(self, done: int, total: int | None = None) -> None:
        """Say how far it is; a total that isn't known yet is None."""
        if self._progress:
            self._progress.update(self._progress.task_ids[0], completed=done, total=total)


def ready_gazetteer() -> None:
    """Compile the gazetteer where it isn't there yet, and tell the user, who waits for it once."""
    from reportedly.ground import gazetteer

    if gazetteer.is_ready():
        return
    print("Compiling the gazetteer, once (about 32 MB in your cache folder) …", file=sys.stderr)  # noqa: T201
    with bar("places") as shown:
        path = gazetteer.ensure(progress=shown.to)
    print(f"Compiled: {path} ({path.stat().st_size / 1e6:.0f} MB)", file=sys.stderr)  # noqa: T201
