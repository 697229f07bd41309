"""Takes nothing. Gives the frozen value types that the rooms exchange, and their JSON form.

It may never import a room, nor do anything but hold values.
"""

from .account import (
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
    Reason,
    Testimony,
)
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
from .split import Split, read_as
from .values import Candidate, Place, Quantity, Timex

__all__ = [
    "LARGEST",
    "PLAIN",
    "SCHEMA",
    "TITLE_GAP",
    "Anchor",
    "Answer",
    "AnswerOrigin",
    "Article",
    "AskedEvent",
    "AskedPlace",
    "Attribution",
    "Candidate",
    "Cast",
    "Claim",
    "ClaimPlace",
    "ClaimTime",
    "Commitment",
    "Commitments",
    "Comparison",
    "Content",
    "CountedOrigin",
    "Credit",
    "Cue",
    "Deadline",
    "Drift",
    "DriftStep",
    "Entity",
    "Estimate",
    "Event",
    "Forecast",
    "Furniture",
    "Imprint",
    "Independent",
    "NameSpan",
    "Naming",
    "NounPhrase",
    "Offsets",
    "Origin",
    "Page",
    "Parsed",
    "Period",
    "Place",
    "Probability",
    "Quantity",
    "Question",
    "Reader",
    "Reading",
    "Reason",
    "Report",
    "Sentence",
    "SentenceBounds",
    "Source",
    "Span",
    "Split",
    "Testimony",
    "Timex",
    "Token",
    "from_json",
    "iso_moment",
    "read_as",
    "schema_of",
    "to_json",
    "to_plain",
]
