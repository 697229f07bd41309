"""A reconciler simple enough to see through: claims are sentences of one form, and the same where their words say so.

"17 killed in Aleppo on 2016-12-10, said the ministry." is a claim; two answer the same question where outcome, place
and day are the same; one of Aleppo is part of one of Syria on the same day.
"""

import hashlib
import re

from reportedly.model import Span
from reportedly.model.account import (
    Answer,
    AnswerOrigin,
    AskedEvent,
    AskedPlace,
    Comparison,
    CountedOrigin,
    Estimate,
    Imprint,
    Independent,
    Period,
    Question,
    Testimony,
)

version = "by hand"
SAID = re.compile(r"(\d+) (killed|arrested) in (\w+) on (\d{4}-\d\d-\d\d), (said|denied) the (\w+)\.")
COUNTRIES = {"Aleppo": "SY", "Syria": "SY", "Mosul": "IQ"}
EVENTS = {"killed": ("ASSAULT", None), "arrested": ("COERCE", "arrest")}


def testimonies(reading):
    """Give a testimony for each sentence of the form."""
    report = reading.report
    return [
        _testimony(report, number, found, Span(found.start(), found.end(), found.group()))
        for number, found in enumerate(SAID.finditer(report.text), 1)
    ]


ALIKE = {
    "voice": "attributed",
    "retrospect": False,
    "counted": "person",
    "unit": "person",
    "status": "unknown",
    "bound": "exact",
    "role": "total",
    "measure": "flow",
    "named": (),
    "actors": (),
    "cast": (),
    "geonames_id": None,
    "latitude": None,
    "longitude": None,
    "admin1": None,
    "precision": "exact",
    "modifier": None,
    "place_by": "claim",
    "also_at": (),
    "time_by": "claim",
    "origin_kind": "organisation",
    "origin_of": (),
    "origin_basis": "stated",
    "part_of": None,
    "supersedes": None,
    "thread": None,
    "figure": None,
    "confidence": 1.0,
}
"""What all claims of these tests have in common."""


def _testimony(report, number, found, span):
    count, outcome, place, day, said, who = found.groups()
    key = hashlib.sha256(f"{report.id}\n{span.text}".encode()).hexdigest()[:24]
    value, sure = float(count), "CT+" if said == "said" else "CT-"
    return Testimony(
        id=key,
        report=report.id,
        url=report.url,
        published=report.published,
        publisher=report.publisher,
        claim=f"c{number}",
        quantity=f"q{number}",
        act="assert" if said == "said" else "deny",
        factuality=sure,
        standing="asserted" if said == "said" else "denied",
        event_type=EVENTS[outcome][0],
        event_mode=EVENTS[outcome][1],
        outcome=outcome,
        trigger=outcome,
        value=value,
        low=value,
        high=value,
        place=place,
        country=COUNTRIES.get(place),
        start=f"{day}T00:00:00Z",
        end=f"{day}T23:59:59Z",
        as_of=report.published,
        origin=who,
        chain=(who,),
        span=span,
        text=span.text,
        **ALIKE,
    )


def imprint(reading):
    """Give a print of nothing but the report's facts."""
    report = reading.report
    return Imprint(report.id, report.url, report.published, report.publisher, (), (), (), len(report.text.split()))


def keys(one):
    """Give one block for each outcome and day."""
    return [f"{one.outcome} {one.start}"]


def compare(first, second):
    """Compare two claims by their words."""
    verdict = "different"
    if (first.outcome, first.start) == (second.outcome, second.start):
        if first.place == second.place:
            verdict = "same"
        elif {first.place, second.place} == {"Aleppo", "Syria"}:
            verdict = "part_of" if first.place == "Aleppo" else "contains"
    return Comparison(first.id, second.id, verdict, 0.0 if verdict == "different" else 1.0, ())


def cluster(members, links, decided):
    """Part claims by their links, and by what persons decided."""
    groups = {one.id: {one.id} for one in members}
    pairs = [(one.first, one.second) for one in links] + list(decided.together)
    for one, other in sorted(pairs):
        if one in groups and other in groups and not _apart(groups[one], groups[other], decided):
            merged = groups[one] | groups[other]
            for key in merged:
                groups[key] = merged
    return sorted({tuple(sorted(group)) for group in groups.values()})


def _apart(one, other, decided):
    return any((min(a, b), max(a, b)) in decided.apart for a in one for b in other) or decided.rejected & (one | other)


def question(members, imprints, decided, *, rule="latest_by_origin"):
    """Say what claims add up to: of the values that stand, the extremes and the last."""
    assert {one.report for one in members} <= imprints.keys()
    first = members[0]
    values = [one.value for one in members if one.id not in decided.rejected]
    origins = sorted({one.origin for one in members}, key=str)
    return Question(
        id=first.id,
        text=f"How many people were {first.outcome} in {first.place}?",
        kind="how_many",
        event=AskedEvent(first.event_type, first.event_mode),
        counts=first.outcome,
        unit="person",
        place=AskedPlace(first.place, None, None, None, first.country),
        period=Period(first.start, first.end),
        estimate=Estimate(min(values), max(values), values[-1], rule, min(values) != max(values)),
        reports=tuple(sorted({one.report for one in members})),
        origins=tuple(CountedOrigin(one, None, sum(who.origin == one for who in members)) for one in origins),
        independent=Independent(1, len(origins)),
        part_of=None,
        answers=tuple(Answer.of(one, AnswerOrigin(one.origin, "stated")) for one in members),
    )
