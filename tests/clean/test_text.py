"""Plain text: the text stays as it is, and furniture, headline and paragraphs are found in it."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.clean import clean
from reportedly.errors import BadDocument, BadSetting, BinaryInput, EmptyInput, InputError, TooLarge, UnknownLanguage
from reportedly.model import LARGEST, Article, Page

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


def article(text: str, **facts: str) -> Article:
    """Clean a plain text."""
    return clean(Page(text, media="text", **facts))  # type: ignore[arg-type]


def kinds(found: Article) -> dict[str, str]:
    """Give the kind of each piece of furniture by its words."""
    return {span.text: one.kind for one in found.furniture for span in one.spans}


def paragraphs(found: Article) -> list[str]:
    """Give the words of each paragraph."""
    return [found.full_text[start:end] for start, end in found.paragraphs]


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
    for one in [*found.furniture, *found.credits]:
        assert all(text[span.start : span.end] == span.text for span in one.spans)
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


def test_when_a_page_was_changed_is_not_when_it_was_published() -> None:
    """A line that tells of an update gives no date of publication."""
    text = "Bridge falls in Dorn\n\nUpdated: Friday, May 3, 2019 at 4:53 PM\n\nThe old bridge fell into the river, the mayor said."
    assert article(text).published is None


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


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DORN, Valland, May 3 (CNS) - ", [("dateline", "DORN, Valland, May 3"), ("agency", "CNS")]),
        ("(Reuters) - ", [("agency", "Reuters")]),
        ("DORN — ", [("dateline", "DORN")]),
        ("Dorn (AFP) – ", [("dateline", "Dorn"), ("agency", "AFP")]),
        ("DORN, 8 February 2024. ", [("dateline", "DORN, 8 February 2024")]),
        ("Mayor Ann Holt — ", []),
        ("EXCLUSIVE – ", []),
    ],
)
def test_datelines(start: str, expected: list[tuple[str, str]]) -> None:
    """Place and agency before the first words are credits, and the words stay in the paragraph."""
    found = article(f"{start}The old bridge fell into the river on Friday, the mayor said.")
    assert [(one.kind, one.name) for one in found.credits] == expected
    assert found.paragraphs[0][0] == 0


def test_translators_are_credited() -> None:
    """A translation names its translator."""
    found = article(
        "The old bridge fell into the river on Friday, the mayor said.\n\nTranslation: A. Holt. The desk is not responsible for the accuracy of the translation."
    )
    assert [(one.kind, one.name) for one in found.credits] == [("translator", "A. Holt")]


@pytest.mark.parametrize(
    ("facts", "text", "expected"),
    [
        ({"published": "2020-02-02"}, "DORN, 3 May 2019 (CNS) - It fell.", ("2020-02-02", "given")),
        ({}, "DORN, 3 May 2019 (CNS) - It fell.", ("2019-05-03", "dateline")),
        ({}, "DORN, May 3 (CNS) - It fell.", (None, "none")),
        ({"url": "https://dorn.example/2019/05/03/bridge"}, "DORN, May 3 (CNS) - It fell.", ("2019-05-03", "url")),
        ({"url": "https://dorn.example/news/20190503-bridge"}, "It fell.", ("2019-05-03", "url")),
        ({"url": "https://dorn.example/id/20194503"}, "It fell.", (None, "none")),
        ({}, "The bridge was built on 3 May 1919.", (None, "none")),
        ({}, "The bridge fell, the mayor said.\n\n© 2019 Dorn Post", (None, "none")),
    ],
)
def test_publication_dates(facts: dict[str, str], text: str, expected: tuple[str | None, str]) -> None:
    """The date is given, said by the page, in the dateline or in the address; it is never made up."""
    found = article(text, **facts)
    assert (found.published, found.published_basis) == expected


def test_ids_are_the_documents_or_hashes() -> None:
    """The id is the document's, else made of its address, else of its text; so is the hash of the text."""
    assert article("It fell.", id="7").id == "7"
    assert article("It fell.", url="https://a.example/").id == article("It rose.", url="https://a.example/").id
    assert article("It fell.").id != article("It rose.").id
    assert len(article("It fell.").sha256) == 64


