"""Takes testimonies: claims of many reports. Gives questions with their answers, origins and estimates, and reasons.

It never touches the ledger: every function here is pure, and its result doesn't depend on the order of what it takes.
"""

from .changes import changes
from .cluster import cluster
from .compare import compare
from .estimate import estimate
from .imprint import copied, imprint
from .keys import keys
from .origins import origins
from .question import question
from .testimony import testimonies

version = "11"
"""Raised whenever any of these would decide otherwise: ledgers made by another are then reckoned anew."""

__all__ = [
    "changes",
    "cluster",
    "compare",
    "copied",
    "estimate",
    "imprint",
    "keys",
    "origins",
    "question",
    "testimonies",
    "version",
]
