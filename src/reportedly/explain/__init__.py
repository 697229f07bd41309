"""Takes what the pipeline knew of a report, and an offset. Gives why everything there was read as it was.

It may never read anything anew: it says by which rules and with which scores the steps came to what they gave.
"""

from .explain import explain
from .finding import Explanation, Finding

__all__ = ["Explanation", "Finding", "explain"]
