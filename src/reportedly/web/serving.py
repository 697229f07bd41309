"""How the app is served: which ledger, to whom, and within which bounds."""

import hashlib
import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_BODY = 12_000_000
"""Bytes of one request: a report's page with its markup is seldom above 2 MB, and the reader's own bound is lower."""
POSTGRES_PORT = 5432
NAME_DIGITS = 16
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
        """Name a file beside the ledger; one of the user's own, for this database, where it's a server's."""
        if isinstance(self.ledger, str) and "://" in self.ledger:
            from platformdirs import user_data_path

            return user_data_path("reportedly", appauthor=False) / f"{_database(self.ledger)}-{what}.sqlite"
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


def _database(address: str) -> str:
    """Give a short name that a server's database has alone, whoever logs in there: of its host, port and name."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parts = make_url(address)
        host, port = parts.host or parts.query.get("host", ""), parts.port or parts.query.get("port", POSTGRES_PORT)
        known = repr((host, str(port), parts.database or parts.username))
    except (ArgumentError, ValueError):  # opening it will say so
        known = address
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:NAME_DIGITS]


def is_any(host: str) -> bool:
    """Say whether a host stands for all addresses of this machine: it's listened on, and leads nowhere itself."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine's loopback, by name or address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
