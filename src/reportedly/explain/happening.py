"""Why a claim, a forecast, a drift or a naming was made of the words."""

from collections.abc import Iterator, Mapping

from reportedly.model import Claim, Forecast, Span, Token

from .finding import Finding, Known, reason_of, text_of
from .saying import weighed

ORIGINS = {
    "stated": "the words name it",
    "inferred_in_report": "the claim names nobody; the same report attributes the same thing to it elsewhere",
    "none": "nobody is named, here or for the same thing elsewhere in the report",
}
RELATIONS = {
    "confirms": "it is drawn from, and confirms,",
    "refutes": "it is drawn from what speaks against it,",
    "because": "its reason is",
    None: "it rests on",
}


def claims(known: Known) -> Iterator[Finding]:
    """Explain the claims whose words, trigger or figures stand at the offset."""
    figures = {one.id: one.spans for one in known.reading.quantities}
    for one in known.reading.claims:
        part = _part(known, one, figures)
        if part:
            why = (*_event(one), *_certainty(known, one), *_teller(known, one), *_circumstances(known, one))
            yield Finding("claim", one.id, text_of(one.spans), one.spans, part, why, one.confidence)


def _part(known: Known, one: Claim, figures: Mapping[str, tuple[Span, ...]]) -> str | None:
    """Name the part of a claim that stands at the offset."""
    if known.holds((one.event.trigger,)):
        return "trigger"
    if any(known.holds(figures.get(id_, ())) for id_ in one.quantities):
        return "figure"
    return "words" if known.holds(one.spans) else None


def _event(one: Claim) -> Iterator[str]:
    """Say how the event was found, and what it is."""
    yield f"event: {one.rule}"
    kind = "/".join(filter(None, (one.event.type, one.event.mode)))
    outcome = f", outcome {one.event.outcome}" if one.event.outcome else ""
    yield f"coded {kind or 'without a type'}{outcome}"


def _certainty(known: Known, one: Claim) -> Iterator[str]:
    """Say how far its innermost source commits to it, and why."""
    head = known.head(known.article.offsets(one.event.trigger))
    yield f"factuality {one.factuality}: {reason_of(known, head)}{_besides(known, one, head)}"
    yield f"act {one.act}"


def _besides(known: Known, one: Claim, head: Token | None) -> str:
    """Say what makes a claim surer or less sure than its own word alone."""
    if head is not None and known.commitments.at(head.i).factuality == one.factuality:
        return ""
    said = next((two for two in known.reading.attributions if two.id == one.attribution), None)
    if said is not None and said.factuality == one.factuality:
        return f"; as {said.id} as a whole: {weighed(known, said)}"
    if one.act in ("demand", "ask"):
        return f"; to {one.act} leaves open whether it comes about"
    return "; weighed with the words that it hangs on, and with what its sources make of it"


def _teller(known: Known, one: Claim) -> Iterator[str]:
    """Say whose claim it is."""
    names = {entity.id: entity.name for entity in known.reading.entities}
    if one.attribution:
        through = " → ".join(names.get(id_, "?") for id_ in one.chain) or "a source without a name"
        yield f"said in {one.attribution}, by {through}"
    else:
        yield f"in the {'headline' if one.voice == 'headline' else 'author'}'s own voice"
    yield f"origin {one.origin.name or 'unknown'}: {ORIGINS[one.origin.basis]}"
    if one.based_on:
        yield f"{RELATIONS[one.relation]} {', '.join(one.based_on)}"


def _circumstances(known: Known, one: Claim) -> Iterator[str]:
    """Say with whom, when and where it was put together."""
    names = {entity.id: entity.name for entity in known.reading.entities}
    for said, ids in (("done by", one.actors), ("befalling", one.recipients)):
        if ids:
            yield f"{said} {', '.join(names.get(id_, '?') for id_ in ids)}: by the grammar around its trigger"
    times = {timex.id: text_of(timex.spans) for timex in known.reading.timexes}
    for time in one.times:
        role = time.role.replace("_", " ")
        yield f"time {time.timex} “{times.get(time.timex, '?')}” ({role}): the nearest that hangs on its trigger"
    places = {place.id: text_of(place.spans) for place in known.reading.places}
    for place in one.places:
        yield f"place {place.place} “{places.get(place.place, '?')}” ({place.role}): by its preposition, or nearest by"


def forecasts(known: Known) -> Iterator[Finding]:
    """Explain the forecasts whose claims' words stand at the offset."""
    spans = {one.id: one.spans for one in known.reading.claims}
    for one in known.reading.forecasts:
        here = spans.get(one.claim, ())
        if known.holds(here):
            yield Finding("forecast", one.id, one.criterion, here, None, tuple(_forecast(one)))


def _forecast(one: Forecast) -> Iterator[str]:
    """Say what has to come true, how surely, and by when."""
    yield f"{one.claim} tells of what is still to come"
    said = one.probability
    if said.phrase is None:
        yield "no word of probability: none is put to it"
    else:
        yield f"“{said.phrase}” lies between {said.low} and {said.high} on the scale of {said.scale}"
    if one.condition:
        yield f"on the condition that {one.condition}"
    yield f"due by {one.by.end}" if one.by and one.by.end else "no time is told by which it falls due"


def drifts(known: Known) -> Iterator[Finding]:
    """Explain the drifts that the claims at the offset belong to."""
    spans = {one.id: one.spans for one in known.reading.claims}
    for one in known.reading.drifts:
        here = [id_ for id_ in one.claims if known.holds(spans.get(id_, ()))]
        if here:
            why = tuple(
                f"{step.change}: from “{step.from_value or '–'}” ({step.from_}) to “{step.to_value or '–'}” ({step.to})"
                for step in one.steps
            )
            yield Finding("drift", one.id, " → ".join(one.claims), spans[here[0]], None, why or ("nothing changed",))


def namings(known: Known) -> Iterator[Finding]:
    """Explain the labels at the offset."""
    names = {entity.id: entity.name for entity in known.reading.entities}
    for one in known.reading.namings:
        if known.holds(one.spans):
            by = names.get(one.by or "", "the author")
            how = "in quotation marks" if one.quoted else "outside quotation marks: whoever relays it chose the word"
            why = (f"{by} calls {names.get(one.entity, '?')} “{one.label}”", f"it stands {how}")
            yield Finding("naming", None, one.label, one.spans, None, why)


def leftovers(known: Known) -> Iterator[Finding]:
    """Say of a figure or quotation at the offset that no claim was made of it."""
    for one in known.reading.leftovers:
        if known.holds((one,)):
            yield Finding(
                "leftover", None, text_of((one,)), (one,), None, ("it ended in no claim: no event leads to it",)
            )
