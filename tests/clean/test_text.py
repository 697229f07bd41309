"""Plain text: the text stays as it is, and furniture, headline and paragraphs are found in it."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError

from .texts import article, kinds, paragraphs

COLUMN = """in ,

RIVER LETTER: 5 smugglers held; two hundred crates seized

The views and opinions expressed in this column are solely those of the author and do not necessarily reflect those of this site.

The harbour is emptying. The coastguard says that 340 boats left Port Saline over the last three days, 90 of them on Friday night.

It seems that more than 200 crates were handed over as well.

Here is what the customs office has said

“Between noon and dusk 214 crates were brought to the quay, and nobody was hurt.”

I will offer my own opinion that the trade will be over by the end of next week.

Report

The views and opinions expressed in this column are solely those of the author and do not necessarily reflect those of this site.

What do you think?

Subscribe
Notify of
guest
3 Comments
Inline Feedbacks
View all comments

Why the lighthouse keeper will not retire

Ferry fares are a scandal in slow motion
"""


def test_a_column_is_told_from_its_page() -> None:
    """The empty category, both disclaimers, the button, the form and the neighbouring headlines are furniture; nothing else is."""
    found = article(COLUMN)
    assert found.title == "RIVER LETTER: 5 smugglers held; two hundred crates seized"
    assert found.headline is not None
    assert found.full_text[slice(*found.headline)] == found.title
    assert not found.title_apart
    assert [words.split()[0] for words in paragraphs(found)] == ["The", "It", "Here", "“Between", "I"]
    marked = kinds(found)
    assert marked["in ,"] == "category"
    assert marked["Report"] == "report_button"
    assert marked["What do you think?"] == marked["guest"] == marked["3 Comments"] == "comments"
    assert marked["Why the lighthouse keeper will not retire"] == "related"
    assert marked["Ferry fares are a scandal in slow motion"] == "related"
    assert sum(one.kind == "disclaimer" for one in found.furniture) == 2
    assert sum(one.kind == "disclaimer" for one in found.credits) == 2


@given(st.text(min_size=1, max_size=400))
def test_text_is_kept_code_point_for_code_point(text: str) -> None:
    """Whatever the text, it stays as it is, every span says what stands there, and paragraphs and furniture share nothing."""
    try:
        found = article(text)
    except InputError:
        return
    assert found.text == text
    spans = [span for part in (found.furniture, found.credits) for one in part for span in one.spans]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert not any(found.is_furniture(start, end) for start, end in found.paragraphs)
    assert list(found.paragraphs) == sorted(found.paragraphs)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_line_ends_are_kept_and_understood(end: str) -> None:
    """Paragraphs are the same whatever the line ends, byte order mark, NUL and odd blanks."""
    text = "\ufeff" + end.join(
        ["Mayor quits after audit", "", "\u00a0The mayor of Ardon\x00 resigned.", "", "She said so on Monday.  "]
    )
    found = article(text)
    assert found.text == text
    assert paragraphs(found) == ["The mayor of Ardon\x00 resigned.", "She said so on Monday."]
    assert found.title == "Mayor quits after audit"


def test_wrapped_lines_are_joined() -> None:
    """Copy wrapped at 72 columns has paragraphs, not lines."""
    text = (
        "   QUITO, 4 MAR 91 (ALFA) -- [TEXT] THE INTERIOR MINISTER TODAY DENIED THAT\n"
        "TROOPS HAD ENTERED THE VALLEY, AND SAID THAT THE GOVERNOR WOULD BE HEARD\nBY THE ASSEMBLY.\n\n"
        "   NOBODY WAS HURT, ACCORDING TO THE PREFECT, WHO SPOKE TO REPORTERS IN\nTHE CAPITAL.\n"
    )
    found = article(text)
    assert len(found.paragraphs) == 2
    assert found.headline is None
    assert (found.published, found.published_basis) == ("1991-03-04", "dateline")


def test_lines_are_paragraphs_where_nothing_was_wrapped() -> None:
    """Long lines parted by single line ends are paragraphs of their own."""
    long = "The council met for six hours on Tuesday and put off its vote on the bridge until the autumn, to the anger of residents."
    assert len(article("\n".join([long] * 3)).paragraphs) == 3


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Floods kill nine in Marrow valley", True),
        ("Senator Calls Rival's Plan A ‘Disgrace.’", True),
        ("The rain did not stop.", False),
        ("This is what the ministry said:", False),
        (
            "Nine people died when the river Marrow burst its banks on Sunday night, the fire service said, and twelve others are missing",
            True,
        ),
    ],
)
def test_headlines(first: str, *, is_headline: bool) -> None:
    """A headline is short and has no stop, or is in title case."""
    found = article(f"{first}\n\nNine people died in the valley on Sunday night, the fire service said.")
    assert (found.headline is not None) == is_headline


def test_a_text_of_one_paragraph_has_no_headline() -> None:
    """What stands over nothing is no headline."""
    assert article("Nine dead in Marrow valley floods").headline is None


def test_a_title_apart_is_the_headline_and_its_copy_is_known() -> None:
    """A title that was given stands apart; its copy at the text's beginning is a paragraph of its own, and headline too."""
    found = article(
        "Nine dead in floods. The river burst its banks on Sunday, the fire service said, and the road is cut " * 2,
        title="Nine dead in floods",
    )
    assert found.title_apart
    assert found.headline == (0, 19)
    assert found.headline_copy == found.paragraphs[0]
    assert found.full_text[slice(*found.paragraphs[0])] == "Nine dead in floods."
    assert found.is_headline(found.paragraphs[0][0])
    assert not found.is_headline(found.paragraphs[1][0])


