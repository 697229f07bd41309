"""How pages put values into words: numbers, days, addresses."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from reportedly.export.account import CERTAINTY, interval_words, moment_words, number_words
from reportedly.ledger.views import Passage, Scope

from .questionview import figure_of

LINKED = frozenset({"http", "https"})
"""Schemes that a page links to: a report's address may be anything, such as `javascript:`."""
LONGEST_HOST = 60


def day(moment: str | None) -> str:
    """Write an ISO 8601 moment as a person reads it; an unknown one as such."""
    return moment_words(moment) if moment else "undated"


def link(url: str | None) -> str | None:
    """Give an address that may be linked, None where following it wouldn't be safe."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in LINKED and parts.netloc else None


def host(url: str | None) -> str:
    """Give an address's host, to be shown."""
    safe = link(url)
    return (urlsplit(safe).hostname or "")[:LONGEST_HOST] if safe else ""


def plain(value: str | None) -> str:
    """Write a name of the closed vocabularies as words."""
    return (value or "").replace("_", " ")


def certainty(value: str) -> str:
    """Put a factuality value into words."""
    return CERTAINTY.get(value, value)


def path(value: str) -> str:
    """Write an id so that it stands in an address as one part of its path."""
    return quote(value, safe="")


def percent(value: float | None) -> str:
    """Write a share as a percentage."""
    return "–" if value is None else f"{value:.0%}"


def query(values: dict[str, Any], **changed: Any) -> str:
    """Write a query string of the values that are set, some of them changed."""
    return urlencode({key: one for key, one in {**values, **changed}.items() if one not in (None, "", False)})


def stamp(seconds: float | None) -> str:
    """Write seconds since 1970 as a moment in UTC."""
    from datetime import UTC, datetime

    return "never" if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"


def pieces(passage: Passage) -> list[tuple[str, bool]]:
    """Part a passage at its marks: pieces of text, and whether each is marked."""
    found, at = [], 0
    for start, end in passage.marks:
        found += [(passage.text[at:start], False), (passage.text[start:end], True)]
        at = end
    return [*found, (passage.text[at:], False)]


def scope(value: Scope) -> str:
    """Say what a scope chooses by."""
    told = [f"“{value.words}”"] if value.words else []
    for name in ("places", "events", "counts", "speakers", "publishers", "acts", "certainty"):
        told += [", ".join(getattr(value, name))] if getattr(value, name) else []
    if value.since or value.until:
        told.append(f"{value.since or '…'} to before {value.until or '…'}")
    told += [scope(one) for one in value.inside]
    return " · ".join(told) or "everything"


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "link": link,
    "host": host,
    "plain": plain,
    "certainty": certainty,
    "path": path,
    "percent": percent,
    "stamp": stamp,
    "pieces": pieces,
    "scope": scope,
    "figure": figure_of,
    "number": number_words,
    "interval": lambda period: interval_words(period.start, period.end) if period else "undated",
    "query": query,
}
