"""Spans: where in a report a finding was read."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """Point at the words a finding was read from.

    `start` and `end` are code points, zero-based and end-exclusive, into `report.text`; with `in_` "title" (written
    `in` in the JSON form) they point into `report.title`. `text` is always what stands there.
    """

    start: int
    end: int
    text: str
    in_: Literal["title"] | None = field(default=None, metadata={"omit_none": True})
