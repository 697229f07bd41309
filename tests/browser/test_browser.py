"""The main tasks, in a real browser: by mouse, by keyboard alone, at a phone's width, in light and dark.

What is asked after an action is asked by `expect`, which waits for it; what leads to another page stands in `leaving`.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import goto, leaving
from tests.browser.tasks import looked_at

PAGES = (
    "/",
    "/questions",
    "/search?q=killed",
    "/add",
    "/forecasts",
    "/drift",
    "/revisions",
    "/speakers",
    "/review",
    "/situations",
    "/channels",
    "/help",
)


def report(page):
    """Go to the column's page."""
    with leaving(page):
        page.get_by_role("link", name="guerrillas give up").click()
    expect(page.locator(".note-card").first).to_be_attached()


def test_pointing_at_words_lights_what_belongs_to_them(opened):
    """Pointing at a source lights its note, its cue and its content; a figure says how it was read."""
    page = opened("/")
    report(page)
    page.hover("#text .source >> nth=0")
    expect(page.locator(".note-card.lit")).to_have_count(1)
    expect(page.locator("#text .content.lit")).not_to_have_count(0)
    page.hover("#text a.figure >> nth=0")
    expect(page.locator("#pop")).to_be_visible()
    expect(page.locator("#pop")).to_contain_text("means")


def test_notes_stand_beside_their_words(opened):
    """On a wide screen the margin is in step: notes in the order of the text, none over another."""
    page = opened("/")
    report(page)
    expect(page.locator(".margin")).to_have_class(re.compile("stepped"))
    # one look at all of them: fonts that come late may lay the margin anew between two looks
    overlaps = """() => [...document.querySelectorAll(".note-card")].map((one) => one.getBoundingClientRect())
      .filter((box, i, all) => i > 0 && box.top < all[i - 1].bottom - 1).length"""
    assert page.evaluate(overlaps) == 0


def test_each_note_is_near_its_words(opened):
    """No note is pushed out of sight of what it tells of, and pointing at words unfolds theirs."""
    page = opened("/")
    report(page)
    expect(page.locator(".margin")).to_have_class(re.compile("stepped"))
    furthest = """() => Math.max(...[...document.querySelectorAll(".note-card:not(.v-headline)")].map((card) =>
      Math.abs(card.getBoundingClientRect().top - document.getElementById(`at-${card.id}`).getBoundingClientRect().top)
    ))"""
    assert page.evaluate(furthest) < 844 / 3
    how = page.locator(".note-card .how").last
    expect(how).to_be_hidden()
    page.locator("#text .cue").last.hover()
    expect(page.locator(".note-card.lit .how")).to_be_visible()


def test_on_a_phone_words_are_touched_for_their_note_and_value(opened):
    """Where there's no margin a note comes up at the foot; a value says how it was read, then leads there."""
    page = opened("/", width=390, touch=True)
    report(page)
    page.locator("#text .cue").first.tap()
    raised = page.locator(".note-card.raised")
    expect(raised).to_have_count(1)
    expect(raised).to_be_in_viewport()
    page.get_by_role("heading", name="What bears out the headline").tap()
    expect(raised).to_have_count(0)
    figure = page.locator("#text a.figure").first
    figure.tap()
    expect(page.locator("#pop")).to_contain_text("means")
    assert "#how-" not in page.url
    figure.tap()
    expect(page).to_have_url(re.compile("#how-"))


def test_a_report_is_read_by_keyboard_alone(opened):
    """Keys lead to a report, along its notes, to the words and back."""
    page = opened("/")
    page.keyboard.press("j")
    with leaving(page):
        page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".note-card").nth(1)
    expect(page.locator(".note-card.lit")).to_have_count(1)
    expect(second).to_have_class(re.compile(r"\blit\b"))
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#at-{second.get_attribute('id')}")).to_be_focused()
    page.keyboard.press("g")
    expect(page.locator(".hint")).to_contain_text("Questions")
    with leaving(page):
        page.keyboard.press("q")
    expect(page).to_have_url(re.compile("/questions$"))


