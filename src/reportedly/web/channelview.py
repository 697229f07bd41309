"""The channels that reports come by, laid out: how each fares, and how people grade it."""

from dataclasses import dataclass
from typing import Any

from reportedly.keeping import Ledger
from reportedly.ledger.views import JudgementRow

GRADES = 20
"""Grades among which the one that holds is looked for: those before it were withdrawn."""


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel. Times are seconds since 1970, None where it never was."""

    name: str
    title: str
    url: str | None
    health: str
    """Well, failing, or not polled yet."""
    why: str | None
    failing_since: float | None
    polled: float | None
    changed: float | None
    due: float | None
    entries: int
    """Entries of the feed that were seen."""
    grade: JudgementRow | None


def channel_of(ledger: Ledger, name: str, value: Any) -> ChannelLine:
    """Lay a channel out; what isn't known of it is left open."""
    from reportedly.polling import State

    known = value if isinstance(value, dict) else {}
    state = State.of(ledger.polled(name))
    grades = ledger.judgements(name, kind="grade_source", limit=GRADES)
    return ChannelLine(
        name=name,
        title=str(known.get("title") or name),
        url=known.get("url") if isinstance(known.get("url"), str) else None,
        health="not polled yet" if state.polled is None else "failing" if state.failing_since is not None else "well",
        why=state.why,
        failing_since=state.failing_since,
        polled=state.polled,
        changed=state.changed,
        due=state.due or None,
        entries=len(state.seen),
        grade=next((one for one in grades if not one.withdrawn), None),
    )
