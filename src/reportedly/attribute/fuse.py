"""Unite what the tagger and the rules found, each rule with its reason and its rank.

1. What is certain (block quotations, signatures, transcripts; "my opinion is that") goes before the tagger.
2. The tagger goes before grammar: it was trained on how people annotate, grammar only knows how words depend.
3. Grammar fills in what neither found, outside quotations, where its rules are sure enough.
4. An attribution that the tagger left without a source gets the subject that grammar finds for its cue.
5. Contents are then fitted to the quotations (`grow`), and nothing is read out of furniture.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from .draft import Draft, overlap, size
from .grow import Quoted, carry_on, grow, touching, utterances

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import Article, Offsets

    from .quotations import Quotation

# Contents that share more than this of the smaller one are the same attribution, where their cues don't part them.
_SAME = 0.5
# How many attributions before and after one may touch the same quotation.
_NEAR = 6


def fuse(
    article: Article,
    quotations: Sequence[Quotation],
    tagged: Iterable[Draft],
    certain: Iterable[Draft],
    grammar: Sequence[Draft],
) -> list[Draft]:
    """Give the attributions of a report in the order of the text."""
    quoted = utterances(quotations)
    more = [draft for draft in grammar if not _inside(draft, quoted) and not _in_furniture(article, draft)]
    layout = sorted((one for one in certain if not _in_furniture(article, one)), key=lambda draft: draft.start)
    layout += _new(layout, (draft for draft in more if draft.certain))
    found = list(layout)
    kept = [draft for draft in tagged if not _in_furniture(article, draft) and not _clashes(draft, layout)]
    found += with_sources(kept, grammar)
    found.sort(key=lambda draft: draft.start)
    found += _new(found, more)
    found.sort(key=lambda draft: draft.start)
    found = [
        draft if draft.certain else grow(draft, quoted, found[max(0, n - _NEAR) : n + _NEAR + 1])
        for n, draft in enumerate(found)
    ]
    found = carry_on(article, found, quoted)
    return sorted(found, key=lambda draft: (draft.start, draft.content))


def with_sources(tagged: Iterable[Draft], grammar: Iterable[Draft]) -> list[Draft]:
    """Give the tagger's attributions that lack a source the subject that grammar finds for the same cue."""
    subjects = {end: draft for draft in grammar if draft.source for _, end in draft.cue}
    found = []
    for draft in tagged:
        same = next((subjects[end] for _, end in draft.cue if end in subjects), None)
        fits = same is not None and not draft.source and not overlap(same.source, (*draft.content, *draft.cue))
        found.append(replace(draft, source=same.source) if fits and same is not None else draft)
    return found


def _in_furniture(article: Article, draft: Draft) -> bool:
    """Say whether any word of an attribution is furniture."""
    return any(article.is_furniture(start, end) for start, end in (*draft.source, *draft.cue, *draft.content))


def _clashes(draft: Draft, layout: Sequence[Draft]) -> bool:
    """Say whether a certain attribution already has this content, or this cue."""
    return any(
        (overlap(draft.content, one.content) > _SAME * size(draft.content) and not _is_within(draft, one))
        or (draft.cue and overlap(draft.cue, one.cue))
        for one in layout
    )


def _is_within(draft: Draft, one: Draft) -> bool:
    """Say whether an attribution is told inside the content of another: its cue stands there too."""
    return bool(draft.cue) and overlap(draft.cue, one.content) == size(draft.cue)


def _new(found: Sequence[Draft], more: Iterable[Draft]) -> list[Draft]:
    """Keep those whose cue and content no attribution found so far has."""
    starts = [draft.start for draft in found]
    kept: list[Draft] = []
    for draft in more:
        n = bisect_left(starts, draft.start)
        near = [*found[max(0, n - _NEAR) : n + _NEAR], *kept[-_NEAR:]]
        if not any(_same(draft, other) for other in near):
            kept.append(draft)
    return kept


def _same(draft: Draft, other: Draft) -> bool:
    if overlap(draft.cue, other.cue):
        return True
    smaller = min(size(draft.content), size(other.content))
    return overlap(draft.content, other.content) > _SAME * smaller


def _inside(draft: Draft, quoted: Quoted) -> bool:
    """Say whether a cue stands inside an utterance: what is told there is the speaker's own telling."""
    cue: tuple[Offsets, ...] = draft.cue
    return bool(touching(quoted, cue))
