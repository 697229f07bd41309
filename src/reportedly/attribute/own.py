"""Read what the author says is their own view: "in my opinion, neither will be built", "it seems to me that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Draft
from .lexicon import words
from .phrases import trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Parsed, Token

_CONFIDENCE = 0.9
_MINE = frozenset({"my", "our"})
_SEEMING = frozenset({"seem", "appear", "look", "occur"})


def read_own(parsed: Parsed) -> Iterator[Draft]:
    """Yield an attribution for each view that the author says is theirs; inside quotations it's the speaker's."""
    for token in parsed.tokens:
        if token.lemma.lower() in words("opinion") and token.pos == "NOUN":
            yield from _in_my_view(parsed, token)
        elif token.lemma in _SEEMING and token.pos == "VERB":
            yield from _seems_to_me(parsed, token)


def _in_my_view(parsed: Parsed, noun: Token) -> Iterator[Draft]:
    """Yield what "in my view" stands beside: the clause around it, without it."""
    before = parsed.tokens[noun.i - 1] if noun.i else noun
    opens = parsed.tokens[before.i - 1] if before.i else before
    if before.text.lower() not in _MINE or opens.text.lower() not in ("in", "to"):
        return
    low, high = parsed.edges(opens.head)
    if opens.head == opens.i or not low <= opens.i <= high:
        return
    parts = [trim(parsed, low, opens.i)] if low < opens.i else []
    parts += [trim(parsed, noun.i + 1, high + 1)] if noun.i < high else []
    content = tuple(part for part in parts if parsed.tokens_in(*part) and part[1] - part[0] > 1)
    if content:
        source, cue = (before.start, before.end), (noun.start, noun.end)
        yield Draft((source,), (cue,), content, _CONFIDENCE, "first person")


def _seems_to_me(parsed: Parsed, verb: Token) -> Iterator[Draft]:
    """Yield what seems so to the author."""
    below = parsed.children(verb.i)
    it = any(one.dep in ("nsubj", "expl") and one.text.lower() == "it" for one in below)
    clause = next((one for one in below if one.dep in ("ccomp", "advcl") and one.i > verb.i), None)
    to = next((one for one in below if one.lemma == "to" and one.i == verb.i + 1), None)
    me = next((one for one in parsed.children(to.i) if one.text.lower() == "me"), None) if to is not None else None
    if it and clause is not None and me is not None:
        low, high = parsed.edges(clause.i)
        content = trim(parsed, max(low, me.i + 1), high + 1)
        yield Draft(((me.start, me.end),), ((verb.start, verb.end),), (content,), _CONFIDENCE, "first person")
