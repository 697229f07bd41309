"""An empty ledger in a real browser: what a newcomer meets, and how the first report comes in."""

import re

import pytest
from playwright.sync_api import expect

from reportedly.keeping import Ledger
from tests.browser.conftest import goto, leaving
from tests.browser.tasks import looked_at

PAGES = (
    "/",
    "/add",
    "/questions",
    "/situations",
    "/forecasts",
    "/drift",
    "/revisions",
    "/speakers",
    "/review",
    "/channels",
    "/help",
)
TEXT = "Five killed in Aba fire\n\nFive people were killed in a fire in Aba on Monday, police said.\n"


@pytest.fixture
def kept(tmp_path):
    """An empty ledger."""
    path = tmp_path / "empty.sqlite"
    Ledger(path).close()
    return path


@pytest.fixture
def server(kept):
    """The app over the empty ledger."""
    from tests.browser.conftest import Server

    made = Server(kept)
    yield made
    made.stop()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_every_page_is_one_to_begin_from(opened, width, dark):
    """With nothing in it each page fits, shuts nobody out, and is light."""
    looked_at(opened("/", width=width, dark=dark), [*PAGES, "/search?q=killed", "/search?q=killed&of=texts"])


@pytest.mark.parametrize("width", [390, 1400])
def test_the_first_report_is_pasted_on_the_first_page(opened, width):
    """The first page takes a report, says that it's being read, and leads to it; then the list has it."""
    page = opened("/", width=width)
    page.get_by_label("A report, headline first").fill(TEXT)
    with leaving(page):
        page.get_by_role("button", name="Read it", exact=True).click()
    expect(page).to_have_url(re.compile("/reports/"))
    expect(page.locator(".note-card").filter(has_text="police")).not_to_have_count(0)
    goto(page, "/")
    expect(page.locator("#rows a.main")).to_have_text("Five killed in Aba fire")


def test_the_first_report_is_pasted_by_keyboard_alone(opened):
    """Keys lead to the page of additions, whose field waits for the text; Tab leads on to what reads it."""
    page = opened("/")
    page.keyboard.press("g")
    expect(page.locator(".hint")).to_be_visible()
    with leaving(page):
        page.keyboard.press("a")
    expect(page.get_by_label("Text, headline first")).to_be_focused()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Read it", exact=True)).to_be_focused()
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/reports/"))


def test_a_report_under_way_is_not_sent_twice(opened):
    """Pressing twice sends once, and the page says meanwhile what it does."""
    page = opened("/add")
    sent = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    page.get_by_label("Text, headline first").fill(TEXT)
    with leaving(page):
        told = page.evaluate(
            """() => {
              const form = document.querySelector('form[action="/add/text"]');
              form.requestSubmit();
              form.requestSubmit();
              return form.querySelector('[role="status"]').textContent;
            }"""
        )
    assert told == "Reading it …"
    assert len(sent) == 1
    expect(page).to_have_url(re.compile("/reports/"))


def test_our_examples_are_added_by_one_press(opened):
    """Who has no report at hand gets ours, and sees them in the list."""
    page = opened("/")
    with leaving(page):
        page.get_by_role("button", name="Add our example reports").click()
    expect(page.locator("#rows a.main")).to_have_count(8)
