"""Readings in brat's standoff format: a text and an annotation file a report, and the configuration that shows them.

Text-bound annotations may be discontinuous but must not hold a line break, so spans are cut at line breaks (brat
1.3, "Standoff format"). The triple is a relation from the cue; what has no cue hangs its source on its content.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.model import Attribution, Place, Quantity, Reading, Span, Timex

CONFIGURATION = """[entities]
Source
Cue
Content
Quantity
Timex
Place

[relations]
By\tArg1:Cue|Content, Arg2:Source
Says\tArg1:Cue, Arg2:Content
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[attributes]
Factuality\tArg:Content, Value:CT+|PR+|PS+|CT-|PR-|PS-|Uu
Kind\tArg:Content, Value:direct|indirect|mixed

[events]
"""


@dataclass
class _Numbers:
    """Count what was written of each sort: brat wants T1, R1, A1 and so on."""

    given: dict[str, int] = field(default_factory=dict)

    def next(self, sort: str) -> str:
        """Give the next identifier of a sort."""
        self.given[sort] = self.given.get(sort, 0) + 1
        return f"{sort}{self.given[sort]}"


def to_brat(reading: Reading) -> tuple[str, str]:
    """Give the text and the annotations of a report. Offsets are code points into that text.

    A title that stands apart from the text has no place in brat; what was found there alone is left out.
    """
    return reading.report.text, "".join(f"{line}\n" for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    """Yield the lines of the annotation file."""
    numbers = _Numbers()
    for one in reading.attributions:
        yield from _attribution(one, numbers)
    for sort, values in (("Quantity", reading.quantities), ("Timex", reading.timexes), ("Place", reading.places)):
        for value in values:
            yield from _value(sort, value, numbers)


def _attribution(one: Attribution, numbers: _Numbers) -> Iterator[str]:
    """Yield an attribution's parts, its relations and what is known of its content."""
    keys: dict[str, str] = {}
    for sort, part in (("Source", one.source), ("Cue", one.cue), ("Content", one.content)):
        bound = _bound(sort, part.spans, numbers)
        if bound:
            keys[sort], line = bound
            yield line
    above = keys.get("Cue") or keys.get("Content")
    if above and "Source" in keys:
        yield f"{numbers.next('R')}\tBy Arg1:{above} Arg2:{keys['Source']}"
    if "Cue" in keys and "Content" in keys:
        yield f"{numbers.next('R')}\tSays Arg1:{keys['Cue']} Arg2:{keys['Content']}"
    if "Content" in keys:
        yield f"{numbers.next('A')}\tFactuality {keys['Content']} {one.factuality}"
        yield f"{numbers.next('A')}\tKind {keys['Content']} {one.kind}"
    if "Source" in keys and one.source.name:
        yield f"{numbers.next('#')}\tAnnotatorNotes {keys['Source']}\t{_flat(one.source.name)}"


def _value(sort: str, value: Quantity | Timex | Place, numbers: _Numbers) -> Iterator[str]:
    """Yield a value's words, and what they were read as in a note."""
    bound = _bound(sort, value.spans, numbers)
    if bound:
        key, line = bound
        yield line
        parts = (getattr(value, name, None) for name in ("value", "unit", "name", "country", "start", "end"))
        note = " ".join(str(one) for one in parts if one is not None)
        yield f"{numbers.next('#')}\tAnnotatorNotes {key}\t{_flat(note)}"


def _bound(sort: str, spans: tuple[Span, ...], numbers: _Numbers) -> tuple[str, str] | None:
    """Write a text-bound annotation: its identifier and its line; None where it has no words in the text."""
    pieces = [piece for span in spans if span.in_ is None for piece in _pieces(span)]
    if not pieces:
        return None
    key = numbers.next("T")
    offsets = ";".join(f"{start} {start + len(text)}" for start, text in pieces)
    return key, f"{key}\t{sort} {offsets}\t{' '.join(text for _, text in pieces)}"


def _pieces(span: Span) -> Iterator[tuple[int, str]]:
    """Cut a span where its text breaks the line, in any way that Python reads as a line's end."""
    at = span.start
    for line in span.text.splitlines(keepends=True):
        text = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if text.strip():
            yield at, text
        at += len(line)


def _flat(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())
