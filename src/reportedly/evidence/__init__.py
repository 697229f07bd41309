"""Takes a question of a ledger. Gives a bundle that proves its answers elsewhere, without the ledger, and checks one.

It may never leave out what speaks against an answer, nor trust anything that a bundle says of itself.
"""

from .bundle import bundle
from .check import check

__all__ = ["bundle", "check"]
