"""Say which figures and quotations ended in no claim, so that a reader sees what was passed over."""

from reportedly.model import Article, Attribution, Claim, Quantity, Span


def leave(
    article: Article,
    attributions: tuple[Attribution, ...],
    quantities: tuple[Quantity, ...],
    claims: tuple[Claim, ...],
) -> tuple[Span, ...]:
    """Give the spans of figures that no claim has and of quotations that gave no claim, in the order of the text.

    A length of time is told by the report's times, and isn't left over.
    """
    counted = {id_ for claim in claims for id_ in claim.quantities}
    heard = {claim.attribution for claim in claims}
    figures = [one for one in quantities if one.id not in counted and not one.scale.startswith("duration")]
    left = [span for one in figures for span in one.spans]
    left += [span for one in attributions if one.kind == "direct" and one.id not in heard for span in one.content.spans]
    return tuple(dict.fromkeys(sorted(left, key=lambda span: (*article.offsets(span), span.text))))
