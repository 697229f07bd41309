"""Questions that count people or homes as a dataset of the Humanitarian Exchange Language 1.1: a row per question.

The first line has headings for people, the second HXL's hashtags (HXL 1.1, "Core hashtag dictionary"), as
`tables/hxl.toml` has them.
"""

from collections.abc import Iterable, Iterator

from .cases import Case, first_day, last_day
from .delimited import line
from .tables import read_table

COLUMNS: list[str] = read_table("hxl.toml")["columns"]


def to_hxl(cases: Iterable[Case]) -> Iterator[str]:
    """Yield CSV lines: headings, hashtags, then a row per question that counts something."""
    yield line(COLUMNS)
    yield line(read_table("hxl.toml")["tag"][heading] for heading in COLUMNS)
    for case in cases:
        if case.question.kind == "how_many" and case.question.estimate:
            row = _row(case)
            yield line(row[heading] for heading in COLUMNS)


def _row(case: Case) -> dict[str, object]:
    """Give a question's cells; what isn't known is empty."""
    question, estimate, place = case.question, case.question.estimate, case.question.place
    event = "/".join(part for part in (question.event.type, question.event.mode) if part)
    return {
        "Question": question.text,
        "Id": question.id,
        "Event": event,
        "What became of them": question.counts,
        "Unit": question.unit,
        "Best": estimate.best if estimate else None,
        "Low": estimate.low if estimate else None,
        "High": estimate.high if estimate else None,
        "Rule": estimate.rule if estimate else None,
        "Conflicting": str(bool(estimate and estimate.conflict)).lower(),
        "From": first_day(question.period),
        "To": last_day(question.period),
        "Country": place.country if place else None,
        "First division": next((one.admin1 for one in case.testimonies() if one.admin1), None),
        "Place": place.name if place else None,
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
        "Reports": len(question.reports),
        "Origins at least": question.independent.low,
        "Origins at most": question.independent.high,
        "Origins": "; ".join(one.name for one in question.origins),
    }
