"""Which of a sentence's times are an event's, and which tell of something else."""

import pytest

PUBLISHED = "2026-02-03"


def times(told, claim):
    """Give the values of a claim's times."""
    values = {one.id: one.value for one in told.timexes}
    return [values[one.timex] for one in claim.times]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The war, which began in March 2011, has killed more than 400,000 people.", "killed", []),
        ("The group, founded in 2004, abducted 276 schoolgirls.", "abducted", []),
        ("The cyclone, the worst since 2008, killed 45 people.", "killed", []),
        ("On the anniversary of the 2015 raid, families gathered on 30 January 2026.", "gathered", ["2026-01-30"]),
        ("The 40 people killed in the raid were buried on 30 January 2026.", "killed", []),
        ("At least 20 people died in attacks that began on 30 January 2026.", "died", ["2026-01-30"]),
        ("A bomb that killed nine people went off on 30 January 2026.", "killed", ["2026-01-30"]),
        ("The earthquake of 2010 killed 220,000 people.", "killed", ["2010"]),
        ("Some 700 families returned in May 2025, but 250 have left again.", "left", []),
        ("On 30 January 2026 gunmen killed five men and three boys were wounded.", "wounded", ["2026-01-30"]),
    ],
)
def test_an_event_has_its_own_times(tell, text, trigger, expected):
    """When a war began, what an anniversary recalls and when the dead were buried date no deaths."""
    told = tell(text, published=PUBLISHED)
    assert times(told, told.by(trigger)) == expected


def test_a_count_since_a_year_runs_up_to_the_report(tell):
    """What is counted "since 2014" lies between that year's first day and the publication."""
    told = tell("More than 14,000 people have been killed since 2014 in the east.", published=PUBLISHED)
    (timex,) = told.timexes
    assert (timex.value, timex.start) == ("2014", "2014-01-01")
    assert (timex.start_latest, timex.end) == ("2015-01-01", "2026-02-04")


def test_the_clock_of_a_live_blogs_entry_dates_the_entry(tell):
    """At 14:35 it was written that the toll had risen; nobody died then."""
    told = tell("14:35 — The death toll has risen to 52.", published=PUBLISHED)
    assert [one.times for one in told.claims if one.quantities] == [()]
