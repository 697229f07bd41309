"""What began at a time told lasts until the report."""

from .reading import times


def test_since_reaches_up_to_the_publication():
    """What began on a day told lasts until the report, whose value stays the day's."""
    (one,) = times("Nobody has been seen since 3 December 2016.")
    assert (one.value, one.start, one.start_latest, one.end) == ("2016-12-03", "2016-12-03", "2016-12-04", "2016-12-11")


def test_since_then_is_since_what_was_told_last():
    """A count "since then" begins at the time told before it, long ago, and lasts until the publication."""
    found = times("Forty died in 2006, when a mine burnt. At least 120 have died since then.")
    assert [(one.value, one.start, one.end) for one in found if one.spans[0].text == "then"] == [
        ("2006", "2006-01-01", "2016-12-11")
    ]


def test_then_is_no_time_without_a_count_or_of_the_days_before():
    """Where nothing is counted, or the time told is the report's own, "then" tells nothing more."""
    for text in (
        "It burnt in 2006. Nobody has come since then.",
        "It burnt on Friday. Since then 40 families have left.",
        "It burnt in 2006, and then 40 died.",
    ):
        assert "then" not in [one.spans[0].text for one in times(text)]
