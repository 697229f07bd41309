"""Hostile servers: addresses that lead inside, names that change, answers without end: refused within bounds."""

import gzip
import time
from collections.abc import Iterator
from typing import Any

import httpcore2
import pytest

from reportedly.errors import AddressRefused, FetchError, TooLarge, Unreachable
from reportedly.fetch import Link, Unread
from reportedly.fetch.guard import is_public
from reportedly.fetch.manners import Manners
from reportedly.fetch.web import Web
from reportedly.model import Page
from tests.fetch.local_web import LocalWeb, Request, article
from tests.security.bounds import within

PUBLIC = "93.184.215.14"
SHORT = {"delay": 0.0, "timeout": 1.0, "deadline": 2.0, "patience": 0.1, "attempts": 1}


@pytest.fixture
def local() -> Iterator[LocalWeb]:
    """Serve a web of the test's own."""
    with LocalWeb() as web:
        yield web


def fetched(url: str, **manners: Any) -> Page | Unread:
    """Fetch one page, private addresses allowed unless said otherwise."""
    given = {**SHORT, "allow_private": True, "resolve": LocalWeb.resolve, **manners}
    with Web(Manners(**given)) as web:
        return web.page(Link(url))


def error_of(found: Page | Unread) -> Exception:
    """Give what stands in the place of a page."""
    assert isinstance(found, Unread)
    return found.error


INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - refused
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "no address",
)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_are_told(address: str) -> None:
    """Private, loopback, link-local, shared and multicast addresses aren't public, whatever they're wrapped in."""
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_public_addresses_are_told(address: str) -> None:
    """What anyone may reach is public."""
    assert is_public(address)


WAYS_IN = (
    "http://127.0.0.1:{port}/a",
    "http://localhost:{port}/a",
    "http://[::1]:{port}/a",
    "http://[::ffff:127.0.0.1]:{port}/a",
    "http://2130706433:{port}/a",
    "http://0x7f.1:{port}/a",
    "http://0177.0.0.1:{port}/a",
    "http://127.1:{port}/a",
    "http://0:{port}/a",
    "http://ⓛocalhost:{port}/a",
    "http://LOCALHOST.:{port}/a",
)


@pytest.mark.parametrize("way", WAYS_IN)
def test_no_spelling_of_an_address_leads_inside(way: str, local: LocalWeb) -> None:
    """However this machine is spelled, it isn't asked for anything."""
    from reportedly.fetch.guard import system_addresses

    error = error_of(fetched(way.format(port=local.port), allow_private=False, resolve=system_addresses))
    assert isinstance(error, FetchError)
    assert local.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://a.example/",
        "http://",
        "http:///a",
        "https://u:p@a.example/",
        "http://a.example:99999/",
        "javascript:alert(1)",
        "http://a b/",
        "http://[::1",
        "http://" + "a" * 5000,
        "http://\x00/",
        "http://xn--/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """Other schemes, credentials and nonsense are refused in one line."""
    error = error_of(fetched(url))
    assert isinstance(error, FetchError)
    assert "\n" not in str(error)


def test_a_refusal_says_so_and_what_to_do(local: LocalWeb) -> None:
    """A private address is refused with a message that names it and the flag."""
    error = error_of(fetched(local.page("news.example", "/a", article()), allow_private=False))
    assert isinstance(error, AddressRefused)
    assert "127.0.0.1" in str(error)
    assert "--allow-private" in str(error)


@pytest.fixture
def dialled(local: LocalWeb, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let connections to the one public address end at the local web, and write down every address dialled."""
    tried: list[str] = []
    real = httpcore2.SyncBackend.connect_tcp

    def connect(self: Any, host: str, port: int, *more: Any) -> Any:
        tried.append(host)
        return real(self, "127.0.0.1" if host == PUBLIC else host, local.port if host == PUBLIC else port, *more)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    return tried


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:{port}/secret", "http://inside.example:{port}/secret", "//inside.example:{port}/secret"]
)
def test_a_redirect_does_not_lead_inside(to: str, local: LocalWeb, dialled: list[str]) -> None:
    """A public page that redirects to a private address, by number or name, is refused."""

    def resolve(host: str, port: int) -> list[str]:  # noqa: ARG001
        return [PUBLIC] if host == "news.example" else ["127.0.0.1"]

    url = local.on("news.example", "/a", lambda request: request.redirect(to.format(port=local.port)))
    error = error_of(fetched(url, allow_private=False, resolve=resolve))
    assert isinstance(error, AddressRefused)
    assert set(dialled) == {PUBLIC}
    assert {one.path for one in local.asked} == {"/robots.txt", "/a"}


