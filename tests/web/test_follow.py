"""Feeds and webhooks: what is new reaches whoever follows, signed, and nobody else."""

import json
import re
import threading
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree as ET

import pytest

from reportedly.keeping import Ledger
from reportedly.ledger.views import Scope
from reportedly.web.follow.calling import Caller
from reportedly.web.follow.hooks import WAITS, Hooks, signature

ATOM = "{http://www.w3.org/2005/Atom}"


def test_feeds_of_a_search_have_its_claims(local):
    """Atom and JSON feeds have the same entries, each with a lasting id and a page."""
    rows = local.get("/api/v1/claims?q=killed").json()["items"]
    assert rows
    feed = ET.fromstring(local.get("/follow/search.atom?q=killed").content)  # noqa: S314 - our own
    ids = [one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")]
    items = local.get("/follow/search.json?q=killed").json()["items"]
    assert ids == [one["id"] for one in items] == [f"urn:reportedly:claim:{one['claim']['id']}" for one in rows]
    assert local.get(items[0]["url"].replace("http://127.0.0.1:8000", "")).status_code == 200


def test_feeds_of_situations_and_questions(local):
    """A saved scope and a question can be followed, too."""
    local.page("/situations?q=killed")
    local.submit("/situations?q=killed", {"name": "Deaths / all"})
    assert local.page("/situations/Deaths%20%2F%20all").status_code == 200
    assert local.get("/follow/situations/Deaths%20%2F%20all.json").json()["items"]
    question = local.get("/api/v1/questions").json()["items"][0]["id"]
    assert local.get(f"/follow/questions/{question}.json").json()["items"]


def test_what_is_new_since_the_last_visit_is_shown(local):
    """The second visit shows what came in between, and only that."""
    local.page("/situations?q=killed")
    local.submit("/situations?q=killed", {"name": "Deaths"})
    assert "your first visit" in local.page("/situations/Deaths").text
    new = {"text": "Nine people were killed in Gao on Friday, police said.", "published": "2026-03-14", "id": "late"}
    assert local.post("/api/v1/reports", json=new).status_code == 201
    section = local.page("/situations/Deaths").text.split('id="new-h"')[1].split("</section>")[0]
    assert "/reports/late" in section
    assert section.count('class="passage"') == section.count("/reports/late")
    again = local.page("/situations/Deaths").text.split('id="new-h"')[1].split("</section>")[0]
    assert "Nothing." in again


def test_what_came_late_is_new_however_old_and_however_much(local, monkeypatch):
    """Reports published long ago are new where they came since; what one page hasn't room for, the next has."""
    local.page("/situations?q=killed")
    local.submit("/situations?q=killed", {"name": "Deaths"})
    local.page("/situations/Deaths")
    for place, year in (("Gao", 1991), ("Mopti", 1992), ("Kidal", 1993)):
        text = f"Nine people were killed in {place} on Friday, police said."
        new = {"text": text, "published": f"{year}-03-15", "id": f"late-{year}"}
        assert local.post("/api/v1/reports", json=new).status_code == 201
    monkeypatch.setattr("reportedly.web.situationview.NEW", 1)
    monkeypatch.setattr("reportedly.web.situationview.CLAIMS", 1)
    monkeypatch.setattr("reportedly.web.pages.situations.A_PAGE", 1)
    page = local.page("/situations/Deaths").text.split('id="new-h"')[1].split("</section>")[0]
    seen = re.findall(r"/reports/(late-\d+)", page)
    more = re.search(r'href="(/situations/Deaths/new[^"]+)"', page)
    while more:
        page = local.page(unescape(more.group(1))).text
        seen += re.findall(r"/reports/(late-\d+)", page)
        more = re.search(r'rel="next"[^>]* href="([^"]+)"', page)
    assert seen == ["late-1993", "late-1992", "late-1991"]


def test_speakers_are_paged_through_to_the_first(local, monkeypatch):
    """Page by page all who were ever heard are listed, not the latest alone."""
    monkeypatch.setattr("reportedly.web.pages.finding.LATELY", 5)
    rows = local.app.state.web.ledger.search(Scope(), limit=1000)
    named = {one.claim.origin for one in rows if one.claim.origin}
    address, found = "/speakers", set()
    while address:
        page = local.page(address).text
        found |= {unescape(one) for one in re.findall(r'<a class="main" href="/speakers[^>]*>([^<]+)</a>', page)}
        more = re.search(r'rel="next"[^>]* href="([^"]+)"', page)
        address = unescape(more.group(1)) if more else None
    assert found == named
    assert len(rows) > 5


def test_signatures_are_those_of_the_standard():
    """The specification's own example comes out."""
    secret, key, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}'
    assert signature(secret, key, 1614265330, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


class Clock:
    """A clock that is set by hand."""

    now = 1_000_000.0

    def __call__(self):
        """Give the time."""
        return self.now


@pytest.fixture
def listener():
    """A server that notes what it's called with; its answers can be set."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self.server.calls.append((dict(self.headers.items()), body))
            self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    made = HTTPServer(("127.0.0.1", 0), Handler)
    made.calls, made.answers = [], []
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def follow(path, tmp_path, listener):
    """A webhook on all deaths, made before the last of the reports came."""
    hooks = Hooks(tmp_path / "hooks.sqlite", clock=Clock())
    with Ledger(path) as ledger:
        ledger.save_situation("Deaths", Scope(words="killed"), by="ada")
        url = f"http://127.0.0.1:{listener.server_port}/in"
        _, secret = hooks.add(url, "Deaths", by="ada", entry=1)
        yield ledger, hooks, secret
    hooks.close()


def test_a_webhook_is_called_signed_and_once(follow, listener):
    """What is new is told once, with a signature that its receiver can check."""
    ledger, hooks, secret = follow
    caller = Caller(ledger, hooks, allow_private=True)
    caller.round()
    caller.round()
    assert len(listener.calls) == 1
    headers, body = listener.calls[0]
    headers = {name.lower(): value for name, value in headers.items()}
    expected = signature(secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body)
    assert headers["webhook-signature"] == expected
    event = json.loads(body)
    assert event["type"] == "claims.added"
    assert event["data"]["claims"]
    assert hooks.rows()[0].said == "answered 204"


def test_a_webhook_is_told_all_that_came(follow, listener, monkeypatch):
    """More arrivals than are looked through at once, and more claims than a call has room for, are told one by one."""
    ledger, hooks, _ = follow
    for name in ("REPORTS", "AT_ONCE", "TOLD"):
        monkeypatch.setattr(f"reportedly.web.follow.calling.{name}", 1)
    caller = Caller(ledger, hooks, allow_private=True)
    for _ in range(8):
        caller.round()
    told = [json.loads(body)["data"]["claims"] for _, body in listener.calls]
    assert {len(one) for one in told} == {1}
    expected = ledger.search(Scope(words="killed"), limit=1000)
    assert sorted(one["claim"]["id"] for (one,) in told) == sorted(one.claim.id for one in expected)
    assert len(expected) > 1
    assert hooks.rows()[0].entry == ledger.head().number


def test_a_call_that_fails_is_made_again_with_the_same_id(follow, listener):
    """It's tried again later and later, and given up at last."""
    ledger, hooks, _ = follow
    listener.answers = [500, 302]
    caller = Caller(ledger, hooks, allow_private=True)
    for wait in WAITS[:3]:
        hooks._clock.now += wait + 1
        caller.round()
    assert [one[0]["webhook-id"] for one in listener.calls] == [listener.calls[0][0]["webhook-id"]] * 3
    assert hooks.rows()[0].said == "answered 204"
    assert not hooks.due()


def test_webhooks_cannot_reach_private_addresses(follow, listener):
    """A webhook is no way into the network that the server stands in."""
    ledger, hooks, _ = follow
    Caller(ledger, hooks).round()
    assert listener.calls == []
    assert hooks.rows()[0].said == "failed (AddressRefused)"


def test_a_webhook_is_made_on_the_situations_page(local):
    """Its secret is shown once, and never again."""
    local.page("/situations?q=killed")
    local.submit("/situations?q=killed", {"name": "Deaths"})
    answer = local.submit("/situations/Deaths/hooks", {"url": "https://hooks.example/in"})
    assert "whsec_" in answer.text
    page = local.page("/situations/Deaths").text
    assert "hooks.example" in page
    assert "whsec_" not in page
    assert local.submit("/situations/Deaths/hooks", {"url": "file:///etc/passwd"}).status_code == 400


def test_channels_tell_how_they_fare_and_are_graded(local, monkeypatch):
    """A feed that fails says since when and why; a grade stands with who gave it; pages lead on to the last."""
    monkeypatch.setattr("reportedly.web.pages.situations.A_PAGE", 2)
    ledger = local.app.state.web.ledger
    for name in ("https://a.example/feed", "https://b.example/feed", "https://c.example/feed"):
        ledger.save_channel(name, {"kind": "feed", "url": name, "title": f"Feed of {name[8]}"}, by="ada")
    ledger.set_polled("https://a.example/feed", {"polled": 1e9, "changed": 9e8, "due": 2e9, "seen": {"x": "1"}})
    ledger.set_polled("https://b.example/feed", {"polled": 1e9, "failing_since": 1e9, "why": "503 from b.example"})
    page = local.page("/channels").text
    assert re.search(r"Feed of a.*?>well<.*?2001-09-09 01:46", page, re.DOTALL)
    assert re.search(r"Feed of b.*?>failing<.*?since 2001-09-09 01:46.*?503 from b\.example", page, re.DOTALL)
    assert "Feed of c" not in page
    following = re.search(r'rel="next"[^>]*href="([^"]+)"', page).group(1)
    assert ">not polled yet<" in local.page(following).text
    grade = {"kind": "grade_source", "subject": "https://b.example/feed", "value": "E", "back": "/channels"}
    assert local.submit("/judgements", grade).headers["location"] == "/channels"
    assert "unreliable, local" in local.page("/channels").text
