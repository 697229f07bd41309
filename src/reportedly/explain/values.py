"""Why a quantity, a time or a place was read as it was, rule by rule."""

from collections.abc import Iterator

from reportedly.model import Candidate, Place, Quantity, Timex

from .finding import Finding, Known, text_of

BOUNDS = {
    "exact": "just so many, as worded",
    "at_least": "so many or more",
    "more_than": "more than so many",
    "at_most": "so many or fewer",
    "less_than": "fewer than so many",
    "approx": "about so many: how far off it may be isn't said",
    "between": "from the one number to the other",
    "vague": "a word for many or few: no number is said",
}
PRECISIONS = {
    "exact": "the place itself",
    "part_of": "a part of the place",
    "near": "near the place",
    "region": "a region: the point is its middle",
    "country": "a country",
    "unresolved": "left unresolved: no point is given",
}


def quantities(known: Known) -> Iterator[Finding]:
    """Explain the figures whose words stand at the offset."""
    for one in known.reading.quantities:
        if known.holds(one.spans):
            why = (f"read as {one.rule}", *_of_quantity(one))
            yield Finding("quantity", one.id, text_of(one.spans), one.spans, None, why)


def _of_quantity(one: Quantity) -> Iterator[str]:
    """Say what a figure's fields mean."""
    yield f"bound {one.bound}: {BOUNDS[one.bound]} (value {one.value}, low {one.low}, high {one.high})"
    yield f"scale {one.scale}; " + (f"it counts “{one.unit}”" if one.unit else "nothing beside it says what it counts")
    yield f"role {one.role}, {one.measure}, status {one.status}"
    if one.counted:
        yield f"those counted are {one.counted}"
    if one.part_of:
        yield f"part of {one.part_of}"
    if one.supersedes:
        yield f"corrects {one.supersedes}"
    if one.period:
        yield f"over the time {one.period}"


def timexes(known: Known) -> Iterator[Finding]:
    """Explain the times whose words stand at the offset."""
    for one in known.reading.timexes:
        if known.holds(one.spans):
            why = (f"read by the rule: {one.rule}", *_of_timex(one, known))
            yield Finding("timex", one.id, text_of(one.spans), one.spans, None, why)


def _of_timex(one: Timex, known: Known) -> Iterator[str]:
    """Say what a time's fields mean."""
    yield f"{one.type} {one.value or 'without a value'}"
    if one.anchor == "published":
        report = known.reading.report
        yield f"counted from the publication, {report.published} (known by: {report.published_basis})"
    elif one.anchor == "explicit":
        yield "the words themselves tell it: nothing was needed to count from"
    elif one.anchor == "none":
        yield "nothing to count from is known, so that it has no place on the calendar"
    else:
        yield f"counted from {one.anchor.removeprefix('timex:')}"
    if one.start:
        narrow = f", narrowed to {one.start_latest} and {one.end_earliest}" if one.start_latest else ""
        yield f"from {one.start} up to, not including, {one.end}{narrow}"


def places(known: Known) -> Iterator[Finding]:
    """Explain the places whose words stand at the offset."""
    for one in known.reading.places:
        if known.holds(one.spans):
            confidence = one.candidates[0].score if one.candidates else None
            why = (f"led to the map by the rule: {one.rule}", *_of_place(one))
            yield Finding("place", one.id, text_of(one.spans), one.spans, None, why, confidence)


def _of_place(one: Place) -> Iterator[str]:
    """Say what a place's fields mean, and which others were weighed."""
    yield f"precision {one.precision}: {PRECISIONS[one.precision]}" + (f" (“{one.modifier}”)" if one.modifier else "")
    if one.precision != "unresolved":
        yield f"taken for {one.name}, {', '.join(filter(None, (one.admin1, one.country)))}"
    for candidate in one.candidates:
        yield f"candidate {_candidate(candidate)}"


def _candidate(one: Candidate) -> str:
    """Name a candidate with its score."""
    return f"{', '.join(filter(None, (one.name, one.admin1, one.country)))}: {one.score:.2f}"
