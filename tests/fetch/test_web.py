"""Pages from a local web: redirects, caching, politeness, failures, and what is no article."""

# ruff: noqa: E501 - pages stand on one line

import csv
import gzip
import io
import itertools
import sqlite3
import time
import zlib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import (
    FetchError,
    NotThere,
    RobotsRefused,
    TooLarge,
    Unreachable,
    Walled,
)
from reportedly.fetch import Link, Unread, begin_warc, links, pages, write_warc
from reportedly.model import Page

from .local_web import LocalWeb, Request, article


def error_of(found: Page | Unread) -> Exception:
    """Give what stands in the place of a page."""
    assert isinstance(found, Unread)
    return found.error


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


def test_robots_are_heeded(local: LocalWeb, opened: Any) -> None:
    """What a site asks programs to leave alone isn't asked for; its rules are read once; a failing server means no."""
    local.page("news.example", "/robots.txt", "User-agent: *\nDisallow: /private/\n", kind="text/plain")
    inside, outside = local.page("news.example", "/private/a", article()), local.page("news.example", "/a", article())
    local.page("down.example", "/robots.txt", "", status=500)
    web = opened(attempts=1)
    assert isinstance(error_of(web.page(Link(inside))), RobotsRefused)
    assert isinstance(web.page(Link(outside)), Page)
    assert isinstance(error_of(web.page(Link(local.page("down.example", "/a", article())))), RobotsRefused)
    assert [one.path for one in local.asked if one.host == "news.example"] == ["/robots.txt", "/a"]


def test_robots_are_heeded_after_a_redirect(local: LocalWeb, opened: Any) -> None:
    """A redirect doesn't lead around another site's robots.txt."""
    local.page("news.example", "/robots.txt", "User-agent: reportedly\nDisallow: /\n", kind="text/plain")
    local.page("news.example", "/a", article())
    url = local.on("short.example", "/1", lambda request: request.redirect(local.url("news.example", "/a")))
    assert isinstance(error_of(opened().page(Link(url))), RobotsRefused)


def test_a_long_rest_is_not_waited_for(local: LocalWeb, opened: Any) -> None:
    """A site that asks for hours between requests isn't fetched, and that is said."""
    local.page("news.example", "/robots.txt", "User-agent: *\nCrawl-delay: 7200\n", kind="text/plain")
    assert "7200 s" in str(error_of(opened().page(Link(local.page("news.example", "/a", article())))))


def test_failures_that_pass_are_tried_again(local: LocalWeb, opened: Any) -> None:
    """A server that is busy is asked again after the time it names, but not for ever."""

    def busy(request: Request) -> None:
        if request.count < 3:
            request.send("", status=503, Retry_After="0")
        else:
            request.send(article())

    url = local.on("news.example", "/a", busy)
    assert isinstance(opened().page(Link(url)), Page)
    later = local.on("news.example", "/b", lambda request: request.send("", status=503, Retry_After="3600"))
    error = error_of(opened().page(Link(later)))
    assert isinstance(error, Unreachable)
    assert "3600 s" in str(error)
    assert [one.path for one in local.asked].count("/b") == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, NotThere),
        (410, NotThere),
        (401, Walled),
        (403, Walled),
        (451, Walled),
        (500, Unreachable),
        (599, Unreachable),
    ],
)
def test_statuses_are_told_in_words(status: int, kind: type[FetchError], local: LocalWeb, opened: Any) -> None:
    """A page that isn't given is said to be missing, walled or out of reach."""
    error = error_of(opened(attempts=1).page(Link(local.page("news.example", "/a", article(), status=status))))
    assert type(error) is kind
    assert str(status) in str(error)


