"""A reading as flat rows: one per claim or attribution, with names in place of ids, for tables, CSV and data frames."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .reading import Reading
    from .span import Span

Row = dict[str, Any]


def words(spans: "tuple[Span, ...]") -> str:
    """Give the words of a thing's spans, parts joined by an ellipsis."""
    return " … ".join(span.text for span in spans)


def claim_rows(reading: "Reading") -> list[Row]:
    """Give a row per claim and quantity of it (one row where it has none), in the order of the claims."""
    entities = {one.id: one.name for one in reading.entities}
    quantities = {one.id: one for one in reading.quantities}
    timexes = {one.id: one for one in reading.timexes}
    places = {one.id: one for one in reading.places}
    rows = []
    for claim in reading.claims:
        when = next((timexes[one.timex] for one in claim.times if one.role == "event"), None)
        where = next((places[one.place] for one in claim.places), None)
        for key in claim.quantities or (None,):
            quantity = quantities[key] if key else None
            rows.append(
                {
                    "report": reading.report.id,
                    "claim": claim.id,
                    "voice": claim.voice,
                    "source": entities.get(claim.chain[-1]) if claim.chain else None,
                    "chain": " → ".join(entities[key] for key in claim.chain),
                    "origin": claim.origin.name,
                    "origin_basis": claim.origin.basis,
                    "act": claim.act,
                    "factuality": claim.factuality,
                    "event": claim.event.type,
                    "mode": claim.event.mode,
                    "outcome": claim.event.outcome,
                    "actors": "; ".join(entities[key] for key in claim.actors),
                    "recipients": "; ".join(entities[key] for key in claim.recipients),
                    "figure": words(quantity.spans) if quantity else None,
                    "value": quantity.value if quantity else None,
                    "low": quantity.low if quantity else None,
                    "high": quantity.high if quantity else None,
                    "bound": quantity.bound if quantity else None,
                    "unit": quantity.unit if quantity else None,
                    "when": words(when.spans) if when else None,
                    "start": when.start if when else None,
                    "end": when.end if when else None,
                    "place": where.name if where else None,
                    "latitude": where.latitude if where else None,
                    "longitude": where.longitude if where else None,
                    "text": words(claim.spans),
                }
            )
    return rows


def attribution_rows(reading: "Reading") -> list[Row]:
    """Give a row per attribution, in the order of the text."""
    return [
        {
            "report": reading.report.id,
            "attribution": one.id,
            "kind": one.kind,
            "source": words(one.source.spans) or None,
            "name": one.source.name,
            "source_kind": one.source.kind,
            "cue": words(one.cue.spans) or None,
            "content": words(one.content.spans),
            "acts": ", ".join(one.acts),
            "factuality": one.factuality,
            "parent": one.parent,
            "confidence": one.confidence,
        }
        for one in reading.attributions
    ]


ROWS = {"claims": claim_rows, "attributions": attribution_rows}
COLUMNS = {
    "claims": (
        "report", "claim", "voice", "source", "chain", "origin", "origin_basis", "act", "factuality", "event", "mode",
        "outcome", "actors", "recipients", "figure", "value", "low", "high", "bound", "unit", "when", "start", "end",
        "place", "latitude", "longitude", "text",
    ),
    "attributions": (
        "report", "attribution", "kind", "source", "name", "source_kind", "cue", "content", "acts", "factuality",
        "parent", "confidence",
    ),
}  # fmt: skip
"""The columns of each, so that a table without rows has them, too."""
NUMBERS = frozenset(("value", "low", "high", "latitude", "longitude", "confidence"))
"""The columns that hold numbers; all others hold text."""
