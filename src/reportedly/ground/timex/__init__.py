"""Takes a report and its grammar. Gives its time expressions with TIMEX3 values and intervals (`model.Timex`).

It may never put the publication date in place of an unknown one, nor read a time out of furniture.
"""

from .read import date

__all__ = ["date"]
