"""Find what a report says of a source that the source isn't quoted as saying."""

from collections.abc import Iterator, Sequence

from reportedly.model import Article, Attribution, Claim, DriftStep

from .tables import words

CHARACTERISING = frozenset({"accuse", "threaten"})
"""What a writer makes of another's words; opinions retold are mostly said in other words than those quoted."""
NEAR = 1500
"""Within how many characters of the retelling the quotation it sums up must stand."""
SHARED = 0.25
"""The share of the retelling's telling words that must recur in the quotation for it to be borne out."""
MIN_WORDS = 3
SHORTEST = 3


def additions(article: Article, attributions: Sequence[Attribution], claims: Sequence[Claim]) -> Iterator[DriftStep]:
    """Give a step for each retelling that characterises a quoted source's words by what isn't in them."""
    claim_of: dict[str, Claim] = {}
    for claim in claims:
        if claim.attribution is not None:
            claim_of.setdefault(claim.attribution, claim)
    quoted = [one for one in attributions if one.kind == "direct"]
    for retold in attributions:
        if retold.kind == "direct" or not CHARACTERISING.intersection(retold.acts) or retold.id not in claim_of:
            continue
        near = [
            one
            for one in quoted
            if one.id in claim_of and _of_one_source(one, retold) and _apart(article, one, retold) <= NEAR
        ]
        if near and not _borne_out(retold, near):
            closest = min(near, key=lambda one: _apart(article, one, retold))
            before, after = (_text(one) for one in (closest, retold))
            yield DriftStep(claim_of[closest.id].id, claim_of[retold.id].id, "addition", before, after)


def _of_one_source(one: Attribution, other: Attribution) -> bool:
    """Say whether two attributions have a source in common."""
    if set(one.source.entities) & set(other.source.entities):
        return True
    return one.source.name is not None and one.source.name == other.source.name


def _apart(article: Article, quotation: Attribution, retold: Attribution) -> int:
    """Count the characters between a quotation and what sums it up."""
    first, second = ([article.offsets(span) for span in one.content.spans] for one in (quotation, retold))
    return max(first[0][0] - second[-1][1], second[0][0] - first[-1][1], 0)


def _borne_out(retold: Attribution, quoted: Sequence[Attribution]) -> bool:
    """Say whether enough of a retelling's words stand in the quotations."""
    telling = _words(retold)
    if len(telling) < MIN_WORDS:
        return True
    said = set().union(*(_words(one) for one in quoted))
    return len(telling & said) >= SHARED * len(telling)


def _words(attribution: Attribution) -> set[str]:
    """Give the telling words of a content, cut to five letters so that inflection doesn't part them."""
    found = (word.strip("“”\"'.,;:!?()").lower() for word in _text(attribution).split())
    return {word[:5] for word in found if len(word) >= SHORTEST and word not in words("silent")}


def _text(attribution: Attribution) -> str:
    """Give the words of a content."""
    return " ".join(span.text for span in attribution.content.spans)
