"""Fit contents to the quotations they touch: grown to the marks, over paragraphs, and on to what follows without a cue.

A content that holds most of an utterance holds all of it; a quotation over several paragraphs is one attribution; and
an utterance without a cue of its own, in the same paragraph as one with a cue or in the next, goes on with it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .draft import Draft, overlap, size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Article, Offsets

    from .quotations import Quotation

# A content that covers this share of an utterance is taken to mean all of it; less is a part quoted on purpose.
_MOST = 0.5
# A paragraph of fewer quoted words is a heading in marks ('A hard decision.') rather than speech that goes on.
_MIN_WORDS = 5
_ENDS = ".!?…:”\"’'»)"
# So many marks and stops may stand between a content's end and the quotation's.
_EDGE = 3
# An utterance less covered than this by all contents together has not been attributed.
_BARE = 0.2


class Quoted(NamedTuple):
    """The outermost utterances of a text, and where each begins."""

    quotations: tuple[Quotation, ...]
    starts: tuple[int, ...]


def utterances(quotations: Sequence[Quotation]) -> Quoted:
    """Keep the outermost quotations that may be utterances."""
    kept = tuple(one for one in quotations if one.depth == 0 and one.nature == "speech")
    return Quoted(kept, tuple(one.start for one in kept))


def touching(quoted: Quoted, spans: tuple[Offsets, ...]) -> list[Quotation]:
    """Give the utterances that share a character with a list of stretches, in order."""
    found: dict[int, Quotation] = {}
    for start, end in spans:
        n = max(0, bisect_left(quoted.starts, start) - 1)
        while n < len(quoted.starts) and quoted.starts[n] < end:
            if overlap(quoted.quotations[n].parts, ((start, end),)):
                found[n] = quoted.quotations[n]
            n += 1
    return [found[n] for n in sorted(found)]


def grow(draft: Draft, quoted: Quoted, others: Sequence[Draft]) -> Draft:
    """Grow a content to the marks of the utterances it mostly holds, and over their paragraphs.

    A part of a quotation that another attribution holds, with a cue of its own, stays that one's; and what is told
    inside a quotation, its cue too, doesn't grow. `others` are the attributions nearby.
    """
    content = list(draft.content)
    for quotation in touching(quoted, draft.content):
        held = next((part for part in quotation.parts if _is_meant(part, draft, others)), None)
        if held is None or overlap(((quotation.start, quotation.end),), draft.cue):
            continue
        for part in quotation.parts:
            taken = any(
                overlap((part,), other.content) >= _MOST * (part[1] - part[0]) for other in others if other is not draft
            )
            if (part == held or not taken) and not overlap((part,), draft.cue + draft.source):
                content.append(part)
    return replace(draft, content=merged(content))


def _is_meant(part: Offsets, draft: Draft, others: Sequence[Draft]) -> bool:
    """Say whether a content that touches a part of a quotation means all of it.

    It does where it holds most of it; and where it reaches an end of it, beside a cue outside, and no other attribution
    holds the rest: "“It is over. We leave,” he said" is said as a whole.
    """
    shared = overlap((part,), draft.content)
    if shared >= _MOST * (part[1] - part[0]):
        return True
    if not shared or not draft.cue or overlap((part,), draft.cue):
        return False
    reaches = any(
        part[1] - _EDGE <= end or start <= part[0] + _EDGE
        for start, end in draft.content
        if start < part[1] and part[0] < end
    )
    return reaches and not any(overlap((part,), other.content) for other in others if other is not draft)


def merged(spans: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """Unite stretches that overlap or touch, in order."""
    found: list[Offsets] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def carry_on(article: Article, drafts: Sequence[Draft], quoted: Quoted) -> list[Draft]:
    """Give each utterance that nobody was given to whoever spoke just before it.

    That is the last attribution of an utterance in the same paragraph, or, where the utterance is a paragraph of its
    own, of the paragraph before. Else it stays unattributed.
    """
    found = list(drafts)
    ends = [end for _, end in article.paragraphs]
    owners = _owners(found, quoted)
    previous: tuple[Quotation, int] | None = None
    for quotation in quoted.quotations:
        owner = owners.get(quotation.start)
        follows = previous is not None and _follows(article, ends, previous[0], quotation)
        if owner is None and previous is not None and follows and _begins_a_sentence(article, quotation):
            owner = previous[1]
            found[owner] = replace(found[owner], content=merged([*found[owner].content, *quotation.parts]))
        previous = (quotation, owner) if owner is not None else None
    return found


def _owners(drafts: Sequence[Draft], quoted: Quoted) -> dict[int, int]:
    """Give for the utterance that begins at an offset the place of the attribution that holds it; the innermost one."""
    owners: dict[int, int] = {}
    for n, draft in enumerate(drafts):
        for quotation in touching(quoted, draft.content):
            if overlap(quotation.parts, draft.content) > _BARE * size(quotation.parts):
                other = owners.get(quotation.start)
                if other is None or size(draft.content) < size(drafts[other].content):
                    owners[quotation.start] = n
    return owners


def _begins_a_sentence(article: Article, quotation: Quotation) -> bool:
    """Say whether an utterance is a sentence by itself: "the plan is “dead on arrival”, he wrote" isn't."""
    text, start = article.full_text, quotation.start
    first = next((character for character in text[start : start + 4] if character.isalnum()), "a")
    before = text[max(0, start - 4) : start].rstrip()
    return not first.islower() and (not before or "\n" in text[max(0, start - 3) : start] or before[-1] in _ENDS)


def _follows(article: Article, ends: list[int], before: Quotation, after: Quotation) -> bool:
    """Say whether an utterance goes on with the one before: in its paragraph, or being the whole of the next."""
    if article.full_text[before.start] != article.full_text[after.start]:
        return False  # marks of another kind are another hand's
    first, second = bisect_left(ends, before.end), bisect_left(ends, after.start + 1)
    if first == second:
        return True
    whole = second < len(ends) and article.paragraphs[second][0] == after.start and after.end >= ends[second] - 1
    words = sum(article.full_text.count(" ", start, end) + 1 for start, end in after.parts)
    return second == first + 1 and whole and words >= _MIN_WORDS
