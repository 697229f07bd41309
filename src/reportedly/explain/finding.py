"""What an explanation is: what was found at an offset, each thing with its reasons; and what it is drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from reportedly.assemble import assemble
from reportedly.attribute.tagger import Candidate, decoded
from reportedly.model import Article, Commitments, Offsets, Parsed, Reading, Span, Token
from reportedly.model.commitment import PLAIN
from reportedly.model.encoded import Encoded

FindingKind = Literal[
    "furniture",
    "credit",
    "sentence",
    "word",
    "entity",
    "attribution",
    "candidate",
    "quantity",
    "timex",
    "place",
    "claim",
    "forecast",
    "drift",
    "naming",
    "leftover",
]
"""`candidate` is an attribution that was weighed, and not taken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing read at an offset: its id in the reading, its words, which part of it stands there, and why.

    `why` has one reason a line, the main one first. `confidence` runs from 0 to 1, None where the thing has none.
    """

    kind: FindingKind
    id: str | None
    text: str
    spans: tuple[Span, ...]
    part: str | None
    why: tuple[str, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Say what was read at one code point of a report's text, or of its title, and why.

    `before` and `after` are the words around it; `findings` go from the page inwards to what was claimed.
    """

    report: str
    offset: int
    in_: Literal["text", "title"]
    before: str
    after: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Known:
    """Hold what is known after the last step, and the code point of `full_text` that is asked about."""

    article: Article
    parsed: Parsed
    commitments: Commitments
    encoded: Encoded | None
    reading: Reading
    at: int

    @classmethod
    def of(cls, state: Mapping[str, Any], at: int) -> "Known":
        """Take it out of the pipeline's state."""
        taken = {name: state[name] for name in ("article", "parsed", "commitments", "encoded")}
        return cls(**taken, reading=assemble(dict(state)), at=at)

    def holds(self, spans: Iterable[Span]) -> bool:
        """Say whether the code point stands in one of the spans."""
        return any(start <= self.at < end for start, end in map(self.article.offsets, spans))

    @cached_property
    def token(self) -> Token | None:
        """The word at the code point, None between words."""
        return next(iter(self.parsed.tokens_in(self.at, self.at + 1)), None)

    @cached_property
    def weighed(self) -> tuple[Candidate, ...]:
        """The encoder's candidates, taken or not; none where the report was read by rules alone."""
        return tuple(decoded(self.encoded)) if self.encoded is not None else ()

    def head(self, offsets: Offsets) -> Token | None:
        """Give the head of a stretch."""
        return self.parsed.head_in(*offsets)


def reason_of(known: Known, head: Token | None) -> str:
    """Say how far the words commit to one predicate, and by what."""
    if head is None:
        return "no word qualifies it"
    commitment = known.commitments.at(head.i)
    said = commitment.reason if commitment == PLAIN else f"{commitment.factuality} ({commitment.reason})"
    return f"“{head.text}” is {said}"


def text_of(spans: Iterable[Span]) -> str:
    """Give the words of spans in one line."""
    return " … ".join(" ".join(span.text.split()) for span in spans)