def test_a_report_is_pasted_and_seen_read(opened):
    """Pasting a text leads to its page, on a phone too."""
    page = opened("/add", width=390)
    page.fill(
        "textarea[name=text]", "Five killed in Aba fire\n\nFive people were killed in Aba on Monday, police said.\n"
    )
    with leaving(page):
        page.get_by_role("button", name="Read it", exact=True).click()
    expect(page.locator(".margin")).to_contain_text("police", ignore_case=True)


def test_a_question_shows_its_chart_graph_and_map(opened):
    """The islands draw; their tables stay for those who can't see them."""
    page = opened("/questions?counts=killed")
    with leaving(page):
        page.locator("#rows a.main").first.click()
    for island in ("chart", "origins", "map"):
        expect(page.locator(f'[data-island="{island}"] svg')).to_be_attached()
    expect(page.locator("table tbody tr")).not_to_have_count(0)


def test_words_are_selected_and_commented_on(opened):
    """Selecting words offers to say something of them; what is said stands on the page with the words."""
    page = opened("/")
    report(page)
    page.locator("#text p span").first.select_text()
    page.get_by_role("button", name="Say something of these words").click()
    expect(page.locator("#say [data-words]")).not_to_be_empty()
    quoted = page.locator("#say [data-words]").inner_text()
    page.fill("#say-said", "seen by me")
    with leaving(page):
        page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#said-h + ul")).to_contain_text("seen by me")
    expect(page.locator("#said-h + ul")).to_contain_text(quoted[:20])
    expect(page.get_by_text("these words stand elsewhere now")).to_have_count(0)


def select(page, words):
    """Select some words of the text, as dragging over them does."""
    page.evaluate(
        """(words) => {
          const walk = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; }
          }
          throw new Error(`no ${words}`);
        }""",
        words,
    )
    expect(page.locator(".bar-of-words")).to_be_visible()


def test_who_says_what_is_marked_by_hand(opened):
    """Selected words become a source and what it says, by key and by press; the attribution stands with the others."""
    page = opened("/")
    report(page)
    panel = page.locator("[data-hand]")
    select(page, "people have left the villages")
    page.keyboard.press("3")
    expect(panel).to_be_visible()
    expect(panel.locator("[data-part=content]")).to_have_text("people have left the villages")
    select(page, "The road out of")
    page.locator(".bar-of-words").get_by_role("button", name="Who speaks").click()
    expect(panel.locator("[data-part=source]")).to_have_text("The road out of")
    page.get_by_label("Act", exact=True).select_option("warn")
    with leaving(page):
        page.get_by_role("button", name="Keep the attribution").click()
    card = page.locator(".note-card.hand")
    expect(card).to_have_class(re.compile(r"\blit\b"))
    expect(card).to_contain_text("The road out of")
    expect(card).to_contain_text("people have left the villages")
    expect(card).to_contain_text("warn")
    with leaving(page):
        card.get_by_role("button", name="take back").click()
    expect(card).to_have_count(0)


def test_a_sheet_is_filled_in_by_keyboard_and_kept(opened):
    """A coder's answers stand when the sheet is opened again, with what they marked by hand while at it."""
    page = opened("/")
    report(page)
    with leaving(page):
        page.get_by_role("link", name="code it").click()
    with leaving(page):
        page.get_by_role("button", name="Begin").click()
    first = page.get_by_role("radio", name="yes").first
    first.focus()
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    select(page, "people have left the villages")
    page.keyboard.press("3")
    page.get_by_label("Name, where the words don't give it").fill("a driver")
    with leaving(page):
        page.get_by_role("button", name="Keep the attribution").click()
    expect(page.locator(".note-card.hand")).to_contain_text("a driver")
    expect(page.get_by_role("radio", name="yes").first).to_be_checked()
    with leaving(page):
        page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_role("alert")).to_contain_text("still to be decided")
    expect(page.get_by_role("radio", name="yes").first).to_be_checked()


