"""The pages: each shows what the ledger holds, whole and escaped, with a ledger of any size."""

import re
from html import unescape

import pytest

from reportedly.web.scopes import parted
from reportedly.web.words import link
from tests.web.conftest import log_in

PAGES = (
    "/",
    "/questions",
    "/situations",
    "/forecasts",
    "/drift",
    "/revisions",
    "/speakers",
    "/review",
    "/channels",
    "/search",
)
MORE = ("/add", "/help", "/search?q=killed", "/search?q=mine&of=texts", "/speakers?speaker=ministry")


def first(client, page, start):
    """Give the first address on a page that begins so."""
    return unescape(re.search(rf'href="({start}[^"#?]+)"', client.page(page).text).group(1))


@pytest.mark.parametrize("page", PAGES + MORE)
def test_every_page_answers_on_an_empty_ledger(empty, page):
    """A first look at nothing is a page, not a fault."""
    answer = empty.page(page)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("page", PAGES + MORE)
def test_every_page_answers_on_a_small_ledger(local, page):
    """So it is with some reports."""
    assert local.page(page).status_code == 200


def test_no_page_has_script_or_style_of_its_own(local):
    """The content security policy forbids both; a page that had them would be broken."""
    pages = [*PAGES, *MORE, first(local, "/", "/reports/"), first(local, "/questions", "/questions/")]
    for page in pages:
        text = local.page(page).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), page
        assert not re.search(r"<style|<[a-z][^<>]*\s(?:style|on[a-z]+)=", text), page


def test_a_report_is_shown_whole(local, read):
    """Every word of a report stands on its page, in the order in which it was written."""
    for _, reading in read:
        page = local.page(f"/reports/{reading.report.id}" if "<" not in reading.report.id else hostile(local)).text
        main = page.split('<main id="main"')[1].split('<aside class="margin')[0]
        shown = unescape(re.sub(r'<a class="num".*?</a>|<summary>.*?</summary>|<[^>]+>', "", main))
        squeezed = re.sub(r"\s+", "", shown)
        for line in reading.report.text.splitlines():
            assert re.sub(r"\s+", "", line) in squeezed, line


def hostile(client):
    """Give the address of the report that tries to be markup."""
    return next(one for one in re.findall(r'href="(/reports/[^"]+)"', client.page("/").text) if "%3Cb%3E" in one)


def test_a_hostile_report_is_shown_and_never_run(local):
    """Markup in title, text, publisher, id and address is words, on every page that shows them."""
    pages = [hostile(local), "/", "/search?q=mopti", "/speakers", "/drift", hostile(local) + "/history", "/questions"]
    for page in pages:
        text = local.page(page).text
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert "<b>'" not in text, page
        assert 'href="javascript' not in text, page
        assert "49" not in re.findall(r"war.{0,12}", text), page


def test_a_word_that_became_a_value_leads_to_how_it_was_read(local, read):
    """Each figure, time and place is a link to the rule by which it was read."""
    report = read[0][1].report
    page = local.page(f"/reports/{report.id}").text
    leads = set(re.findall(r'href="#how-([^"]+)"', page))
    assert leads
    assert all(f'id="how-{one}"' in page for one in leads)


def test_the_margin_has_a_note_for_each_attribution(local, read):
    """No attribution is lost on the way to the page, and each leads to its words and back."""
    reading = read[0][1]
    page = local.page(f"/reports/{reading.report.id}").text
    for one in reading.attributions:
        assert f'id="{one.id}"' in page
        assert f'id="at-{one.id}"' in page


def test_headline_claims_show_what_bears_them_out(local, read):
    """The headline of the column is borne out by one agency only, and says so."""
    page = local.page(f"/reports/{read[0][1].report.id}").text
    assert "What bears out the headline" in page
    assert re.search(r'class="traced">[^<]+ only<', page)


def test_a_question_shows_answers_origins_and_the_rule(local):
    """A question's page has its figures by origin, how many really knew, and the rule of its estimate."""
    page = local.page(first(local, "/questions?counts=killed", "/questions/")).text
    assert "Independent origins" in page
    assert re.search(r"\d+ reports?, \d+ origin", page)
    assert "latest by origin" in page


def test_an_estimate_follows_the_rule_that_is_chosen(local):
    """The rule is the reader's choice, and stands in the address."""
    address = first(local, "/questions?counts=killed", "/questions/")
    page = local.page(f"{address}?rule=acled_conservative").text
    assert re.search(r'value="acled_conservative" selected', page)


def test_what_is_not_there_is_said_so(local):
    """A missing report is a page with a way on, and a problem for programs."""
    page = local.page("/reports/no-such-report")
    assert page.status_code == 404
    assert "Back to the reports" in page.text
    answer = local.get("/reports/no-such-report")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_a_page_that_did_not_change_is_not_sent_again(local, read):
    """An entity tag spares the second sending, although each page has a form token of its own."""
    address = f"/reports/{read[0][1].report.id}"
    tag = local.page(address).headers["etag"]
    again = local.get(address, headers={"accept": "text/html", "if-none-match": tag})
    assert again.status_code == 304
    assert not again.content


