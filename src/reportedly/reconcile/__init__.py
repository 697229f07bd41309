"""Takes testimonies: claims of many reports. Gives questions with their answers, origins and estimates, and reasons.

It never touches the ledger: every function here is pure, and its result doesn't depend on the order of what it takes.
"""

from .cluster import cluster
from .compare import compare
from .keys import keys
from .testimony import testimonies

__all__ = ["cluster", "compare", "keys", "testimonies"]
