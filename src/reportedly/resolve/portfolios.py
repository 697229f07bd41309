"""Which field of government an officer has charge of, so that "the defence minister" isn't the foreign one."""

from collections.abc import Iterator
from functools import cache

from reportedly.model import Parsed

from .figure import Figure
from .mention import Mention
from .persons import plain
from .tables import lines

HOLDERS = frozenset({"minister", "secretary", "undersecretary"})
"""Offices that are told apart by their field."""
MINISTRIES = frozenset({"department", "ministry"})
"""What the field of other officers is told by: "the interior ministry spokesman"."""


@cache
def _fields() -> dict[str, int]:
    """Give the number of its field for each word that names one."""
    return {word: n for n, row in enumerate(lines("persons", "portfolios")) for word in row.split()}


def has_another(parsed: Parsed, mention: Mention, figure: Figure) -> bool:
    """Say whether a description names a field of government, and what is known of a person names only others.

    Where nothing is known of the person's field, only an office told in full is another's: "the Minister of Defence",
    after "the Minister, Andrei Lupu".
    """
    if mention.head not in HOLDERS and MINISTRIES.isdisjoint(mention.before):
        return False  # "the chief negotiator" may well be of the foreign ministry
    fields = _fields()
    behind = {fields[word] for word in _complement(parsed, mention) if word in fields}
    told = behind | {fields[word] for word in mention.before if word in fields}
    if not told or figure.kind != "person":
        return False
    known = {fields[word] for word in figure.words | figure.roles if word in fields}
    return told.isdisjoint(known) if known else bool(behind) and mention.head in figure.roles


def _complement(parsed: Parsed, mention: Mention) -> Iterator[str]:
    """Yield the words behind "of" or "for" in a description, in lower case."""
    for preposition in parsed.children(mention.root):
        if preposition.i > mention.root and preposition.lemma in ("of", "for"):
            last = parsed.edges(preposition.i)[1]
            yield from (plain(one.text) for one in parsed.tokens[preposition.i + 1 : last + 1])