def test_furniture_in_running_text() -> None:
    """Dates before and credits after the report are furniture where lines have run together."""
    body = "Shells hit a market in Dorn on Friday and killed six people, a doctor at the city hospital said. Nobody claimed the attack."
    found = article(f"Date of publication 3 May 2019 {body} (Source: Dorn Post and agencies) Read Also")
    assert paragraphs(found) == [body]
    assert list(kinds(found).values()) == ["other", "byline", "related"]
    assert (found.published, found.published_basis) == ("2019-05-03", "page")


def test_times_of_a_live_blogs_entries_are_no_words_of_the_report() -> None:
    """Clock times before the paragraphs of a live blog are furniture, in any form; one alone may be a sentence's."""
    entries = [
        "Two more people have died.",
        "“We won't stop,” said the mayor.",
        "The army has left Dorn.",
        "It is calm.",
    ]
    times = ["07.25 ", "7:02pm – ", "06h40 GMT: ", "[23:59] "]
    found = article("\n\n".join(time + entry for time, entry in zip(times, entries, strict=True)))
    assert paragraphs(found) == entries
    assert [one.spans[0].text for one in found.furniture] == [time.strip() for time in times]
    alone = "10.30 Saturday was the deadline that the mayor had set."
    assert paragraphs(article(f"{alone}\n\nIt passed without a word from the army.")) == [
        alone,
        "It passed without a word from the army.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“Report,” she said, is what soldiers do.\n\nThe general left.",
        "Comments by the minister caused an uproar in the house on Monday.\n\nHe stood by them.",
        "By Monday evening the fire had reached the village.\n\nNobody was hurt.",
        "Related to the late king, the prince has no claim.\n\nHe said so himself.",
        "The statement does not necessarily reflect the government's position, the envoy said.\n\nShe left.",
        "Read the letter, the lawyer told the court.\n\nThe judge did.",
        "Photographs of the crater were shown to reporters on Friday.\n\nThe army gave no date.",
        "BY NOON THE TROOPS HAD TAKEN THE BRIDGE AND THE RADIO STATION, THE COMMANDER SAID.\n\nHE SPOKE ON MONDAY.",
        "Subscribe to the theory that all is lost and you will lose, the coach said.\n\nThey won.",
        "Advertisements for the bank were pulled on Tuesday.\n\nThe bank said nothing.",
    ],
)
def test_reports_are_no_furniture(text: str) -> None:
    """Sentences that begin as furniture does are the report's."""
    assert article(text).furniture == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Mara Quill, Staff Writer", "byline"),
        ("By our correspondent in Dorn", "byline"),
        ("(Reporting by Mara Quill in Dorn; editing by Jon Pell)", "byline"),
        ("The Associated Press contributed to this report.", "byline"),
        ("Source: Dorn Post and agencies", "byline"),
        ("mquill@dornpost.example", "byline"),
        ("FILE PHOTO: A man crosses the old bridge in Dorn, May 3, 2019.", "caption"),
        ("The bridge at Dorn after the flood. (Photo: Dorn Post)", "caption"),
        ("Facebook Twitter WhatsApp Email", "report_button"),
        ("Share this article", "report_button"),
        ("ADVERTISEMENT", "advert"),
        ("Story continues below advertisement", "advert"),
        ("Read more: Five questions on the Dorn bridge", "related"),
        ("Sign up for our morning newsletter", "subscribe"),
        ("Follow Mara Quill on Twitter @maraquill", "subscribe"),
        ("Correction: An earlier version of this story gave a wrong age.", "correction"),
        ("© 2019 Dorn Post. All rights reserved.", "other"),
        ("This story is from May 3, 2019", "other"),
        ("We use cookies to make this site work.", "other"),
        ("Updated: Friday, May 3, 2019 at 4:53 PM", "other"),
        ("Your email address will not be published. Required fields are marked *", "comments"),
        ("Filed under: Floods, Dorn", "category"),
        ("Slideshow (4 images)", "navigation"),
        ("The opinions expressed here are the author's own and not necessarily those of the Dorn Post.", "disclaimer"),
    ],
)
def test_lines_of_pages(line: str, kind: str) -> None:
    """A line that pages have between headline and end is marked as what it is, and only it."""
    text = f"Bridge falls in Dorn\n\nThe old bridge fell into the river on Friday, the mayor of Dorn said.\n\n{line}\n\nNobody was hurt, she said."
    assert kinds(article(text)) == {line: kind}


