"""Readings as W3C Web Annotations (JSON-LD), for annotation tools and for whoever links to a passage.

Every annotation's target selects by position and by quotation, so that it finds its words again after small edits
(Web Annotation Data Model, W3C Recommendation 2017, 4.2.4 and 4.2.5). An annotation has two bodies: what was found in a
few words, and in full, in the words of the reading's contract, as one JSON value (JSON-LD 1.1, 4.2.2), so that its
keys aren't taken for those of the Web Annotation vocabulary.
"""

from collections.abc import Iterator
from typing import Any

from reportedly.model import Attribution, Claim, Naming, Quantity, Reading, Span, Timex
from reportedly.model.form import to_plain
from reportedly.model.rows import words

from .account import CERTAINTY, event_words, figure_words, timex_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OURS = {"reading": {"@id": "https://reportedly.invalid/ns#reading", "@type": "@json"}}
"""What the Web Annotation context lacks; our namespace resolves nowhere on purpose (RFC 2606)."""
AROUND = 32
"""Characters before and after that a quotation selector gives, to tell it from the same words elsewhere."""
BY_HAND = "by hand"
"""The rule of an attribution that a person marked."""
NAMES = {
    "attributions": "attribution",
    "claims": "claim",
    "quantities": "figure",
    "timexes": "time",
    "places": "place",
    "namings": "naming",
}
"""The findings that have annotations, and what one of them is called."""


def to_annotations(reading: Reading, *, base: str | None = None) -> dict[str, Any]:
    """Give a reading as one AnnotationPage. Positions are code points into the report's text, end-exclusive.

    Spans in a title that stands apart from the text point into a source of their own, the report's IRI with `#title`.
    `base` is the address under which the annotations are served; without it their identifiers hang on the report's IRI.
    """
    base = base or iri(reading)
    items = [annotation for kind in NAMES for annotation in _annotations(reading, kind, base)]
    return {
        "@context": [CONTEXT, OURS],
        "id": f"{base}#annotations",
        "type": "AnnotationPage",
        "items": items,
    }


def iri(reading: Reading) -> str:
    """Give what names the report on the web: its address, or a URN of its text's hash where it has none."""
    return reading.report.url or f"urn:sha256:{reading.report.sha256}"


def _annotations(reading: Reading, kind: str, base: str) -> Iterator[dict[str, Any]]:
    """Yield the annotations of one kind of finding; what has no words in the report has none."""
    for number, found in enumerate(getattr(reading, kind), 1):
        spans = _spans(found)
        key = getattr(found, "id", f"n{number}")
        if spans:
            yield {
                "id": f"{base}#{key}",
                "type": "Annotation",
                "motivation": "identifying",
                **({"creator": {"type": "Person"}} if _by_hand(found) else {"generator": _software(reading)}),
                "body": [
                    {
                        "type": "TextualBody",
                        "format": "text/plain",
                        "language": "en",
                        "purpose": "describing",
                        "value": f"{NAMES[kind]} {key}: {_summary(found)}",
                    },
                    {
                        "type": "Dataset",
                        "format": "application/json",
                        "purpose": "classifying",
                        "name": kind,
                        "reading": to_plain(found),
                    },
                ],
                "target": [_target(reading, span) for span in spans],
            }


def _by_hand(found: Any) -> bool:
    """Say whether a person marked it."""
    return isinstance(found, Attribution) and found.rule == BY_HAND


def _software(reading: Reading) -> dict[str, str]:
    """Name what read it."""
    return {"type": "Software", "name": "Reportedly", "schema:softwareVersion": reading.reader.version}


def _summary(found: Any) -> str:
    """Say in a few words what was found."""
    if isinstance(found, Attribution):
        return f"{found.source.name or words(found.source.spans) or 'nobody named'} · {', '.join(found.acts)}"
    if isinstance(found, Claim):
        return f"{event_words(found)} · {CERTAINTY[found.factuality]} · origin {found.origin.name or 'not named'}"
    if isinstance(found, Quantity):
        return figure_words(found)
    if isinstance(found, Timex):
        return timex_words(found)
    return str(found.label if isinstance(found, Naming) else found.name)


def _spans(found: Any) -> tuple[Span, ...]:
    """Give the words that a finding was read from; an attribution's are source, cue and content together."""
    if hasattr(found, "spans"):
        spans: tuple[Span, ...] = found.spans
        return spans
    return (*found.source.spans, *found.cue.spans, *found.content.spans)


def _target(reading: Reading, span: Span) -> dict[str, Any]:
    """Select one span, by position and by quotation."""
    inside_title = span.in_ == "title"
    text = (reading.report.title or "") if inside_title else reading.report.text
    return {
        "type": "SpecificResource",
        "source": f"{iri(reading)}#title" if inside_title else iri(reading),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(span.start - AROUND, 0) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }
