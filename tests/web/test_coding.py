"""Coding by hand: attributions as data, sheets that nobody else sees, and the agreement of two coders."""

import re
from html import unescape

import pytest

from reportedly.web.coding.agreement import kappa
from tests.web.conftest import log_in

COLUMN = "guerrillas"


@pytest.fixture
def report(read):
    """The column's reading."""
    return next(reading for _, reading in read if COLUMN in (reading.report.title or "")).report


def words_at(text, words):
    """Give where words stand, as the form has it."""
    start = text.index(words)
    return f"{start}-{start + len(words)}"


def some_words(report):
    """Choose words of the text that can be marked: a paragraph's first thirty characters."""
    return max(report.text.split("\n"), key=len)[:30]


def mark(client, report, words, who):
    """Mark words as somebody's by the report's form."""
    data = {"report": report.id, "content": words_at(report.text, words), "who": who, "act": "deny", "certainty": "CT-"}
    return client.submit("/attributions", data)


def sheet_of(client, report, do="begin", **given):
    """Send a coder's sheet."""
    client.page(f"/reports/{report.id}/coding")
    return client.submit(f"/reports/{report.id}/coding", {"do": do, **given})


def filled(client, report, *, wrong=()):
    """Fill in every line of a coder's sheet as right, but for some of the attributions, by their place among these."""
    page = client.page(f"/reports/{report.id}/coding").text
    names = list(dict.fromkeys(re.findall(r'name="(right:[^"]+)"', page)))
    assert len(names) > 5
    attributions = [name for name in names if re.match(r"right:\d+-\d+", name)]
    return dict.fromkeys(names, "yes") | {attributions[place]: "no" for place in wrong}


def test_kappa_is_cohens():
    """The textbook's table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no give 0.4; sameness throughout gives none."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("y", "y"), ("n", "n")]) == 1
    assert kappa([("y", "y")] * 9) is None
    assert kappa([]) is None


def test_an_attribution_by_hand_stands_beside_the_machines(local, report):
    """What is marked is shown in the margin and in the text, with who marked it, and goes when it's taken back."""
    address, words = f"/reports/{report.id}", some_words(report)
    local.page(address)
    answer = mark(local, report, words, "the regional governor")
    assert answer.status_code == 303
    page = unescape(local.page(address).text)
    card = page.split('class="note-card v-named hand"')[1].split("</li>")[0]
    assert "the regional governor" in card
    assert words in card
    assert "by hand" in card
    assert "local" in card
    assert "1 by hand" in page
    taken = re.search(r'name="subject" value="([^"]+)"', card).group(1)
    local.submit("/judgements", {"kind": "withdraw", "subject": taken, "back": address})
    assert "the regional governor" not in local.page(address).text


def test_marks_that_are_none_are_refused(local, report):
    """No words, no speaker, offsets beyond the text: each is refused with a page that says why."""
    local.page(f"/reports/{report.id}")
    for content, who in (
        ("", "x"),
        ("1-5", ""),
        ("5-1", "x"),
        ("x-y", "x"),
        ("0-99999999", "x"),
        ("1" * 900 + "-2", "x"),
    ):
        answer = local.submit("/attributions", {"report": report.id, "content": content, "who": who})
        assert answer.status_code == 400, content
    assert not local.app.state.web.ledger.judgements(report.id, kind="attribute")


