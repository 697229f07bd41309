"""Takes a `Page`. Gives an `Article`: its text, what is known about it, and what on the page is not report.

It may never fetch anything, nor cut or alter what it was given as text: it marks.
"""

from .read import clean

__all__ = ["clean"]
