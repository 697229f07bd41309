"""Read who puts what at a number: "residents put the toll at 22", "the ministry revised the figure to 14".

No verb of saying stands there, but the number is the subject's word, and nobody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Draft
from .lexicon import words
from .phrases import agent_of, cue_extent, is_passive, name_extent, own_subject, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Parsed, Token

_SHARE = 0.8
_HELPS = frozenset({"have", "'ve", "’ve"})


def read_reckoned(parsed: Parsed, verb: Token) -> Iterator[Draft]:
    """Yield what a verb of reckoning puts at a number, in the words of its subject, or of a passive's agent.

    "The survey puts Orr at 44 per cent", "the toll was put at 22 by residents", "it raised its count to 31".
    """
    below = parsed.children(verb.i)
    passive = is_passive(parsed, verb)
    subject = agent_of(parsed, verb) if passive else own_subject(parsed, verb)
    value = next((child for child in below if child.dep == ("nsubjpass" if passive else "dobj")), None)
    at = next((child for child in below if child.lemma in _prepositions(verb) and child.i > verb.i), None)
    if subject is None or value is None or not _tells(parsed, verb, passive=passive):
        return
    poll = subject.lemma.lower() in words("polls") and verb.lemma == "put"
    if not poll and (at is None or value.lemma.lower() not in words("counts" if _revises(verb) else "reckoned")):
        return
    if _revises(verb) and not _counts(parsed, subject):
        return
    end = parsed.edges(verb.i)[1] if at is None else parsed.edges(at.i)[1]
    spans = [trim(parsed, parsed.edges(value.i)[0], end + 1)]
    if passive and at is not None:
        spans = [name_extent(parsed, value), trim(parsed, at.i, end + 1)]
    tokens = [token for span in spans for token in parsed.tokens_in(*span)]
    if any(one.pos == "NUM" or one.lemma.lower() in words("portions") for one in tokens):
        source, cue = name_extent(parsed, subject), cue_extent(parsed, verb)
        yield Draft((source,), (cue,), tuple(spans), _SHARE, "poll" if poll else "put at")


def _revises(verb: Token) -> bool:
    return verb.lemma.lower() in words("revising")


def _prepositions(verb: Token) -> frozenset[str]:
    return frozenset({"to"}) if _revises(verb) else frozenset({"at"})


def _counts(parsed: Parsed, subject: Token) -> bool:
    """Say whether a subject may count: of "the blast raised the toll to 31" it is what happened."""
    name = parsed.name_at(subject.i)
    named = name is not None and name.label in ("PERSON", "ORG", "NORP", "GPE")
    return named or subject.pos == "PRON" or subject.lemma.lower() in words("givers")


def _tells(parsed: Parsed, verb: Token, *, passive: bool) -> bool:
    """Say whether a verb tells of a reckoning that was made: none "to put", "would put", "putting"."""
    below = parsed.children(verb.i)
    if any(child.tag in ("TO", "MD") or child.dep == "neg" for child in below):
        return False
    had = any(child.dep == "aux" and child.lemma.lower() in _HELPS for child in below)
    return passive or had or verb.tag != "VBG"
