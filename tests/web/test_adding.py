"""Adding reports by the page and by the API."""

import pytest

from reportedly.model import Page

TEXT = "Mayor denies flood toll\n\nSix people drowned in Kisumu on Monday, the county governor said.\n"


def test_a_pasted_text_is_read_and_shown(empty):
    """Pasting leads to the report's own page, with what was read in it."""
    empty.page("/add")
    answer = empty.submit("/add/text", {"text": TEXT, "published": "2026-04-07", "publisher": "The Lake Post"})
    assert answer.status_code == 303
    page = empty.page(answer.headers["location"]).text
    assert "The Lake Post" in page
    assert "governor" in page
    assert 'class="note-card' in page


def test_adding_twice_is_adding_once(empty):
    """The same text again leads to the same report, which says that it was there."""
    empty.page("/add")
    places = [empty.submit("/add/text", {"text": TEXT}).headers["location"] for _ in range(2)]
    assert places[0] == places[1].partition("?")[0]
    assert "was here already, unchanged" not in empty.page(places[0]).text
    assert "was here already, unchanged" in empty.page(places[1]).text
    assert len(empty.get("/api/v1/reports").json()["items"]) == 1


@pytest.mark.parametrize("title", ["", "Kisumu after the flood"])
def test_a_report_without_a_date_is_read_anew_with_the_one_a_person_gives(empty, title):
    """Its page asks for the date; given, "on Monday" becomes a day; no second date is taken."""
    empty.page("/add")
    address = empty.submit("/add/text", {"text": TEXT, "title": title}).headers["location"]
    page = empty.page(address).text
    assert f'action="{address}/date"' in page
    assert "2026-04-06" not in page
    assert empty.submit(f"{address}/date", {"published": "some day"}).status_code == 422
    answer = empty.submit(f"{address}/date", {"published": "2026-04-07"})
    assert answer.headers["location"] == f"{address}?was=reread"
    page = empty.page(answer.headers["location"]).text
    assert "2026-04-06" in page
    assert f'action="{address}/date"' not in page
    assert empty.submit(f"{address}/date", {"published": "2026-04-08"}).status_code == 409
    [only] = empty.get("/api/v1/reports").json()["items"]
    assert (only["published"], only["title"]) == ("2026-04-07", title or "Mayor denies flood toll")


def test_an_address_pasted_in_place_of_a_text_is_fetched(empty, monkeypatch):
    """Who pastes nothing but a link means what is there; words with a link in them are a text."""
    asked = []

    def fetched(url, **_):
        asked.append(url)
        return Page(content=TEXT, media="text", url=url)

    monkeypatch.setattr("reportedly.fetch.fetch_url", fetched)
    empty.page("/add")
    answer = empty.submit("/add/text", {"text": " https://news.example/flood\n"})
    assert "Mayor denies flood toll" in empty.page(answer.headers["location"]).text
    empty.submit("/add/text", {"text": f"{TEXT}\nhttps://news.example/flood"})
    assert asked == ["https://news.example/flood"]