def test_pages_of_a_list_lead_on_without_gap(local, monkeypatch):
    """Walking a list by its next links shows each row once."""
    monkeypatch.setattr("reportedly.web.pages.reports.A_PAGE", 1)
    seen, address = [], "/"
    while address:
        text = local.page(address).text
        seen += re.findall(r'class="main" href="([^"]+)"', text)
        found = re.search(r'data-next href="([^"]+)"', text)
        address = unescape(found.group(1)) if found else None
    assert len(seen) == len(set(seen)) == 4


def test_themes_are_kept(local):
    """Light and dark are a choice that lasts."""
    local.page("/")
    assert local.submit("/theme", {"theme": "dark", "back": "/help"}).headers["location"] == "/help"
    assert 'data-theme="dark"' in local.page("/").text


def test_only_web_addresses_are_linked():
    """An address that isn't one of the web is shown, and never linked."""
    assert link("https://news.example/a") == "https://news.example/a"
    for bad in ("javascript:alert(1)", "data:text/html,x", "//x", "http:", "https://[", None, ""):
        assert link(bad) is None


def test_several_values_are_parted():
    """A filter takes several values, parted by semicolons."""
    assert parted("Mopti; Gao ;") == ("Mopti", "Gao")


def test_health_readiness_and_metrics(local):
    """Whoever runs the server can see that it runs, that it's ready, and how it fares."""
    assert local.get("/health").json() == {"status": "ok"}
    assert local.get("/ready").json() == {"status": "ok"}
    local.page("/")
    assert 'reportedly_http_requests_total{method="GET",route="/",status="200"}' in local.get("/metrics").text


def test_judgements_are_shown_with_what_they_set(local):
    """A rejection and a correction stand on the claim's page, and both can be taken back."""
    claim = next(
        one["claim"]["id"] for one in local.get("/api/v1/claims?q=killed").json()["items"] if one["claim"]["value"]
    )
    local.page(f"/claims/{claim}")
    back = f"/claims/{claim}"
    assert (
        local.submit("/judgements", {"kind": "correct", "subject": claim, "value": "1,217", "back": back}).status_code
        == 303
    )
    assert local.submit("/judgements", {"kind": "reject", "subject": claim, "back": back}).status_code == 303
    page = local.page(back).text
    assert "1,217" in page
    assert "answers no question" in page
    made = re.findall(r'id="j-([^"]+)"', page)
    local.submit("/judgements", {"kind": "withdraw", "subject": made[0], "back": back})
    assert "the question it answers" in local.page(back).text


def test_notes_on_passages_keep_their_words(local, read):
    """What is said of a passage is shown with the words it is about; a note on no such passage is one on the report."""
    report = read[0][1].report
    local.page(f"/reports/{report.id}")
    said = {"report": report.id, "kind": "comment", "said": "by the mayor", "start": "4", "end": "20"}
    assert local.submit("/notes", said).status_code == 303
    assert (
        local.submit(
            "/notes", {"report": report.id, "kind": "problem", "said": "odd", "start": "9", "end": "3"}
        ).status_code
        == 303
    )
    page = unescape(local.page(f"/reports/{report.id}").text.split('id="said-h"')[1].split("</section>")[0])
    assert f"<q>{report.text[4:20]}</q>" in page
    assert "by the mayor" in page
    assert "stand elsewhere" not in page


def test_a_review_case_leaves_the_queue_once_it_is_answered(local):
    """What somebody looked at isn't asked again, and undoing brings it back."""
    before = local.page("/review").text
    assert re.search(r'<a href="/reports/[^"]+#claim-[^"]+">', before), "each case leads to its words in the report"
    subject = re.search(r'class="filters"><input[^>]+><input type="hidden" name="subject" value="([^"]+)"', before)
    assert subject, "the examples have doubtful cases"
    data = {"kind": "comment", "subject": subject.group(1), "value": "looked at, and right", "back": "/review"}
    local.submit("/judgements", data)
    after = local.page("/review").text
    assert after.count("data-case") < before.count("data-case")
    undo = re.search(r'name="kind" value="withdraw"><input type="hidden" name="subject" value="([^"]+)"', after).group(
        1
    )
    local.submit("/judgements", {"kind": "withdraw", "subject": undo, "back": "/review"})
    assert local.page("/review").text.count("data-case") == before.count("data-case")


def test_a_page_kept_from_before_a_login_is_sent_anew(shared, read):
    """Its forms carry a token of the session before: a 304 would hand the browser forms that are refused."""
    address = f"/reports/{read[0][1].report.id}"
    log_in(shared, "rev")
    tag = shared.page(address).headers["etag"]
    assert shared.get(address, headers={"accept": "text/html", "if-none-match": tag}).status_code == 304
    log_in(shared, "rev")
    assert shared.get(address, headers={"accept": "text/html", "if-none-match": tag}).status_code == 200


