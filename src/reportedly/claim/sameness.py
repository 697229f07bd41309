"""Say which claims of a report are about the same thing; origins and drift both rest on it.

Two claims are the same where event or outcome, figure, group and time don't exclude one another and, where a figure is
missing, they share who did it or to whom. Claims are compared within one kind only, with the latest `WINDOW`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.model import Claim, Quantity, Timex

from .figures import compatible
from .tables import event_table, words

WINDOW = 60
SHORTEST = 2
"""Letters that a stem keeps at least."""


@dataclass(frozen=True)
class Values:
    """Hold the values that claims refer to, by id."""

    quantities: Mapping[str, Quantity]
    timexes: Mapping[str, Timex]

    def figure(self, claim: Claim) -> Quantity | None:
        """Give the claim's main figure."""
        return self.quantities.get(claim.quantities[0]) if claim.quantities else None


def kind(claim: Claim) -> str | None:
    """Give what claims are sorted by: the outcome, else type and mode; None for a plain statement."""
    event = claim.event
    if event.outcome == "captured" and event.mode == "arrest":
        # people captured are people held; a town captured is another thing
        return "arrested"
    if event.outcome:
        return event.outcome
    return f"{event.type}/{event.mode or ''}" if event.type else None


def same(one: Claim, other: Claim, values: Values) -> bool:
    """Say whether two claims of one kind are about the same thing."""
    if kind(one) is None or kind(one) != kind(other) or not _together(one, other, values):
        return False
    if one.factuality.endswith("-") != other.factuality.endswith("-"):
        return False
    if one.event.type == other.event.type == "DISPLACE" and (one.event.mode == "returned") != (
        other.event.mode == "returned"
    ):
        return False
    first, second = values.figure(one), values.figure(other)
    if first is not None and second is not None:
        return compatible(first, second) and _same_group(first, second)
    if not one.event.outcome and not _one_deed(one, other):
        return False
    return bool(set(one.recipients) & set(other.recipients) or set(one.actors) & set(other.actors))


def _one_deed(one: Claim, other: Claim) -> bool:
    """Say whether two deeds of a type may be one: of one mode or word, and nobody in them excludes who is in the other.

    "Met with" and "visited" are of one type, which makes no one meeting of them; neither is what would have been done
    what was done.
    """
    if not one.event.mode and stem(one) != stem(other):
        return False
    apart = any(
        first and second and not set(first) & set(second)
        for first, second in ((one.actors, other.actors), (one.recipients, other.recipients))
    )
    return not apart and (one.factuality == "Uu") == (other.factuality == "Uu")


def stem(claim: Claim) -> str:
    """Give the trigger's stem, so that "killed" and "killing", "flee" and "fled" are one word."""
    said = claim.event.trigger.text.lower().split()
    first = said[0] if said else ""
    found = event_table().forms.get(first) or first
    for ending in ("ing", "ed", "es", "s"):
        found = found.removesuffix(ending) if len(found) > len(ending) + SHORTEST else found
    found = found[:-1] if len(found) > SHORTEST and found[-1] == found[-2] else found
    return " ".join([found.removesuffix("e"), *said[1:]])


def _same_group(one: Quantity, other: Quantity) -> bool:
    """Say whether the groups counted may be the same under different labels; one number counts one group."""
    if one.value is not None and one.value == other.value and one.bound == other.bound:
        return True  # "22 mostly children", "22 people"
    first, second = (one.unit or "").lower(), (other.unit or "").lower()
    return first == second or not {first, second} & words("special")


def _together(one: Claim, other: Claim, values: Values) -> bool:
    """Say whether the times of two claims leave them one event: they share a moment, or one has none."""
    first, second = (_interval(claim, values) for claim in (one, other))
    return first is None or second is None or (first[0] < second[1] and second[0] < first[1])


def _interval(claim: Claim, values: Values) -> tuple[str, str] | None:
    """Give the days a claim's event lies in, ISO 8601; None where not stated or not resolved."""
    times = [values.timexes[one.timex] for one in claim.times if one.role == "event" and one.timex in values.timexes]
    resolved = [(one.start[:10], one.end[:10]) for one in times if one.start and one.end]
    if not resolved:
        return None
    start, end = min(one[0] for one in resolved), max(one[1] for one in resolved)
    return start, end if end > start else f"{start}~"


def groups(claims: Iterable[Claim], values: Values) -> list[list[Claim]]:
    """Put claims of the same thing together; each group is in the order of the text."""
    by_kind: dict[str, list[list[Claim]]] = defaultdict(list)
    for claim in claims:
        key = kind(claim)
        if key is None:
            continue
        known = by_kind[key]
        home = next(
            (group for group in reversed(known[-WINDOW:]) if any(same(claim, one, values) for one in group[:WINDOW])),
            None,
        )
        if home is None:
            known.append([claim])
        else:
            home.append(claim)
    return [group for known in by_kind.values() for group in known]
