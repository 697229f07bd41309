"""Tell deaths and injuries of accidents, and natural ones, from those of force: by what the sentence says happened."""

from functools import cache

from reportedly.model import Parsed, SentenceBounds, Token

from .events import Trigger, word_of
from .tables import event_table, words

_OPENING = frozenset({"open", "under", "return", "exchange", "heavy", "cease", "friendly", "enemy", "hostile", "hold"})
"""What stands before a fire of guns."""


def by_accident(parsed: Parsed, sentence: SentenceBounds) -> bool:
    """Say whether a sentence tells of an accident: a crash, a blaze, a blast at a works; and of no force.

    Soldiers, helicopters and gas are no force where something crashed or leaked.
    """
    tokens = parsed.tokens[sentence.first : sentence.last]
    said = {word_of(token) for token in tokens}
    if not said.isdisjoint((event_table().violence - words("in_accidents")) | words("force")):
        return False
    if any(word_of(token) == "fire" and token.pos == "VERB" for token in tokens):
        return False  # "fired tear gas"
    if not said.isdisjoint(words("accidents")):
        return True
    if not said.isdisjoint(words("bursts")) and not said.isdisjoint(words("works")):
        return True
    return any(is_blaze(parsed, token) for token in tokens)


def is_blaze(parsed: Parsed, token: Token) -> bool:
    """Say whether a word is a fire that burns, not one of guns: "a fire killed nine", "died in a house fire"."""
    if token.text.lower() not in ("fire", "fires") or token.pos != "NOUN":
        return False
    before = {parsed.tokens[i].lemma.lower() for i in range(max(0, token.i - 2), token.i)}
    above = parsed.tokens[token.head]
    if before & _OPENING or above.lemma in _OPENING or above.lemma in ("set", "catch"):
        return above.lemma == "catch"
    return token.dep in ("nsubj", "nsubjpass", "ROOT") or (token.dep == "pobj" and above.lemma in ("in", "by", "of"))


def is_deadly(parsed: Parsed) -> bool:
    """Say whether a report tells, anywhere, of force, an accident or a disaster, of which people die."""
    return not _causes().isdisjoint(word_of(token) for token in parsed.tokens)


def is_natural(
    parsed: Parsed, sentence: SentenceBounds, trigger: Trigger, *, counted: bool, single: bool, deadly: bool = False
) -> bool:
    """Say whether somebody died without a cause that a report counts the dead of: old, ill, or nobody says of what.

    `counted` says that a figure is told, `single` that it's but an article: "a man died of cancer" counts nobody.
    `deadly` says that the report tells of such a cause elsewhere: who was "pronounced dead" there died of that.
    """
    if trigger.frame.name != "die" or (counted and not single):
        return False
    said = {word_of(token) for token in parsed.tokens[sentence.first : sentence.last]}
    if not said.isdisjoint(_causes()):
        return False
    token = parsed.tokens[trigger.i]
    told = trigger.kind != "noun" and token.tag not in ("VB", "VBP")  # no "if guards die", no "news of his death"
    known = counted or (deadly and told)
    return not known or not said.isdisjoint(words("ailments") | words("natural"))


@cache
def _causes() -> frozenset[str]:
    """Give the words for what a report counts the dead of."""
    table = event_table()
    force = (table.violence - words("in_accidents")) | words("force")
    return force | words("accidents") | (table.hazards - words("ailments"))
