"""The sheets that coders fill in, and who may see what of them: nothing, until two have handed theirs in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from .views import JudgementRow, Rows

CODERS = 2
"""Handed-in sheets, filled in blind, that make a report's coding one to compare."""
BLIND_KINDS = frozenset({"attribute", "comment"})


class Judged(Protocol):
    """Whatever gives judgements as a ledger does."""

    def judgements(
        self, about: str | None = None, *, kind: str | None = None, limit: int | None = 50, after: str | None = None
    ) -> Rows[JudgementRow]:
        """List judgements, the latest first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one coder made of a report: the latest that they saved."""

    judgement: str
    report: str
    by: str
    at: str
    value: dict[str, Any]

    @property
    def done(self) -> bool:
        """Whether it's handed in."""
        return bool(self.value["done"])

    @property
    def blind(self) -> bool:
        """Whether its coder hadn't seen another's."""
        return bool(self.value["blind"])


class Coding:
    """All sheets of one report."""

    def __init__(self, rows: Iterable[JudgementRow]) -> None:
        self.sheets: dict[str, Sheet] = {}
        """By coder."""
        seen = set()
        for row in rows:
            if not row.withdrawn:
                self.sheets.setdefault(row.by, Sheet(row.id, row.subjects[0], row.by, row.at, row.value))
            if row.value["done"] and row.value["blind"]:
                seen.add(row.by)
        self.was_open = len(seen) >= CODERS
        """Whether two sheets were in together, also where one was taken back: who begins then isn't blind."""

    @property
    def handed_in(self) -> list[Sheet]:
        """The sheets handed in, by coder's name."""
        return sorted((one for one in self.sheets.values() if one.done), key=lambda one: one.by)

    @property
    def is_open(self) -> bool:
        """Whether everybody may see the sheets: two coders, neither of whom saw the other's, are done."""
        return sum(one.blind for one in self.handed_in) >= CODERS

    def codes(self, who: str | None) -> bool:
        """Say whether somebody has a sheet that isn't to be compared yet."""
        return who in self.sheets and not self.is_open

    def shows(self, row: JudgementRow, who: str | None) -> bool:
        """Say whether somebody may see a judgement about this report; None stands for whoever it may be."""
        if row.by == who or self.is_open or row.kind not in BLIND_KINDS | {"code"}:
            return True
        if row.kind == "code" or self.codes(who):
            return False
        return not (row.kind == "attribute" and row.value["blind"])


def coding_of(ledger: Judged, report: str) -> Coding:
    """Load the sheets of a report, by its id."""
    return Coding(ledger.judgements(report, kind="code", limit=None))


def shown_to(who: str | None, rows: Iterable[JudgementRow], ledger: Judged) -> list[JudgementRow]:
    """Leave out of any judgements what somebody may not see yet."""
    codings: dict[str, Coding] = {}
    shown = []
    for row in rows:
        about = row.subjects[0] if row.kind in BLIND_KINDS | {"code"} else None
        if about is not None and about not in codings:
            codings[about] = coding_of(ledger, about)
        if about is None or codings[about].shows(row, who):
            shown.append(row)
    return shown
