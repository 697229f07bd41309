"""Takes names, passwords and tokens. Gives who somebody is and what they may do, and keeps an account of it.

Kept beside the ledger, not in it: accounts change, and a copy of the ledger must carry no passwords.
"""

from .limits import Limits
from .store import Accounts, AuditRow, TokenRow, UserRow

__all__ = ["Accounts", "AuditRow", "Limits", "TokenRow", "UserRow"]
