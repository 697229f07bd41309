"""One address in, one answer out: bounded in time, size and decompression, redirects followed, failures tried again."""

import random
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore2
import httpx2

from reportedly.errors import AddressRefused, TooLarge, Unreachable
from reportedly.version import VERSION

from .guard import Guarded, deadline
from .manners import Manners

Headers = tuple[tuple[str, str], ...]

ROBOT = "reportedly"
"""The name by which a robots.txt may address us."""
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_MOVED = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_LONGEST_ADDRESS = 4_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: where in the end, by which way, with which status and headers; `body` is unpacked."""

    url: str
    status: int
    headers: Headers
    body: bytes
    at: datetime
    via: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """Give the first header of a name in lower case."""
        return next((value for key, value in self.headers if key == name), None)


def checked(url: str) -> str:
    """Give an address in the form in which it is asked for: without fragment, host in ASCII and lower case.

    Raises AddressRefused where it is none of the web's, or has a name and password in it.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        ascii_host = (
            httpx2.URL(f"http://[{host}]" if ":" in host else f"http://{host}").raw_host.decode() if host else ""
        )
    except (ValueError, httpx2.InvalidURL) as error:
        raise AddressRefused(f"“{url[:200]}” is no web address ({error}): check it.") from error
    if parts.scheme.lower() not in ("http", "https") or not ascii_host:
        raise AddressRefused(f"“{url[:200]}” is no web address: it has to begin with http:// or https://.")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("The address has a name or password in it, which would be kept: leave it out.")
    if len(url) > _LONGEST_ADDRESS:
        raise AddressRefused(f"The address has more than {_LONGEST_ADDRESS} characters: check it.")
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    place = f"{shown}:{port}" if port and port != default else shown
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", parts.query, ""))


def host_of(url: str) -> str:
    """Give the host and port that an address asks: what politeness and robots.txt go by."""
    return urlsplit(url).netloc


class Client:
    """Ask servers. One client may be used by several threads."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        contact = f" (+{manners.contact})" if manners.contact else ""
        transport = httpx2.HTTPTransport(trust_env=False)
        # the pool is where connections are made, and the transport has no parameter for the backend that makes them
        transport._pool = httpcore2.ConnectionPool(  # noqa: SLF001
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=2 * manners.hosts,
            max_keepalive_connections=manners.hosts,
            keepalive_expiry=30.0,
            network_backend=Guarded(allow_private=manners.allow_private, resolve=manners.resolve),
        )
        self._http = httpx2.Client(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            # all requests carry the same headers: what a site sets on one page isn't sent back with the next
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx2.Timeout(manners.timeout, pool=manners.deadline),
            headers={
                "User-Agent": f"{ROBOT}/{VERSION}{contact}",
                "Accept": _ACCEPT,
                "Accept-Language": "en,*;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let all connections go."""
        self._http.close()

    def ask(self, url: str, *, headers: Mapping[str, str] | None = None, largest: int | None = None) -> Answer:
        """Ask for one address, no redirect followed; what fails for a while is tried again, ever later.

        Raises AddressRefused, Unreachable or TooLarge.
        """
        for attempt in range(1, self._manners.attempts + 1):
            last = attempt == self._manners.attempts
            began = time.monotonic()
            try:
                answer = self._once(url, headers or {}, largest or self._manners.largest)
            except httpx2.TransportError as error:
                # what took all its time once would take it again
                if last or time.monotonic() - began >= self._manners.deadline:
                    raise Unreachable(_why(url, error)) from error
                wait: float | None = None
            else:
                wait = asked_wait(answer)
                if answer.status not in _AGAIN or last or (wait or 0) > self._manners.patience:
                    return answer
            pause = min(2.0 ** (attempt - 1) * random.uniform(0.75, 1.25), self._manners.patience)  # noqa: S311 - no secret
            self._manners.sleep(max(pause, wait or 0))
        raise AssertionError  # the last attempt returns or raises

    def _once(self, url: str, headers: Mapping[str, str], largest: int) -> Answer:
        """Ask once, and read the answer to its end or its bound."""
        try:
            with deadline(self._manners.deadline), self._http.stream("GET", url, headers=dict(headers)) as answer:
                packed = answer.iter_raw()
                body = b"".join(_unpacked(packed, answer.headers.get("content-encoding", ""), largest))
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise AddressRefused(f"“{url[:200]}” is no web address: check it.") from error
        except zlib.error as error:
            raise Unreachable(f"{url} sent what can't be unpacked ({error}): try again later.") from error
        pairs = tuple((key.lower(), value) for key, value in answer.headers.multi_items())
        return Answer(url, answer.status_code, pairs, body, datetime.fromtimestamp(self._manners.clock(), UTC))


def next_address(answer: Answer) -> str | None:
    """Give where an answer redirects to, None where it doesn't. Raises AddressRefused where that is no web address."""
    to = answer.header("location")
    if answer.status not in _MOVED or not to:
        return None
    try:
        return checked(urljoin(answer.url, to.strip()))
    except ValueError as error:
        raise AddressRefused(f"{answer.url} redirects to “{to[:200]}”, which is no web address.") from error


def _unpacked(pieces: Iterable[bytes], encoding: str, largest: int) -> Iterable[bytes]:
    """Yield an answer's body, unpacked a bounded piece at a time. Raises TooLarge past `largest` bytes, zlib.error."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        unpack = None
    elif encoding in ("gzip", "x-gzip", "deflate"):
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32 if encoding != "deflate" else zlib.MAX_WBITS)
    else:
        raise zlib.error(f"encoded as {encoding[:40]}, which wasn't asked for")
    size, first = 0, True
    for piece in pieces:
        if unpack is None:
            parts: Iterable[bytes] = (piece,)
        else:
            if first and encoding == "deflate" and piece[:1] and piece[0] & 0x0F != 8:  # noqa: PLR2004 - zlib's method
                unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers send bare deflate
            parts = _inflate(unpack, piece, largest - size + 1)
        first = False
        for part in parts:
            size += len(part)
            if size > largest:
                raise TooLarge(f"The answer has more than {largest / 1e6:.0f} MB unpacked: it isn't read.")
            yield part
    if unpack is not None and not unpack.eof:
        raise zlib.error("broken off")


def _inflate(unpack: "zlib._Decompress", piece: bytes, most: int) -> Iterable[bytes]:
    """Yield what a piece unpacks to, at most `most` bytes of it at once."""
    while piece:
        yield unpack.decompress(piece, most)
        piece = unpack.unconsumed_tail


def asked_wait(answer: Answer) -> float | None:
    """Give the seconds that a server asks to wait (Retry-After), None where it doesn't say."""
    said = answer.header("retry-after")
    if not said:
        return None
    if said.strip().isdecimal():
        return float(said.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def why_status(answer: Answer) -> str:
    """Say in words what a status means."""
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "no status of HTTP"
    wait = asked_wait(answer)
    later = f", and asks to be left alone for {wait:.0f} s" if wait else ""
    return f"{answer.url} answers {answer.status} ({phrase}){later}"


def _why(url: str, error: httpx2.TransportError) -> str:
    """Say in one line why there was no answer, and what to do."""
    if isinstance(error, httpx2.TimeoutException):
        return f"{url} is too slow ({error or 'no answer in time'}): try again later."
    if isinstance(error, httpx2.ConnectError):
        return f"No connection to {host_of(url)} ({error}): check the address and your network."
    return f"{url} broke off ({error or type(error).__name__}): try again later."
