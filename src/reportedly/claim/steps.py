"""The room's steps, as the map of the house calls them."""

from dataclasses import replace

from reportedly.model import Article, Attribution, Cast, Claim, Commitments, Entity, Parsed, Place, Quantity, Timex

from .claims import Report, make
from .saying import Sayings


def claim(
    article: Article,
    parsed: Parsed,
    commitments: Commitments,
    entities: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    quantities: tuple[Quantity, ...],
    timexes: tuple[Timex, ...],
    places: tuple[Place, ...],
) -> tuple[tuple[Claim, ...], tuple[Quantity, ...]]:
    """Read the claims of a report, in the order of the text, and give the quantities back with whom they count."""
    report = Report(
        article,
        parsed,
        commitments,
        Cast(article, entities),
        Sayings(article, attributions),
        quantities,
        timexes,
        places,
    )
    claims, revised = make(report)
    return tuple(claims), tuple(revised.get(one.id, one) for one in quantities)
