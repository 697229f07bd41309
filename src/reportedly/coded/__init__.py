"""Takes a coder's own table of events, and questions. Gives what each has that the other lacks, and where they differ.

It may never write to a ledger, nor judge by itself what is the same: the comparison is handed in.
"""

from .columns import Columns, chosen, chosen_of
from .findings import Finding, Status, findings
from .located import located
from .match import Asked, Judge
from .table import Coded, Figure, Table, Unread, read_table

__all__ = [
    "Asked",
    "Coded",
    "Columns",
    "Figure",
    "Finding",
    "Judge",
    "Status",
    "Table",
    "Unread",
    "chosen",
    "chosen_of",
    "findings",
    "located",
    "read_table",
]
