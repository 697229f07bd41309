"""Compare what two claims tell of: what happened, and who or what is counted."""

from collections.abc import Iterator

from reportedly.model import Reason, Testimony

from .keys import kind_of
from .remembered import remembered
from .tables import side_of


@remembered(lambda one: (one.outcome, one.event_type, one.event_mode, one.unit, one.counted, bool(one.quantity)))
def of_kind(one: Testimony, other: Testimony) -> Iterator[Reason]:
    """Yield why two claims can't answer one question, by what happened and who is counted: at most one reason."""
    why = _other_kind(one, other)
    if why is not None:
        yield Reason(*why, -9.0, decisive=True)


def _other_kind(one: Testimony, other: Testimony) -> tuple[str, str] | None:
    """Say what makes two claims of two kinds: a rule, and words; None where nothing does."""
    if kind_of(one) != kind_of(other):
        return "other_event", f"{_plain(kind_of(one))} and {_plain(kind_of(other))} are two things"
    modes = {one.event_mode, other.event_mode} - {None}
    if one.outcome is None and len(modes) > 1:
        return "other_event", f"{' and '.join(sorted(_plain(str(mode)) for mode in modes))} are two things"
    if one.unit and other.unit and one.unit != other.unit:
        return "other_unit", f"one counts {one.unit}s, the other {other.unit}s"
    if one.event_mode != other.event_mode and "returned" in modes:
        return "other_event", "leaving and returning are two things"
    if one.quantity and other.quantity and one.counted and other.counted:
        sides = side_of(one.counted), side_of(other.counted)
        if None not in sides and sides[0] != sides[1]:
            return "other_group", f"{one.counted}s and {other.counted}s are two groups"
    return None


def _plain(kind: str) -> str:
    """Write a kind of event as people do."""
    return kind.replace("_", " ").lower()
