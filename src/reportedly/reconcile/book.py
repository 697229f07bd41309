"""Look a reading's values up by id, and its sentences by place."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from reportedly.model import Span
from reportedly.model.lookup import Lookup

from .scenes import position


@dataclass(frozen=True)
class Book(Lookup):
    """Look a reading's values up by id, and its sentences by place."""

    @cached_property
    def _starts(self) -> list[tuple[int, int, Span]]:
        return sorted(
            (position(Span(one.start, one.end, "", one.in_)), one.end, Span(one.start, one.end, "", one.in_))
            for one in self.reading.sentences
        )

    @cached_property
    def part_times(self) -> dict[str, set[str]]:
        """The times told of a figure's parts, by the id of the whole: "900 fled, with 300 leaving this morning"."""
        found: dict[str, set[str]] = defaultdict(set)
        for claim in self.reading.claims:
            for part in map(self.quantities.get, claim.quantities):
                if part is not None and part.part_of and part.part_of not in claim.quantities:
                    found[part.part_of].update(one.timex for one in claim.times)
        return found

    def sentence(self, span: Span) -> str:
        """Give the words of the sentence that a span begins in; its own where none is marked."""
        at = bisect_right(self._starts, (position(span), 1 << 60)) - 1
        if at < 0 or self._starts[at][2].in_ != span.in_ or self._starts[at][1] <= span.start:
            return span.text
        whole = self.reading.report.title if span.in_ else self.reading.report.text
        return (whole or "")[self._starts[at][2].start : self._starts[at][1]]
