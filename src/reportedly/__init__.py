"""Reads news reports and keeps the account of who said what, on whose word, and what became of it on the way.

>>> import reportedly
>>> reading = reportedly.read("Four were held, the ministry said.", published="2026-03-14")  # doctest: +SKIP
>>> reading.attributions[0].source.name  # doctest: +SKIP
'the ministry'
"""

import os
from typing import TYPE_CHECKING, Any

# onnxruntime reports its use to its makers, with an id of this machine, unless told not to before it's imported: what
# is read here, and by whom, is nobody else's business
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

if TYPE_CHECKING:
    from .keeping import Ledger
    from .model import Reading
    from .reader import read, read_file

__all__ = ["Ledger", "Reading", "read", "read_file"]

_HOMES = {"read": "reader", "read_file": "reader", "Reading": "model", "Ledger": "keeping"}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it's asked for: importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
