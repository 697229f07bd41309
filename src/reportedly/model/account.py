"""What many reports add up to: the testimony of one report's claim, and the questions that testimonies answer.

The first half is what a report hands to reconciling; the second is what comes out, in the ledger contract's form. All
of it is flat and frozen, so that it can be kept as rows, and every comparison is a function of two testimonies alone.
"""

from dataclasses import dataclass, field
from typing import Literal

from .span import Span
from .vocabulary import (
    Act,
    Bound,
    ClaimVoice,
    EntityKind,
    Factuality,
    Measure,
    Outcome,
    Precision,
    QuantityRole,
    Status,
)

QuestionKind = Literal["how_many", "whether", "who"]
Standing = Literal["asserted", "denied", "unverified"]
"""What a source does to the thing an answer tells: "unverified", "denied" and "not yet looked at" are three."""
TracedBasis = Literal["stated", "inferred_in_report", "inferred_across", "none"]
GivenBy = Literal["claim", "report", "none"]
"""Who tells a claim's time or place: its own words, another passage of its report about the same event, or nobody."""
EstimateRule = Literal["latest_by_origin", "acled_conservative", "ucdp_best_low_high"]
Verdict = Literal["same", "part_of", "contains", "different"]


@dataclass(frozen=True, slots=True)
class Testimony:
    """Hold all that reconciling needs of one claim of one report; a claim that counts two things gives two.

    `id` is a hash of the report's id and of the claim's own words, not of offsets or of what was made of them: a second
    reading, or a revision that leaves the sentence alone, gives the same id. Times are ISO 8601 in UTC, intervals
    end-exclusive; degrees WGS 84; `country` is ISO 3166-1 alpha-2.
    """

    id: str
    report: str
    url: str | None
    published: str | None
    publisher: str | None
    claim: str
    """The claim's id in its reading."""
    quantity: str | None
    """Its quantity's id in its reading; None where nothing is counted in numbers."""
    voice: ClaimVoice
    act: Act
    factuality: Factuality
    standing: Standing
    retrospect: bool
    """It looks back at an older event in passing: it never supersedes."""

    # what happened, and what is counted
    event_type: str | None
    event_mode: str | None
    outcome: Outcome | None
    trigger: str
    """The lemma-like lower-case word that tells of the event."""
    counted: str | None
    """The lemma of what is counted, or of who is on the receiving end: "militant", "house"."""
    unit: str | None
    """The class of it that makes two counts comparable: `person`, `household`, `house`, …; None where unknown."""
    status: Status
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    role: QuantityRole
    measure: Measure
    named: tuple[str, ...]
    """Persons to whom it befell, by name, lower-case."""
    actors: tuple[str, ...]
    """Who did it, by name, lower-case."""
    cast: tuple[str, ...]
    """Full names of persons in the passages about this event, lower-case: they tell two shootings in one town apart."""

    # where
    place: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    precision: Precision
    modifier: str | None
    place_by: GivenBy
    also_at: tuple[int, ...]
    """GeoNames ids of the other places of the claim: where people went, a wider or a narrower place."""

    # when
    start: str | None
    end: str | None
    time_by: GivenBy
    as_of: str | None
    """The moment at which it was counted; the publication where nothing else is said, None where that is unknown."""

    # on whose word
    origin: str | None
    origin_kind: EntityKind | None
    origin_of: tuple[str, ...]
    """Names of the bodies to which the origin belongs, lower-case: two ministries of one government share one."""
    origin_basis: TracedBasis
    chain: tuple[str, ...]
    """Names, outermost relay first, the innermost source last."""

    # what the report itself ties it to, by testimony id
    part_of: str | None
    supersedes: str | None
    thread: str | None
    """Claims of one report with the same thread are about the same thing, as its drifts say."""

    span: Span
    figure: Span | None
    text: str
    """The words of all its spans, parts joined by an ellipsis."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Imprint:
    """Hold what a report as a whole tells of where its words come from: its credits and the print of its text.

    `signature` is a MinHash of its words (empty where it has too few); `quotations` are prints of what it quotes.
    """

    report: str
    url: str | None
    published: str | None
    publisher: str | None
    agencies: tuple[str, ...]
    """Agencies whose copy it says it is, as it writes them."""
    signature: tuple[int, ...]
    quotations: tuple[int, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Say one thing that speaks for (`weight` above 0) or against two claims' answering the same question.

    `rule` is its name in the documentation; `says` tells of these two, in words for the user. `decisive`: with it,
    whatever speaks for them counts for nothing.
    """

    rule: str
    says: str
    weight: float
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Judge whether two claims answer the same question, with every reason.

    `part_of`: what the first tells is part of what the second tells, a day of a week or a town of a province;
    `contains` is the reverse. `score` is from 0 to 1.
    """

    first: str
    second: str
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AskedEvent:
    """What kind of event a question asks about."""

    type: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """Where the thing a question asks about happened."""

    name: str
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """An interval, end-exclusive, ISO 8601."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many, by a named rule; `conflict` where the answers it rests on don't all admit `best`."""

    low: float | None
    high: float | None
    best: float | None
    rule: EstimateRule
    conflict: bool
    falls: tuple[str, ...] = ()
    """Answers that give fewer than what they supersede, by claim id: to be looked at."""
    because: str = ""
    """How the figure came about, in one sentence."""


