"""Takes captures and readings. Gives them back, with a log that proves nothing was altered or lost.

It may never change or remove what it keeps, nor read a report itself.
"""

from .ledger import Added, Ledger, ReportRow
from .verify import Problem

__all__ = ["Added", "Ledger", "Problem", "ReportRow"]
