"""The network as a hostile place: connect only to addresses that were checked, and never longer than a deadline."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore2

from reportedly.errors import AddressRefused

Resolve = Callable[[str, int], list[str]]
"""Gives the IP addresses of a host's name; a port comes along, as `getaddrinfo` wants it."""

_DEADLINE: ContextVar[float | None] = ContextVar("deadline", default=None)
# Networks within which IPv4 addresses are written as IPv6 ones: what counts is where the packet ends.
_NAT64 = 0x64FF9B << 96
# the same within one network (RFC 8215), wherever the IPv4 address stands in it; addresses that were given up
# (RFC 4291, IPv4-compatible), and those of translators (RFC 2765): none leads to the public internet
_CLOSED = tuple(map(IPv6Network, ("64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96")))


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let nothing that the network does in this context last beyond so many seconds, all told."""
    token = _DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def _left(timeout: float | None) -> float | None:
    """Give the seconds that an operation may still take. Raises httpcore2.ReadTimeout where there are none."""
    until = _DEADLINE.get()
    if until is None:
        return timeout
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time allowed for the whole page is up")
    return left if timeout is None else min(timeout, left)


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, whatever it is wrapped in."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and (int(found) >> 32) << 32 == _NAT64:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local or any(found in one for one in _CLOSED):
            return False
    return found.is_global and not found.is_multicast


def system_addresses(host: str, port: int) -> list[str]:
    """Ask the system's resolver. Raises OSError where it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Guarded(httpcore2.NetworkBackend):
    """Resolve a host's name, check the addresses, and connect to one that was checked: no second look-up comes between.

    With `allow_private` any address will do. Raises AddressRefused where none of the addresses is public.
    """

    def __init__(self, *, allow_private: bool = False, resolve: Resolve = system_addresses) -> None:
        self._inner = httpcore2.SyncBackend()
        self._allow_private = allow_private
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first checked address that answers."""
        failed: Exception | None = None
        for address in self._checked(host, port):
            try:
                stream = self._inner.connect_tcp(address, port, _left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Bounded(stream)
        raise failed or httpcore2.ConnectError(f"{host} has no address")

    def _checked(self, host: str, port: int) -> list[str]:
        """Give the addresses of a host that may be connected to."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"no address is known for {host}") from error
        allowed = found if self._allow_private else [one for one in found if is_public(one)]
        if found and not allowed:
            where = f"{host} isn't" if host == found[0] else f"{host} leads to {found[0]}, which isn't"
            raise AddressRefused(f"{where} of the public internet: it is not fetched, unless you say --allow-private.")
        return allowed

    def sleep(self, seconds: float) -> None:
        """Wait, as retries of the connection pool do."""
        self._inner.sleep(_left(seconds) or 0)


class _Bounded(httpcore2.NetworkStream):
    """A connection whose every operation ends by the deadline of its context."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Bounded(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
