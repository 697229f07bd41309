"""Read numbers of what was counted before: "nine died. … The ministry revised that figure to 14", "… put it at 17".

What the figure, the count or "it" points back at is the latest event of the sentences before that has a figure.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.model import Parsed, SentenceBounds, Token

from .events import Trigger, word_of
from .tables import Frame, words

LEADING = frozenset({"at", "to", "as"})
POINTING = frozenset({"the", "that", "this", "its", "their", "his", "her"})
BACK = 3
"""Sentences back in which what is counted was told of."""


def pointed(
    parsed: Parsed, sentence: SentenceBounds, triggers: Sequence[Trigger], before: Sequence[tuple[int, Frame]]
) -> list[Trigger]:
    """Give the words of a sentence that stand for what an earlier one counted, as events of its frame.

    `before` are the frames of counted events so far, each with the first token of its sentence.
    """
    here = parsed.tokens[sentence.first].sentence
    lately = [frame for first, frame in before[-1:] if here - parsed.tokens[first].sentence <= BACK]
    found: list[Trigger] = []
    for verb in parsed.tokens[sentence.first : sentence.last]:
        noun = _counted_by(parsed, verb)
        if noun is None or any(one.first <= noun.i <= one.last for one in triggers):
            continue
        own = [one.frame for one in triggers if one.last < noun.i and one.frame.outcome and one.kind != "noun"]
        told = [*lately, *own]
        if not told:
            continue
        # "60 were killed, the group says; police put it at 31": what this sentence tells comes first
        frame = replace(told[-1], patient="value", needs_person=False, needs_agent=False, weak=False)
        found.append(Trigger(noun.i, noun.i, noun.i, frame, "noun"))
    return found


def _counted_by(parsed: Parsed, verb: Token) -> Token | None:
    """Give the object of a verb that puts it at a number, where it only points back: "it", "that figure"."""
    if verb.pos != "VERB" or verb.lemma.lower() not in words("renumbering"):
        return None
    below = parsed.children(verb.i)
    noun = next((one for one in below if one.dep in ("dobj", "nsubjpass") and one.pos in ("NOUN", "PRON")), None)
    to = any(one.lemma in LEADING and one.dep in ("prep", "agent") and one.i > verb.i for one in below)
    if noun is None or not to:
        return None
    if noun.lemma.lower() == "it":
        return noun
    led = any(one.text.lower() in POINTING and one.dep in ("det", "poss") for one in parsed.children(noun.i))
    whole = all(one.dep in ("det", "poss", "amod") for one in parsed.children(noun.i))
    return noun if led and whole and word_of(noun) in words("pointing_nouns") else None
