"""A component for spaCy's pipelines: `nlp.add_pipe("reportedly")`.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("reportedly", config={"published": "2026-01-06"})  # doctest: +SKIP
    >>> doc = nlp("Nine people were killed on Monday, the port authority said.")  # doctest: +SKIP
    >>> doc._.attributions[0].source[0].text  # doctest: +SKIP
    'the port authority'

It reads with its own tokens and grammar, whatever stands before it in the pipeline; its spans lie on the document's
tokens. What was read is kept in `doc.user_data`, so that it is saved, sent to other processes and loaded with the doc.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from .errors import EmptyInput, UnknownLanguage
from .export.docbin import mark
from .model import Reading, Span, to_json
from .model.form import from_json
from .model.vocabulary import Act, AttributionKind, Factuality, ReaderName, SourceKind

if TYPE_CHECKING:
    from .model.attribution import Attribution

KEY = "reportedly.reading"
"""Where `doc.user_data` has the reading, in its JSON form."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """Say who says what, as spans of the document; a span that ends within a token is widened to the whole token.

    `name` is who the source is by the fullest name that the report gives. `parent` is the id of the attribution that
    relays this one; `confidence` runs from 0 to 1. Exact offsets stand in the same attribution of `doc._.reading`.
    """

    id: str
    kind: AttributionKind
    source: tuple[DocSpan, ...]
    cue: tuple[DocSpan, ...]
    content: tuple[DocSpan, ...]
    name: str | None
    source_kind: SourceKind
    act: Act
    acts: tuple[Act, ...]
    factuality: Factuality
    parent: str | None
    confidence: float


class Component:
    """Read each document that comes by."""

    def __init__(self, *, reader: ReaderName, published: str | None) -> None:
        self.reader = reader
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """Read a document. One of white space has no reading, one in another language a reading with nothing in it.

        Raises InputError where it's too large, BadSetting where its date is none.
        """
        from .reader import read, set_aside

        try:
            reading = read(
                doc.text, published=doc._.published or self.published, url=doc._.url, media="text", reader=self.reader
            )
        except EmptyInput:
            return doc
        except UnknownLanguage as error:
            reading = set_aside(error)
        doc.user_data[KEY] = to_json(reading)
        mark(doc, reading)
        return doc


@Language.factory("reportedly", assigns=["doc._.reading", "doc._.attributions"])  # type: ignore[untyped-decorator]
def make(
    nlp: Language,  # noqa: ARG001 - what spaCy hands to every factory
    name: str,  # noqa: ARG001 - the same
    reader: ReaderName = "default",
    published: str | None = None,
) -> Component:
    """Make the component: `published` is when documents were, unless `doc._.published` says it of one."""
    return Component(reader=reader, published=published)


def _reading(doc: Doc) -> Reading | None:
    """Give what was read in a document, None where nothing was."""
    written = doc.user_data.get(KEY)
    return _parsed(written) if written is not None else None


@lru_cache(maxsize=16)
def _parsed(written: str) -> Reading:
    """Parse a reading: attributes are asked for again and again."""
    return from_json(Reading, written)


def _attributions(doc: Doc) -> list[Attributed]:
    """Give who says what in a document, in the order of the text."""
    reading = _reading(doc)
    return [_attributed(doc, one) for one in reading.attributions] if reading else []


def _attributed(doc: Doc, one: "Attribution") -> Attributed:
    """Lay an attribution on a document's tokens."""
    return Attributed(
        id=one.id,
        kind=one.kind,
        source=_laid(doc, one.source.spans),
        cue=_laid(doc, one.cue.spans),
        content=_laid(doc, one.content.spans),
        name=one.source.name,
        source_kind=one.source.kind,
        act=one.acts[0],
        acts=one.acts,
        factuality=one.factuality,
        parent=one.parent,
        confidence=one.confidence,
    )


def _laid(doc: Doc, spans: tuple[Span, ...]) -> tuple[DocSpan, ...]:
    """Lay spans on a document's tokens."""
    return tuple(doc.char_span(one.start, one.end, alignment_mode="expand") for one in spans if one.in_ is None)


for _name in ("published", "url"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
Doc.set_extension("reading", getter=_reading, force=True)
Doc.set_extension("attributions", getter=_attributions, force=True)
