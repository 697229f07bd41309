"""Times are read as a careful reader reads them: on the calendar where the words allow it, and nowhere else."""

import time

import pytest

from reportedly.ground.timex import calendar, date
from reportedly.ground.timex.read import MEANINGS, matcher
from reportedly.model import Timex
from tests.timing import least

from .reading import times, unparsed


def only(found: tuple[Timex, ...]) -> Timex:
    """Take the one time of a text."""
    assert len(found) == 1, [one.spans[0].text for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("The convoy left the town on Friday.", "2016-12-09", "2016-12-09", "2016-12-10"),
        ("The envoy will travel to the capital on Monday.", "2016-12-12", "2016-12-12", "2016-12-13"),
        ("Two villages were shelled last Saturday.", "2016-12-03", "2016-12-03", "2016-12-04"),
        ("The bridge collapsed on 8 December 2016.", "2016-12-08", "2016-12-08", "2016-12-09"),
        ("The bridge collapsed on Nov. 30.", "2016-11-30", "2016-11-30", "2016-12-01"),
        ("The court will hear the case on Jan. 15.", "2017-01-15", "2017-01-15", "2017-01-16"),
        ("Aid trucks reached the camp yesterday.", "2016-12-09", "2016-12-09", "2016-12-10"),
        ("The mine was closed last week.", "2016-W48", "2016-11-28", "2016-12-05"),
        ("The mine will be closed next month.", "2017-01", "2017-01-01", "2017-02-01"),
        ("The mine was closed in the summer of 2014.", "2014-SU", "2014-06-01", "2014-09-01"),
        ("The mine was closed in the third quarter of 2015.", "2015-Q3", "2015-07-01", "2015-10-01"),
        ("The mine was opened in the 1990s.", "199", "1990-01-01", "2000-01-01"),
        ("Families left over the weekend.", "2016-W49-WE", "2016-12-10", "2016-12-12"),
        ("Families left ten years ago.", "2006", "2006-01-01", "2007-01-01"),
        ("Families left three weeks ago.", "2016-W46", "2016-11-14", "2016-11-21"),
    ],
)
def test_calendar_times(text: str, value: str, start: str, end: str) -> None:
    """Dates, weekdays and longer periods get their value and their end-exclusive interval."""
    found = only(times(text))
    assert (found.value, found.start, found.end) == (value, start, end)


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("The depot was hit this morning.", "2016-12-10TMO", "2016-12-10", "2016-12-10T12:00:00"),
        ("The depot was hit overnight.", "2016-12-09TNI", "2016-12-09T18:00:00", "2016-12-10T06:00:00"),
        ("The depot was hit on Thursday evening.", "2016-12-08TEV", "2016-12-08T17:00:00", "2016-12-09"),
        ("Only in the first half of the day were 300 let out.", "2016-12-10TMO", "2016-12-10", "2016-12-10T12:00:00"),
        ("It was hit at 10:35 a.m. on Thursday.", "2016-12-08T10:35", "2016-12-08T10:35:00", "2016-12-08T10:36:00"),
    ],
)
def test_times_of_day(text: str, value: str, start: str, end: str) -> None:
    """Parts of the day and times of day stand on the day told, else on that of publication."""
    found = only(times(text))
    assert (found.type, found.value, found.start, found.end) == ("TIME", value, start, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ship called at 1:15 a.m. (2215 GMT on Thursday), the navy said.", "2016-12-09T01:15"),
        ("The plane left at 11 p.m. (0300 GMT Thursday).", "2016-12-07T23:00"),
        ("The plane left at 3 p.m. (1200 GMT Thursday).", "2016-12-08T15:00"),
        ("He was arrested shortly after midnight Tuesday near the bridge.", "2016-12-06T00:00"),
        ("The truce begins at midnight on Sunday.", "2016-12-11T24:00"),
    ],
)
def test_days_of_local_times(text: str, value: str) -> None:
    """A local time is on the day that the GMT beside it leaves it; after midnight on a day is that day's beginning."""
    assert times(text)[0].value == value


