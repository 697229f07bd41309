"""Takes a report, its grammar and its times. Gives its figures: how many, of what, how bounded (`model.Quantity`).

It may never take a number of a date, an age or a name for a figure, nor give a vague one a width.
"""

from .read import quantify

__all__ = ["quantify"]