def test_a_report_whose_id_ends_as_our_addresses_do_has_its_own_page(empty):
    """Its page isn't the revisions, nor the annotations, of the report that its id begins with."""
    for key in ("k", "k/history", "k/annotations"):
        text = f"Six people drowned in Kisumu on Monday, the governor of {key} said."
        assert empty.post("/api/v1/reports", json={"text": text, "id": key}).status_code == 201
    assert "the governor of k/history said" in re.sub(r"<[^>]*>", "", empty.page("/reports/k/history").text)
    assert empty.get("/api/v1/reports/k/annotations").json()["report"]["id"] == "k/annotations"
    revisions = empty.page("/reports/k/history/history")
    assert revisions.status_code == 200
    assert "the governor of" not in revisions.text


def test_an_origin_is_corrected_in_review(local):
    """Who a claim traces back to is set as its figure is, stands on the claim's page, and can be taken back."""
    claim = first(local, "/search?q=killed", "/claims/").removeprefix("/claims/")
    answer = local.submit("/judgements", {"kind": "correct", "subject": claim, "origin": "the night nurse"})
    assert answer.status_code == 303
    page = local.page(f"/claims/{claim}").text
    assert "it traces back to the night nurse" in page
    question = local.app.state.web.ledger.question_of(claim)
    assert "the night nurse" in local.page(f"/questions/{question}").text
    local.submit("/judgements", {"kind": "correct", "subject": claim, "untraced": "yes"})
    assert "it traces back to nobody named" in local.page(f"/claims/{claim}").text
    assert local.app.state.web.ledger.question_of(claim) == question, "the claim still answers its question"


def test_silent_edits_stand_on_the_board_of_revisions(empty):
    """A report whose page changed without a word of it is listed with what changed; one that stayed isn't."""
    from reportedly.model import Page
    from reportedly.reader import read_page

    ledger = empty.app.state.web.ledger
    assert "No report was revised" in empty.page("/revisions").text
    for name, number in (("quake", "Nine"), ("quake", "Twelve"), ("flood", "Six")):
        text = f"Toll of the {name}\n\n{number} people were killed in Oruro on 3 March 2026, police said.\n"
        url, seen = f"https://paper.example/{name}", f"2026-03-0{4 + (number == 'Twelve')}T10:00:00Z"
        page = Page(content=text, media="text", url=url, published="2026-03-04", retrieved=seen)
        ledger.add(page, read_page(page))
    board = empty.page("/revisions").text
    assert "Toll of the quake" in board
    assert "Toll of the flood" not in board
    assert "changed silently" in board
    assert re.search(r"Nine people.*?became.*?Twelve people", board, re.DOTALL)


def test_lists_say_a_figure_as_its_source_left_it_open(empty):
    """A list of questions tells "more than 20,000", not the whole number next to it, which nobody gave."""
    from reportedly.model import Page
    from reportedly.reader import read_page

    text = "More than 20,000 people were displaced by floods in Beira, Mozambique, on Tuesday, the governor said.\n"
    page = Page(content=text, media="text", url="https://paper.example/flood", published="2026-03-04")
    empty.app.state.web.ledger.add(page, read_page(page))
    listed = empty.page("/questions?counts=displaced").text
    assert "more than 20,000" in listed
    assert "20,001" not in listed


def test_each_way_from_an_origin_to_a_report_is_told_once(local):
    """Several claims of one report that came by one way are one line, which counts them; none is left out."""
    from reportedly.web.questionview import QuestionView

    ledger, several = local.app.state.web.ledger, 0
    for row in ledger.questions():
        view = QuestionView(ledger.question(row.id), ledger.answering(row.id), {})
        for origin in view.rows:
            ways = view.ways(origin, every=True)
            told = [(line.via, line.answer.report) for line, _ in ways]
            assert len(set(told)) == len(told)
            assert sum(claims for _, claims in ways) == len(origin.lines)
            several += any(claims > 1 for _, claims in ways)
    assert several


def test_reports_without_a_publisher_are_named_by_their_titles(empty):
    """Where nothing is known of who published a report, a question's page tells its headline, not a hash."""
    from reportedly.model import Page
    from reportedly.reader import read_page

    text = (
        "Dozens die in Oruro quake\n\nDozens of people were killed in Oruro, Bolivia, on 3 March 2026, police said.\n"
    )
    page = Page(content=text, media="text", published="2026-03-04")
    ledger = empty.app.state.web.ledger
    ledger.add(page, read_page(page))
    shown = empty.page(f"/questions/{ledger.questions()[0].id}").text
    assert ">Dozens die in Oruro quake</a>" in shown
    assert "Dozens</" in shown
