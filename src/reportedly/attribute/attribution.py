"""The step itself: what tagger and rules found becomes the contract's attributions."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.model import Attribution, Content, Cue, Source

from .acts import acts_of
from .beside import read_beside
from .blocks import lay_out, read_layout
from .bounds import bounded
from .cited import read_cited
from .clauses import read_grammar
from .contradicted import contested, contradicted
from .cues import read_cue
from .draft import Draft, Places, overlap, size
from .fuse import fuse
from .grow import utterances
from .headlines import read_headline, read_lines
from .nested import read_nested
from .openings import is_where, without_place
from .own import read_own
from .prune import prune
from .quotations import find_quotations
from .relays import citing, parents, quoted_as_saying, quoted_between, told_inside
from .stance import stance
from .tagger import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import Article, Commitments, Offsets, Parsed, Span
    from reportedly.model.encoded import Encoded
    from reportedly.model.vocabulary import AttributionKind, SourceKind

    from .quotations import Quotation

# A content is direct when no more than this share of it stands outside quotation marks: a stop, an ellipsis.
_OUTSIDE = 0.05
# What layout gives to a speaker without quotation marks is in the speaker's own words.
_OWN_WORDS = frozenset({"transcript", "letter", "dialogue"})
# A quotation that holds a place begins no more than so many quotations before it.
_NESTED = 32
_FIRST_PERSON = frozenset({"i", "my", "me", "mine", "myself"})


def attribute(
    article: Article, parsed: Parsed, encoded: Encoded | None, commitments: Commitments
) -> tuple[Attribution, ...]:
    """Give every attribution of a report, in the order of the text, with ids from a1 on; unencoded, by rules alone.

    Sources have their words and no names yet: `resolve` says who they are. Spans are the report's own words.
    """
    quotations = find_quotations(article)
    found = tag(article, encoded) if encoded else ()
    tagged = [Draft(tuple(one.source), tuple(one.cue), tuple(one.content), one.confidence) for one in found]
    likely = likely_cues(encoded) if encoded else None
    drafts = find_attributions(article, parsed, quotations, tagged, likely=likely)
    return compose(article, parsed, commitments, quotations, drafts)


def likely_cues(encoded: Encoded) -> list[Offsets]:
    """Give the stretches that the network judges more likely a cue than not, whatever it made of them, in order."""
    return sorted(
        (int(encoded.starts[link.begin]), int(encoded.ends[link.end - 1])) for link in encoded.links if link.judged > 0
    )


def find_attributions(
    article: Article,
    parsed: Parsed,
    quotations: Sequence[Quotation],
    tagged: Iterable[Draft],
    *,
    likely: Sequence[Offsets] | None = None,
) -> list[Draft]:
    """Unite what the tagger found with what the rules find; relays last, since they stand in what others say.

    Where a network has read the report, `likely` are its likely cues: grammar adds nothing at others.
    """
    layout = lay_out(article, parsed, tuple(quotations))
    grammar = contested(parsed, list(read_grammar(parsed)))
    rules = [*read_headline(article, parsed), *grammar, *read_beside(parsed, quotations), *read_own(parsed)]
    rules += [*read_cited(article, parsed), *read_lines(article, parsed)]
    pruned = prune(article, parsed, utterances(quotations), tagged)
    found = fuse(article, quotations, pruned, read_layout(layout), rules, likely=likely)
    quoted = list(quoted_as_saying(parsed))
    places = Places(quoted)
    found = [one for one in found if not places.with_cue(one.cue)] + quoted
    found = quoted_between(parsed, citing(parsed, found))
    nested = [one for one in read_nested(parsed, quotations) if not Places(found).with_cue(one.cue)]
    found = contradicted(parsed, [*found, *nested, *told_inside(parsed, grammar, [*found, *nested])])
    found = [without_place(article, parsed, one) for one in found if not is_where(article, parsed, one)]
    found = bounded(article, parsed, sorted(found, key=lambda draft: draft.start))
    kept = [draft for one in found if (draft := _within_bounds(article, one)) is not None]
    return sorted(kept, key=lambda draft: (draft.start, draft.content))


def _within_bounds(article: Article, draft: Draft) -> Draft | None:
    """Cut what runs over the title's end, and drop an attribution of which no content is left."""

    def cut(spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
        edge = len(article.title) if article.title_apart and article.title else 0
        return tuple((a, b) for a, b in spans if a < b and (a >= article.shift or b <= edge))

    content = cut(draft.content)
    return replace(draft, source=cut(draft.source), cue=cut(draft.cue), content=content) if content else None


def compose(
    article: Article,
    parsed: Parsed,
    commitments: Commitments,
    quotations: Sequence[Quotation],
    drafts: Sequence[Draft],
) -> tuple[Attribution, ...]:
    """Make the contract's attributions of drafts: kinds, acts, factuality and parents added."""
    above = parents(drafts, parsed)
    return tuple(
        replace(
            _one(article, parsed, commitments, quotations, draft),
            id=f"a{n + 1}",
            parent=f"a{above[n] + 1}" if above[n] is not None else None,  # type: ignore[operator]
        )
        for n, draft in enumerate(drafts)
    )


def _one(
    article: Article, parsed: Parsed, commitments: Commitments, quotations: Sequence[Quotation], draft: Draft
) -> Attribution:
    """Make one attribution, still without its id and parent."""
    kind = _kind(draft, quotations)
    direct = kind == "direct"
    cue = read_cue(parsed, draft.cue, parsed.head_in(*draft.content[0]))
    acts = acts_of(parsed, cue, draft.content, direct=direct)
    return Attribution(
        id="",
        kind=kind,
        source=Source(_spans(article, draft.source), kind=_source_kind(article, draft, quotations)),
        cue=Cue(_spans(article, draft.cue), cue.lemma),
        content=Content(_spans(article, draft.content)),
        acts=acts,
        factuality=stance(parsed, commitments, cue, draft.content, acts, direct=direct).factuality,
        confidence=round(draft.confidence, 4),
        rule=draft.rule,
    )


def _spans(article: Article, spans: Iterable[Offsets]) -> tuple[Span, ...]:
    return tuple(article.span(start, end) for start, end in spans)


def _kind(draft: Draft, quotations: Sequence[Quotation]) -> AttributionKind:
    """Tell direct from mixed and indirect by how much of the content stands in quotation marks of its own.

    A quotation around cue and content is another's: what is told in it is indirect.
    """
    if draft.rule in _OWN_WORDS:
        return "direct"
    low, high = draft.content[0][0], draft.content[-1][1]
    own = [
        one
        for one in _near(quotations, low, high)
        if one.nature != "title" and not (draft.cue and overlap(one.parts, draft.cue))
    ]
    outer = [one.parts for n, one in enumerate(own) if not any(other.holds(one.start, one.end) for other in own[:n])]
    quoted = sum(overlap(parts, draft.content) for parts in outer)
    if not quoted:
        return "indirect"
    return "direct" if size(draft.content) - quoted <= _OUTSIDE * size(draft.content) else "mixed"


def _near(quotations: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    """Give the quotations that begin before `end` and end after `start`; nested ones end before what holds them."""
    last = bisect_left(quotations, end, key=lambda one: one.start)
    first = bisect_left(quotations, start, key=lambda one: one.start)
    return [one for one in quotations[max(0, first - _NESTED) : last] if one.end > start]


def _source_kind(article: Article, draft: Draft, quotations: Sequence[Quotation]) -> SourceKind:
    """Give what can be told without knowing who it is; `resolve` tells the rest."""
    if not draft.source:
        return "none"
    words = {article.full_text[a:b].lower() for a, b in draft.source}
    quoted = any(one.holds(*draft.source[0]) for one in _near(quotations, *draft.source[0]))
    return "author" if words <= _FIRST_PERSON and not quoted else "named"