def test_zones() -> None:
    """A zone told goes into the interval where the publication has none, and is reckoned into the publication's own."""
    text = "The depot was hit at 5 p.m. EST on Thursday."
    assert only(times(text)).start == "2016-12-08T17:00:00-05:00"
    assert only(times(text, "2016-12-10T08:00:00+02:00")).start == "2016-12-09T00:00:00+02:00"[:10]


def test_fuzzy_parts() -> None:
    """Check: "Early next week" is Monday to Wednesday at most, and Monday at least; its value stays the week."""
    found = only(times("The pocket will be gone by early next week."))
    assert (found.value, found.start, found.end, found.end_earliest) == (
        "2016-W50",
        "2016-12-12",
        "2016-12-15",
        "2016-12-13",
    )


def test_about_a_week_ago() -> None:
    """Check: "A week ago" is a day, give or take one."""
    found = only(times("They still had a chance a week ago."))
    assert (found.value, found.start, found.end) == ("2016-12-03", "2016-12-02", "2016-12-05")


def test_stretches() -> None:
    """Check: "The last 2 days" reaches to the publication, and its start is fuzzy by a day."""
    found = only(times("Many fled over the course of the last 2 days."))
    assert (found.type, found.value) == ("DURATION", "P2D")
    assert (found.start, found.start_latest, found.end) == ("2016-12-08", "2016-12-09", "2016-12-11")


@pytest.mark.parametrize(
    "text",
    [
        "The convoy left on Friday.",
        "It was hit this morning.",
        "It was hit last week.",
        "They left a week ago.",
        "They will be gone by early next week.",
        "They met over the weekend.",
        "They met on Dec. 5.",
        "They met in March.",
        "Many fled over the last 2 days.",
        "It was hit overnight.",
    ],
)
def test_without_publication(text: str) -> None:
    """With no publication date nothing relative gets a date."""
    found = only(times(text, None))
    assert found.start is None
    assert found.end is None
    assert found.anchor == "none"
    assert "X" in (found.value or "X") or (found.value or "").startswith("P")


def test_told_years_need_no_publication() -> None:
    """What is told whole stands on the calendar without a publication date."""
    assert only(times("The accord was signed on 3 May 2011.", None)).value == "2011-05-03"


def test_anchors_inside_the_report() -> None:
    """Check: "The next day" is counted from what was last spoken of, and says so."""
    first, second, third = times(
        "Rebels fired on 3 November 2016. The next day planes struck. Two days later it was over."
    )
    assert first.anchor == "explicit"
    assert (second.value, second.anchor) == ("2016-11-04", f"timex:{first.id}")
    assert (third.value, third.anchor) == ("2016-11-06", f"timex:{second.id}")


def test_no_day_out_of_a_month() -> None:
    """Check: "That same day" of a month is some day in it, and no day of the calendar."""
    _, found = times("In June 2015 he left the city. That same day he was arrested.")
    assert (found.value, found.start, found.end) == ("2015-06-XX", "2015-06-01", "2015-07-01")


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://paper.example.de/a", "2016-12-10"),
        ("https://agency.example.gov/a", "2016-10-12"),
        ("https://paper.example.com/a", "2016-XX-XX"),
        (None, "2016-XX-XX"),
    ],
)
def test_numeric_dates(url: str | None, value: str) -> None:
    """Day and month stand as in the publisher's country; where that isn't known both readings are kept."""
    found = only(times("The order of 10/12/2016 was made public.", url=url))
    assert found.value == value
    if "X" in value:
        assert (found.start, found.end) == ("2016-10-12", "2016-12-11")
        assert "2016-10-12" in found.rule
        assert "2016-12-10" in found.rule


def test_numeric_dates_of_one_reading() -> None:
    """Where only one order is possible, or the form tells it, there's nothing to keep open."""
    values = [one.value for one in times("Signed on 25/12/2015, stamped on 10.12.2015, filed as 2015-12-09.")]
    assert values == ["2015-12-25", "2015-12-10", "2015-12-09"]


