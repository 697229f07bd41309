"""Lead an event that is only spoken of as known back to where the report told of it.

"The army halted its offensive. … The lull in the fighting is a trick": the lull has its actors from the halt.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.model import Article, Claim, Parsed

from .drafts import recalls
from .sameness import kind

BACK = 30
"""How many claims back the telling may stand."""


def recalled(article: Article, parsed: Parsed, claims: Sequence[Claim]) -> list[Claim]:
    """Give claims whose nouns speak of a known event the participants of the latest claim of that kind."""
    found: list[Claim] = []
    for claim in claims:
        told = _told(claim, found[-BACK:]) if _is_recalling(article, parsed, claim) else None
        found.append(replace(claim, actors=told.actors, recipients=told.recipients) if told else claim)
    return found


def _is_recalling(article: Article, parsed: Parsed, claim: Claim) -> bool:
    """Say whether a claim has nothing but a definite phrase for its event."""
    if claim.actors or claim.recipients or claim.quantities or claim.event.type is None:
        return False
    tokens = parsed.tokens_in(*article.offsets(claim.event.trigger))
    return bool(tokens) and recalls(parsed, tokens[0].i, tokens[-1].i)


def _told(claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """Give the latest claim that tells of such an event with somebody in it, and doesn't deny it."""
    return next(
        (
            one
            for one in reversed(before)
            if kind(one) == kind(claim) and (one.actors or one.recipients) and not one.factuality.endswith("-")
        ),
        None,
    )
