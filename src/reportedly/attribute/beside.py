"""Attribute utterances by the clause that stands right behind them, whatever its verb.

“We will not yield”, hammered home the president: behind an utterance that ends in a comma, or in a mark of its own, a
finite verb in lower case and a noun phrase behind it tell who said it. Translations have verbs there that no list and
no corpus of English reports has.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from .draft import Draft
from .grow import utterances
from .phrases import cue_extent, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import NounPhrase, Offsets, Parsed, Token

    from .quotations import Quotation

_CONFIDENCE = 0.6
_FINITE = frozenset({"VBD", "VBZ"})
# "“…”, is what he said": verbs that join, and say nothing by themselves.
_JOINING = frozenset({"be", "have", "do", "become", "remain", "seem", "appear"})
_TIMES = frozenset({"DATE", "TIME"})
# What may stand between a verb and its subject behind it: "hammered home on Tuesday the president".
_FARTHEST = 6
_LONGEST = 30


def read_beside(parsed: Parsed, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Yield for each utterance what the clause right behind it makes of it, if that is an inverted one."""
    starts = [token.start for token in parsed.tokens]
    for quotation in utterances(quotations).quotations:
        at = bisect_left(starts, quotation.end)
        after = parsed.tokens[at : at + 2]
        if not after or not at:
            continue
        comma = after[0].text == ","
        verb = after[1] if comma and len(after) > 1 else after[0]
        if not (comma or _is_cut_off(parsed, at)) or not _may_tell(verb):
            continue
        who = _subject_behind(parsed, verb)
        if who is not None:
            yield Draft((_extent(parsed, who),), (cue_extent(parsed, verb),), quotation.parts, _CONFIDENCE, "beside")


def _is_cut_off(parsed: Parsed, at: int) -> bool:
    """Say whether an utterance that ends before a token has a comma or the like before its closing mark."""
    return parsed.tokens[max(0, at - 2)].text in (",", "!", "?", "…", "...")


def _may_tell(verb: Token) -> bool:
    return verb.tag in _FINITE and verb.text.islower() and verb.lemma.lower() not in _JOINING


def _subject_behind(parsed: Parsed, verb: Token) -> NounPhrase | None:
    """Give the first noun phrase behind a verb that no preposition leads and that tells no time."""
    n = bisect_left(parsed.noun_phrases, verb.i, key=lambda one: one.first)
    for phrase in parsed.noun_phrases[n : n + 2]:
        if phrase.first - verb.i > _FARTHEST or parsed.tokens[phrase.root].sentence != verb.sentence:
            return None
        name = parsed.name_at(phrase.root)
        timed = name is not None and name.label in _TIMES
        led = parsed.tokens[phrase.first - 1].pos in ("ADP", "SCONJ")
        if parsed.tokens[phrase.root].tag in ("PRP", "WP", "WDT") and phrase.first == verb.i + 1:
            return None  # "“…”, he told her": whom, not who
        if not timed and not led:
            return phrase
    return None


def _extent(parsed: Parsed, phrase: NounPhrase) -> Offsets:
    """Give a noun phrase with what completes it, up to the clause's next verb or the sentence's end."""
    last = min(parsed.sentences[parsed.tokens[phrase.root].sentence].last, phrase.first + _LONGEST)
    end = phrase.last
    while end < last and parsed.tokens[end].pos not in ("VERB", "AUX", "SCONJ", "PUNCT"):
        end += 1
    if end < last and parsed.tokens[end].text == "," and end + 1 < last:
        name = parsed.name_at(end + 1)
        if name is not None and name.label == "PERSON" and name.first == end + 1:
            end = name.last  # "the head of the press service, Olga Orr"
    return trim(parsed, phrase.first, end)