def test_other_calendars() -> None:
    """Dates of other calendars are marked and not converted."""
    found = only(times("The decree was dated 12 Ramadan 1437."))
    assert (found.value, found.start) == (None, None)
    assert "Islamic" in found.rule


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They meet every Tuesday.", "XXXX-WXX-2"),
        ("Convoys arrive twice a week.", "P1W"),
        ("Elections are held every two years.", "P2Y"),
        ("The fee is paid annually.", "P1Y"),
    ],
)
def test_sets(text: str, value: str) -> None:
    """What comes again and again is a set, without an interval."""
    found = only(times(text))
    assert (found.type, found.value, found.start) == ("SET", value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The siege lasted for two and a half years.", "P2Y6M"),
        ("The truce lasted 48 hours.", "PT48H"),
        ("They waited for half an hour.", "PT30M"),
        ("The town was under siege for several months.", "PXM"),
        ("Two decades of war ended.", "P20Y"),
    ],
)
def test_durations(text: str, value: str) -> None:
    """How long is told by TIMEX3's durations, and is no interval."""
    found = only(times(text))
    assert (found.type, found.value, found.start) == ("DURATION", value, None)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the town.",
        "A 23-year-old teacher was wounded.",
        "The second attempt failed.",
        "The army killed 2000 people.",
        "In all, 1,217 militants gave up.",
        "She earns $90,000 a year.",
        "Section 1998 was struck out of it.",
    ],
)
def test_no_times(text: str) -> None:
    """Verbs, ages, ordinals, counts and rates aren't times."""
    assert times(text) == ()


def test_spans_hold() -> None:
    """Every span is what stands there, also in a title that stands apart."""
    from reportedly.clean import clean
    from reportedly.model import Page
    from tests.grammar import parse

    page = Page(
        content="It fell on Friday.", media="text", id="t", title="Town falls on Friday", published="2016-12-10"
    )
    article = clean(page)
    found = date(article, parse(article))
    assert [one.spans[0].in_ for one in found] == ["title", None]
    for one in found:
        start, end = article.offsets(one.spans[0])
        assert article.full_text[start:end] == one.spans[0].text


def test_rules_are_whole() -> None:
    """Every rule of the table has a resolver, known guards, classes and groups, and can begin with something."""
    from reportedly.ground.timex.guards import GUARDS

    rules = matcher()
    for members in rules.groups.values():
        for rule in members:
            assert rule.means in MEANINGS
            assert set(rule.guards) <= set(GUARDS)
            for element in rule.elements:
                for row in element.choices:
                    assert not row[0].isupper() or row[0] in rules.classes, rule.pattern
                    assert not row[0].startswith("@") or row[0][1:] in rules.groups


def test_easter() -> None:
    """Easter falls where almanacs have it."""
    assert [calendar.easter(year).isoformat() for year in (1999, 2000, 2016, 2024, 2025, 2038)] == [
        "1999-04-04",
        "2000-04-23",
        "2016-03-27",
        "2024-03-31",
        "2025-04-20",
        "2038-04-25",
    ]


