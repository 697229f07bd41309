"""What a report's page shows beside the text."""

import reportedly
from reportedly.web.reportview import ReportView


def test_a_count_stands_beside_the_text_as_its_counters() -> None:
    """Who counts is named in the margin, though no word of saying names them; what nobody gives is the author's."""
    reading = reportedly.read(
        "Rain fell on Monday.\n\nThe migration office tracked 52,300 new arrivals. The river burst its banks.",
        published="2026-05-14",
    )
    who = {note.said: (note.who, note.voice) for note in ReportView(reading).notes}
    assert who["The migration office tracked 52,300 new arrivals."] == ("migration office", "named")
    assert who["The river burst its banks."] == ("the author", "author")
