"""A question with all that coders' formats want of it: what its answers testify, and their reports' headlines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from reportedly.model import Period, Question, Testimony

DAY, WEEK, MONTH = 1, 7, 31


@dataclass(frozen=True, slots=True)
class Case:
    """One question; `said` holds the testimony of each answer by claim, `titles` the headline of each report."""

    question: Question
    said: Mapping[str, Testimony]
    titles: Mapping[str, str | None]

    def testimonies(self) -> Iterator[Testimony]:
        """Yield the testimonies of the answers, in their order."""
        for answer in self.question.answers:
            if answer.claim in self.said:
                yield self.said[answer.claim]

    def actors(self) -> list[str]:
        """Name who is said to have done it, the most often named first."""
        return ranked(name for one in self.testimonies() for name in one.actors)


def ranked(names: Iterator[str]) -> list[str]:
    """List names once each, the most frequent first, as they came where they tie."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: -counts[name])


def number(value: float | None) -> str:
    """Write a number with all its digits, without a needless fraction; nothing where it isn't known."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def days(period: Period | None) -> int | None:
    """Give how many days a period spans; None where an end is open."""
    if period is None or period.start is None or period.end is None:
        return None
    start, end = (datetime.fromisoformat(one).replace(tzinfo=None) for one in (period.start, period.end))
    return max((end - start).days, DAY)


def first_day(period: Period | None) -> str:
    """Give the day on which a period starts, YYYY-MM-DD; empty where it isn't known."""
    return (period.start or "")[:10] if period else ""


def last_day(period: Period | None) -> str:
    """Give the last day of a period, YYYY-MM-DD: ends are exclusive in the ledger, and inclusive in coders' files."""
    if period is None or period.end is None:
        return first_day(period)
    end = datetime.fromisoformat(period.end).replace(tzinfo=None)
    return max((end - timedelta(seconds=1)).date().isoformat(), first_day(period))
