"""Pages from a local web: redirects, canonical addresses, caching, and what is sent along."""

import gzip
import sqlite3
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from reportedly.fetch import Link
from reportedly.model import Page

from .local_web import LocalWeb, Request, article, error_of


def test_a_page_is_kept_whole(local: LocalWeb, opened: Any) -> None:
    """Bytes, address, headers, time and declared encoding of a page come along."""
    url = local.page(
        "news.example", "/a", "Überall Wasser.".encode("latin-1"), kind="text/plain; charset=ISO-8859-1", ETag='"1"'
    )
    found = opened().page(Link(url))
    assert isinstance(found, Page)
    assert (found.content, found.media, found.charset) == ("Überall Wasser.".encode("latin-1"), "text", "ISO-8859-1")
    assert (found.url, found.via) == (url, ())
    assert dict(found.headers)[":status"] == "200"
    assert dict(found.headers)["etag"] == '"1"'
    assert (found.retrieved or "").startswith("20")


def test_redirects_are_followed_and_kept(local: LocalWeb, opened: Any) -> None:
    """The last address is the page's; those that led there are kept in order; a circle ends."""
    url = local.page("news.example", "/3", article())
    local.on("news.example", "/2", lambda request: request.redirect("/3", 301))
    first = local.on("short.example", "/1", lambda request: request.redirect(local.url("news.example", "/2")))
    found = opened().page(Link(first))
    assert (found.url, found.via) == (url, (first, local.url("news.example", "/2")))
    circle = local.on("news.example", "/circle", lambda request: request.redirect("/back"))
    local.on("news.example", "/back", lambda request: request.redirect("/circle"))
    assert "circle" in str(error_of(opened().page(Link(circle))))
    endless = local.url("news.example", "/n?0")
    local.on("news.example", "/n", lambda request: request.redirect(f"/n?{request.path.split('?')[1]}1"))
    assert "more than 10 times" in str(error_of(opened().page(Link(endless))))


def test_a_meta_refresh_is_followed(local: LocalWeb, opened: Any) -> None:
    """A page that leads on by itself at once is a redirect."""
    url = local.page("news.example", "/new", article())
    old = local.page("news.example", "/old", '<html><meta http-equiv="refresh" content="0; url=/new"></html>')
    found = opened().page(Link(old))
    assert (found.url, found.via) == (url, (old,))


CANONICAL = {
    "tracking left out": ("/a?utm_source=x", "/a", "/a"),
    "another page of the site": ("/amp/a", "/a", "/a"),
    "the front page": ("/b", "/", "/b"),
    "another site": ("/c", "http://elsewhere.example/c", "/c"),
    "one that is gone": ("/d", "/gone", "/d"),
}


@pytest.mark.parametrize("name", CANONICAL)
def test_the_canonical_address_is_taken_with_care(name: str, local: LocalWeb, opened: Any) -> None:
    """A page's own address is followed within its site; one that would merge pages or leave the site isn't believed."""
    asked, said, kept = CANONICAL[name]
    head = f'<link rel="canonical" href="{said if said.startswith("http") else local.url("news.example", said)}">'
    for path in {asked, "/a"}:
        local.page("news.example", path, article(head=head))
    found = opened().page(Link(local.url("news.example", asked)))
    assert isinstance(found, Page)
    assert found.url == local.url("news.example", kept)
    assert found.via == ((local.url("news.example", asked),) if kept != asked else ())


def test_what_has_not_changed_is_not_sent_again(local: LocalWeb, opened: Any) -> None:
    """A stale answer is asked for on condition; a 304 gives the kept bytes, marked unchanged."""

    def answer(request: Request) -> None:
        if request.headers.get("if-none-match") == '"1"':
            request.send("", status=304, ETag='"1"')
        else:
            request.send(article(), ETag='"1"')

    url = local.on("news.example", "/a", answer)
    first = opened(cached=True).fetch(url)
    again = opened(cached=True).fetch(url)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.answer.body == first.answer.body
    assert [one.path for one in local.asked].count("/a") == 2


def test_what_is_fresh_is_not_asked_again(local: LocalWeb, opened: Any) -> None:
    """While an answer is fresh the server is left alone; what may not be kept isn't."""
    url = local.page("news.example", "/a", article(), Cache_Control="max-age=60")
    secret = local.page("news.example", "/b", article(), Cache_Control="no-store, max-age=60")
    for _ in range(2):
        web = opened(cached=True)
        web.fetch(url)
        web.fetch(secret)
    paths = [one.path for one in local.asked]
    assert (paths.count("/a"), paths.count("/b")) == (1, 2)
    opened(cached=True, clock=lambda: time.time() + 61).fetch(url)
    assert [one.path for one in local.asked].count("/a") == 2


def test_a_damaged_cache_is_made_anew(local: LocalWeb, opened: Any, tmp_path: Path) -> None:
    """What is no cache any more is thrown away, and answers are kept again."""
    (tmp_path / "answers.sqlite").write_bytes(b"no database " * 1000)
    url = local.page("news.example", "/a", article(), Cache_Control="max-age=600")
    for _ in range(2):
        assert isinstance(opened(cached=True).page(Link(url)), Page)
    assert [one.path for one in local.asked].count("/a") == 1


def test_pages_are_fetched_where_nothing_can_be_kept(
    local: LocalWeb, opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that is damaged or full while it is used, or can't be opened, stops nothing."""
    url = local.page("news.example", "/a", article(), Cache_Control="max-age=600")
    web = opened(cached=True)
    with sqlite3.connect(tmp_path / "answers.sqlite") as connection:
        connection.execute("DROP TABLE answer")
    assert isinstance(web.page(Link(url)), Page)

    def full(*_: Any, **__: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("reportedly.fetch.cache.sqlite3.connect", full)
    assert isinstance(opened(cached=True).page(Link(url)), Page)


def test_cookies_are_not_sent_back(local: LocalWeb, opened: Any) -> None:
    """What a site sets with one answer isn't sent with the next request: every page is asked for in the same way."""
    sent: list[str | None] = []

    def answer(request: Request) -> None:
        sent.append(request.headers.get("cookie"))
        request.send(article(), Set_Cookie="visits=1; Path=/")

    url = local.on("news.example", "/a", answer)
    web = opened()
    for _ in range(2):
        web.fetch(url)
    assert sent == [None, None]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "bare deflate"])
def test_packed_answers_are_unpacked(encoding: str, local: LocalWeb, opened: Any) -> None:
    """Answers packed as servers do are read."""
    plain = article().encode()
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(plain),
        "deflate": zlib.compress(plain),
        "bare deflate": bare.compress(plain) + bare.flush(),
    }
    url = local.page("news.example", "/a", packed[encoding], Content_Encoding=encoding.rsplit(maxsplit=1)[-1])
    assert opened().page(Link(url)).content == plain


def test_a_page_that_takes_all_its_time_is_asked_for_once(local: LocalWeb, opened: Any) -> None:
    """A server that gives a byte at a time holds nobody up beyond the deadline, once."""

    def drip(request: Request) -> None:
        request.raw.send_response(200)
        request.raw.end_headers()
        for _ in range(50):
            request.raw.wfile.write(b"a")
            request.raw.wfile.flush()
            time.sleep(0.1)

    url = local.on("drip.example", "/a", drip)
    began = time.monotonic()
    assert "too slow" in str(error_of(opened(deadline=0.5, attempts=3).page(Link(url))))
    assert time.monotonic() - began < 3
    assert len(local.times("drip.example")) == 2  # robots.txt, and the page
