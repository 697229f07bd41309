"""On which day a sentence goes on: "The hospital was hit on Monday. Four patients died." tells of Monday's dead."""

from bisect import bisect_right

from reportedly.model import Reading, Timex

from .moments import Days, day_of, days, width

RECENT = 31
"""Days before its report that a day may lie which the next sentence goes on to tell of."""
WIDEST = 2
"""Days of a night."""


class Narrative:
    """Hold what the sentences of a report tell of when things happened."""

    def __init__(self, reading: Reading) -> None:
        """Gather the recent days that the claims of each sentence have."""
        self.reading = reading
        self.starts = sorted(one.start for one in reading.sentences if not one.in_)
        self.timed = {self._at(one.spans[0].start) for one in reading.timexes if one.spans and not one.spans[0].in_}
        timexes = {one.id: one for one in reading.timexes}
        published = day_of(reading.report.published)
        self.told: dict[int, dict[Days, Timex]] = {}
        for claim in reading.claims:
            for one in claim.times:
                timex = timexes.get(one.timex)
                day = days(timex.start, timex.end) if timex is not None else None
                recent = published and day and width(day) <= WIDEST and 0 <= (published - day[0]).days <= RECENT
                if timex and day and recent and one.role == "event" and not claim.event.trigger.in_:
                    self.told.setdefault(self._at(claim.event.trigger.start), {})[day] = timex

    def day_before(self, start: int) -> tuple[Days, Timex] | None:
        """Give the only day told in the sentence before that of an offset in `text`, in the same paragraph.

        None where the offset's own sentence tells a time.
        """
        here = self._at(start)
        told = self.told.get(here - 1, {})
        if here in self.timed or len(told) != 1 or "\n" in self.reading.report.text[self.starts[here - 1] : start]:
            return None
        return next(iter(told.items()))

    def _at(self, offset: int) -> int:
        """Give the number of the sentence that an offset lies in."""
        return bisect_right(self.starts, offset) - 1
