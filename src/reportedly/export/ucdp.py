"""Questions about deaths as rows in the shape of UCDP's Georeferenced Event Dataset: 49 columns (GED Codebook 24.1).

Codes that UCDP gives itself (conflicts, dyads, sides, grid cells, Gleditsch-Ward numbers, the type of violence) stay
empty: they are a coder's decision. Best, high and low are the estimate's, by the rule that the user chose;
`ucdp_best_low_high` is the codebook's own. `tables/ucdp.toml` says what stands in each column.
"""

from collections.abc import Iterable, Iterator

from .cases import DAY, MONTH, WEEK, Case, days, first_day, last_day, number
from .countries import country
from .delimited import line
from .tables import read_table

COLUMNS = read_table("ucdp.toml")["columns"]
WHERE = {"exact": "1", "near": "2", "part_of": "1", "region": "4", "country": "6"}
CLEAR, SUMMARY = "1", "2"


def to_ucdp(cases: Iterable[Case]) -> Iterator[str]:
    """Yield CSV lines, header first: a row per question about how many were killed by somebody."""
    yield line(COLUMNS)
    for case in cases:
        question = case.question
        if question.counts == "killed" and question.event.type in ("ASSAULT", "COERCE") and question.estimate:
            row = _row(case)
            yield line(row.get(column, "") for column in COLUMNS)


def _row(case: Case) -> dict[str, str]:
    """Give the cells that are known."""
    question, estimate, place = case.question, case.question.estimate, case.question.place
    said = list(case.testimonies())
    span = days(question.period)
    sides = [*case.actors(), "", ""][:2]
    best = number(estimate.best if estimate else None)
    civilian = said and all(one.status == "civilian" for one in said)
    point = place is not None and place.longitude is not None and place.latitude is not None
    return {
        "id": question.id,
        "year": first_day(question.period)[:4],
        "side_a": sides[0],
        "side_b": sides[1],
        "number_of_sources": str(len(question.reports)),
        **_sources(case),
        "where_prec": next((WHERE.get(one.precision, "") for one in said), ""),
        "where_coordinates": place.name if place else "",
        "where_description": "; ".join(dict.fromkeys(one.modifier for one in said if one.modifier)),
        "adm_1": next((one.admin1 for one in said if one.admin1), ""),
        "latitude": number(place.latitude if place else None),
        "longitude": number(place.longitude if place else None),
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})" if place and point else "",
        "country": country(place.country if place else None).name,
        "event_clarity": CLEAR if span is not None and span <= DAY else SUMMARY,
        "date_prec": _precision(span),
        "date_start": _moment(first_day(question.period)),
        "date_end": _moment(last_day(question.period)),
        "deaths_civilians": best if civilian else "",
        "deaths_unknown": "" if civilian else best,
        "best": best,
        "high": number(estimate.high if estimate else None),
        "low": number(estimate.low if estimate else None),
    }


def _sources(case: Case) -> dict[str, str]:
    """Give the reports and the origins: the columns that UCDP fills with articles and with who told them."""
    answers = {one.report: one for one in case.question.answers}.values()
    return {
        "source_article": "; ".join(one.url or one.report for one in answers),
        "source_office": "; ".join(one.publisher or "" for one in answers),
        "source_date": "; ".join((one.published or "")[:10] for one in answers),
        "source_headline": "; ".join(case.titles.get(one.report) or "" for one in answers),
        "source_original": "; ".join(one.name for one in case.question.origins),
    }


def _moment(day: str) -> str:
    """Write a day as UCDP's files do: as the moment at which it begins."""
    return f"{day} 00:00:00.000" if day else ""


def _precision(span: int | None) -> str:
    """Give UCDP's date precision: 1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 more or unknown."""
    bounds = ((DAY, "1"), (WEEK - 1, "2"), (WEEK, "3"), (MONTH, "4"))
    return "5" if span is None else next((code for bound, code in bounds if span <= bound), "5")
