"""How the app is served: which ledger, to whom, and within which bounds."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_BODY = 12_000_000
"""Bytes of one request: a report's page with its markup is seldom above 2 MB, and the reader's own bound is lower."""
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Serving:
    """Say what is served, and to whom.

    On a loopback address there is one local user and no login; any other address demands accounts. `names` are further
    host names under which it may be asked, as behind a proxy: others are refused, which also stops DNS rebinding.
    """

    ledger: str | Path
    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    allow_private: bool = False
    """Fetch added addresses, and call webhooks, on private networks too."""
    largest_body: int = LARGEST_BODY
    secure_cookies: bool = field(default=False)
    """Send cookies over HTTPS only: set where a proxy ends TLS."""

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    @property
    def accounts(self) -> Path:
        """Where accounts are kept: beside the ledger, so that a copy of the ledger carries no passwords."""
        return self._beside("accounts")

    @property
    def hooks(self) -> Path:
        """Where webhooks are kept, with their secrets."""
        return self._beside("webhooks")

    def _beside(self, what: str) -> Path:
        """Name a file beside the ledger; one of the user's own where the ledger is a server's database."""
        if isinstance(self.ledger, str) and "://" in self.ledger:
            from platformdirs import user_data_path

            return user_data_path("reportedly", appauthor=False) / f"{what}.sqlite"
        ledger = Path(self.ledger)
        return ledger.with_name(f"{ledger.stem}-{what}.sqlite")

    @property
    def hosts(self) -> frozenset[str] | None:
        """The host names under which it answers, without port; None for any.

        On loopback, where nobody logs in, no other name may lead here; elsewhere a session's cookie keeps to its host.
        """
        if not self.local and not self.names:
            return None
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return frozenset({shown, *self.names, *(LOCAL_NAMES if self.local else ())})


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine's loopback, by name or address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
