"""Claims as event records in the shape of POLECAT's files: PLOVER's ontology, 40 columns, tab-separated.

Columns and their order are those of the dataset (Halterman and others 2023, "PLOVER and POLECAT: A New Political Event
Ontology and Dataset"; doi:10.7910/DVN/AJGVIT). What POLECAT takes from Wikipedia or the Correlates of War codes stays
empty, and so does the intensity: they aren't read from the report. PLOVER knows neither the claimant nor the figure;
both are in `csv`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

from reportedly.model import Claim, Entity, Place, Reading

from .countries import country, is_country
from .tables import read_table

COLUMNS = read_table("plover.toml")["columns"]
HELD_FALSE = ("CT-", "PR-", "PS-")


def to_plover(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the lines of one file, header first: a row per claim of an event of PLOVER's types.

    Displacement isn't of PLOVER's types, and what a source holds not to have happened is no event: both are left out.
    An event without a time of its own is dated by the day of publication, as POLECAT does.
    """
    yield _line(COLUMNS)
    for reading in readings:
        for claim in reading.claims:
            if claim.event.type in quads() and claim.factuality not in HELD_FALSE:
                row = _row(reading, claim)
                yield _line([row.get(column, "") for column in COLUMNS])


@cache
def quads() -> dict[str, str]:
    """Give each of PLOVER's event types its quad code."""
    table: dict[str, str] = read_table("plover.toml")["quad_code"]
    return table


def _row(reading: Reading, claim: Claim) -> dict[str, str]:
    """Give the cells that are known."""
    entities = {one.id: one for one in reading.entities}
    places = {one.id: one for one in reading.places}
    timexes = {one.id: one for one in reading.timexes}
    when = next((timexes[one.timex].start for one in claim.times if one.role == "event"), None)
    day = (when or reading.report.published or "")[:10]
    where = next((places[one.place] for one in claim.places), None)
    kinds = {"Story People": "person", "Story Organizations": "organisation"}
    return {
        "Event ID": hashlib.sha256(f"{reading.report.sha256}#{claim.id}".encode()).hexdigest()[:32],
        "Event Date": day,
        "Event Type": claim.event.type or "",
        "Event Mode": claim.event.mode or "",
        "Quad Code": quads()[claim.event.type or ""],
        **_party("Actor", [entities[key] for key in claim.actors]),
        **_party("Recipient", [entities[key] for key in claim.recipients]),
        **(_where(where) if where else {}),
        "Source": reading.report.publisher or "",
        "Publication Date": (reading.report.published or "")[:10],
        **{key: _names(one for one in reading.entities if one.kind == kind) for key, kind in kinds.items()},
        "Story Locations": "; ".join(dict.fromkeys(one.name for one in reading.places)),
        "Language": reading.report.language or "",
        "Version": f"Reportedly {reading.reader.version}",
    }


def _party(role: str, parties: list[Entity]) -> dict[str, str]:
    """Give the cells of an actor or a recipient: the fullest name, its sector, and the words that stood there."""
    raw = "; ".join(one.mentions[0].text for one in parties if one.mentions)
    sectors = "; ".join(dict.fromkeys(found for one in parties if (found := _sectors().get(one.kind))))
    return {
        f"{role} Name": _names(parties),
        f"{role} Name Raw": " ".join(raw.split()),
        f"Primary {role} Sector": sectors.split("; ", maxsplit=1)[0],
        f"{role} Sectors": sectors,
    }


@cache
def _sectors() -> dict[str, str]:
    table: dict[str, str] = read_table("plover.toml")["sector"]
    return table


def _where(place: Place) -> dict[str, str]:
    """Give the cells of a place; POLECAT writes countries as three letters."""
    settled = place.precision not in ("region", "unresolved") and not is_country(place)
    return {
        "Placename": place.name,
        "City": place.name if settled else "",
        "Province": place.admin1 or "",
        "Country": country(place.country).iso3 if place.country else "",
        "Latitude": "" if place.latitude is None else f"{place.latitude:.5f}",
        "Longitude": "" if place.longitude is None else f"{place.longitude:.5f}",
        "GeoNames ID": str(place.geonames_id or ""),
        "Raw Placename": " ".join(place.spans[0].text.split()),
    }


def _names(entities: Iterable[Entity]) -> str:
    """List names once each, as POLECAT does."""
    return "; ".join(dict.fromkeys(one.name for one in entities))


def _line(cells: Iterable[str]) -> str:
    """Write a line; a cell holds no tab and no line break."""
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