@pytest.mark.parametrize(
    "unit",
    ["the ", "1 ", "a ", "10:", "last ", "Oct. ", "in the early ", "each of the next ", "twenty-", "1/", "and a half "],
)
def test_linear(unit: str) -> None:
    """Four times as much of the worst input takes about four times as long, not sixteen times."""
    spent = []
    for size in (2_000, 8_000):
        article, parsed = unparsed((unit * (size // len(unit) + 1))[:size])
        spent.append(least(lambda article=article, parsed=parsed: date(article, parsed)))
    assert spent[1] < 8 * spent[0] + 0.2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Prisoners were freed before Christmas.", "2016-12-25"),
        ("The mayor could not be reached on Sunday.", "2016-12-04"),
        ("The line is to reopen Tuesday.", "2016-12-13"),
        ("The truce had been due to expire on Friday.", "2016-12-09"),
        ("The ministry warned on Thursday that new strikes could follow.", "2016-12-08"),
        ("It was sold in the fiscal year ended Jan. 31.", "2016-01-31"),
        ("The mill is still trying to sell itself under a June agreement.", "2016-06"),
        ("Prices have risen by a tenth since year-end.", "2015-12-31"),
        ("Crowds gathered early Friday morning.", "2016-12-09TMO"),
        ("Roads are safer now that the front has moved.", "PRESENT_REF"),
        ("The bank's 2015 operating results were restated.", "2015"),
        ("Output will grow through the first two quarters of 2018.", "2018-H1"),
    ],
)
def test_sides_and_grains(text: str, value: str) -> None:
    """The side of the publication and the grain are those that the words around tell."""
    assert value in [one.value for one in times(text)]


def test_holiday_weeks() -> None:
    """A week named by a holiday is the week it lies in."""
    found = only(times("Shops stay shut for Easter week.", "2016-03-22"))
    assert (found.value, found.start, found.end) == ("2016-W12", "2016-03-21", "2016-03-28")


def test_quarters_told_by_their_end() -> None:
    """A quarter whose last day is told means the three months up to it, whatever its house calls it."""
    plain, _ = times("Sales rose in the quarter ended Sept. 30.")
    assert (plain.value, plain.start, plain.end) == ("2016-Q3", "2016-07-01", "2016-10-01")
    named, *_ = times("Profit fell in its fourth quarter ended Oct. 31.")
    assert (named.value, named.start, named.end) == ("2016-Q4", "2016-08-01", "2016-11-01")


def test_a_house_that_counts_otherwise_leaves_its_quarters_unnumbered() -> None:
    """Where a first quarter ends in September, "the quarter ended Sept. 30" has its interval, and no number."""
    told = times("It lost money in its fiscal first quarter. Sales rose in the quarter ended Sept. 30.")
    (found,) = [one for one in told if one.spans[0].text == "the quarter"]
    assert (found.value, found.start, found.end) == ("2016-QX", "2016-07-01", "2016-10-01")


def test_fiscal_quarters_stay_open() -> None:
    """A fiscal quarter has no interval, since the day its year begins on isn't told."""
    found = only(times("Profit fell in the fiscal first quarter."))
    assert (found.value, found.start, found.end) == ("2016-Q1", None, None)


def test_compared_with_one_year() -> None:
    """Figures set beside a year before, twice, are both set beside the same year; and beside the quarter reported."""
    years = [
        one.value
        for one in times(
            "Profit in 2015 was $3 million, up from $2 million a year earlier. Costs fell from a year earlier."
        )
    ]
    assert years == ["2015", "2014", "2014"]
    text = "Third-quarter profit was $3 million, compared with a loss of $1 million last year."
    assert [one.value for one in times(text)] == ["2016-Q3", "2015-Q3"]


@pytest.mark.parametrize(
    "text",
    [
        "He told the story of the night the bridge fell.",
        "She spoke on ''60 Minutes'' of it.",
        "They joined this march.",
        "He was soon freed.",
    ],
)
def test_no_time_told(text: str) -> None:
    """What is told by a clause, a title or a verb's noun is no time."""
    assert times(text) == ()


def test_a_megabyte_of_figures() -> None:
    """A megabyte of short numbers, in one sentence, is passed over in seconds."""
    article, parsed = unparsed("1 " * 500_000)
    begun = time.process_time()
    assert date(article, parsed) == ()
    assert time.process_time() - begun < 15


def test_a_quarter_of_no_known_year_is_no_anchor() -> None:
    """Without a publication date, "a year ago" beside "the third quarter" stays undated, and the rest is read."""
    from reportedly import read

    reading = read("The mill earned $2 million in the third quarter, up from $1 million a year ago, its director said.")
    assert "the third quarter" in [one.spans[0].text for one in reading.timexes]
    assert all(one.start is None and one.end is None for one in reading.timexes)


def test_four_digits_and_hours_are_a_time_of_day():
    """At 0430 hrs means half past four in the morning; 1400 hours of work are how long."""
    assert [one.value for one in times("At 0430 hrs gunmen attacked a post.")] == ["2016-12-10T04:30"]
    assert [one.value for one in times("The talks began at 1400 hours.")] == ["2016-12-10T14:00"]
    assert [one.type for one in times("It took 1400 hours of work.")] == ["DURATION"]
