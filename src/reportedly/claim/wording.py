"""Say by which rules an event was read: the word that tells of it, and how its figures were put to it."""

from reportedly.model import Parsed

from .counted import Figure
from .drafts import Draft

PLAIN = "a statement with no word of the table of events: its main predicate stands for it"
KINDS = {"verb": "the verb", "noun": "the noun", "adjective": "the participle or adjective"}


def rule_of(parsed: Parsed, draft_: Draft) -> str:
    """Say in words how a claim's event was found, and how each of its figures came to count those it befell."""
    trigger = draft_.trigger
    if trigger is None:
        return PLAIN
    words = " ".join(one.text for one in parsed.tokens[trigger.first : trigger.last + 1])
    told = f"{KINDS[trigger.kind]} “{words}” tells of it (frame “{trigger.frame.name}”, after {trigger.frame.source})"
    return "; ".join([told, *(_counted(one) for one in draft_.figures)])


def _counted(figure: Figure) -> str:
    """Say how a figure was put to its event."""
    words = figure.quantity.spans[0].text
    part = f", as part of “{figure.whole.quantity.spans[0].text}”" if figure.whole else ""
    return f"“{words}” counts in it {figure.how or 'by grammar'}{part}"
