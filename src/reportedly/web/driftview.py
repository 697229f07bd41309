"""Drifts as the board shows them: the largest changes first."""

from dataclasses import dataclass

from reportedly.export import account
from reportedly.export.account import DriftStory
from reportedly.model import Reading

RANK = {"Uu": 0, "PS-": 1, "PS+": 1, "PR-": 2, "PR+": 2, "CT-": 3, "CT+": 3}
"""How far a source commits, whichever way, after FactBank's values."""
WEIGHTS = {"attribution": 3.0, "addition": 2.0, "figure": 2.0, "event": 1.0, "label": 1.0, "actor": 1.0}
"""What a lost source counts for against a step of certainty (1): without it nothing can be followed up."""
OTHER = 0.5


@dataclass(frozen=True, slots=True)
class BoardStory:
    """One drift with the report it is in, and how large it is."""

    report: str
    title: str
    publisher: str | None
    published: str | None
    story: DriftStory
    gains: int
    """Steps of certainty gained on the way; what was lost at another step doesn't make up for it."""
    lost: bool
    """Whether the attribution was lost."""
    weight: float


def drifts_of(reading: Reading) -> list[BoardStory]:
    """Give a report's drifts with how large each is."""
    report = reading.report
    found = []
    for story in account(reading).drifts:
        steps = story.drift.steps
        gains = sum(
            max(0, RANK.get(one.to_value or "", 0) - RANK.get(one.from_value or "", 0))
            for one in steps
            if one.change == "certainty"
        )
        lost = any(one.change == "attribution" and not one.to_value for one in steps)
        rest = sum(WEIGHTS.get(one.change, OTHER) for one in steps if one.change not in ("certainty", "attribution"))
        weight = gains + (WEIGHTS["attribution"] if lost else 0) + rest / 4
        title = report.title or report.id
        found.append(BoardStory(report.id, title, report.publisher, report.published, story, gains, lost, weight))
    return found
