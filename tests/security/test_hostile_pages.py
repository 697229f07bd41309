"""Hostile pages: whatever a page holds, it is read or refused within time, and harms nothing."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import time
from typing import Any, Literal

import pytest

from reportedly.clean import clean
from reportedly.errors import InputError, TooLarge
from reportedly.model import Article, Page

REPORT = "".join(
    f"<p>The committee of district {name} met on Tuesday and agreed to send relief to the villages that the flood had cut off.</p>"
    for name in ("Aldern", "Borne", "Calder", "Dorn")
)
# Of processor time, which other work on the machine scarcely changes.
SECONDS = 15.0


def wrapped(inside: str) -> str:
    """Put something in front of a report's text."""
    return f"<html><head><title>Relief agreed</title></head><body><article>{inside}{REPORT}</article></body></html>"


KEPT = {
    "nested divs": wrapped("<div>" * 10_000),
    "nested spans": wrapped("<p>" + "<span>" * 10_000 + "x" + "</span>" * 10_000 + "</p>"),
    "nested quotations": wrapped("<blockquote>" * 10_000),
    "nested lists": wrapped("<ul><li>" * 5_000 + "x" + "</li></ul>" * 5_000),
    "nested tables": wrapped("<table><tr><td>" * 2_000 + "x" + "</td></tr></table>" * 2_000),
    "unclosed bold": wrapped("<b>" * 10_000),
    "one huge attribute": wrapped(f'<img src="data:{"a" * 12_000_000}">'),
    "many attributes": wrapped("<div " + " ".join(f'a{i}="x"' for i in range(100_000)) + "></div>"),
    "entity bomb": '<!DOCTYPE html [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(1, 40))
    + "]>"
    + wrapped("<p>&a39;</p>"),
    "entities": wrapped("<p>" + "&amp;" * 100_000 + "</p>"),
    "scripts": wrapped("<script>alert(1)</script>" * 50_000),
    "unclosed styles": "<style>" * 100_000 + wrapped(""),
    "unclosed comments": "<!-- " * 100_000 + wrapped(""),
    "nested JSON-LD": wrapped('<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "white space": wrapped("<p>" + " \n" * 2_000_000 + "</p>"),
    "breaks": wrapped("<br>" * 200_000),
    "NUL characters": wrapped("\x00" * 10),
    "no end": wrapped("").split("</article>")[0],
    "crossed tags": wrapped("<b><i><a href='x'></b></i><p></div></span>"),
}

REFUSED_OR_READ = {
    "a hundred thousand paragraphs": "<html><body>" + "<p>It fell.</p>" * 100_000,
    "only brackets": "<html>" + "<" * 1_000_000,
    "only tags": "<html>" + "<a><b><i>x" * 100_000,
    "unclosed scripts": "<html>" + "<script " * 200_000,
    "ten megabytes in one paragraph": "<html><body><p>" + "It fell on him. " * 620_000,
    "lines": "a line\n" * 60_000,
    "brackets": "(Reporting by " * 200_000,
    "bylines": ("By " + "A " * 60 + "\n") * 10_000,
    "one word": "a" * 5_000_000,
    "dates": "3 May 2019 " * 200_000,
    "quotation marks": "“" * 1_000_000 + " said.",
    "dashes": "DORN " + "- " * 500_000,
}


def timed(source: str, *, media: Literal["html"] | None = None) -> tuple[Article | None, float]:
    """Clean a document and say how long it took; None where it was refused."""
    before = time.process_time()
    try:
        found = clean(Page(source, media=media))
    except InputError:
        found = None
    return found, time.process_time() - before


@pytest.mark.parametrize("name", KEPT)
def test_the_report_survives(name: str) -> None:
    """The report on a hostile page is found, within time, and nothing is expanded."""
    found, seconds = timed(KEPT[name], media="html")
    assert found is not None
    for place in ("Aldern", "Borne", "Calder", "Dorn"):
        assert f"district {place} met on Tuesday" in found.text
    assert len(found.text) < 300_000
    assert seconds < SECONDS


@pytest.mark.parametrize("name", REFUSED_OR_READ)
def test_time_is_bounded(name: str) -> None:
    """Large and odd documents are read or refused, within time; what is read is kept as it is."""
    source = REFUSED_OR_READ[name]
    found, seconds = timed(source)
    if found is not None and not source.startswith("<html>"):
        assert found.text == source
    assert seconds < SECONDS


@pytest.mark.parametrize("name", ["id", "url", "title", "publisher", "author"])
def test_facts_of_any_length_are_refused(name: str) -> None:
    """A title or name of megabytes, as a line of JSON may have it, is refused in one line: it'd be read like a text."""
    facts: dict[str, Any] = {name: "y" * 10_000_000}
    with pytest.raises(TooLarge, match=f"“{name}” has 10,000,000 characters"):
        clean(Page("The bridge fell on Monday, the mayor of Dorn said.", **facts))


@pytest.mark.parametrize(
    "head", ["<title>{}</title>", '<meta property="og:title" content="{}">', '<meta name="author" content="{}">']
)
def test_a_page_with_a_huge_title_is_read_without_it(head: str) -> None:
    """What a page says of itself at megabytes' length is left out, and said; its report is read."""
    page = wrapped("").replace("<title>Relief agreed</title>", head.format("Relief " * 1_000_000))
    found, seconds = timed(page, media="html")
    assert found is not None
    assert len(found.full_text) < 1_000
    assert ("was left out" in " ".join(found.notes)) == head.startswith("<title>")  # the parser drops such attributes
    assert "district Aldern met on Tuesday" in found.text
    assert seconds < SECONDS


def test_markup_is_no_text() -> None:
    """Scripts and handlers of a page never come into the text."""
    found, _ = timed(
        wrapped(
            "<p onclick='steal()'>The mayor of Dorn <script>steal()</script>said that <img src=x onerror=steal()> it was safe to return.</p>"
        )
    )
    assert found is not None
    assert "steal" not in found.text
    assert "<" not in found.text
