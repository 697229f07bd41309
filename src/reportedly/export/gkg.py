"""Readings in the shape of GDELT's Global Knowledge Graph 2.1: a tab-separated line of 27 fields a report.

Counts, quotations, names, dates and places stand where GDELT has them ("GKG Codebook V2.1", 2015). What GDELT computes
and a reading doesn't hold (themes, tone, emotions, images) stays empty. Every count can be traced, unlike GDELT's:
offsets are code points of the report's text; what stands in a separate title has none, and only fields without offsets.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from reportedly.model import Attribution, Claim, Entity, Place, Quantity, Reading, Span, Timex
from reportedly.model.rows import words

from .cases import number
from .countries import country, is_country
from .tables import read_table

COLUMNS: list[str] = read_table("gkg.toml")["columns"]
DOMAIN, OTHER = "1", "2"
"""GDELT's source collections: the open web; and what has a citation in place of an address."""
UNKNOWN_DATE = "0"
BODIES = ("organisation", "government", "armed_group", "outlet")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", re.ASCII)
"""TIMEX3 values of a year, a month or a day, also with a time."""


def to_gkg(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield one line a report; GDELT's files have no header."""
    for reading in readings:
        cells = _cells(reading)
        yield "\t".join(cells.get(column, "") for column in COLUMNS) + "\n"


def _cells(reading: Reading) -> dict[str, str]:
    """Give the cells that are known, by field."""
    report = reading.report
    moment = _moment(report.published)
    return {
        "GKGRECORDID": f"{moment or '0' * 14}-{report.sha256[:12]}",
        "V2.1DATE": moment or UNKNOWN_DATE,
        "V2SOURCECOLLECTIONIDENTIFIER": DOMAIN if report.url else OTHER,
        "V2SOURCECOMMONNAME": _flat(_host(report.url) or report.publisher or ""),
        "V2DOCUMENTIDENTIFIER": _flat(report.url or report.id),
        **_counts(reading),
        **_locations(reading),
        **_names("PERSONS", [one for one in reading.entities if one.kind == "person"]),
        **_names("ORGANIZATIONS", [one for one in reading.entities if one.kind in BODIES]),
        "V2.1ENHANCEDDATES": ";".join(found for one in reading.timexes for found in _dates(one)),
        "V2.1QUOTATIONS": "#".join(found for one in reading.attributions for found in _quotations(one)),
        "V2.1ALLNAMES": _mentions([one for one in reading.entities if one.kind not in ("unnamed", "group")]),
        "V2.1AMOUNTS": ";".join(found for one in reading.quantities for found in _amounts(one)),
    }


def _counts(reading: Reading) -> dict[str, str]:
    """Give both fields of counts: type, number, what, and the cells of its place; the second with offsets."""
    found = list(_counted(reading))
    return {
        "V1COUNTS": ";".join(count for count, _ in found),
        "V2.1COUNTS": ";".join(f"{count}#{at}" for count, spans in found for at in _starts(spans)[:1]),
    }


def _counted(reading: Reading) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield counts (KILL, WOUND, …), each with the figure's words."""
    codes: dict[str, str] = read_table("gkg.toml")["count"]
    crowds: dict[str, str] = read_table("gkg.toml")["crowd"]
    quantities = {one.id: one for one in reading.quantities}
    for claim in reading.claims:
        code = codes.get(claim.event.outcome) if claim.event.outcome else crowds.get(claim.event.type or "")
        for key in claim.quantities if code else ():
            quantity = quantities[key]
            if quantity.value is not None and quantity.scale == "count":
                place = _place(reading, claim)
                where = _location(place) if place and place.latitude is not None else "#" * 6
                yield f"{code}#{number(quantity.value)}#{_flat(quantity.unit or '')}#{where}", quantity.spans


def _place(reading: Reading, claim: Claim) -> Place | None:
    """Give a claim's first place."""
    places = {one.id: one for one in reading.places}
    return next((places[one.place] for one in claim.places), None)


def _locations(reading: Reading) -> dict[str, str]:
    """Give both fields of locations: each name once, and every mention."""
    places = [one for one in reading.places if one.latitude is not None]
    mentions = (f"{_location(one, districts=True)}#{at}" for one in places for at in _starts(one.spans))
    return {
        "V1LOCATIONS": ";".join(dict.fromkeys(map(_location, places))),
        "V2ENHANCEDLOCATIONS": ";".join(mentions),
    }


def _location(place: Place, *, districts: bool = False) -> str:
    """Write a place: type, full name, country, ADM1 (and ADM2) code, latitude, longitude, feature id.

    Types: 1 country, 2 state and 3 city of the United States, 4 city and 5 first division elsewhere.
    """
    nation, home = country(place.country), place.country == "US"
    if is_country(place):
        sort, parts = "1", [place.name]
    elif place.precision == "region":
        sort, parts = "2" if home else "5", [place.name, nation.name]
    else:
        sort, parts = "3" if home else "4", [place.name, place.admin1 or "", nation.name]
    full = ", ".join(dict.fromkeys(_flat(part) for part in parts if part))
    feature = nation.fips if sort == "1" else ""
    divisions = "##" if districts else "#"
    return f"{sort}#{full}#{nation.fips}{divisions}#{place.latitude}#{place.longitude}#{feature}"


def _names(field: str, entities: list[Entity]) -> dict[str, str]:
    """Give both fields of a kind of names."""
    return {f"V1{field}": ";".join(_flat(one.name) for one in entities), f"V2ENHANCED{field}": _mentions(entities)}


def _mentions(entities: list[Entity]) -> str:
    """List every mention that has part of the name: name, offset."""
    return ";".join(
        f"{_flat(one.name)},{at}"
        for one in entities
        for at in _starts(tuple(mention for mention in one.mentions if _names_it(mention.text, one.name)))
    )


def _names_it(text: str, name: str) -> bool:
    """Say whether words share one with a name: "he" names nobody."""
    return not set(text.casefold().split()).isdisjoint(name.casefold().split())


def _dates(one: Timex) -> Iterator[str]:
    """Yield a date per mention: how fine (3 a day, 2 a month, 1 a year), month, day, year, offset."""
    found = DAY.fullmatch(one.value or "")
    if found and one.type in ("DATE", "TIME"):
        year, month, day = found.groups()
        fine = 1 + (month is not None) + (day is not None)
        yield from (f"{fine},{int(month or 0)},{int(day or 0)},{int(year)},{at}" for at in _starts(one.spans))


def _quotations(one: Attribution) -> Iterator[str]:
    """Yield a quotation: offset, length, cue, words."""
    text = _flat(words(one.content.spans))
    if one.kind != "indirect":
        for at in _starts(one.content.spans)[:1]:
            yield f"{at}|{len(text)}|{_flat(one.cue.lemma or '')}|{text}"


def _amounts(one: Quantity) -> Iterator[str]:
    """Yield an amount: number, what is counted, offset."""
    if one.value is not None and one.scale != "percent":
        yield from (f"{number(one.value)},{_flat(one.unit or '')},{at}" for at in _starts(one.spans)[:1])


def _starts(spans: tuple[Span, ...]) -> list[int]:
    """List where spans of the text begin."""
    return [one.start for one in spans if one.in_ is None]


def _host(url: str | None) -> str:
    """Give the host of an address, as GDELT names its sources; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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
