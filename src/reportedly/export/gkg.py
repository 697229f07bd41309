"""Readings in the shape of GDELT's Global Knowledge Graph 2.1: a tab-separated line of 27 columns a report.

Counts, quotations, names and places stand where GDELT has them ("GKG Codebook V2.1", 2015). What GDELT computes and a
reading doesn't hold (themes, tone, emotions, images) stays empty. Every count can be traced, unlike GDELT's: offsets
are code points of the report's text.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from reportedly.model import Attribution, Claim, Place, Quantity, Reading
from reportedly.model.rows import words

from .cases import number
from .countries import is_country
from .tables import read_table

DOMAIN, OTHER = "1", "2"
"""GDELT's source collections: the open web; and what has a citation in place of an address."""
COLUMNS = 27
QUOTATIONS, AMOUNTS = 22, 24


def to_gkg(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one line a report; GDELT's files have no header."""
    for reading in readings:
        cells = [""] * COLUMNS
        for at, cell in _cells(reading).items():
            cells[at] = cell
        yield "\t".join(cells) + "\n"


def _cells(reading: Reading) -> dict[int, str]:
    """Give the cells that are known, by column from zero."""
    report = reading.report
    moment = _moment(report.published)
    persons = [one for one in reading.entities if one.kind == "person"]
    bodies = [one for one in reading.entities if one.kind in ("organisation", "government", "armed_group", "outlet")]
    places = [one for one in reading.places if one.latitude is not None]
    return {
        0: f"{moment or '0' * 14}-{report.sha256[:12]}",
        1: moment,
        2: DOMAIN if report.url else OTHER,
        3: _flat(report.publisher or ""),
        4: _flat(report.url or report.id),
        5: ";".join(count for count, _ in _counts(reading)),
        6: ";".join(f"{count}#{at}" for count, at in _counts(reading)),
        9: ";".join(_location(one) for one in places),
        10: ";".join(f"{_location(one)}#{one.spans[0].start}" for one in places),
        11: ";".join(_flat(one.name) for one in persons),
        12: ";".join(f"{_flat(one.name)},{one.mentions[0].start}" for one in persons if one.mentions),
        13: ";".join(_flat(one.name) for one in bodies),
        14: ";".join(f"{_flat(one.name)},{one.mentions[0].start}" for one in bodies if one.mentions),
        QUOTATIONS: "#".join(_quotation(one) for one in reading.attributions if one.kind != "indirect"),
        AMOUNTS: ";".join(_amount(one) for one in reading.quantities if one.value is not None),
    }


def _counts(reading: Reading) -> Iterator[tuple[str, int]]:
    """Yield counts (KILL, WOUND, …), each with where it stands: type, number, what, and the cells of its place."""
    codes: dict[str, str] = read_table("gkg.toml")["count"]
    quantities = {one.id: one for one in reading.quantities}
    for claim in reading.claims:
        code = codes.get(claim.event.outcome or "")
        for key in claim.quantities if code else ():
            quantity = quantities[key]
            if quantity.value is not None:
                place = _place(reading, claim)
                where = _location(place) if place and place.latitude is not None else "#" * 6
                yield f"{code}#{number(quantity.value)}#{_flat(quantity.unit or '')}#{where}", quantity.spans[0].start


def _place(reading: Reading, claim: Claim) -> Place | None:
    """Give a claim's first place."""
    places = {one.id: one for one in reading.places}
    return next((places[one.place] for one in claim.places), None)


def _location(place: Place) -> str:
    """Write a place: type (1 country, 4 city, 5 division abroad), name, country, division, latitude, longitude, id."""
    sort = "1" if is_country(place) else "5" if place.precision == "region" else "4"
    position = f"{place.latitude}#{place.longitude}"
    country, division = place.country or "", _flat(place.admin1 or "")
    return f"{sort}#{_flat(place.name)}#{country}#{division}#{position}#{place.geonames_id or ''}"


def _quotation(one: Attribution) -> str:
    """Write a quotation: offset, length, cue, words."""
    text = _flat(words(one.content.spans))
    return f"{one.content.spans[0].start}|{len(text)}|{_flat(one.cue.lemma or '')}|{text}"


def _amount(one: Quantity) -> str:
    """Write an amount: number, what is counted, offset."""
    return f"{number(one.value)},{_flat(one.unit or '')},{one.spans[0].start}"


def _moment(published: str | None) -> str:
    """Write a date as GDELT does, YYYYMMDDHHMMSS in UTC."""
    if not published:
        return ""
    moment = datetime.fromisoformat(published)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y%m%d%H%M%S")


def _flat(text: str) -> str:
    """Take out what separates cells and parts of cells."""
    return " ".join(text.translate(_SEPARATORS).split())


_SEPARATORS = str.maketrans(dict.fromkeys("\t;#|", " "))
