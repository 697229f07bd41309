"""Give rows without coordinates the point of the place that they name, by a gazetteer that is handed in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from reportedly.model.vocabulary import Precision

from .table import Coded

PRECISION: dict[str, Precision] = {"country": "country", "admin1": "region", "admin2": "region"}
"""How precise a place of a kind is; a town is exact."""


class Site(Protocol):
    """What a gazetteer knows of a place, the most populous of a name first."""

    @property
    def name(self) -> str:
        """Its main name."""

    @property
    def latitude(self) -> float:
        """Degrees."""

    @property
    def longitude(self) -> float:
        """Degrees."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2."""

    @property
    def division(self) -> str | None:
        """The first division's name."""

    @property
    def kind(self) -> str:
        """What it is: city, admin1, country, …."""


Find = Callable[[Iterable[str]], Mapping[str, Sequence[Site]]]


def located(rows: Iterable[Coded], find: Find) -> tuple[Coded, ...]:
    """Locate rows: points for those without, and first divisions by the gazetteer's name of them.

    A name alone, in no country that the row names, is taken for a place only where one place bears it.
    """
    rows = tuple(rows)
    sites = find({name for row in rows for name in (row.place, row.admin1) if name})
    return tuple(_located(row, sites) for row in rows)


def _located(row: Coded, sites: Mapping[str, Sequence[Site]]) -> Coded:
    """Locate one row."""
    divisions = _there(row, row.admin1, sites, kinds={"admin1"})
    row = replace(
        row, admin1=(divisions[0].division or divisions[0].name) if divisions else None, place=row.place or row.admin1
    )
    if row.latitude is not None:
        return row
    found = _there(row, row.place, sites)
    in_division = [one for one in found if row.admin1 and one.division == row.admin1]
    # a town is often called as its province is, and coders place events in towns
    named = sorted(in_division or found, key=lambda one: one.kind in PRECISION)
    site = named[0] if named and (row.country or len(found) == 1) else None
    if site is None:
        return row
    return replace(
        row,
        latitude=site.latitude,
        longitude=site.longitude,
        country=row.country or site.country,
        admin1=row.admin1 or site.division,
        precision=PRECISION.get(site.kind, "exact"),
    )


def _there(
    row: Coded, name: str | None, sites: Mapping[str, Sequence[Site]], kinds: set[str] | None = None
) -> list[Site]:
    """List the places of a name in a row's country, or anywhere where it names none."""
    found = sites.get(name or "", ())
    return [one for one in found if row.country in (None, one.country) and (kinds is None or one.kind in kinds)]
