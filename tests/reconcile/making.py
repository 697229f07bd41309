"""Make testimonies for tests: one report's claim, of which only what matters to a test is said."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from reportedly.model import Imprint, Question, Span, Testimony
from reportedly.reconcile import question

_NUMBERS = count(1)

_ONE = Testimony(
    id="",
    report="",
    url=None,
    published="2024-05-03",
    publisher=None,
    claim="c1",
    quantity="q1",
    voice="attributed",
    act="assert",
    factuality="CT+",
    standing="asserted",
    retrospect=False,
    event_type="ASSAULT",
    event_mode=None,
    outcome="killed",
    trigger="killed",
    counted="person",
    unit="person",
    status="unknown",
    value=7.0,
    low=7.0,
    high=7.0,
    bound="exact",
    role="total",
    measure="flow",
    named=(),
    actors=(),
    cast=(),
    place="Tarvik",
    geonames_id=11,
    latitude=10.0,
    longitude=20.0,
    country="XA",
    admin1="Norland",
    precision="exact",
    modifier=None,
    place_by="claim",
    also_at=(),
    start="2024-05-02T00:00:00",
    end="2024-05-03T00:00:00",
    time_by="claim",
    as_of="2024-05-03",
    origin=None,
    origin_kind=None,
    origin_of=(),
    origin_basis="none",
    chain=(),
    part_of=None,
    supersedes=None,
    thread="0",
    span=Span(0, 6, "killed"),
    figure=Span(0, 1, "7"),
    text="seven people were killed",
    confidence=0.9,
)


def told(**said: Any) -> Testimony:
    """Make a testimony of a report of its own, unless one is given; a value stands for its bounds, a name is stated."""
    number = next(_NUMBERS)
    made = {"id": f"{number:04d}", "report": f"r{number:04d}"} | said
    if "value" in said:
        made = {"low": said["value"], "high": said["value"]} | made
    if "origin" in said:
        made = {"origin_basis": "stated", "origin_kind": "organisation", "chain": (said["origin"],)} | made
    if said.get("quantity", "q1") is None:
        made = {"figure": None} | made
    return replace(_ONE, **made)


def printed(report: str, *, signature: tuple[int, ...] = (), agencies: tuple[str, ...] = ()) -> Imprint:
    """Make a report's imprint."""
    return Imprint(report, None, "2024-05-03", None, agencies, signature, (), 400)


def ask(*members: object, imprints: Mapping[str, object] | None = None, rule: str = "latest_by_origin") -> Question:
    """Say what claims add up to."""
    return question(members, imprints or {}, rule=rule)  # type: ignore[arg-type]
