"""How pages put values into words: numbers, days, addresses."""

from collections.abc import Callable
from html import escape
from typing import Any, get_args
from urllib.parse import quote, urlencode, urlsplit

from reportedly.export.account import CERTAINTY, number_words
from reportedly.ledger.views import Passage, Scope
from reportedly.model import Report
from reportedly.model.number import counted
from reportedly.model.vocabulary import Act, Factuality

from .questionview import figure_of, many

LINKED = frozenset({"http", "https"})
"""Schemes that a page links to: a report's address may be anything, such as `javascript:`."""
LONGEST_HOST = 60
SOURCE_GRADES = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "can't be judged",
}
"""NATO's Admiralty scale for sources (AJP-2.1)."""
ACTS: tuple[str, ...] = get_args(Act)
CERTAINTIES: tuple[str, ...] = get_args(Factuality)
MIDNIGHT, UTC = "00:00", ("Z", "+00:00")
KNOWN_FROM = {"page": "the page", "dateline": "the dateline", "url": "the address"}


def day(moment: str | None) -> str:
    """Write an ISO 8601 moment as a person reads it, with its zone; an unknown one as such.

    Days are kept as their midnights in UTC: one is shown as the day, for its hour would say more than is known.
    """
    if not moment:
        return "undated"
    date, _, rest = moment.partition("T")
    time, zone = rest[:5], rest[5:].lstrip("0123456789:.")
    if not rest or (time == MIDNIGHT and zone in UTC):
        return date
    return f"{date} {time}" + (" UTC" if zone in UTC else f" {zone}" if zone else "")


class Marked(str):
    """Words that are markup already, which templates don't escape again: made below of escaped parts alone."""

    __slots__ = ()

    def __html__(self) -> str:
        """Give the markup."""
        return str(self)


def shown_day(moment: str | None) -> Marked:
    """Mark a moment up as one, so that it isn't broken over lines."""
    return Marked(f"<time>{escape(day(moment))}</time>")


def interval(period: Any) -> str:
    """Write an end-exclusive period as a person reads it: a day as that day, an hour of one day with that day once."""
    if period is None or not (period.start or period.end):
        return "undated"
    first, last = day(period.start), day(period.end)
    if not period.end:
        return f"from {first}"
    if not period.start:
        return f"before {last}"
    if _next_day(first) == last:
        return first
    same = first[:10] == last[:10] and len(last) > len(first) == len("2026-03-14")
    return f"{first}, before {last[11:]}" if same else f"{first} to before {last}"


def _next_day(date: str) -> str | None:
    """Give the day after an ISO date, None for a date and time."""
    from datetime import date as day_
    from datetime import timedelta

    try:
        return (day_.fromisoformat(date) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # no day follows 31 December 9999
        return None


def dated(report: Report) -> str:
    """Say when a report was published, and how that's known where nobody said it."""
    if not report.published:
        return "no publication date known: relative times stay undated"
    known = KNOWN_FROM.get(report.published_basis)
    return day(report.published) + (f" (from {known})" if known else "")


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


QUOTES = ' \n"“”„«»'


def unquoted(words: str) -> str:
    """Leave out the quotation marks around words that will be shown as a quotation; a pair inside them stays."""
    left = words.strip().lstrip(QUOTES)
    return left if left.endswith('"') and left.count('"') % 2 == 0 else left.rstrip(QUOTES)


GIVEN_BY = {"claim": "as the claim says", "report": "as the report says elsewhere", "none": "nobody says"}


def given(by: str) -> str:
    """Say who tells a claim's time or place."""
    return GIVEN_BY.get(by, by)


FILTERS: dict[str, Callable[..., Any]] = {
    "day": shown_day,
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
    "interval": interval,
    "dated": dated,
    "query": query,
    "unquoted": unquoted,
    "given": given,
    "counted": counted,
    "many": many,
}
