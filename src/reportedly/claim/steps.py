"""The room's steps, as the map of the house calls them."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.model import Article, Attribution, Cast, Claim, Commitments, Entity, Parsed, Place, Quantity, Timex

from .basis import related
from .bearing import borne_out
from .claims import Report, make
from .origins import inferred
from .recalls import recalled
from .released import released
from .sameness import Values
from .saying import Sayings
from .scene import located, settled


def claim(  # noqa: PLR0917 - the steps of the map give what they need by position
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
    claims, mains, revised = make(report)
    claims = recalled(article, parsed, claims)
    counted = tuple(revised.get(one.id, one) for one in quantities)
    values = Values({one.id: one for one in counted}, {one.id: one for one in timexes})
    claims = inferred(related(parsed, claims, mains, report.sayings), values)
    claims = released(article, report.cast, attributions, claims)
    claims = borne_out(settled(article, parsed, located(claims, values), places, attributions), values)
    return _numbered(claims), counted


def _numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Number claims anew where one was dropped, and what they're based on with them."""
    ids = {one.id: f"c{n}" for n, one in enumerate(claims, 1)}
    return tuple(
        replace(one, id=ids[one.id], based_on=tuple(ids[other] for other in one.based_on if other in ids))
        for one in claims
    )
