"""The ledger with its reconciling: the one place where what is kept and what is the same are put together."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reportedly import ledger, reconcile
from reportedly.errors import LedgerReadOnly
from reportedly.ledger import Scope
from reportedly.settings import default_ledger

Told = Callable[[int, int], None]
"""Hears how many of how many reports are reconciled."""


class Ledger(ledger.Ledger):
    """A ledger that reconciles what it keeps: which claims answer the same question, on whose word, and how many knew.

    >>> with Ledger("ledger.sqlite") as kept:  # doctest: +SKIP
    ...     kept.add(page, reading)
    ...     kept.questions()

    Args:
        place: A file, or `postgresql://user:password@host/name`; the user's own ledger where none is given.
        readonly: Open an existing ledger without writing to it, but for what an older version left to reconcile.
        told: Hears of progress where reports of an older version are reconciled first, which may take long.

    Raises:
        LedgerError: It can't be opened; the message says why and what to do.
    """

    def __init__(self, place: str | Path | None = None, *, readonly: bool = False, told: Told | None = None) -> None:
        place = place or default_ledger()
        super().__init__(place, readonly=readonly, reconciler=reconcile)
        if self.stale():
            if not readonly:
                self.catch_up(told or _silent)
            else:
                # what can't be written is shown as it was left
                with suppress(LedgerReadOnly), ledger.Ledger(place, reconciler=reconcile) as writable:
                    writable.catch_up(told or _silent)


def open_ledger(place: str | Path | None = None, *, readonly: bool = False, told: Told | None = None) -> Ledger:
    """Open a ledger. Raises LedgerError."""
    return Ledger(place, readonly=readonly, told=told)


def _silent(done: int, total: int) -> None:
    """Hear nothing of progress."""


def located(scope: Scope) -> Scope:
    """Let a scope's places find what lies in them: of a country's name its code is looked for, too."""
    if not scope.places and not scope.inside:
        return scope
    return replace(scope, places=tuple(_widened(scope.places)), inside=tuple(map(located, scope.inside)))


def _widened(places: tuple[str, ...]) -> Iterable[str]:
    """Yield places, and the codes of those that are countries."""
    from reportedly.ground import gazetteer

    sites = gazetteer.open_gazetteer().find(places) if places else {}
    for place in places:
        yield place
        yield from {one.country for one in sites.get(place, ()) if one.kind == "country" and one.country}
