"""What stands before every request: host, size, headers, and counts of what was served.

Plain ASGI, so that nothing is buffered on the way.
"""

import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from .metrics import Metrics
from .problems import MEDIA, Refused, details
from .serving import Serving

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style can run, whatever a report's text holds."""
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)
_LONGEST = 18
"""Digits of a declared length; more than these no body has, and Python refuses to read numbers without end."""
HSTS = (b"strict-transport-security", b"max-age=31536000")


class TooMuch(Refused):
    """More bytes came than a request may have."""


class Guard:
    """Refuse foreign hosts and oversized bodies; put the security headers on every answer; count and time it."""

    def __init__(self, app: App, *, serving: Serving, metrics: Metrics) -> None:
        self._app = app
        self._serving = serving
        self._metrics = metrics
        self._headers = HEADERS + ((HSTS,) if serving.secure_cookies else ())

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here; who asks for the head alone gets that of the whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, headless = time.perf_counter(), 500, scope["method"] == "HEAD"
        scope = {**scope, "method": "GET"} if headless else scope

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = {name for name, _ in message.get("headers", ())}
                message["headers"] = [
                    *message.get("headers", ()),
                    *((name, value) for name, value in self._headers if name not in own),
                ]
            elif headless:
                message["body"] = b""
            await send(message)

        refusal = self._refusal(scope)
        try:
            if refusal:
                await _answer(sending, *refusal, api=scope["path"].startswith("/api/"))
            else:
                await self._app(scope, self._bounded(receive), sending)
        finally:
            self._metrics.served(scope, status, time.perf_counter() - began)

    @property
    def _too_much(self) -> str:
        return f"more than {self._serving.largest_body:,} bytes at once: add a long report with `reportedly add`"

    def _refusal(self, scope: Message) -> tuple[int, str] | None:
        """Say why a request isn't looked at: status and words; None where it is."""
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").rsplit(":", 1)[0].lower()
        if host.startswith("["):
            host = host if host.endswith("]") else headers[b"host"].decode("latin-1").lower()
        allowed = self._serving.hosts
        if allowed is not None and host not in allowed and scope["path"] not in ("/health", "/ready"):
            return 421, "this server doesn't go by that name: start it with --name to allow it"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > _LONGEST or int(length) > self._serving.largest_body:
            return 413, self._too_much
        return None

    def _bounded(self, receive: Receive) -> Receive:
        """Count the bytes that come: a chunked body declares no length."""
        seen = 0

        async def receiving() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._serving.largest_body:
                raise TooMuch(413, self._too_much)
            return message

        return receiving


async def _answer(send: Send, status: int, words: str, *, api: bool) -> None:
    """Answer with a line of text, or with problem details to programs."""
    media, body = (MEDIA, json.dumps(details(status, words))) if api else ("text/plain; charset=utf-8", f"{words}\n")
    headers = [(b"content-type", media.encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