WALLS: dict[str, tuple[str, type[FetchError], str]] = {
    "a soft 404": (
        "<title>Page not found - River News</title><h1>Oops!</h1><p>The page may have moved.</p>",
        NotThere,
        "says that there is none",
    ),
    "an empty shell": (
        '<html><body><div id="root"></div><script src="/a.js"></script></body></html>',
        Walled,
        "JavaScript",
    ),
    "a notice in noscript": (
        "<body><noscript>You need to enable JavaScript to run this app.</noscript></body>",
        Walled,
        "JavaScript",
    ),
    "consent": (
        (
            "<title>Before you continue</title><p>We value your privacy. We and our partners store and/or access information on a device.</p>"
            "<button>Accept all</button><button>Manage preferences</button>"
        ),
        Walled,
        "consent",
    ),
    "a login": ("<title>Log in | River News</title><form>Email <input> Password <input></form>", Walled, "login"),
    "a challenge": ("<title>Just a moment...</title><p>Checking your browser before you go on.</p>", Walled, "human"),
}


@pytest.mark.parametrize("name", WALLS)
def test_walls_are_recognised_and_said(name: str, local: LocalWeb, opened: Any) -> None:
    """A page that shows a wall in place of its article is no report."""
    body, kind, said = WALLS[name]
    error = error_of(opened().page(Link(local.page("news.example", "/a", body))))
    assert type(error) is kind
    assert said in str(error)


def test_a_teaser_is_read_and_said_to_be_one(local: LocalWeb, opened: Any) -> None:
    """The beginning of an article before a paywall is read, with a note; a whole article that is sold isn't marked."""
    teaser = (
        article().split("</p><p>")[0]
        + '</p><div class="paywall">Already a subscriber? Subscribe to continue reading.</div>'
    )
    found = opened().page(Link(local.page("news.example", "/a", teaser)))
    assert isinstance(found, Page)
    assert "paywall" in found.notes[0]
    footer = "<footer>Cookie settings. Log in. Enable JavaScript for comments. Page not found? Tell us.</footer>"
    whole = opened().page(Link(local.page("news.example", "/b", article(extra=footer))))
    assert (isinstance(whole, Page), whole.notes) == (True, ())


def test_a_front_page_in_place_of_a_page_is_said(local: LocalWeb, opened: Any) -> None:
    """A server that leads to its front page in place of an old article has it no more."""
    local.page(
        "news.example",
        "/",
        "<title>River News</title>" + "".join(f"<li><a href='/{i}'>Headline {i}</a></li>" for i in range(40)),
    )
    url = local.on("news.example", "/old/article", lambda request: request.redirect("/"))
    assert isinstance(error_of(opened().page(Link(url))), NotThere)


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


def test_a_batch_is_polite_and_in_order(local: LocalWeb, opened: Any) -> None:
    """Each host is asked one thing at a time, with its rest in between, hosts at once; pages come in order."""
    wanted = [local.page(f"n{i % 3}.example", f"/{i}", article(i)) for i in range(18)]
    found = list(opened(delay=0.1).pages(map(Link, wanted)))
    assert [one.url for one in found] == wanted
    for i in range(3):
        times = local.times(f"n{i}.example")
        assert len(times) == 7  # its robots.txt, and six pages
        assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.09
    asked = [local.times(f"n{i}.example") for i in range(3)]
    assert max(times[0] for times in asked) < min(times[-1] for times in asked)  # none waits for another to end


def test_a_web_of_two_hundred_pages_goes_in_politely_and_twice_the_same(local: LocalWeb, opened: Any) -> None:
    """Pages, redirects, traps and failures: all good ones come in, no host is pressed, a second time nothing changes."""
    links = []
    for i in range(200):
        host, path = f"n{i % 10}.example", f"/{i}"
        if i % 20 == 7:
            links.append(local.on(host, path, lambda request: request.redirect("/moved", 301)))
            local.page(host, "/moved", article(i), ETag=f'"{i}"')
        elif i % 20 == 11:
            links.append(local.url(host, f"/gone/{i}"))
        elif i % 20 == 13:
            links.append(local.on(host, path, lambda request: request.redirect(request.path)))
        else:
            links.append(local.on(host, path, partial(conditional, body=article(i), tag=f'"{i}"')))
    first = list(opened(cached=True, delay=0.02).pages(map(Link, links)))
    again = list(opened(cached=True, delay=0.02).pages(map(Link, links)))
    good = [one for one in first if isinstance(one, Page)]
    assert len(good) == 180
    assert {one.error.kind for one in first if isinstance(one, Unread)} == {"not_there", "unreachable"}
    assert [one.content for one in again if isinstance(one, Page)] == [one.content for one in good]
    for i in range(10):
        times = local.times(f"n{i}.example")
        assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.018


