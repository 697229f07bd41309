"""Takes lists of places. Gives the places that bear a name, out of one SQLite file that is queried and never loaded.

It may never reach for the network, nor show half a file: it is compiled aside, at first use, and renamed when done.
"""

from functools import cache
from pathlib import Path

from .build import Progress, ensure, fingerprint, is_ready
from .fold import fold
from .lookup import Gazetteer, Site
from .own import Added, Info, add, info
from .sound import ROMANISED
from .store import SETTING, own_path

__all__ = [
    "ROMANISED",
    "SETTING",
    "Added",
    "Gazetteer",
    "Info",
    "Progress",
    "Site",
    "add",
    "ensure",
    "fingerprint",
    "fold",
    "info",
    "is_ready",
    "open_gazetteer",
]


@cache
def _opened(compiled: Path, own: Path) -> Gazetteer:
    return Gazetteer(compiled, own)


def open_gazetteer() -> Gazetteer:
    """Open the compiled gazetteer and the user's own places, compiling at first use. Raises ModelMissing."""
    return _opened(ensure(), own_path())
