"""Claims on the map, as GeoJSON (RFC 7946): a feature for every claim and place with coordinates."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.model import Claim, Place, Reading
from reportedly.model.rows import words


def to_geojson(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the lines of one FeatureCollection: longitude first, degrees WGS 84.

    Claims whose place has no coordinates are left out: an empty point would show them in the Gulf of Guinea.
    """
    yield '{"type": "FeatureCollection", "features": [\n'
    before = ""
    for reading in readings:
        for feature in features(reading):
            yield f"{before}{json.dumps(feature, ensure_ascii=False)}"
            before = ",\n"
    yield "\n]}\n"


def features(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield a feature for every claim and place of a reading."""
    places = {one.id: one for one in reading.places}
    for claim in reading.claims:
        for link in claim.places:
            place = places[link.place]
            if place.longitude is not None and place.latitude is not None:
                yield {
                    "type": "Feature",
                    "id": f"{reading.report.id}#{claim.id}/{place.id}",
                    "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
                    "properties": _facts(reading, claim, place) | {"role": link.role},
                }


def _facts(reading: Reading, claim: Claim, place: Place) -> dict[str, Any]:
    """Give what a map's label, filter or colour needs."""
    quantities = {one.id: one for one in reading.quantities}
    timexes = {one.id: one for one in reading.timexes}
    figures = [quantities[key] for key in claim.quantities]
    when = next((timexes[one.timex] for one in claim.times if one.role == "event"), None)
    return {
        "report": reading.report.id,
        "claim": claim.id,
        "text": words(claim.spans),
        "event": claim.event.type,
        "mode": claim.event.mode,
        "outcome": claim.event.outcome,
        "value": figures[0].value if figures else None,
        "low": figures[0].low if figures else None,
        "high": figures[0].high if figures else None,
        "origin": claim.origin.name,
        "factuality": claim.factuality,
        "voice": claim.voice,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "place": place.name,
        "precision": place.precision,
        "country": place.country,
        "geonames_id": place.geonames_id,
        "published": reading.report.published,
        "publisher": reading.report.publisher,
        "url": reading.report.url,
    }
