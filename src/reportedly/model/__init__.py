"""Takes nothing. Gives the frozen value types that the rooms exchange, and their JSON form.

It may never import a room, nor do anything but hold values.
"""

from .article import LARGEST, TITLE_GAP, Anchor, Article, Credit, Furniture, Offsets, Page, iso_moment
from .attribution import Attribution, Content, Cue, Entity, Source
from .cast import Cast
from .claim import (
    Claim,
    ClaimPlace,
    ClaimTime,
    Deadline,
    Drift,
    DriftStep,
    Event,
    Forecast,
    Naming,
    Origin,
    Probability,
)
from .commitment import PLAIN, Commitment, Commitments
from .form import from_json, schema_of, to_json, to_plain
from .parsed import NameSpan, NounPhrase, Parsed, SentenceBounds, Token
from .reading import SCHEMA, Reader, Reading, Report, Sentence
from .span import Span
from .values import Candidate, Place, Quantity, Timex

__all__ = [
    "LARGEST",
    "PLAIN",
    "SCHEMA",
    "TITLE_GAP",
    "Anchor",
    "Article",
    "Attribution",
    "Candidate",
    "Cast",
    "Claim",
    "ClaimPlace",
    "ClaimTime",
    "Commitment",
    "Commitments",
    "Content",
    "Credit",
    "Cue",
    "Deadline",
    "Drift",
    "DriftStep",
    "Entity",
    "Event",
    "Forecast",
    "Furniture",
    "NameSpan",
    "Naming",
    "NounPhrase",
    "Offsets",
    "Origin",
    "Page",
    "Parsed",
    "Place",
    "Probability",
    "Quantity",
    "Reader",
    "Reading",
    "Report",
    "Sentence",
    "SentenceBounds",
    "Source",
    "Span",
    "Timex",
    "Token",
    "from_json",
    "iso_moment",
    "schema_of",
    "to_json",
    "to_plain",
]
