"""The main tasks, in a real browser: by mouse, by keyboard alone, at a phone's width, in light and dark."""

from itertools import pairwise

import pytest

from tests.browser.conftest import AXE

PAGES = (
    "/",
    "/questions",
    "/search?q=killed",
    "/add",
    "/forecasts",
    "/drift",
    "/speakers",
    "/review",
    "/situations",
    "/help",
)

SERIOUS = """axe.run().then((found) => found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`))"""


def report(page):
    """Go to the column's page."""
    page.get_by_role("link", name="guerrillas give up").click()
    page.wait_for_selector(".note-card")


def test_pointing_at_words_lights_what_belongs_to_them(opened):
    """Pointing at a source lights its note, its cue and its content; a figure says how it was read."""
    page = opened("/")
    report(page)
    page.hover("#text .source >> nth=0")
    assert page.locator(".note-card.lit").count() == 1
    assert page.locator("#text .content.lit").count() >= 1
    page.hover("#text a.figure >> nth=0")
    assert page.locator("#pop").is_visible()
    assert "means" in page.locator("#pop").inner_text()


def test_notes_stand_beside_their_words(opened):
    """On a wide screen the margin is in step: notes in the order of the text, none over another."""
    page = opened("/")
    report(page)
    boxes = [one.bounding_box() for one in page.locator(".note-card").all()]
    for above, below in pairwise(boxes):
        assert below["y"] >= above["y"] + above["height"] - 1


def test_a_report_is_read_by_keyboard_alone(opened):
    """Keys lead to a report, along its notes, to the words and back."""
    page = opened("/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note-card")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".note-card.lit").count() == 1
    lit = page.locator(".note-card.lit").get_attribute("id")
    assert page.evaluate("document.activeElement.id") == lit
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/questions")


def test_a_report_is_pasted_and_seen_read(opened):
    """Pasting a text leads to its page, on a phone too."""
    page = opened("/add", width=390)
    page.fill(
        "textarea[name=text]", "Five killed in Aba fire\n\nFive people were killed in Aba on Monday, police said.\n"
    )
    page.get_by_role("button", name="Read it", exact=True).click(no_wait_after=True)
    page.wait_for_selector(".note-card", timeout=120_000)
    assert "police" in page.locator(".margin").inner_text().lower()


def test_a_question_shows_its_chart_graph_and_map(opened):
    """The islands draw; their tables stay for those who can't see them."""
    page = opened("/questions?counts=killed")
    page.locator("#rows a.main").first.click()
    for island in ("chart", "origins", "map"):
        page.wait_for_selector(f'[data-island="{island}"] svg', state="attached")
    assert page.locator("table tbody tr").count() >= 1


def test_words_are_selected_and_commented_on(opened):
    """Selecting words offers to say something of them; what is said stands on the page with the words."""
    page = opened("/")
    report(page)
    words = page.locator("#text p span").first
    words.select_text()
    page.get_by_role("button", name="Say something of these words").click()
    quoted = page.locator("#say [data-words]").inner_text()
    page.fill("#say-said", "seen by me")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_selector("text=seen by me")
    assert quoted[:20] in page.locator("#said-h + ul").inner_text()
    assert page.locator("text=these words stand elsewhere now").count() == 0


def test_selected_words_can_be_copied(opened):
    """Ctrl+C stays the browser's own; only the bare key opens the dialog."""
    page = opened("/")
    report(page)
    page.locator("#text p span").first.select_text()
    page.get_by_role("button", name="Say something of these words").wait_for()
    page.keyboard.press("Control+c")
    assert not page.locator("#say").is_visible()
    page.keyboard.press("c")
    assert page.locator("#say").is_visible()


def test_a_claim_is_judged_and_undone(opened):
    """A rejection stands beside the machine's finding, and can be taken back."""
    page = opened("/search?q=killed")
    page.locator("#rows a.main").first.click()
    page.get_by_role("button", name="Reject it").click()
    page.wait_for_selector("text=answers no question")
    page.get_by_role("button", name="undo").click()
    page.wait_for_selector("text=the question it answers")


def test_pages_are_read_without_script(opened):
    """Everything can be read where scripts don't run."""
    page = opened("/", script=False)
    report(page)
    assert page.locator("#text").inner_text()
    page.goto(page.url.split("/reports")[0] + "/questions")
    page.locator("#rows a.main").first.click()
    assert page.locator("table tbody tr").count() >= 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_overflows_and_axe_finds_nothing_serious(opened, width, dark):
    """No page scrolls sideways, and none shuts anybody out, in either theme and width."""
    page = opened("/", width=width, dark=dark)
    first = page.locator("#rows a.main").first.get_attribute("href")
    page.goto(page.url + "questions")
    question = page.locator("#rows a.main").first.get_attribute("href")
    base = page.url.split("/questions")[0]
    for address in (*PAGES, first, question):
        page.goto(base + address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        if AXE.is_file():
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate(SERIOUS)
            assert found == [], address
