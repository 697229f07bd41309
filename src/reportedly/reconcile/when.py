"""Compare when two claims' events were: as told, else as the reports' dates leave it open."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from reportedly.model import Reason, Testimony
from reportedly.model.number import counted

from .keys import FEW_DAYS, told_days
from .moments import day_of, gap, width
from .remembered import remembered
from .tables import weight

NEAR = 3
"""Days past which two told days are two happenings."""
SOON = 2
"""Days within which reports of one happening mostly come out."""
FRESH = 7
"""Days after which a report of a happening is no news of it."""
LATE = 30
"""Days by which two undated reports may lie apart and still be about one happening."""
ERAS = 60
"""Days past which a told day and another's date of publication speak against one happening."""


@remembered(lambda one: (one.start, one.end, day_of(one.published)))
def of_time(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield the reasons of time."""
    mine, its = told_days(one), told_days(other)
    if mine is not None and its is not None:
        apart = gap(mine, its)
        if max(width(mine), width(its)) > FEW_DAYS:
            if apart > NEAR:
                yield Reason("other_time", f"{apart} days lie between them", -9.0, decisive=True)
            return
        if apart == 0:
            yield Reason("same_day", f"both were on {mine[0].isoformat()}", weight("same_day"))
        elif apart == 1:
            yield Reason(
                "day_apart", "a day lies between them, as a report's own date leaves open", weight("day_apart")
            )
        elif apart <= NEAR:
            yield Reason("days_apart", f"{apart} days lie between them", weight("days_apart"))
        else:
            yield Reason("other_time", f"{apart} days lie between them", -9.0, decisive=True)
        return
    yield from _by_publication(one, other)


def _by_publication(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield the reasons of time where at least one report doesn't say when."""
    printed = day_of(one.published), day_of(other.published)
    told = told_days(one) or told_days(other)
    if told is not None:
        since = printed[1] if told_days(one) else printed[0]
        if since is None or width(told) > FEW_DAYS:
            return
        late = (since - told[1]).days
        if late < -1:
            yield Reason("not_yet", "one report came out before the other's day", -9.0, decisive=True)
            return
        if late < 0:
            # it may only have come out on the other side of the world
            yield Reason("day_before", "one report came out on the day before the other's", weight("day_before"))
            return
        says = f"one came out {late} {counted('day', late)} after the other's day"
        if late <= SOON:
            yield Reason("told_when_printed", says, weight("told_when_printed"))
        else:
            rule = "printed_apart" if late > ERAS else "told_before"
            yield Reason(rule, says, weight(rule))
        return
    if None in printed:
        return
    apart = abs((printed[0] - printed[1]).days)  # type: ignore[operator]
    rule = "printed_together" if apart <= SOON else "printed_near" if apart <= FRESH else "printed_apart"
    if rule == "printed_apart" and apart <= LATE:
        rule = "printed_near"
    yield Reason(rule, f"neither says when; they came out {apart} days apart", weight(rule))


def hours(one: Testimony) -> float | None:
    """Give how long the interval of a claim's event is; None where an end is missing."""
    return _hours(one.start, one.end) if one.start and one.end else None


@lru_cache(maxsize=65536)
def _hours(start: str, end: str) -> float:
    """Give how long an interval is."""
    first, past = (datetime.fromisoformat(moment).replace(tzinfo=None) for moment in (start, end))
    return (past - first).total_seconds() / 3600
