"""What the ledger answers with: rows of its lists, pages of them, and the scope by which they are chosen."""

from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from reportedly.model.account import AskedEvent, AskedPlace, Estimate, Independent, Period, QuestionKind, Testimony
from reportedly.model.claim import Probability

T = TypeVar("T")


class Rows(list[T], Generic[T]):
    """One page of a list; `next` is the cursor from which the page after it goes on, None at the end.

    A cursor stays good while reports are added: what comes after it are the rows after the last one shown.
    """

    def __init__(self, items: "list[T] | tuple[T, ...]" = (), next: str | None = None) -> None:  # noqa: A002
        super().__init__(items)
        self.next = next


@dataclass(frozen=True, slots=True)
class Scope:
    """Choose claims, questions, reports or forecasts: all that is given must hold; of several of one kind, any may.

    Every part may be empty. `words` is a search: words, "phrases", beginn*, -without. `places` are names, GeoNames ids
    or ISO country codes; what lies in a country or first division is found by its name. `since` and `until` are ISO
    8601 dates or moments, the end exclusive: of the event for claims, of the question's period for questions, of the
    publication for reports. `events` are TYPE or TYPE/mode; `counts` outcomes; `speakers` words of their names.
    `inside` are scopes that must hold as well, such as a situation's.
    """

    words: str | None = None
    places: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    events: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    inside: tuple["Scope", ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list: facts about its current reading, and how many revisions it has."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    attributions: int
    claims: int
    revisions: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in a list. `estimate` is by the default rule; `published` is when it was last answered."""

    id: str
    text: str
    kind: QuestionKind
    event: AskedEvent
    counts: str | None
    unit: str | None
    place: AskedPlace | None
    period: Period | None
    estimate: Estimate | None
    reports: int
    answers: int
    independent: Independent
    part_of: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a report, with what was searched for marked: `marks` are offsets into `text`, end-exclusive.

    `start` is where `text` begins in the report's text (its title where `in_` is "title"), in code points.
    """

    text: str
    start: int
    marks: tuple[tuple[int, int], ...] = ()
    in_: Literal["title"] | None = field(default=None, metadata={"omit_none": True})


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a search found: a claim with its question, or a passage of a report's text (`claim` None)."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    passage: Passage
    claim: Testimony | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One forecast in a list: whose, what has to come true, how surely, by when, and what became of it.

    `status`: `open` (its deadline, if any, is still to come), `due` (past, and nobody has said), else how it was
    resolved. `proposed` is what later claims speak for, with them as evidence (testimony ids).
    """

    id: str
    report: str
    claim: str
    by: str | None
    criterion: str
    condition: str | None
    probability: Probability
    due: Period | None
    published: str | None
    status: Literal["open", "due", "true", "false", "void"]
    resolved: "JudgementRow | None" = None
    proposed: Literal["true", "false"] | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well one source's forecasts did, over those past their deadline and resolved true or false.

    `brier` is the mean squared distance of the phrases' middles from what came, over the `hedged`; `unhedged` are
    scored apart, as `hits` and `misses`. `bins` has, by tenth of probability, how many and how many came true.
    """

    by: str | None
    forecasts: int
    due: int
    hedged: int
    brier: float | None
    unhedged: int
    hits: int
    misses: int
    bins: tuple[tuple[float, float, int, int], ...] = ()


JudgementKind = Literal[
    "merge",
    "split",
    "reject",
    "correct",
    "grade_source",
    "grade_item",
    "comment",
    "resolve",
    "withdraw",
    "attribute",
    "code",
]


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What a person decided: kind, about what, with who, when and why. `withdrawn` by which later judgement, if any.

    `subjects` are claims (by testimony id), a forecast, a question, a report, a source's name or another judgement.
    `value` has what was decided: a figure, a grade, words, an outcome.
    """

    id: str
    kind: JudgementKind
    subjects: tuple[str, ...]
    value: Any
    by: str
    at: str
    why: str | None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision of a report: its capture, when and where it was retrieved, and what became of its claims.

    `came`, `went` and `changed` are held against the revision before; a changed claim is (before, after). `noted`: a
    correction note of the report owns up to it; None where nothing changed.
    """

    id: str
    capture: str
    retrieved: tuple[str, ...]
    urls: tuple[str, ...]
    published: str | None
    title: str | None
    current: bool
    erased: bool
    came: tuple[Testimony, ...] = ()
    went: tuple[Testimony, ...] = ()
    changed: tuple[tuple[Testimony, Testimony], ...] = ()
    noted: str | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """A saved scope, by name."""

    name: str
    scope: Scope
    by: str
    at: str
