"""Forecasts as they are kept: a row for each of a reading's."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportedly.model import Deadline, Probability, Reading
from reportedly.model.account import Testimony

from .numbers import moment
from .packing import pack, storable
from .terms import fold

ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """What is kept of a forecast beside its keys."""

    who: str | None
    criterion: str
    condition: str | None
    probability: Probability
    due: Deadline | None
    published: str | None


def forecast_rows(reading: Reading, said: Iterable[Testimony]) -> list[dict[str, Any]]:
    """Give a row for each forecast; its id is a hash of its report, its claim's words and what has to come true."""
    claims = {one.claim: one for one in reversed(list(said))}
    names = {one.id: one.name for one in reading.entities}
    told = {one.id: one for one in reading.claims}
    rows: dict[str, dict[str, Any]] = {}
    for one in reading.forecasts:
        testimony, its = claims.get(one.claim), told.get(one.claim)
        who = names.get(its.chain[-1]) if its and its.chain else reading.report.author or reading.report.publisher
        words = testimony.id if testimony else one.claim
        key = hashlib.sha256(f"{reading.report.id}\n{words}\n{one.criterion}".encode("utf-8", "surrogatepass"))
        kept = KeptForecast(who, one.criterion, one.condition, one.probability, one.by, reading.report.published)
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
