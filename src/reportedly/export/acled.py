"""Questions as rows in the shape of ACLED's data: 31 columns, comma-separated (ACLED Codebook, 2024).

A row is an event: a place, a period and a kind, with the deaths reported in it. ACLED's own judgements (interactions,
associated actors, regions, the scale of a source, tags) stay empty; its event types follow from PLOVER's by
`tables/acled.toml`, which also says what stands in each column.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reportedly.model import Period, Question
from reportedly.model.account import Estimate

from .cases import DAY, WEEK, Case, days, first_day, number
from .countries import Country, country
from .delimited import line
from .tables import read_table

COLUMNS = read_table("acled.toml")["columns"]
PRECISE = {"exact": "1", "near": "2", "part_of": "2", "region": "3", "country": "3"}


def to_acled(cases: Iterable[Case]) -> Iterator[str]:
    """Yield CSV lines, header first: a row per event that ACLED has a type for."""
    yield line(COLUMNS)
    for event in _events(cases):
        mode = next((one.question.event.mode for one in event if one.question.event.mode), None)
        types = _types(event[0].question.event.type, mode)
        if types:
            row = _row(event, types)
            yield line(row.get(column, "") for column in COLUMNS)


def _events(cases: Iterable[Case]) -> Iterator[list[Case]]:
    """Put together the questions about one event: its deaths, its injured, and whether it happened.

    Two questions that count the same thing, in one place on one day, are about two events; so are two modes of attack,
    and whatever has no place or no day to be put together by.
    """
    found: dict[tuple[str | None, ...], list[list[Case]]] = defaultdict(list)
    for case in cases:
        question, day = case.question, first_day(case.question.period)
        where = str(question.place.geonames_id or question.place.name) if question.place else None
        key = (question.event.type, where, day)
        events = found[key if where and day else (*key, question.id)]
        room = (one for one in events if all(_of_one(question, other.question) for other in one))
        event = next(room, None)
        if event is None:
            events.append([case])
        else:
            event.append(case)
    for events in found.values():
        yield from events


def _of_one(one: Question, other: Question) -> bool:
    """Say whether two questions of one kind, place and day may be about one event."""
    return one.counts != other.counts and (
        one.event.mode == other.event.mode or None in (one.event.mode, other.event.mode)
    )


def _types(kind: str | None, mode: str | None) -> tuple[str, str, str] | None:
    """Give ACLED's disorder type, event type and sub-event type of a kind of event; None where it has none."""
    table = read_table("acled.toml")["event"]
    found = table.get(f"{kind}/{mode}") or table.get(str(kind))
    return (found[0], found[1], found[2]) if found else None


def _row(events: list[Case], types: tuple[str, str, str]) -> dict[str, str]:
    """Give the cells that are known."""
    deaths = next((one for one in events if one.question.counts == "killed" and one.question.estimate), None)
    main = deaths or next((one for one in events if one.question.event.mode), events[0])
    question = main.question
    estimate = deaths.question.estimate if deaths else None
    nation = country(question.place.country if question.place else None)
    return {
        "event_id_cnty": f"{nation.iso3}{question.id}",
        **_when(question.period),
        "disorder_type": types[0],
        "event_type": types[1],
        "sub_event_type": types[2],
        **_parties(main, nation),
        **_where(main, nation),
        "source": "; ".join(dict.fromkeys(one.publisher for one in question.answers if one.publisher)),
        "notes": _notes(main),
        "fatalities": number(estimate.best if estimate else None),
    }


def _when(period: Period | None) -> dict[str, str]:
    """Give the cells of the day."""
    day, span = first_day(period), days(period)
    precision = "" if span is None else str(1 if span <= DAY else 2 if span <= WEEK else 3)
    return {"event_date": day, "year": day[:4], "time_precision": precision}


def _parties(case: Case, nation: Country) -> dict[str, str]:
    """Give the cells of who did it and to whom; civilians are named by their country, as ACLED does."""
    first, second = [*case.actors(), "", ""][:2]
    civilian = any(one.status == "civilian" for one in case.testimonies())
    civilians = f"Civilians ({nation.name})" if nation.name else "Civilians"
    return {
        "actor1": first,
        "actor2": second or (civilians if civilian else ""),
        "civilian_targeting": "Civilian targeting" if civilian else "",
    }


def _where(case: Case, nation: Country) -> dict[str, str]:
    """Give the cells of the place."""
    place, said = case.question.place, list(case.testimonies())
    return {
        "iso": nation.numeric,
        "country": nation.name,
        "admin1": next((one.admin1 for one in said if one.admin1), ""),
        "location": place.name if place else "",
        "latitude": _degrees(place.latitude if place else None),
        "longitude": _degrees(place.longitude if place else None),
        "geo_precision": next((PRECISE.get(one.precision, "") for one in said), ""),
    }


def _notes(case: Case) -> str:
    """Tell what the row rests on: the question, the range and its rule, and the origins."""
    question = case.question
    parts = []
    if question.estimate:
        parts.append(f"{_range(question.estimate)} ({question.estimate.rule})")
    if question.origins:
        parts.append("on the word of " + ", ".join(one.name for one in question.origins))
    return f"{question.text} {'; '.join(parts)}." if parts else question.text


def _range(estimate: Estimate) -> str:
    """Write from how many to how many; an open end says so."""
    low, high = number(estimate.low), number(estimate.high)
    if low and high:
        return low if low == high else f"{low} to {high}"
    return f"{low} or more" if low else f"up to {high}" if high else "an unknown number"


def _degrees(value: float | None) -> str:
    """Write degrees as ACLED does."""
    return "" if value is None else f"{value:.4f}"
