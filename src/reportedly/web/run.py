"""Serving until told to stop: what's under way is finished, and nothing acknowledged is lost."""

import socket
import sys
from collections.abc import Callable

from reportedly.errors import BadSetting

from .serving import Serving, is_any

GRACE_SECONDS = 10
"""How long what is under way may take once the server is told to stop."""


def serve(serving: Serving, *, say: Callable[[str], object] | None = None) -> None:
    """Serve a ledger until SIGINT or SIGTERM. Raises BadSetting where the address can't be taken, LedgerError."""
    import uvicorn

    from .app import build

    say = say or (lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201 - the command's own words
    app = build(serving)
    taken = _socket(serving, socket.AF_INET6 if ":" in serving.host else socket.AF_INET)
    port = taken.getsockname()[1]
    shown = f"[{serving.host}]" if ":" in serving.host else serving.host
    say(f"Reportedly serves {app.state.web.ledger.shown} on http://{shown}:{port}/ (stop with Ctrl-C)")
    accounts = app.state.web.accounts
    if accounts is not None and accounts.empty:
        say("Nobody has an account yet. Make the first admin's, with this link, good once and for a week:")
        say(f"  {_reached(serving, shown, port)}/join/{accounts.invite('server', 'admin')}")
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=64 * 1024,
    )
    uvicorn.Server(config).run(sockets=[taken])


def _reached(serving: Serving, shown: str, port: int) -> str:
    """Give an address by which people reach the server: by its name, or on this machine where it has none."""
    if serving.names and serving.secure_cookies:
        return f"https://{serving.names[0]}"
    return f"http://{serving.names[0] if serving.names else 'localhost' if is_any(serving.host) else shown}:{port}"


def _socket(serving: Serving, family: int) -> socket.socket:
    """Take the address, before anything else is said."""
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((serving.host, serving.port))
    except OSError as error:
        taken.close()
        raise BadSetting(
            f"{serving.host} port {serving.port} can't be taken ({error.strerror or error}): choose another with --port"
        ) from error
    taken.listen(128)
    return taken