def test_a_name_that_changes_its_answer_does_not_lead_inside(local: LocalWeb, dialled: list[str]) -> None:
    """Of several look-ups each is checked, and the connection goes to what was checked: nothing asks again between."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:  # noqa: ARG001
        asked.append(host)
        return next(answers)

    local.on("news.example", "/robots.txt", lambda request: request.send("", status=404, Connection="close"))
    error = error_of(fetched(local.page("news.example", "/a", article()), allow_private=False, resolve=resolve))
    assert isinstance(error, AddressRefused)
    assert dialled == [PUBLIC]
    assert len(asked) == 2


def test_of_mixed_addresses_only_public_ones_are_dialled(local: LocalWeb, dialled: list[str]) -> None:
    """A name with a public and a private address is fetched from the public one."""
    url = local.page("news.example", "/a", article())
    found = fetched(url, allow_private=False, resolve=lambda *_: ["127.0.0.1", PUBLIC])
    assert isinstance(found, Page)
    assert set(dialled) == {PUBLIC}


def test_a_gzip_bomb_is_refused_in_bounded_memory(local: LocalWeb) -> None:
    """An answer of 1 MB that unpacks to 250 MB is given up at the bound."""
    bomb = gzip.compress(bytes(250_000_000), compresslevel=1)
    url = local.page("news.example", "/a", bomb, Content_Encoding="gzip")
    found = within(lambda: fetched(url, largest=20_000_000), megabytes=200, seconds=30)
    assert isinstance(error_of(found), TooLarge)


@pytest.mark.parametrize("status", [200, 503])
def test_a_stream_without_end_takes_bounded_memory(status: int, local: LocalWeb) -> None:
    """What a server sends for ever is given up at the bound, whatever its status."""
    head = f"HTTP/1.1 {status} So\r\nContent-Type: text/html\r\n\r\n".encode()
    url = local.on("news.example", "/a", lambda request: endless(request, b"x" * 65_536, 0.0, head=head))
    found = within(lambda: fetched(url, largest=20_000_000, deadline=60.0), megabytes=200, seconds=30)
    assert isinstance(error_of(found), TooLarge)


def endless(request: Request, piece: bytes, pause: float, *, head: bytes = b"") -> None:
    """Send without end, until the other side hangs up."""
    request.raw.close_connection = True
    out = request.raw.wfile
    out.write(head or b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    try:
        for _ in range(100_000):
            out.write(piece)
            out.flush()
            time.sleep(pause)
    except OSError:
        return


@pytest.mark.parametrize(
    ("name", "piece", "pause", "head"),
    [
        ("a stream without end", b"x" * 65_536, 0.0, b""),
        ("a body that drips", b"x", 0.2, b""),
        ("headers that drip", b"x", 0.2, b"HTTP/1.1 200 OK\r\nX-Slow: "),
        ("headers without end", b"X-More: 1\r\n" * 1000, 0.0, b"HTTP/1.1 200 OK\r\n"),
        ("no answer at all", b"", 0.2, b" "),
        ("another language", b"220 mail.example ESMTP\r\n", 0.1, b"220 mail.example ESMTP\r\n"),
    ],
)
def test_answers_without_end_are_given_up(name: str, piece: bytes, pause: float, head: bytes, local: LocalWeb) -> None:
    """Whatever a server sends, an address is done with within its time, its size and one line of error."""
    url = local.on("news.example", "/a", lambda request: endless(request, piece, pause, head=head))
    started = time.monotonic()
    error = error_of(fetched(url, largest=1_000_000))
    assert isinstance(error, (Unreachable, TooLarge)), name
    assert time.monotonic() - started < 10
    assert "\n" not in str(error)


def test_broken_answers_are_said(local: LocalWeb) -> None:
    """An answer shorter than it says, or packed by half, isn't taken for whole."""

    def short(request: Request) -> None:
        request.raw.close_connection = True
        request.raw.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")

    half = gzip.compress(article().encode())[:-200]
    for url in (
        local.on("a.example", "/", short),
        local.page("b.example", "/", half, Content_Encoding="gzip"),
        local.page("c.example", "/", b"\x8b\x02\x80", Content_Encoding="br"),
    ):
        assert isinstance(error_of(fetched(url)), Unreachable)


def test_a_robots_file_without_end_is_given_up(local: LocalWeb) -> None:
    """A robots.txt is read up to its bound, and what it hides isn't fetched."""
    rules = b"Disallow: /" + b"*" * 10_000_000
    local.page("news.example", "/robots.txt", rules, kind="text/plain")
    started = time.monotonic()
    assert isinstance(error_of(fetched(local.page("news.example", "/a", article()))), FetchError)
    assert time.monotonic() - started < 10


PATTERNS = "User-agent: *\n" + "\n".join(f"Disallow: /{'*a' * 200}{i}" for i in range(1000))


def test_hostile_patterns_in_robots_do_not_hang(local: LocalWeb) -> None:
    """Wildcards upon wildcards in a robots.txt are decided within bounds."""
    local.page("news.example", "/robots.txt", PATTERNS, kind="text/plain")
    url = local.page("news.example", "/" + "a" * 2000, article())
    started = time.process_time()
    fetched(url)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "body",
    [
        "<" * 3_000_000,
        "<p " * 1_000_000,
        "<script>" * 300_000,
        "<link rel=canonical " * 200_000,
        "<title>" * 400_000,
        "<noscript>" * 300_000,
        "<h1><" * 500_000,
        '<meta http-equiv="refresh" content="0;' * 80_000,
    ],
)
def test_looking_at_hostile_pages_is_quick(body: str, local: LocalWeb) -> None:
    """Whatever a page consists of, looking at it takes little time."""
    url = local.page("news.example", "/a", body)
    started = time.process_time()
    fetched(url)
    assert time.process_time() - started < 3
