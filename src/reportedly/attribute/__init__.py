"""Takes article, grammar and encoding. Gives who says what, by which act, how surely and through whom; and commitments.

It may never name a speaker (`resolve` does), nor change a word: every span is the report's own.
"""

from .attribution import attribute
from .weigh import weigh

__all__ = ["attribute", "weigh"]
