"""Every error that a user can meet, each with what to do about it.

The tree::

    ReportedlyError
    ├── InputError          something is wrong with one document: the rest of a batch goes on
    │   ├── EmptyInput      nothing, or nothing but white space
    │   ├── BinaryInput     not text at all
    │   ├── BadDocument     a line or file that isn't the form it should have
    │   ├── NoArticle       a page on which no article was found
    │   ├── TooLarge        more than the reader's bound
    │   ├── UnknownLanguage not a language this reader reads
    │   └── FetchError      an address gave no page
    │       ├── AddressRefused  a private, loopback or link-local address, or no web address at all
    │       ├── RobotsRefused   the site's robots.txt asks programs to stay away
    │       ├── Unreachable     no answer, too slow, broken off, or the server failed
    │       ├── NotThere        404, 410, or a page that says so
    │       └── Walled          a paywall, a login, a consent page, or nothing without JavaScript
    ├── ModelMissing        a model or data file isn't there or is damaged
    ├── BadSetting          a flag or setting that makes no sense
    └── LedgerError         something is wrong with the ledger: nothing was written
        ├── LedgerMissing   no ledger there
        ├── LedgerReadOnly  may not be written
        ├── LedgerFull      no space left
        ├── LedgerLocked    another process holds it too long
        ├── LedgerNewer     made by a newer version
        ├── LedgerUnreachable  its database doesn't answer, or lets nobody in
        ├── NotALedger      a file that is something else
        └── NotFound        no such report, claim, question …
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Article


class ReportedlyError(Exception):
    """Be caught to catch all of them.

    `str()` is one line that says what is wrong and what to do; `kind` is its name.
    """

    exit_status = 1

    @property
    def kind(self) -> str:
        """The error's name in batch output, in lower case with underscores."""
        name = type(self).__name__
        return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


class InputError(ReportedlyError):
    """One document can't be read."""


class EmptyInput(InputError):
    """Nothing stands in the document."""


class BinaryInput(InputError):
    """The document isn't text."""


class BadDocument(InputError):
    """The document hasn't the form it should have."""


class NoArticle(InputError):
    """No article was found on the page."""


class TooLarge(InputError):
    """The document exceeds the reader's bound."""


class UnknownLanguage(InputError):
    """The document is in a language this reader doesn't read.

    `article` is its text, as far as it was found; `language` is ISO 639-1, None where only the script is known.
    """

    article: "Article"
    language: str | None = None


class FetchError(InputError):
    """An address gave no page.

    `passing` says that it may give one later; `wait` is how many seconds its server asks to be left alone till then.
    """

    passing: bool = False

    def __init__(self, message: str, *, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait or 0.0


class AddressRefused(FetchError):
    """The address leads to a private network, or isn't of the web."""


class RobotsRefused(FetchError):
    """The site's robots.txt asks programs to stay away."""


class Unreachable(FetchError):
    """The server gave no answer, or failed."""

    passing = True


class NotThere(FetchError):
    """The server has no such page."""


class Walled(FetchError):
    """The page shows a wall in place of its article."""


class ModelMissing(ReportedlyError):
    """A model or data file isn't there, or is damaged."""


class BadSetting(ReportedlyError):
    """A flag or setting makes no sense."""

    exit_status = 2


class LedgerError(ReportedlyError):
    """The ledger can't be used; nothing was written."""


class LedgerMissing(LedgerError):
    """There is no ledger at that place."""


class LedgerReadOnly(LedgerError):
    """The ledger may not be written."""


class LedgerFull(LedgerError):
    """There is no space left for the ledger."""


class LedgerLocked(LedgerError):
    """Another process holds the ledger too long."""


class LedgerNewer(LedgerError):
    """The ledger was made by a newer version."""


class LedgerUnreachable(LedgerError):
    """The ledger's database doesn't answer, or lets nobody in."""


class NotALedger(LedgerError):
    """The file is something else."""


class NotFound(LedgerError):
    """No such thing is in the ledger."""
