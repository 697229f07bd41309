"""`reportedly serve`: the web app."""

from collections.abc import Sequence
from pathlib import Path

from reportedly.settings import default_ledger, settings
from reportedly.web.serving import Serving


def serve(
    path: str | Path | None, *, host: str, port: int, names: Sequence[str], https: bool, private: bool | None
) -> None:
    """Serve a ledger until told to stop."""
    from reportedly.web.run import serve as run

    run(
        Serving(
            ledger=path or default_ledger(),
            host=host,
            port=port,
            names=tuple(one.lower() for one in names),
            allow_private=settings().fetch.allow_private if private is None else private,
            secure_cookies=https,
        )
    )
