"""Words turned into values: how many, when and where. Each keeps its words; precision is part of the value."""

from dataclasses import dataclass, field

from .span import Span
from .vocabulary import Bound, Measure, Precision, QuantityRole, Status, TimexType


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many or how much.

    `value` is the number as worded; `low` and `high` are inclusive, None where open or not stated. `unit` is the
    lemma of what is counted, `counted` its entity's id. `scale` is `count`, `percent`, `currency:USD`, `length:km`
    and the like. `period` is a timex's id, `part_of` and `supersedes` are quantities' ids. `rule` says how it was
    read.
    """

    id: str
    spans: tuple[Span, ...]
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None = None
    scale: str = "count"
    measure: Measure = "flow"
    role: QuantityRole = "total"
    counted: str | None = None
    status: Status = "unknown"
    period: str | None = None
    part_of: str | None = None
    supersedes: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """When: a TIMEX3 value and the widest interval meant.

    `start` and `end` are ISO 8601, end-exclusive; `start_latest` and `end_earliest` narrow an interval with fuzzy ends.
    `anchor` is `published`, `explicit`, `timex:ID` or `none`. What needs a publication date that isn't known stays
    unresolved.
    """

    id: str
    spans: tuple[Span, ...]
    type: TimexType
    value: str | None
    start: str | None
    end: str | None
    anchor: str
    rule: str
    start_latest: str | None = field(default=None, metadata={"omit_none": True})
    end_earliest: str | None = field(default=None, metadata={"omit_none": True})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place of the gazetteer that a name may mean, with its score from 0 to 1."""

    name: str
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a name led to a point, as far as it can be told.

    Degrees WGS 84; `country` is ISO 3166-1 alpha-2. `candidates` are the best readings, the one taken first.
    """

    id: str
    spans: tuple[Span, ...]
    name: str
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    precision: Precision
    modifier: str | None = None
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""
