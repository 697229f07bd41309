"""Takes readings. Gives them in the forms that people and other programs read, one file a form.

It may never add to a reading what isn't in it.
"""

from .account import Account, account
from .delimited import to_csv
from .html import to_html

__all__ = ["Account", "account", "to_csv", "to_html"]