def test_coders_see_nothing_of_each_other_until_both_are_done(shared, report):
    """Neither sheet, nor marks, nor agreement show before two sheets are in; then both do, with kappa."""
    address, api = f"/reports/{report.id}", f"/api/v1/judgements?about={report.id}"
    words = some_words(report)
    log_in(shared, "ada")
    assert sheet_of(shared, report).status_code == 303
    mine = filled(shared, report, wrong={0})
    marked = {"do": "mark", **mine, "content": words_at(report.text, words), "who": "ada alone sees it"}
    assert shared.submit(f"{address}/coding", marked).status_code == 303
    assert "ada alone sees it" in shared.page(f"{address}/coding").text
    shared.page(f"{address}/coding")
    assert shared.submit(f"{address}/coding", {"do": "hand in", **mine}).headers["location"].endswith("/agreement")
    assert "Nothing to compare yet" in shared.page(f"{address}/agreement").text

    log_in(shared, "rev")
    assert sheet_of(shared, report).status_code == 303
    annotations = f"/api/v1/reports/{report.id}/annotations"
    for page in (address, f"{address}/coding", f"{address}/agreement", api, annotations):
        assert "ada alone sees it" not in shared.page(page).text
    assert [one["by"] for one in shared.get(api).json()["items"]] == ["rev"]
    theirs = filled(shared, report, wrong={0, 1})
    shared.submit(f"{address}/coding", {"do": "hand in", **theirs})

    page = shared.page(f"{address}/agreement").text
    assert "ada alone sees it" in page
    row = re.sub(r"<[^>]+>", " ", page.split("is it an attribution</td>")[1].split("</tr>")[0]).split()
    assert int(row[0]) == int(row[1]) + 1
    assert 0 < float(row[3]) < 1
    assert page.count("<tr><td><q>") >= 1
    assert "ada alone sees it" in shared.page(address).text
    assert "ada alone sees it" in shared.get(annotations).text
    assert {one["by"] for one in shared.get(api).json()["items"]} == {"ada", "rev"}


def test_who_has_seen_isnt_blind(shared, report):
    """A third coder, who could see two sheets before, is compared with a word of warning."""
    address = f"/reports/{report.id}"
    for name in ("ada", "rev"):
        log_in(shared, name)
        sheet_of(shared, report)
        sheet_of(shared, report, do="hand in", **filled(shared, report))
    shared.accounts.add_user("third", "third has a long word", "reviewer")
    log_in(shared, "third")
    sheet_of(shared, report)
    assert "Not blind" in shared.page(f"{address}/coding").text
    sheet_of(shared, report, do="hand in", **filled(shared, report))
    assert shared.page(f"{address}/agreement").text.count("third had seen the others") == 2


def test_a_sheet_is_handed_in_whole_and_kept_as_it_is_till_then(local, report):
    """What is left undecided keeps it from being handed in, and nothing of what was filled in is lost."""
    address = f"/reports/{report.id}/coding"
    sheet_of(local, report)
    given = filled(local, report)
    last = list(given)[-1]
    answer = local.submit(address, {"do": "hand in", **{name: one for name, one in given.items() if name != last}})
    page = local.page(answer.headers["location"]).text
    assert "1 still to be decided" in page
    assert page.count(" checked") == len(given) - 1
    assert local.submit(address, {"do": "hand in", **given}).status_code == 303
    assert local.submit(address, {"do": "save", **given}).status_code == 409


def test_readers_code_nothing(shared, report):
    """Coding takes a reviewer; a reader may see the agreement."""
    log_in(shared, "rea")
    assert shared.page(f"/reports/{report.id}/coding").status_code == 403
    assert mark(shared, report, some_words(report), "x").status_code == 403
    assert sheet_of(shared, report).status_code == 403
    assert shared.page(f"/reports/{report.id}/agreement").status_code == 200


def test_a_mark_survives_a_new_reading_and_a_revision(local):
    """It stands where its words stand now; where they're gone the page says so, and keeps the record."""
    first = "Police said four people were killed in Gao on Friday. The road has been closed since, drivers reported.\n"

    def add(text, day):
        added = {"id": "gao", "published": f"2026-03-{day}", "text": text}
        assert local.post("/api/v1/reports", json=added).status_code == 201

    add(first, 14)
    local.page("/reports/gao")
    data = {"report": "gao", "content": words_at(first, "The road has been closed since"), "who": "lorry drivers"}
    local.submit("/attributions", data)
    add(f"CORRECTED on Sunday. {first}", 15)
    page = unescape(local.page("/reports/gao").text)
    assert "CORRECTED" in page.split('id="text"')[1].split("</article>")[0]
    card = page.split(' hand"')[1].split("</li>")[0]
    assert "The road has been closed since" in card
    add(first.replace("has been closed", "stayed shut"), 16)
    page = local.page("/reports/gao").text
    assert "in this text no more" in page
    assert "lorry drivers" not in page.split('class="margin')[1].split("</aside>")[0]
    assert local.get("/api/v1/judgements?about=gao").json()["items"][0]["value"]["name"] == "lorry drivers"
