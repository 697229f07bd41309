"""Takes a ledger in PostgreSQL. Shares its feeds, and links put there, among any number of workers, on any machines.

Jobs stand in the ledger's database, in a schema of their own, where procrastinate keeps them. They are working memory:
what is followed, and how far, stands in the ledger, and jobs that are missing are made anew. A job may be done twice,
as after a kill; what it does takes effect once, since keeping the same report again changes nothing.
"""

from .board import Standing, put_links, require, standing
from .watch_lock import watch_alone, watch_together
from .worker import Done, Worker

__all__ = ["Done", "Standing", "Worker", "put_links", "require", "standing", "watch_alone", "watch_together"]