def conditional(request: Request, *, body: str, tag: str) -> None:
    """Answer with a page, or that it hasn't changed."""
    if request.headers.get("if-none-match") == tag:
        request.send("", status=304, ETag=tag)
    else:
        request.send(body, ETag=tag)


def test_a_crawl_delay_is_kept(local: LocalWeb, opened: Any) -> None:
    """A site that asks for a longer rest gets it."""
    local.page("slow.example", "/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n", kind="text/plain")
    wanted = [local.page("slow.example", f"/{i}", article(i)) for i in range(3)]
    list(opened().pages(map(Link, wanted)))
    times = local.times("slow.example")[1:]
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.29


def test_a_failure_does_not_stop_a_batch(local: LocalWeb, opened: Any) -> None:
    """What can't be fetched stands in its place, and the rest go on."""
    wanted = [
        local.page("a.example", "/1", article()),
        "ftp://a.example/2",
        local.url("a.example", "/3"),
        local.page("b.example", "/4", article(4)),
    ]
    kinds = [one.error.kind if isinstance(one, Unread) else "page" for one in opened().pages(map(Link, wanted))]
    assert kinds == ["page", "address_refused", "not_there", "page"]


def test_too_long_a_page_is_refused(local: LocalWeb, opened: Any) -> None:
    """A page above the bound isn't read to its end."""
    url = local.page("news.example", "/a", b"x" * 200_000)
    assert isinstance(error_of(opened(largest=100_000).page(Link(url))), TooLarge)


def test_lists_of_links(tmp_path: Path) -> None:
    """A text file has an address a line; a table's columns are told by their names, and say more of each report."""
    plain = tmp_path / "links.txt"
    plain.write_text("# of today\nhttps://a.example/1,2;3\n\nno address\n", encoding="utf-8")
    first, second = links(plain)
    assert first.url == "https://a.example/1,2;3"
    assert isinstance(second, Unread)
    table = tmp_path / "links.csv"
    with table.open("w", newline="", encoding="utf-8-sig") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(["Date", "Link", "Title"])
        rows.writerow(["2026-03-14", "https://a.example/1", "Two; or three"])
        rows.writerow(["yesterday", "https://a.example/2", ""])
    good, bad = links(table)
    assert (good.url, good.facts) == ("https://a.example/1", {"published": "2026-03-14", "title": "Two; or three"})
    assert "no date" in str(bad.error)


def test_addresses_and_files_go_together(tmp_path: Path, local: LocalWeb, opened: Any) -> None:
    """Files and addresses are read in the order in which they're named; what fetches is opened once."""
    (tmp_path / "a.txt").write_text("The bridge fell.")
    url, name = local.page("news.example", "/a", article()), str(tmp_path / "a.txt")
    count = 0

    def web() -> Any:
        nonlocal count
        count += 1
        return opened()

    assert [one.name for one in pages([name, url, name, url], web=web)] == [name, url, name, url]
    assert count == 1


def test_captures_come_back_from_a_warc(tmp_path: Path, local: LocalWeb, opened: Any) -> None:
    """What was fetched, written to an archive and read again, is the same page."""
    url = local.page("news.example", "/a", gzip.compress(article().encode()), Content_Encoding="gzip")
    found = opened().page(Link(url))
    stream = io.BytesIO()
    begin_warc(stream, software="test")
    write_warc(found, stream)
    write_warc(Page("Nobody knows where it stood."), stream)
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(stream.getvalue())
    (back,) = pages([archive])
    assert (back.content, back.url, back.media, back.charset) == (found.content, url, "html", "utf-8")
    assert back.retrieved.replace("Z", "+00:00") == found.retrieved
