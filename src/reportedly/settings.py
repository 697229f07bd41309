"""What a user may set without a flag, and where things are kept by default."""

import os
from pathlib import Path


def default_ledger() -> Path:
    """Give the ledger's path: the environment's `REPORTEDLY_LEDGER`, else a file in the user's data directory."""
    named = os.environ.get("REPORTEDLY_LEDGER")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("reportedly", appauthor=False) / "ledger.sqlite"
