"""The HTML file of a reading holds all of its text, and nothing of the text can act in it."""

import re
from dataclasses import replace
from html import unescape

import pytest

from reportedly import read
from reportedly.export import account, rows_to_csv, to_html
from reportedly.export.account import interval_words
from reportedly.export.passages import passages

HOSTILE = (
    "<script>alert(1)</script> Blast kills 4\n\n"
    'Four people were killed in Mopti on Friday, <b onmouseover="alert(2)">Col. Ba</b> said. '
    "“It's 'war',” he added.\n"
)


@pytest.fixture(scope="module")
def reading():
    """A report whose text tries to be markup."""
    return read(HOSTILE, published="2026-03-14", media="text", url="javascript:alert(3)")


def test_passages_put_together_are_the_text(reading):
    """Cutting the text at every finding's edges loses and doubles nothing."""
    assert "".join(one.text for one in passages(account(reading), in_title=False)) == reading.report.text


def test_every_attribution_begins_once_in_the_text(reading):
    """Each attribution has one mark in the text to come back to."""
    begins = [key for one in passages(account(reading), in_title=False) for key in one.begins]
    assert sorted(begins) == sorted(one.id for one in reading.attributions)


def test_text_is_shown_and_never_run(reading):
    """Markup in a report is escaped, addresses are no links, and only our own script may run."""
    page = to_html(reading)
    assert "<script>alert(1)" not in page
    assert "<b onmouseover" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert 'href="javascript' not in page
    assert "default-src 'none'" in page
    body = page.split('<div class="text">')[1].split("</div>")[0]
    shown = unescape(re.sub(r"<a class=\"mark\".*?</a>|<[^>]+>", "", body))
    assert shown.strip() == reading.report.text.strip()


def test_notes_and_the_basis_of_the_date_are_shown(reading):
    """What the user should know of how a report was read stands on its page, escaped."""
    report = replace(reading.report, notes=("It was read as <cp1252>.",), published_basis="dateline")
    page = to_html(replace(reading, report=report))
    assert "It was read as &lt;cp1252&gt;." in page
    assert "published 2026-03-14 (from the dateline)" in page


def test_values_explain_themselves_to_every_user(reading):
    """What a figure comes to is said to screen readers too, and can be reached by keyboard."""
    (figure,) = re.findall(r'<span class="[^"]*figure[^"]*"([^>]*)>Four</span>', to_html(reading))
    assert 'tabindex="0"' in figure
    assert re.search(r'aria-description="4 people[^"]+"', figure)


def test_the_file_needs_nothing_else(reading):
    """No address is loaded: no link, image, import or font from elsewhere."""
    page = to_html(reading)
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page


def test_cells_are_not_formulas():
    """A cell that a spreadsheet would run is shown as text."""
    lines = list(rows_to_csv([{"who": "=HYPERLINK(1)", "n": -4, "what": "@x"}]))
    assert lines == ["who,n,what\r\n", "'=HYPERLINK(1),-4,'@x\r\n"]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-03-13", "2026-03-14", "2026-03-13"),
        ("2026-03-13", "2026-03-16", "2026-03-13 to before 2026-03-16"),
        ("2026-03-13T18:00:00+02:00", "2026-03-14", "2026-03-13 18:00 to before 2026-03-14"),
        (None, "2026-03-14", "before 2026-03-14"),
        ("2026-03-13", None, "from 2026-03-13"),
    ],
)
def test_intervals_are_told_as_people_do(start, end, told):
    """A day is a day, and hours have minutes, no seconds."""
    assert interval_words(start, end) == told
