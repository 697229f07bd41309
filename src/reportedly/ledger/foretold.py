"""Forecasts as they are kept: a row for each of a reading's."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from reportedly.model import Claim, Deadline, Forecast, Probability, Reading
from reportedly.model.account import Testimony

from . import facets
from .numbers import moment
from .packing import pack, storable, unpack
from .terms import fold

ID_LENGTH = 32
Reconciled = Callable[[Reading], Sequence[Testimony]]


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """What is kept of a forecast beside its keys.

    `words` are its claim's. `told` is the claim as the reconciler takes one that came true, None where it's of nothing
    that can be compared: what still lies ahead answers no question. `facets` are what the forecast is chosen by.
    """

    who: str | None
    criterion: str
    condition: str | None
    probability: Probability
    due: Deadline | None
    published: str | None
    words: str = ""
    told: Testimony | None = None
    facets: tuple[str, ...] = ()


def forecast_rows(reading: Reading, said: Iterable[Testimony], testimonies: Reconciled) -> list[dict[str, Any]]:
    """Give a row for each forecast; its id is a hash of its report, its claim's words and what has to come true."""
    claims = {one.claim: one for one in reversed(list(said))}
    ahead = _come_true(reading, testimonies)
    names = {one.id: one.name for one in reading.entities}
    told = {one.id: one for one in reading.claims}
    rows: dict[str, dict[str, Any]] = {}
    for one in reading.forecasts:
        testimony, its = claims.get(one.claim), told.get(one.claim)
        who = names.get(its.chain[-1]) if its and its.chain else reading.report.author or reading.report.publisher
        words = " ".join(" ".join(span.text for span in its.spans).split()) if its else ""
        key = hashlib.sha256(f"{reading.report.id}\n{words}\n{one.criterion}".encode("utf-8", "surrogatepass"))
        like = testimony or _within(one, ahead.get(one.claim))
        found = facets.of_claim(like) if like else _facets(reading, its)
        published = reading.report.published
        kept = KeptForecast(
            who, one.criterion, one.condition, one.probability, one.by, published, words, like, tuple(sorted(found))
        )
        rows[key.hexdigest()] = {
            "id": key.hexdigest()[:ID_LENGTH],
            "report": storable(reading.report.id),
            "claim": testimony.id if testimony else "",
            "by": storable(fold(who)) if who else None,
            "due": moment(one.by.end) if one.by else None,
            "moment": moment(reading.report.published),
            "body": pack(kept),
        }
    return list(rows.values())


@lru_cache(maxsize=8_192)
def forecast_of(packed: bytes) -> KeptForecast:
    """Read what is kept of a forecast; those looked at lately are remembered."""
    return unpack(KeptForecast, packed)


def _come_true(reading: Reading, testimonies: Reconciled) -> dict[str, Testimony]:
    """Give, by claim, what forecasts' claims would tell if what they foretell had come true."""
    asked = {one.claim for one in reading.forecasts}
    told = {one.id: one for one in reading.claims if one.id in asked}
    if not told:
        return {}
    claims = tuple(replace(one, act="assert", factuality="CT+") if one.id in asked else one for one in reading.claims)
    found = {one.claim: one for one in reversed(testimonies(replace(reading, claims=claims))) if one.claim in told}
    return {key: replace(one, act=told[key].act, factuality=told[key].factuality) for key, one in found.items()}


def _within(forecast: Forecast, like: Testimony | None) -> Testimony | None:
    """Give what would be told the time by which it has to come true, where its own words name no other."""
    if like is None or forecast.by is None or like.time_by == "claim":
        return like
    return replace(like, start=forecast.by.start or like.published, end=forecast.by.end)


def _facets(reading: Reading, its: Claim | None) -> facets.Facets:
    """Give the facets of a forecast whose claim can't be compared with any: what its reading says of it."""
    publisher = reading.report.publisher
    found = {f":publisher:{facets.slug(publisher)}"} if publisher and facets.slug(publisher) else set()
    if its is None:
        return frozenset(found)
    found |= {f":act:{its.act}", f":certainty:{its.factuality.casefold()}", f":voice:{its.voice}"}
    if its.event.type:
        found.add(f":event:{its.event.type.casefold()}")
    if its.event.type and its.event.mode:
        found.add(f":event:{its.event.type}/{its.event.mode}".casefold())
    if its.event.outcome:
        found.add(f":counts:{its.event.outcome}")
    names = {one.id: one.name for one in reading.entities}
    for name in (*(names.get(key) or "" for key in its.chain), its.origin.name or ""):
        found.update(f":speaker:{word}" for word in facets.name_words(name))
    at = {one.place for one in its.places}
    for place in (one for one in reading.places if one.id in at):
        found.update(facets.of_place(place.name, place.geonames_id, place.country))
    return frozenset(found)
