"""What stands around words that may be a time, for the guards that decide whether they are one."""

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.ground.atoms import Atom, Line, word
from reportedly.model import Parsed, Token

from .patterns import Match


@dataclass(frozen=True, slots=True)
class Place:
    """A match in its line, with the grammar of the report."""

    line: Line
    match: Match
    parsed: Parsed
    lead: int = -1
    """Where the whole expression begins that the match is part of; -1 where the match is the whole."""

    @property
    def first(self) -> Atom:
        """The first atom of the match."""
        return self.line[self.match.first]

    @property
    def last(self) -> Atom:
        """The last atom of the match."""
        return self.line[self.match.end - 1]

    def before(self, count: int = 1) -> str:
        """Give the word so many places before the match."""
        return word(self.line, self.match.first - count)

    def after(self, count: int = 1) -> str:
        """Give the word so many places after the match."""
        return word(self.line, self.match.end + count - 1)

    def token(self, atom: Atom) -> Token | None:
        """Give the parser's token of an atom."""
        return self.parsed.tokens[atom.token] if atom.token >= 0 else None

    def next_token(self) -> Token | None:
        """Give the parser's token of the atom after the match."""
        return self.token(self.line[self.match.end]) if self.match.end < len(self.line) else None


Guard = Callable[[Place], bool]
