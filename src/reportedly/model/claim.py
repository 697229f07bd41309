"""Claims, and what follows from them: namings, forecasts, drift."""

from dataclasses import dataclass
from typing import Literal

from .span import Span
from .vocabulary import Act, Change, ClaimVoice, Factuality, OriginBasis, Outcome, Relation


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: PLOVER's type and mode (or DISPLACE with IDMC's terms), and what became of those counted."""

    type: str | None
    mode: str | None
    outcome: Outcome | None
    trigger: Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Who a claim traces back to; `inferred_in_report` where the same report attributes the same thing elsewhere."""

    entity: str | None
    name: str | None
    basis: OriginBasis


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """A timex's id and what it is to the claim: when it happened, or as of when it was counted."""

    timex: str
    role: Literal["event", "as_of"] = "event"


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A place's id and what it is to the claim."""

    place: str
    role: Literal["at", "from", "to"] = "at"


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's commitment to one thing having happened, happening, or going to happen.

    `chain` has entities' ids, outermost relay first, innermost source last; empty where the author speaks.
    `factuality` is the innermost source's.
    """

    id: str
    attribution: str | None
    voice: ClaimVoice
    chain: tuple[str, ...]
    origin: Origin
    spans: tuple[Span, ...]
    event: Event
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    times: tuple[ClaimTime, ...] = ()
    places: tuple[ClaimPlace, ...] = ()
    act: Act = "assert"
    factuality: Factuality = "CT+"
    based_on: tuple[str, ...] = ()
    relation: Relation | None = None
    confidence: float = 1.0
    rule: str = ""
    """How its event was found, and its figures put to it, in words."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Who calls whom what; `by` None and `quoted` false where the label is the relayer's own."""

    entity: str
    label: str
    by: str | None
    quoted: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Probability:
    """A verbal probability read on a named, published scale; `low` and `high` from 0 to 1."""

    phrase: str | None
    low: float | None
    high: float | None
    scale: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The interval in which a forecast falls due: ISO 8601, end-exclusive."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """A claim about a time still to come: what has to come true, on what condition, how surely, and by when."""

    id: str
    claim: str
    criterion: str
    condition: str | None
    probability: Probability
    by: Deadline | None


@dataclass(frozen=True, slots=True)
class DriftStep:
    """What changed between two claims about the same thing; `from_` is written `from` in the JSON form."""

    from_: str
    to: str
    change: Change
    from_value: str | None
    to_value: str | None


@dataclass(frozen=True, slots=True)
class Drift:
    """Claims about the same thing, from the one nearest the origin outward to the headline."""

    id: str
    claims: tuple[str, ...]
    steps: tuple[DriftStep, ...]