def test_a_sheet_is_filled_in_by_mouse_and_by_single_keys(opened):
    """Each press counts, wherever its note stands; y and n answer the note at hand, whose words stay in the window."""
    page = opened("/")
    report(page)
    with leaving(page):
        page.get_by_role("link", name="code it").click()
    with leaving(page):
        page.get_by_role("button", name="Begin").click()
    verdicts = page.locator(".verdict")
    asked = verdicts.count()
    for at in range(asked):
        verdicts.nth(at).get_by_role("radio", name="no").check()
    answered = 0
    page.keyboard.press("Escape")  # so that walking begins at the first note, not at the one pointed at last
    for note in page.locator(".note-card").all():
        page.keyboard.press("j")
        expect(note).to_be_focused()
        page.keyboard.press("y")
        answered += 1
        words = page.locator(f"#at-{note.get_attribute('id')}")
        if words.count():
            expect(words).to_be_in_viewport()
    expect(page.locator('.verdict input[value="yes"]:checked')).to_have_count(answered)
    with leaving(page):
        page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("1 is in")).to_be_visible()


def test_selected_words_can_be_copied(opened):
    """Ctrl+C stays the browser's own; only the bare key opens the dialog."""
    page = opened("/")
    report(page)
    page.locator("#text p span").first.select_text()
    expect(page.get_by_role("button", name="Say something of these words")).to_be_visible()
    page.keyboard.press("Control+c")
    # the key has been heard when the next one has: what it had opened would stand open by now
    page.keyboard.press("Shift")
    expect(page.locator("#say")).to_be_hidden()
    page.keyboard.press("c")
    expect(page.locator("#say")).to_be_visible()


def test_a_claim_is_judged_and_undone(opened):
    """A rejection stands beside the machine's finding, and can be taken back."""
    page = opened("/search?q=killed")
    with leaving(page):
        page.locator("#rows a.main").first.click()
    with leaving(page):
        page.get_by_role("button", name="Reject it").click()
    expect(page.get_by_text("answers no question")).to_be_visible()
    with leaving(page):
        page.get_by_role("button", name="undo").click()
    expect(page.get_by_text("the question it answers")).to_be_visible()


def test_a_search_is_refined_without_leaving_the_page(opened):
    """Choosing a filter brings its rows and writes it into the address, so that it can be kept and sent."""
    page = opened("/search?q=killed")
    expect(page.locator("#rows")).to_be_visible()
    page.select_option("#act", "promise")
    expect(page).to_have_url(re.compile("act=promise"))
    expect(page.locator("#results")).to_contain_text("Nothing fits")


def test_pages_are_read_without_script(opened):
    """Everything can be read where scripts don't run."""
    page = opened("/", script=False)
    page.get_by_role("link", name="guerrillas give up").click()
    expect(page.locator("#text")).to_contain_text("guerrillas")
    expect(page.locator(".note-card")).not_to_have_count(0)
    goto(page, "/questions", script=False)
    page.locator("#rows a.main").first.click()
    expect(page.locator("table tbody tr")).not_to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_overflows_and_axe_finds_nothing_serious(opened, width, dark):
    """No page scrolls sideways, and none shuts anybody out, in either theme and width."""
    page = opened("/", width=width, dark=dark)
    first = page.locator("#rows a.main").first.get_attribute("href")
    goto(page, "/search?q=killed")
    claim = page.locator("#rows a.main").first.get_attribute("href")
    goto(page, "/speakers")
    speaker = page.locator("#rows a.main").first.get_attribute("href")
    goto(page, "/questions")
    question = page.locator("#rows a.main").first.get_attribute("href")
    more = (first, f"{first}/history", f"{first}/coding", f"{first}/agreement", question, claim, speaker)
    looked_at(page, [*PAGES, *more])
