"""Unite what the tagger and the rules found, each rule with its reason and its rank.

1. What is certain (block quotations, signatures, transcripts; "my opinion is that") goes before the tagger.
2. The tagger, pruned of what the contract rules out (`prune`), goes before grammar: it was trained on how people
   annotate, grammar only knows how words depend.
3. Grammar fills in what neither found, outside quotations, where the network judges a cue likely but found it no
   content: on development data 16 of 30 such are right, and none of those where the network sees no cue.
4. An attribution that the tagger left without a source gets the subject that grammar finds for its cue.
5. Contents are then fitted to the quotations (`grow`), and nothing is read out of furniture.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from .draft import Draft, overlap, size
from .grow import Quoted, carry_on, grow, touching, utterances
from .prune import without_own_acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import Article, Offsets

    from .quotations import Quotation

# Contents that share more than this of the smaller one are the same attribution, where their cues don't part them.
_SAME = 0.5
# Rules for what the network wasn't trained to see: its corpus has few columns, no hearsay without a teller, and all its
# commas.
_UNSEEN = frozenset(
    {
        "hearsay",
        "blame",
        "denial",
        "first person",
        "headline",
        "signed line",
        "contested",
        "run on",
        "as reported",
        "poll",
        "heard",
        "put at",
        "beside",
        "cited source",
    }
)
# What joins a second telling to the first.
_JOINING = frozenset({"and", "but", "while", "then", "or", "also", "yet"})
# How many attributions before and after one may touch the same quotation.
_NEAR = 6
# Code points of a clause that may reach farther back from its cue than the tagger looks.
_FAR_BACK = 100


def fuse(
    article: Article,
    quotations: Sequence[Quotation],
    tagged: Iterable[Draft],
    certain: Iterable[Draft],
    grammar: Sequence[Draft],
    *,
    likely: Sequence[Offsets] | None = None,
) -> list[Draft]:
    """Give the attributions of a report in the order of the text.

    `likely` are the network's likely cues, None where no network has read the report.
    """
    quoted = utterances(quotations)
    more = [draft for draft in grammar if not _inside(draft, quoted) and not _in_furniture(article, draft)]
    layout = sorted((one for one in certain if not _in_furniture(article, one)), key=lambda draft: draft.start)
    layout += _new(layout, (draft for draft in more if draft.certain))
    found = list(layout)
    kept = [draft for draft in tagged if not _in_furniture(article, draft) and not _clashes(draft, layout)]
    found = without_own_acts(article, [*found, *with_beginnings(article, with_sources(kept, grammar), grammar)])
    found.sort(key=lambda draft: draft.start)
    found += _new(found, (draft for draft in more if likely is None or _is_likely(draft, likely)))
    found.sort(key=lambda draft: draft.start)
    found = [
        draft if draft.certain else grow(draft, quoted, found[max(0, n - _NEAR) : n + _NEAR + 1])
        for n, draft in enumerate(found)
    ]
    found = part_joined(article, carry_on(article, found, quoted))
    return sorted(found, key=lambda draft: (draft.start, draft.content))


def with_sources(tagged: Iterable[Draft], grammar: Iterable[Draft]) -> list[Draft]:
    """Give the tagger's attributions that lack a source the subject that grammar finds for the same cue.

    Where it finds none, who is cited behind the sentence is the source: "31 deaths have been reported (MoH)".
    """
    subjects = {end: draft for draft in grammar if draft.source for _, end in draft.cue}
    cited = sorted((draft for draft in grammar if draft.rule == "cited source"), key=lambda one: one.content[0][0])
    begins = [draft.content[0][0] for draft in cited]
    found = []
    for draft in tagged:
        same = next((subjects[end] for _, end in draft.cue if end in subjects), None)
        if same is None and not draft.source and cited:
            before = cited[max(0, bisect_right(begins, draft.content[0][0]) - 1)]
            same = before if overlap(before.content, draft.content) else None
        fits = same is not None and not draft.source and not overlap(same.source, (*draft.content, *draft.cue))
        found.append(replace(draft, source=same.source) if fits and same is not None else draft)
    return found


def with_beginnings(article: Article, tagged: Sequence[Draft], grammar: Iterable[Draft]) -> list[Draft]:
    """Give the tagger's contents that begin behind a comma after the cue the clause before it, as grammar has it.

    "Thirty-one died after …, the coast guard said, in the worst such disaster": the tagger looks some words back.
    """
    clauses = {end: draft for draft in grammar if draft.rule == "clause" for _, end in draft.cue}
    found = []
    for n, draft in enumerate(tagged):
        held = [span for other in tagged[max(0, n - _NEAR) : n + _NEAR + 1] for span in other.content]
        same = next((clauses[end] for _, end in draft.cue if end in clauses), None)
        begins = draft.content[0][0]
        apart = draft.cue and draft.cue[-1][1] < begins and "," in article.full_text[draft.cue[-1][1] : begins]
        before = [span for span in same.content if span[1] <= same.start_of_telling] if same and apart else []
        lost = before and before[0][1] - before[0][0] >= _FAR_BACK and not overlap(tuple(before), tuple(held))
        found.append(replace(draft, content=(*before, *draft.content)) if lost else draft)
    return found


def part_joined(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut from a content what the same source says under a second cue: "said A and warned that B" holds two."""
    found = list(drafts)
    for n, draft in enumerate(found):
        for other in drafts[max(0, n - _NEAR) : n + _NEAR + 1]:
            joined = other.source and other.source == draft.source and other.cue != draft.cue
            if joined and draft.cue and _holds_cue(found[n], other):
                found[n] = _cut(article, found[n], other)
    return found


def _holds_cue(draft: Draft, other: Draft) -> bool:
    """Say whether another's cue stands within a content, after its own cue or before it."""
    return any(a < start and end < b for a, b in draft.content for start, end in other.cue)


def _cut(article: Article, draft: Draft, other: Draft) -> Draft:
    """Cut another's cue and content out of a content, with the conjunction before them."""
    low, high = other.cue[0][0], max(end for _, end in (*other.cue, *other.content))
    content: list[Offsets] = []
    for start, end in draft.content:
        if end <= low or high <= start:
            content.append((start, end))
            continue
        if start < low:
            content.append((start, _end_before(article.full_text, start, low)))
        if high < end and any(character.isalnum() for character in article.full_text[high:end]):
            content.append((high, end))
    content = [(start, end) for start, end in content if start < end]
    return replace(draft, content=tuple(content)) if content else draft


def _end_before(text: str, start: int, end: int) -> int:
    """Give where a content ends whose rest from `end` on is cut: before stops and the words that join."""
    while end > start:
        while end > start and text[end - 1] in " ,;\n\t\xa0":
            end -= 1
        word = end
        while word > start and text[word - 1].isalpha():
            word -= 1
        if text[word:end].lower() not in _JOINING:
            return end
        end = word
    return end


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


def _is_likely(draft: Draft, likely: Sequence[Offsets]) -> bool:
    """Say whether a cue stands where the network sees one."""
    for start, end in draft.cue:
        n = bisect_left(likely, (start, start))
        if any(overlap(((start, end),), (one,)) for one in likely[max(0, n - 1) : n + 2]):
            return True
    return draft.rule in _UNSEEN or not draft.cue


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
