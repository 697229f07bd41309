"""The main tasks over a ledger of many reports, by mouse, by keyboard and at a phone's width.

The synthetic press fills it: a few hundred claims, or as many as `REPORTEDLY_BROWSER_CLAIMS` says; where
`REPORTEDLY_BROWSER_LEDGER` names a ledger that is there already, a copy of that is looked at. `make soak`: 100,000.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from benchmarks.web import grow
from playwright.sync_api import expect

from tests.browser.conftest import goto, leaving
from tests.browser.tasks import looked_at

CLAIMS = int(os.environ.get("REPORTEDLY_BROWSER_CLAIMS", "400"))
THERE = os.environ.get("REPORTEDLY_BROWSER_LEDGER")
PAGES = (
    "/",
    "/questions",
    "/search?q=killed",
    "/forecasts",
    "/drift",
    "/speakers",
    "/review",
    "/situations",
    "/channels",
)
WIDTHS = pytest.mark.parametrize("width", [390, 1400])


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A ledger of the synthetic press."""
    path = tmp_path_factory.mktemp("large") / "ledger.sqlite"
    if THERE:
        shutil.copy(Path(THERE), path)
    else:
        grow(path, CLAIMS)
    return path


def first(page, address):
    """Give the first address that a list leads to."""
    goto(page, address)
    return page.locator("#rows a.main").first.get_attribute("href")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@WIDTHS
def test_every_page_fits_shuts_nobody_out_and_is_light(opened, width, dark):
    """So it is with each kind of page, however much it has to show: the question of most answers, and all of them."""
    page = opened("/", width=width, dark=dark)
    report = first(page, "/")
    question = largest(page)
    claim, speaker = first(page, "/search?q=killed"), first(page, "/speakers")
    more = [report, f"{report}/history", f"{report}/coding", f"{report}/agreement", question, claim, speaker]
    looked_at(page, [*PAGES, *more, f"{question}?answers=all"])


def largest(page):
    """Give the question of the first page that most reports answer."""
    goto(page, "/questions?counts=killed")
    rows = page.locator("#rows tr")
    reports = [int(one) for one in rows.locator('td[data-label="reports"]').all_inner_texts()]
    return rows.nth(reports.index(max(reports))).locator("a.main").get_attribute("href")


@WIDTHS
def test_a_list_is_walked_to_its_next_page_and_into_a_report(opened, width):
    """The list leads on, and each report is laid out with its notes."""
    page = opened("/", width=width)
    title = page.locator("#rows a.main").first.inner_text()
    with leaving(page):
        page.get_by_role("link", name="Next page").click()
    expect(page.locator("#rows a.main").first).not_to_have_text(title)
    with leaving(page):
        page.locator("#rows a.main").first.click()
    expect(page.locator(".note-card")).not_to_have_count(0)


@WIDTHS
def test_a_question_of_many_answers_shows_where_they_come_from(opened, width):
    """Chart, graph and map are drawn; what the page leaves out at first is one press away."""
    page = opened("/questions?counts=killed", width=width)
    goto(page, largest(page))
    for island in ("chart", "origins", "map"):
        expect(page.locator(f'[data-island="{island}"] svg')).to_be_attached()
    expect(page.get_by_role("heading", name="Where it comes from")).to_contain_text("report")
    rows = page.locator("#rows tr")
    shown, every = rows.count(), page.get_by_role("link", name=re.compile("^all .* answers$"))
    if every.count():
        with leaving(page):
            every.click()
        assert rows.count() > shown


def test_words_are_searched_and_a_claim_judged_by_keyboard_alone(opened):
    """From anywhere: / and the words; j and Enter to the claim; Tab to what rejects it; and undone."""
    page = opened("/drift")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("killed")
    with leaving(page):
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#rows a.main").first).to_be_focused()
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/claims/"))
    page.get_by_label("Why").first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Reject it")).to_be_focused()
    with leaving(page):
        page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="undo")
    expect(undo).to_be_visible()
    undo.focus()
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.get_by_text("withdrawn")).to_be_visible()


def test_the_queue_is_worked_off_by_single_keys(opened):
    """One key accepts the first case, which leaves; one brings it back; one rejects it."""
    page = opened("/review")
    while not page.locator(".case").count():
        with leaving(page):
            page.get_by_role("link", name="Look through older claims").click()
    address = page.url
    subjects = page.locator('.case input[name="subject"]')
    asked = subjects.first.get_attribute("value")

    def is_asked():
        return asked in subjects.evaluate_all("(all) => all.map((one) => one.value)")

    with leaving(page):
        page.keyboard.press("y")
    expect(page.get_by_text("Your last")).to_be_visible()
    assert page.url == address
    assert not is_asked()
    with leaving(page):
        page.keyboard.press("u")
    assert is_asked()
    with leaving(page):
        page.keyboard.press("n")
    expect(page.get_by_text("Your last")).to_be_visible()


@WIDTHS
def test_a_search_becomes_a_situation_that_is_followed(opened, width):
    """A search is saved under a name; its page has figures, places, speakers and feeds that answer."""
    page = opened("/search?q=killed", width=width)
    with leaving(page):
        page.get_by_role("link", name="Save as a situation").click()
    page.get_by_label("Name", exact=True).fill("The killings")
    with leaving(page):
        page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("heading", name="The killings")).to_be_visible()
    expect(page.locator("#rows a.main")).not_to_have_count(0)
    expect(page.locator('[data-island="map"] svg')).to_be_attached()
    expect(page.get_by_text("This is your first visit")).to_be_visible()
    for name in ("Atom", "JSON feed"):
        feed = page.get_by_role("link", name=name).first.get_attribute("href")
        assert page.request.get(feed).ok
    with leaving(page):
        page.reload()
    expect(page.get_by_text("This is your first visit")).to_have_count(0)


@WIDTHS
def test_a_speaker_is_found_and_graded(opened, width):
    """Who was heard lately leads to all that they said; a grade stands with who gave it."""
    page = opened("/speakers", width=width)
    name = page.locator("#rows a.main").first.inner_text()
    with leaving(page):
        page.locator("#rows a.main").first.click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.get_by_label("Grade of the source").select_option("B")
    with leaving(page):
        page.get_by_role("button", name="Grade").click()
    expect(page.get_by_text("Graded B by")).to_be_visible()
    expect(page.locator("#rows li")).not_to_have_count(0)
