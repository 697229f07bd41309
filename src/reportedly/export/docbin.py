"""Readings as spaCy documents, and as a DocBin that spaCy's own tools take.

A document has the report's text under spaCy's English tokeniser, and a span group each for sources, cues, contents,
quantities, timexes and places. A span that ends within a token is widened to the whole token: the exact offsets stand,
in the same order, in the group's attributes under `offsets`.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportedly.model import Reading, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

VALUES = ("quantities", "timexes", "places")


def to_docbin(readings: Iterable[Reading]) -> bytes:
    """Give readings as one DocBin. Raises ImportError where spaCy isn't installed."""
    from spacy.tokens import DocBin

    packed: bytes = DocBin(docs=(to_doc(reading) for reading in readings), store_user_data=True).to_bytes()
    return packed


def to_doc(reading: Reading) -> "Doc":
    """Give a reading as a spaCy document; what was found in a separate title alone has no place in it."""
    doc = _english()(reading.report.text)
    doc.user_data["reportedly"] = {"report": reading.report.id, "url": reading.report.url or ""}
    mark(doc, reading)
    return doc


def mark(doc: "Doc", reading: Reading) -> None:
    """Lay what was read on the tokens of a document with the report's text, as its span groups."""
    from spacy.tokens import SpanGroup

    groups: dict[str, list[tuple[Span, str]]] = {}
    for group, span, label in _found(reading):
        groups.setdefault(group, []).append((span, label))
    for group, found in groups.items():
        spans = [doc.char_span(one.start, one.end, label=label, alignment_mode="expand") for one, label in found]
        offsets = [[one.start, one.end] for one, _ in found]
        doc.spans[group] = SpanGroup(doc, name=group, spans=spans, attrs={"offsets": offsets})


def _found(reading: Reading) -> Iterator[tuple[str, Span, str]]:
    """Yield what goes into which group, with its label: an attribution's id, or a value's."""
    for one in reading.attributions:
        for group, part in (("source", one.source), ("cue", one.cue), ("content", one.content)):
            yield from ((group, span, one.id) for span in part.spans if span.in_ is None)
    for group in VALUES:
        for value in getattr(reading, group):
            yield from ((group, span, value.id) for span in value.spans if span.in_ is None)


@cache
def _english() -> "Language":
    import spacy

    english = spacy.blank("en")
    english.max_length = 2**31
    return english
