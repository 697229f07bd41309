"""Takes archives and a folder. Gives the readings of all they hold, as Parquet files in the folder.

The rows depend on what is read, never on how many workers read it or which of them died. It may not read a report in
any other way than the pipeline does.
"""

from .load import load
from .query import query
from .run import Outcome, Progress, run
from .task import Options

__all__ = ["Options", "Outcome", "Progress", "load", "query", "run"]
