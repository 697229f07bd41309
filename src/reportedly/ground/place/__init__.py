"""Takes an article and its grammar. Gives the places that it names, each led to a point where that can be told.

It may never invent a point: what isn't known, or can't be told apart, stays unresolved.
"""

from .locate import locate

__all__ = ["locate"]
