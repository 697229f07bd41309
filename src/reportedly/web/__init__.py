"""Takes a ledger. Gives pages, a JSON API and feeds over it, on HTTP.

It may hold no logic of reading or reconciling: it shows what the other rooms know, and hands on what people decide.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from .serving import Serving

__all__ = ["create_app"]


def create_app(serving: "Serving") -> "FastAPI":
    """Make the web application over a ledger; FastAPI is imported only here."""
    from .app import build

    return build(serving)
