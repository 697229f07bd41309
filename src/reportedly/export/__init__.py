"""Takes readings. Gives them in the forms that people and other programs read, one file a form.

It may never add to a reading what isn't in it.
"""

from .account import Account, account
from .delimited import rows_to_csv, to_csv
from .html import to_html

__all__ = ["Account", "account", "rows_to_csv", "to_csv", "to_html"]
