"""Look a reading's values up by id, and its sentences by place."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from reportedly.model import Entity, Place, Quantity, Reading, Span, Timex

from .scenes import position


@dataclass(frozen=True)
class Book:
    """Look a reading's values up by id."""

    reading: Reading

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {one.id: one for one in self.reading.entities}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Quantities by id."""
        return {one.id: one for one in self.reading.quantities}

    @cached_property
    def timexes(self) -> dict[str, Timex]:
        """Time expressions by id."""
        return {one.id: one for one in self.reading.timexes}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id."""
        return {one.id: one for one in self.reading.places}

    @cached_property
    def _starts(self) -> list[tuple[int, int, Span]]:
        return sorted(
            (position(Span(one.start, one.end, "", one.in_)), one.end, Span(one.start, one.end, "", one.in_))
            for one in self.reading.sentences
        )

    def sentence(self, span: Span) -> str:
        """Give the words of the sentence that a span begins in; its own where none is marked."""
        at = bisect_right(self._starts, (position(span), 1 << 60)) - 1
        if at < 0 or self._starts[at][2].in_ != span.in_ or self._starts[at][1] <= span.start:
            return span.text
        whole = self.reading.report.title if span.in_ else self.reading.report.text
        return (whole or "")[self._starts[at][2].start : self._starts[at][1]]
