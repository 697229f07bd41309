"""The field's triple of source, cue and content (PARC 3.0, Pareti 2016; PolNeAR, Newell et al. 2018)."""

from dataclasses import dataclass

from .span import Span
from .vocabulary import Act, AttributionKind, EntityKind, Factuality, SourceKind


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body, group, place or document of the report, with every mention of it.

    `name` is the fullest name the report gives; `affiliated_with` are ids of other entities.
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    affiliated_with: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the words that stand in this attribution, the entities they refer to, and who that is by name."""

    spans: tuple[Span, ...] = ()
    entities: tuple[str, ...] = ()
    name: str | None = None
    kind: SourceKind = "none"


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that tell of the speaking; `lemma` is that of its main word."""

    spans: tuple[Span, ...] = ()
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The words attributed, with their quotation marks; several spans where a cue or a new paragraph parts them."""

    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: one source, cue and content.

    `acts` has the main one first. `factuality` is how far this source commits to the content as worded. `parent` is the
    id of the attribution that relays this one. `confidence` runs from 0 to 1.
    """

    id: str
    kind: AttributionKind
    source: Source
    cue: Cue
    content: Content
    addressees: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ("assert",)
    factuality: Factuality = "CT+"
    parent: str | None = None
    confidence: float = 1.0
    rule: str = ""
    """What found it: `tagger`, or the name of a rule of layout or grammar."""
