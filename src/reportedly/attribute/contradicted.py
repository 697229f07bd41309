"""Attribute a figure that is named to be contradicted to who gives it: "12 died, not 30 as the rebels claim"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .cues import acts_table
from .draft import Draft
from .lexicon import words
from .phrases import cue_extent, name_extent, own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Offsets, Parsed, Token

_CONFIDENCE = 0.7
_NEAR = 6
"""Tokens from a contradicted figure to the "as" behind it."""


def contradicted(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Give attributions, with those of contradicted figures, whose words are taken out of the others' contents."""
    more = list(_figures(parsed))
    found = list(drafts)
    for figure in more:
        whole = figure.content[0][0], max(end for _, end in (*figure.source, *figure.cue))
        found = [_cut(parsed, one, whole) for one in found if one.cue != figure.cue]
    return [*found, *more]


def contested(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Part what somebody tells from the apposition in which another contests it: "60 died, a figure police dispute".

    The network hears the second of the two alone.
    """
    return [part for one in drafts for part in (_contest(parsed, one) if one.rule == "clause" else (one,))]


def _contest(parsed: Parsed, draft: Draft) -> tuple[Draft, ...]:
    """Cut an attribution's content at the comma of such an apposition, and give who contests it."""
    start, end = draft.content[-1]
    for noun in parsed.tokens_in(start, end):
        led = parsed.tokens[noun.i - 2 : noun.i] if noun.i > 1 else ()
        apart = [one.text.lower() for one in led] in ([",", "a"], [",", "an"])
        if not apart or noun.lemma.lower() not in words("what_was_told") or led[0].start <= start:
            continue
        clause = (one for one in parsed.children(noun.i) if one.dep == "relcl" and one.lemma in words("contesting"))
        for verb in clause:
            subject = own_subject(parsed, verb)
            if subject is not None:
                told = replace(draft, content=(*draft.content[:-1], (start, led[0].start)), rule="contested")
                who, cue = (name_extent(parsed, subject),), (cue_extent(parsed, verb),)
                return told, Draft(who, cue, ((led[1].start, noun.end),), _CONFIDENCE, "contested")
    return (draft,)


def _figures(parsed: Parsed) -> Iterator[Draft]:
    """Yield the attribution of each figure that is contradicted and led to somebody."""
    for token in parsed.tokens[1:]:
        if token.tag != "CD" or parsed.tokens[token.i - 1].text.lower() != "not":
            continue
        as_ = next((one for one in parsed.tokens[token.i + 1 : token.i + _NEAR] if one.text.lower() == "as"), None)
        verb = parsed.tokens[as_.head] if as_ is not None else None
        subject = own_subject(parsed, verb) if verb is not None and verb.lemma in acts_table().cues else None
        if as_ is None or verb is None or subject is None or subject.i < as_.i:
            continue
        last = as_.i - 1 - (parsed.tokens[as_.i - 1].text == ",")
        content = token.start, parsed.tokens[last].end
        yield Draft(
            (name_extent(parsed, subject),), (cue_extent(parsed, verb),), (content,), _CONFIDENCE, "contradicted"
        )


def _cut(parsed: Parsed, draft: Draft, whole: Offsets) -> Draft:
    """Take what is contradicted out of a content, with the "not" and the comma before it."""
    content: list[Offsets] = []
    for start, end in draft.content:
        if end <= whole[0] or whole[1] <= start:
            content.append((start, end))
            continue
        before = [one for one in parsed.tokens_in(start, whole[0]) if not _leads(one)]
        content += [(start, before[-1].end)] if before else []
        content += [(whole[1], end)] if end > whole[1] + 1 else []
    return replace(draft, content=tuple(content)) if content else draft


def _leads(token: Token) -> bool:
    """Say whether a token only leads to what is contradicted."""
    return token.text.lower() in {",", "not", "–", "—", "-", "and"}