def test_what_stands_over_the_report() -> None:
    """The outlet, the date and the byline between headline and report are furniture, and name the author."""
    found = article(
        "Bridge falls in Dorn\n\nThe Dorn Courier\nFriday, 3 May 2019\nBy Mara Quill\n\nThe old bridge fell into the river on Friday, the mayor of the town said."
    )
    assert len(found.paragraphs) == 1
    assert found.author == "Mara Quill"
    assert (found.published, found.published_basis) == ("2019-05-03", "page")


def test_a_document_of_one_line_is_no_furniture() -> None:
    """What is given by itself is to be read."""
    assert article("Mara Quill in Dorn contributed to this report.").furniture == ()


def test_links_end_where_a_paragraph_begins() -> None:
    """Below “Related stories” in the middle of a report only the links are furniture."""
    text = "The old bridge fell on Friday, the mayor said.\n\nRelated stories\nFive questions on the Dorn bridge\nMayor under fire over repairs\n\nNobody was hurt when the bridge fell, the mayor of Dorn said."
    assert len(article(text).paragraphs) == 2


def test_readers_comments_are_no_report() -> None:
    """What readers wrote below the form for comments is furniture."""
    report = "The old bridge of Dorn fell into the river on Friday evening, the mayor of the town said. Nobody was hurt, but three cars were on it, and the road to the coast is cut."
    found = article(
        f"{report}\n\nLeave a Reply\nYour email address will not be published.\n\njoe77\nI counted twenty cars on that bridge and the mayor lies as always."
    )
    assert len(found.paragraphs) == 1
    assert kinds(found)["I counted twenty cars on that bridge and the mayor lies as always."] == "comments"


def test_one_button_for_comments_ends_nothing() -> None:
    """A lone “0 Comments” under the headline leaves the report its paragraphs."""
    found = article(
        "Bridge falls in Dorn\n\n0 Comments\n\nThe old bridge fell into the river on Friday.\n\nNobody was hurt, the mayor said on Saturday."
    )
    assert len(found.paragraphs) == 2


def test_a_line_of_separators_has_no_word():
    """A control character that counts as white space, alone on a line of a wrapped text, spoils nothing."""
    wrapped = (
        "The river rose again on Monday and the lower town by the mill\n\x1f\n"
        "was left without power, the mayor said to the local press on\nTuesday.\n"
    )
    assert article(wrapped * 4).full_text.count("mayor") == 4