@dataclass(frozen=True, slots=True)
class CountedOrigin:
    """One who really may have known, at the end of the chains, and in how many reports that shows.

    `affiliation` is what origins that count once have in common, None where it stands alone. `distinct`: it can be told
    apart from all others; what can't raises only the upper end of `independent`.
    """

    name: str
    entity: EntityKind | None
    reports: int
    affiliation: str | None = None
    distinct: bool = True


@dataclass(frozen=True, slots=True)
class Independent:
    """How many origins are independent of one another: at least, and at most."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AnswerOrigin:
    """Who an answer traces back to, and how that is known."""

    name: str | None
    basis: TracedBasis


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim's answer to one question. `event_time` and `as_of` are ISO 8601."""

    claim: str
    report: str
    published: str | None
    event_time: str | None
    as_of: str | None
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    role: QuantityRole
    status: Standing
    factuality: Factuality
    voice: ClaimVoice
    origin: AnswerOrigin
    chain: tuple[str, ...]
    span: Span
    supersedes: str | None
    url: str | None = None
    publisher: str | None = None
    act: Act = "assert"
    counted: str | None = None
    who: tuple[str, ...] = ()
    """Names, where the question asks who."""
    falls: bool = False

    @classmethod
    def of(
        cls, one: Testimony, origin: AnswerOrigin, *, supersedes: str | None = None, falls: bool = False
    ) -> "Answer":
        """Make the answer that a testimony gives; where it comes from is for who knows the others to say."""
        return cls(
            claim=one.id,
            report=one.report,
            published=one.published,
            event_time=one.start,
            as_of=one.as_of,
            value=one.value,
            low=one.low,
            high=one.high,
            bound=one.bound,
            role=one.role,
            status=one.standing,
            factuality=one.factuality,
            voice=one.voice,
            origin=origin,
            chain=one.chain,
            span=one.span,
            supersedes=supersedes,
            url=one.url,
            publisher=one.publisher,
            act=one.act,
            counted=one.counted,
            who=one.named,
            falls=falls,
        )


OPEN = frozenset({"at_least", "more_than", "at_most", "less_than"})
"""Bounds that leave one end open."""


@dataclass(frozen=True, slots=True)
class Question:
    """What many claims answer, with every answer, how many really knew, and what it adds up to."""

    id: str
    text: str
    kind: QuestionKind
    event: AskedEvent
    counts: Outcome | None
    unit: str | None
    place: AskedPlace | None
    period: Period | None
    estimate: Estimate | None
    reports: tuple[str, ...]
    origins: tuple[CountedOrigin, ...]
    independent: Independent
    part_of: str | None
    answers: tuple[Answer, ...] = field(default=())

    def left_open(self) -> Answer | None:
        """Give an answer whose words leave the best figure open, as "more than 20,000" does; None where one states it.

        A number that is left out has its neighbour for a best figure, 20,001, which nobody gave: words say it better.
        """
        best = self.estimate.best if self.estimate else None
        gone = {one.supersedes for one in self.answers}
        now = [one for one in self.answers if one.claim not in gone and one.status == "asserted"]
        if best is None or any(one.value == best and one.bound not in OPEN for one in now):
            return None
        bounding = (one for one in now if one.bound in OPEN and best in (one.value, one.low, one.high))
        return min((one for one in bounding if one.value is not None), key=lambda one: one.claim, default=None)

    def _repr_html_(self) -> str:
        """Show the question in a notebook."""
        from .display import of_question

        return of_question(self)