@pytest.mark.parametrize(
    ("form", "status", "told"),
    [
        ({"text": "   "}, 422, "empty"),
        ({"text": TEXT, "published": "last Tuesday"}, 422, "is no date"),
        ({"text": "x" * 2_100_000}, 413, "too long"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_page(empty, form, status, told):
    """A mistake is told beside the form, and what was typed is still there."""
    empty.page("/add")
    answer = empty.submit("/add/text", form)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert told in answer.text.lower() or status == 422


def test_files_are_read_one_by_one(empty):
    """Of several files each says what came of it; one that fails doesn't stop the rest."""
    empty.page("/add")
    files = [
        ("files", ("a.txt", TEXT.encode(), "text/plain")),
        ("files", ("b.txt", b"", "text/plain")),
        ("files", ("c.jsonl", b'{"id": "k1", "text": "Two died in Oyo, police said."}\nno json\n', "text/plain")),
    ]
    answer = empty.submit("/add/files", files=files)
    assert answer.status_code == 200
    assert answer.text.count('class="notice" role="status"') == 4
    assert len(empty.get("/api/v1/reports").json()["items"]) == 2


def test_the_api_takes_a_document(empty):
    """A program adds a report as JSON; the second time nothing changes."""
    first = empty.post("/api/v1/reports", json={"text": TEXT, "id": "flood-1"})
    assert first.status_code == 201
    assert first.json()["report"] == "flood-1"
    assert empty.post("/api/v1/reports", json={"text": TEXT, "id": "flood-1"}).status_code == 200
    neither = empty.post("/api/v1/reports", json={"title": "x"})
    assert neither.status_code == 422
    assert neither.headers["content-type"] == "application/problem+json"


def test_addresses_that_never_answer_do_not_hold_the_server(shared, monkeypatch):
    """Few are fetched at once; the next is told to come again, counted all the same, and health is answered."""
    from tests.web.conftest import log_in

    state = shared.app.state.web
    log_in(shared, "rev")
    shared.page("/add")
    counted = []
    monkeypatch.setattr(state.additions, "wait", lambda by: counted.append(by) or 0)
    monkeypatch.setattr("reportedly.fetch.fetch_url", lambda *_, **__: pytest.fail("fetched one too many"))
    while state.fetching.acquire(blocking=False):
        pass
    answer = shared.submit("/add/address", {"url": "https://example.org/slow"})
    assert answer.status_code == 503
    assert "try again" in answer.text
    assert counted == ["rev"]


def test_an_address_is_fetched_once_and_not_for_long(empty, monkeypatch):
    """Somebody waits: one attempt, within half a minute; and the place is given back, also after a failure."""
    from reportedly.errors import FetchError

    asked = []

    def never(_url, **manners):
        asked.append(manners)
        raise FetchError("no answer")

    monkeypatch.setattr("reportedly.fetch.fetch_url", never)
    empty.page("/add")
    for _ in range(6):
        assert empty.submit("/add/address", {"url": "https://example.org/slow"}).status_code == 422
    assert {(one["attempts"], one["deadline"] <= 30, one["patience"] <= 5) for one in asked} == {(1, True, True)}
    assert len(asked) == 6


def test_health_needs_no_thread():
    """It's answered by the loop itself, whatever the threads are waiting for."""
    import inspect

    from reportedly.web.pages.plain import health

    assert inspect.iscoroutinefunction(health)


def test_letters_and_documents_are_unpacked(empty):
    """A dropped letter is its words and what is attached, not MIME; DOCX is read, and a damaged one is told."""
    from email.message import EmailMessage

    from tests.fetch import files as made

    letter = EmailMessage()
    letter["From"] = "Desk <desk@lake.example>"
    letter["Subject"] = "Flood toll"
    letter["Date"] = "Tue, 07 Apr 2026 09:30:00 +0000"
    letter.set_content(TEXT)
    document = made.docx("<w:p><w:r><w:t>Three people died in Oyo on Monday, police said.</w:t></w:r></w:p>")
    empty.page("/add")
    answer = empty.submit(
        "/add/files",
        files=[
            ("files", ("toll.eml", letter.as_bytes(), "message/rfc822")),
            ("files", ("oyo.docx", document, "application/zip")),
            ("files", ("broken.pdf", b"%PDF-1.4 nothing", "application/pdf")),
        ],
    )
    assert answer.status_code == 200
    assert answer.text.count('class="notice" role="status"') == 3
    texts = [
        empty.get(f"/api/v1/reports/{one['id']}").json()["report"]["text"]
        for one in empty.get("/api/v1/reports").json()["items"]
    ]
    assert len(texts) == 2
    assert any("Six people drowned" in one and "Subject:" not in one for one in texts)
    assert any("Three people died in Oyo" in one for one in texts)


def test_a_web_archive_that_is_dropped_is_its_pages(empty):
    """Each page in a dropped WARC is a report, with its address; the archive itself is none."""
    import gzip

    from tests.fetch import files as made
    from tests.fetch.local_web import article

    records = [made.warc_record(article(i).encode(), url=f"https://n{i}.example/a") for i in range(2)]
    empty.page("/add")
    for name, content in (("a.warc.gz", b"".join(map(gzip.compress, records))), ("again.bin", b"".join(records))):
        answer = empty.submit("/add/files", files=[("files", (name, content, "application/warc"))])
        assert answer.status_code == 200
        kept = empty.get("/api/v1/reports").json()["items"]
        assert {one["url"] for one in kept} == {"https://n0.example/a", "https://n1.example/a"}


def test_traps_that_are_dropped_are_told_and_stop_nothing(empty):
    """Bombs, nests and names that lead elsewhere among dropped files each say what is wrong; the reports are kept."""
    from tests.security.test_hostile_ways import FOLDER, READ

    empty.page("/add")
    for name, make in FOLDER.items():
        answer = empty.submit("/add/files", files=[("files", (name, make(), "application/octet-stream"))])
        assert answer.status_code in ((303,) if name in READ else (200, 413)), name
    kept = empty.get("/api/v1/reports").json()["items"]
    assert len(kept) == len(READ)
