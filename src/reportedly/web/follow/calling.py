"""Calling webhooks: what came to a situation since the last call, sent signed, never into a private network."""

import threading
import time
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.keeping import Ledger
from reportedly.ledger.views import Found
from reportedly.model import to_plain

from .feeds import headline
from .hooks import Call, HookRow, Hooks, signature

EVERY_SECONDS = 20.0
REPORTS = 50
"""Arrived reports that are looked through at once."""
AT_ONCE = 20
"""Such steps that one webhook gets in a round: what came by the thousand is told over several."""
SECONDS = 15.0
"""How long one call may take, all told."""
TOLD = 100
"""Claims of one call; of more, further calls are made."""


class Caller:
    """Look every while for what is new, and call."""

    def __init__(self, ledger: Ledger, hooks: Hooks, *, allow_private: bool = False) -> None:
        self._ledger = ledger
        self._hooks = hooks
        self._allow_private = allow_private
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """End, once the call under way is done; what is still due is called after the next start."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(SECONDS + 1)

    def _run(self) -> None:
        """Go round until told to stop; what goes wrong once is tried again the next time."""
        import logging

        while not self._stop.wait(EVERY_SECONDS):
            try:
                self.round()
            except Exception:  # the thread has to outlive whatever happens in one round
                logging.getLogger(__name__).exception("webhooks")

    def round(self) -> None:
        """Note what is new for each webhook, then make the calls that are due."""
        for one in self._hooks.rows():
            self._look(one)
        for call in self._hooks.due():
            if self._stop.is_set():
                return
            said, done = self._call(call)
            self._hooks.tried(call.id, said, done=done)

    def _look(self, one: HookRow) -> None:
        """Note what came to a webhook's situation since it was last told."""
        head = self._ledger.head().number
        if head <= one.entry:
            return
        try:
            scope = self._ledger.situation(one.situation).scope
        except ReportedlyError:
            return  # closed: should it be opened again, nothing was missed
        entry = one.entry
        for _ in range(AT_ONCE):
            reached, rows = self._ledger.next_claims(scope, entry, reports=REPORTS)
            if reached == entry:
                self._hooks.tell(one.id, head, [])
                return
            entry = reached
            parts = [rows[start : start + TOLD] for start in range(0, len(rows), TOLD)]
            self._hooks.tell(one.id, entry, [event_of(one.situation, part) for part in parts])

    def _call(self, call: Call) -> tuple[str, bool]:
        """Make a call; give what came of it, and whether it was taken."""
        import httpcore2

        from reportedly.fetch.guard import Guarded, deadline

        stamp = int(time.time())
        headers = {
            "content-type": "application/json",
            "user-agent": "Reportedly",
            "webhook-id": call.id,
            "webhook-timestamp": str(stamp),
            "webhook-signature": signature(call.secret, call.id, stamp, call.body),
        }
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
        try:
            with (
                deadline(SECONDS),
                httpcore2.ConnectionPool(network_backend=Guarded(allow_private=self._allow_private)) as pool,
                pool.stream(
                    "POST",
                    call.url,
                    headers=[(name.encode(), value.encode()) for name, value in headers.items()],
                    content=call.body.encode(),
                    extensions={"timeout": timeouts},
                ) as answer,
            ):
                status = int(answer.status)  # its body isn't read, nor is it followed elsewhere
        except Exception as error:  # noqa: BLE001 - whatever stops a call, the next try follows
            return f"failed ({type(error).__name__})"[:200], False
        return f"answered {status}", 200 <= status < 300  # noqa: PLR2004 - HTTP's successes


def event_of(situation: str, rows: list[Found]) -> dict[str, Any]:
    """Write what a call says: new claims of a situation, in the ledger's own form."""
    newest = max((row.published or "" for row in rows), default="")
    claims = [{"title": headline(row), "report": row.report, "claim": to_plain(row.claim)} for row in rows]
    return {
        "type": "claims.added",
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "data": {"situation": situation, "newest": newest or None, "claims": claims},
    }
