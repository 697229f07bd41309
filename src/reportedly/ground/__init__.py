"""Takes an article and its grammar. Gives the values its words stand for: how many, when and where.

It may never give a value that the words don't bear out: what can't be told stays unresolved.
"""

from .place import locate
from .quantity import quantify
from .timex import date

__all__ = ["date", "locate", "quantify"]