@pytest.mark.parametrize("content", ["", "  \r\n\t", b"", b"\xef\xbb\xbf \n", b"\x00\x00\x00"])
def test_nothing_is_said_to_be_nothing(content: str | bytes) -> None:
    """Empty documents are refused as such."""
    with pytest.raises(EmptyInput):
        clean(Page(content))


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%abc", b"PK\x03\x04abc", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 20, "\x01\x02\x03\x04" * 50],
)
def test_what_is_no_text_is_refused(content: str | bytes) -> None:
    """Binary files are refused, with what they seem to be."""
    with pytest.raises(BinaryInput):
        clean(Page(content))


def test_what_is_too_large_is_refused() -> None:
    """Documents above the bound are refused before they're looked at."""
    with pytest.raises(TooLarge, match=r"20\.0 MB"):
        clean(Page("a" * (LARGEST + 1)))


def test_half_characters_are_refused() -> None:
    """A lone surrogate, which no file can hold, is refused."""
    with pytest.raises(BadDocument):
        article("It fell \ud800 down.")


def test_a_date_that_is_none_is_refused() -> None:
    """`published` must be ISO 8601."""
    with pytest.raises(BadSetting):
        article("It fell.", published="yesterday")


def test_errors_are_one_line() -> None:
    """Every refusal is one line that ends with a stop."""
    for content in (
        "",
        b"%PDF-1",
        "\x01" * 99,
        "Вчера в городе прошел дождь, и река вышла из берегов, сообщили в министерстве.",
    ):
        with pytest.raises(InputError) as error:
            clean(Page(content))
        assert str(error.value).count("\n") == 0
        assert str(error.value).endswith(".")


def test_unknown_languages_keep_their_text() -> None:
    """The error of a foreign report has its text, as far as it was found."""
    text = (
        "Le maire de la ville a dit que le pont est tombé dans la rivière, et que les habitants ne sont pas en danger."
    )
    with pytest.raises(UnknownLanguage) as error:
        article(text)
    assert isinstance(error.value.article, Article)
    assert error.value.article.text == text
    assert error.value.article.language == "fr"
    assert "French" in error.value.article.notes[0]


@pytest.mark.parametrize("name", ["id", "url", "title", "publisher", "author"])
def test_facts_with_half_characters_are_refused(name: str) -> None:
    """A fact with a lone surrogate is refused by name: no file could hold it."""
    with pytest.raises(BadDocument, match=f"“{name}”"):
        clean(Page("It fell.", **{name: "a\ud800"}))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2016-12-10", "2016-12-10"),
        ("2016-12-10T08:30Z", "2016-12-10T08:30Z"),
        ("2016-12-10T08:30:00-08:00", "2016-12-10T08:30:00-08:00"),
        ("20161210", "2016-12-10"),
        ("2016-W49-6", "2016-12-10"),
        ("2016-12-10 08:30", "2016-12-10T08:30:00"),
        ("2016-12-10T08:30:00+0530", "2016-12-10T08:30:00+05:30"),
    ],
)
def test_dates_given_have_one_form(given: str, kept: str) -> None:
    """A date of publication is kept as given, or brought into the extended form of ISO 8601."""
    assert clean(Page("It fell.", published=given)).published == kept


@pytest.mark.parametrize("given", ["0001-01-01", "9999-12-31T23:59:59Z", "2016-12", "soon"])
def test_dates_that_are_none_are_refused(given: str) -> None:
    """A year in which nothing was published, half a date, a word: each is refused."""
    with pytest.raises(BadSetting, match="is no date"):
        clean(Page("It fell.", published=given))


def test_a_text_longer_than_memory_would_hold_is_refused() -> None:
    """A text within the bound of bytes but beyond that of characters is refused before it's read."""
    with pytest.raises(TooLarge, match="2 million"):
        clean(Page("Four were held. " * 130_000, media="text"))
