"""What a text says of itself: datelines, dates of publication, credits, ids."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import pytest

from reportedly.clean import clean
from reportedly.model import Page

from .texts import article


def test_when_a_page_was_changed_is_not_when_it_was_published() -> None:
    """A line that tells of an update gives no date of publication."""
    text = "Bridge falls in Dorn\n\nUpdated: Friday, May 3, 2019 at 4:53 PM\n\nThe old bridge fell into the river, the mayor said."
    assert article(text).published is None


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DORN, Valland, May 3 (CNS) - ", [("dateline", "DORN, Valland, May 3"), ("agency", "CNS")]),
        ("(Reuters) - ", [("agency", "Reuters")]),
        ("DORN — ", [("dateline", "DORN")]),
        ("May 3 - ", [("dateline", "May 3")]),
        ("Friday, 3 May (CNS) – ", [("dateline", "Friday, 3 May"), ("agency", "CNS")]),
        ("Route 66 - ", []),
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
