"""A web of the tests' own: any host, any path, answered by this process; what was asked, and when, is written down."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from reportedly.fetch import Unread
from reportedly.model import Page

Handler = Callable[["Request"], None]

SENTENCES = (
    "The council of the river district met on Tuesday evening and agreed to send two more boats to the villages that the flood had cut off.",
    "A spokesman for the rescue service said that eleven people had been brought to safety since the morning and that nobody was missing.",
    "Residents of the lower quarter said the water had come faster than in any year they could remember, and that the warning had come late.",
    "The ministry of transport said the bridge at Calder would stay closed until engineers had looked at its piers, which may take a week.",
    "Farmers in the valley expect to lose a third of the barley, according to their union, which asked the government for help on Wednesday.",
)


def article(number: int = 0, *, head: str = "", extra: str = "") -> str:
    """Write a page with a report of some hundred words; pages of different numbers differ."""
    words = "".join(f"<p>{SENTENCES[(number + i) % len(SENTENCES)]}</p>" for i in range(5))
    return (
        f"<html><head><title>Flood report {number}</title>{head}</head><body><article><h1>Flood report {number}</h1>"
        f"{words}<p>It was the {number}th such report of the year, the district office said.</p>{extra}</article></body></html>"
    )


@dataclass
class Request:
    """One request as it came, and the means to answer it."""

    host: str
    path: str
    headers: dict[str, str]
    raw: BaseHTTPRequestHandler
    count: int
    """How often this address was asked so far, this time included."""

    def send(
        self, body: bytes | str, *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """Answer; underscores in headers' names become dashes."""
        content = body.encode() if isinstance(body, str) else body
        self.raw.send_response(status)
        self.raw.send_header("Content-Type", kind)
        self.raw.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.raw.send_header(name.replace("_", "-"), value)
        self.raw.end_headers()
        self.raw.wfile.write(content)

    def redirect(self, to: str, status: int = 302) -> None:
        """Lead elsewhere."""
        self.send("", status=status, Location=to)


@dataclass
class Asked:
    """When and what a host was asked."""

    at: float
    host: str
    path: str
    status: int = 0


@dataclass
class LocalWeb:
    """Serve handlers by (host, path); a host's other paths are 404. `resolve` leads every host here."""

    asked: list[Asked] = field(default_factory=list)
    handlers: dict[tuple[str, str], Handler] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def __enter__(self) -> Self:
        web = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web._answer(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_: Any) -> None:
                """Say nothing: clients hang up on what is too long."""

        self._server = Server(("127.0.0.1", 0), Answering)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, raw: BaseHTTPRequestHandler) -> None:
        host = raw.headers.get("Host", "").split(":")[0]
        asked = Asked(time.monotonic(), host, raw.path)
        self.asked.append(asked)
        self._counts[host, raw.path] += 1
        headers = {key.lower(): value for key, value in raw.headers.items()}
        request = Request(host, raw.path, headers, raw, self._counts[host, raw.path])
        handler = self.handlers.get((host, raw.path)) or self.handlers.get((host, raw.path.split("?")[0]))
        if handler is None:
            request.send("<title>404</title>", status=404)
        else:
            handler(request)

    def url(self, host: str, path: str = "/") -> str:
        """Give the address of a page of this web."""
        return f"http://{host}:{self.port}{path}"

    def page(self, host: str, path: str, body: str | bytes, **options: Any) -> str:
        """Serve a page, and give its address."""
        self.handlers[host, path] = lambda request: request.send(body, **options)
        return self.url(host, path)

    def on(self, host: str, path: str, handler: Handler) -> str:
        """Answer an address by a function, and give the address."""
        self.handlers[host, path] = handler
        return self.url(host, path)

    def times(self, host: str) -> list[float]:
        """Give when a host was asked, in order."""
        return sorted(one.at for one in self.asked if one.host == host)

    @staticmethod
    def resolve(host: str, port: int) -> list[str]:  # noqa: ARG004 - as a resolver is called
        """Lead every host to this machine."""
        return ["127.0.0.1"]


def error_of(found: Page | Unread) -> Exception:
    """Give what stands in the place of a page."""
    assert isinstance(found, Unread)
    return found.error
