"""Manners: robots.txt, rests between requests, failures that pass, and batches over many hosts."""

# ruff: noqa: E501 - pages stand on one line

import itertools
from functools import partial
from typing import Any

from reportedly.errors import (
    RobotsRefused,
    TooLarge,
    Unreachable,
)
from reportedly.fetch import Link, Unread
from reportedly.model import Page

from .local_web import LocalWeb, Request, article, error_of


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


def test_a_host_that_asks_for_rest_is_left_alone_by_the_whole_batch(local: LocalWeb, opened: Any) -> None:
    """After a 429 that asks for a long rest a host isn't asked for its other pages; other hosts are."""
    first = local.page("busy.example", "/0", "", status=429, Retry_After="600")
    others = [local.page("busy.example", f"/{i}", article(i)) for i in (1, 2)]
    well = local.page("news.example", "/a", article())
    *refused, found = opened(hosts=1).pages(map(Link, (first, *others, well)))
    assert isinstance(found, Page)
    for one in refused:
        error = error_of(one)
        assert isinstance(error, Unreachable)
        assert 0 < error.wait <= 600
    assert "asked to be left alone" in str(error_of(refused[-1]))
    assert [one.path for one in local.asked if one.host == "busy.example"] == ["/robots.txt", "/0"]


def test_a_robots_file_that_asks_for_rest_is_left_alone(local: LocalWeb, opened: Any) -> None:
    """Where the server fails that has the robots.txt, and says for how long, it isn't asked before."""
    now = [1_773_500_000.0]
    local.page("news.example", "/robots.txt", "", status=503, Retry_After="3600")
    url = local.page("news.example", "/a", article())
    web = opened(attempts=1, clock=lambda: now[0])
    for passed, left, asked in ((0.0, 3600, 1), (3500.0, 100, 1), (200.0, 3600, 2)):
        now[0] += passed
        error = error_of(web.page(Link(url)))
        assert isinstance(error, RobotsRefused)
        assert round(error.wait) == left
        assert len(local.asked) == asked
