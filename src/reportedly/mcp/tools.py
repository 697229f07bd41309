"""The tools: each a method, whose docstring is what a client is told of it, and whose types become its schema."""

from dataclasses import dataclass, replace
from threading import Lock
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from reportedly.errors import BadSetting, InputError, TooLarge, UnknownLanguage
from reportedly.keeping import Ledger, located
from reportedly.ledger import Scope
from reportedly.ledger.views import Found, QuestionRow, ReportRow
from reportedly.model import Page, Reading, iso_moment
from reportedly.model.account import CountedOrigin, Estimate, EstimateRule, Independent, Question, TracedBasis
from reportedly.reader import read_page, set_aside

LONGEST_TEXT = 200_000
"""Code points of a text that a tool reads: a client waits for the answer, and the answer repeats its words."""
LONGEST_WORD = 300
LONGEST_PAGE = 50
LONGEST_ANSWERS = 200

Part = Literal[
    "furniture", "sentences", "entities", "attributions", "quantities", "timexes", "places", "claims", "namings",
    "forecasts", "drifts", "leftovers",
]  # fmt: skip
WHOLE: tuple[Part, ...] = ("entities", "attributions", "quantities", "timexes", "places", "claims", "drifts")
"""What a reading is given with unless other parts are asked for."""

Word = Annotated[str, Field(max_length=LONGEST_WORD)]
Several = Annotated[list[Word], Field(max_length=20)]
Parts = Annotated[list[Part], Field(description="Which lists of the reading to give; the others come empty.")]
Name = Annotated[str, Field(max_length=2000, description="Its id, or the beginning of it.")]
Day = Annotated[str | None, Field(max_length=40, description="ISO 8601, a date or a moment.")]
Rule = Annotated[EstimateRule, Field(description="The rule by which figures are estimated.")]
Number = Annotated[int, Field(ge=1, le=LONGEST_PAGE, description="How many at most.")]
After = Annotated[str | None, Field(max_length=500, description="The `next` of the page before.")]
Text = Annotated[str, Field(max_length=LONGEST_TEXT, description="The report's text, or its HTML.")]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Hold one page of what a search found; `next` leads on."""

    items: tuple[Found, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Hold one page of questions; `next` leads on."""

    items: tuple[QuestionRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Hold one page of reports; `next` leads on."""

    items: tuple[ReportRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Answered:
    """Hold a question with its answers; `left_out` is how many more there are."""

    question: Question
    left_out: int


@dataclass(frozen=True, slots=True)
class Route:
    """Say how an answer came: its origin, the relays between (outermost first), and the report it stands in."""

    origin: str | None
    basis: TracedBasis
    chain: tuple[str, ...]
    report: str
    publisher: str | None
    published: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Traced:
    """Say who really may have known the answers to a question, and by which routes they reached the reports."""

    question: str
    text: str
    reports: int
    independent: Independent
    origins: tuple[CountedOrigin, ...]
    estimate: Estimate | None
    routes: tuple[Route, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Say what became of a report that was added."""

    report: str
    status: Literal["added", "unchanged", "reread", "revised", "erased"]
    note: str | None


class Tools:
    """Answer from one ledger, which is opened when first asked for. One text is read at a time."""

    def __init__(self, place: str | None, *, write: bool = False) -> None:
        self._place = place
        self._write = write
        self._ledger: Ledger | None = None
        self._opening = Lock()
        self._reading = Lock()

    @property
    def ledger(self) -> Ledger:
        """The ledger. Raises LedgerError where it can't be opened."""
        with self._opening:
            if self._ledger is None:
                self._ledger = Ledger(self._place, readonly=not self._write)
            return self._ledger

    def close(self) -> None:
        """Let the ledger go."""
        if self._ledger is not None:
            self._ledger.close()

    def read(
        self,
        text: Text,
        *,
        published: Day = None,
        title: Word | None = None,
        url: Annotated[str | None, Field(max_length=2000)] = None,
        publisher: Word | None = None,
        parts: Parts = list(WHOLE),  # noqa: B006 - the schema's default; nobody alters it
    ) -> Reading:
        """Read one news report, given as text or HTML: who says what, how surely; figures, times, places, drift.

        Nothing is fetched and nothing is kept. English only. Give `published`, else relative times stay undated.
        Offsets are code points of report.text. Claims are what was reported, not what is true.
        """
        _, reading = self._read(text, published=published, title=title, url=url, publisher=publisher)
        return chosen(reading, parts)

    def search(
        self,
        *,
        words: Annotated[
            str | None, Field(max_length=LONGEST_WORD, description='words "a phrase" begin* -without')
        ] = None,
        of: Annotated[Literal["claims", "texts"], Field(description="Claims, or passages of the texts.")] = "claims",
        places: Several = [],  # noqa: B006 - as above
        since: Day = None,
        until: Day = None,
        events: Several = [],  # noqa: B006 - as above
        counts: Several = [],  # noqa: B006 - as above
        speakers: Several = [],  # noqa: B006 - as above
        publishers: Several = [],  # noqa: B006 - as above
        certainty: Several = [],  # noqa: B006 - as above
        situation: Word | None = None,
        limit: Number = 10,
        after: After = None,
    ) -> FoundPage:
        """Search the claims that the ledger's reports make (or, of="texts", their texts), newest first.

        Everything given must hold. places: names, GeoNames ids, country codes. events: PLOVER types such as ASSAULT or
        COERCE/arrest. counts: killed, injured, displaced, arrested, … certainty: FactBank's CT+, PR+, PS+, CT-, Uu.
        """
        scope = self._scope(
            words, situation, since, until, places=places, events=events, counts=counts, speakers=speakers,
            publishers=publishers, certainty=certainty,
        )  # fmt: skip
        rows = self.ledger.search(scope, of=of, limit=limit, after=after)
        return FoundPage(tuple(rows), rows.next)

    def questions(
        self,
        *,
        places: Several = [],  # noqa: B006 - as above
        since: Day = None,
        until: Day = None,
        events: Several = [],  # noqa: B006 - as above
        counts: Several = [],  # noqa: B006 - as above
        speakers: Several = [],  # noqa: B006 - as above
        publishers: Several = [],  # noqa: B006 - as above
        situation: Word | None = None,
        limit: Number = 10,
        after: After = None,
    ) -> QuestionPage:
        """List what the reports' claims answer ("How many were killed in … on …?"), the one answered last first.

        Each comes with an estimate, how many reports answer it, and how many independent origins they have: at least,
        and at most.
        """
        scope = self._scope(
            None, situation, since, until, places=places, events=events, counts=counts, speakers=speakers,
            publishers=publishers,
        )  # fmt: skip
        rows = self.ledger.questions(scope, limit=limit, after=after)
        return QuestionPage(tuple(rows), rows.next)

    def answers(self, question: Name, rule: Rule = "latest_by_origin", limit: Number = LONGEST_PAGE) -> Answered:
        """Give every answer to one question: figure, bound, whom it traces to, through whom, in which words."""
        found = self.ledger.question(question, rule=rule)
        return Answered(replace(found, answers=found.answers[:limit]), max(0, len(found.answers) - limit))

    def origins(self, question: Name, rule: Rule = "latest_by_origin") -> Traced:
        """Lead the reports that answer a question back through their relays to those who really may have known.

        Count origins, never articles: forty papers with one agency's copy are one origin.
        """
        found = self.ledger.question(question, rule=rule)
        routes = tuple(
            Route(one.origin.name, one.origin.basis, one.chain, one.report, one.publisher, one.published, one.claim)
            for one in found.answers[:LONGEST_ANSWERS]
        )
        return Traced(
            found.id, found.text, len(found.reports), found.independent, found.origins, found.estimate, routes,
            len(found.answers) - len(routes),
        )  # fmt: skip

    def reports(
        self,
        *,
        places: Several = [],  # noqa: B006 - as above
        since: Day = None,
        until: Day = None,
        publishers: Several = [],  # noqa: B006 - as above
        situation: Word | None = None,
        limit: Number = 10,
        after: After = None,
    ) -> ReportPage:
        """List the reports in the ledger, newest publication first."""
        scope = self._scope(None, situation, since, until, places=places, publishers=publishers)
        rows = self.ledger.reports(scope, limit=limit, after=after)
        return ReportPage(tuple(rows), rows.next)

    def report(self, report: Name, parts: Parts = list(WHOLE)) -> Reading:  # noqa: B006 - as above
        """Give the reading of a report in the ledger, by its id, the beginning of it, or its URL."""
        return chosen(self.ledger.reading(report), parts)

    def add(
        self,
        text: Text,
        *,
        published: Day = None,
        title: Word | None = None,
        url: Annotated[str | None, Field(max_length=2000)] = None,
        publisher: Word | None = None,
    ) -> Kept:
        """Read one news report, text or HTML, and keep it in the ledger; adding the same again changes nothing."""
        if not self._write:
            raise BadSetting("this server only reads: start it by `reportedly mcp --write`")
        page, reading = self._read(text, published=published, title=title, url=url, publisher=publisher)
        added = self.ledger.add(page, reading)
        note = "it is in a language that isn't read: nothing was read in it" if not reading.sentences else None
        return Kept(added.report, added.status, note)

    def _read(self, text: str, *, published: str | None, **facts: Any) -> tuple[Page, Reading]:
        """Read a text. Raises InputError where it can't be read; one of another language is set aside."""
        if len(text) > LONGEST_TEXT:
            raise TooLarge(f"at most {LONGEST_TEXT:,} characters are read here: use `reportedly add`")
        try:
            page = Page(text, published=iso_moment(published) if published else None, **facts)
        except ValueError as error:
            raise BadSetting(f"{published} is no date: write 2026-03-14 or 2026-03-14T09:30Z") from error
        with self._reading:
            try:
                return page, read_page(page)
            except UnknownLanguage as error:
                if not self._write:
                    raise InputError(str(error)) from error
                return page, set_aside(error)

    def _scope(
        self, words: str | None, situation: str | None, since: str | None, until: str | None, **several: list[str]
    ) -> Scope:
        """Make a scope. Raises NotFound where there is no such situation."""
        inside = (self.ledger.situation(situation).scope,) if situation else ()
        given = {name: tuple(values) for name, values in several.items()}
        return located(Scope(words=words, since=since, until=until, inside=inside, **given))


def chosen(reading: Reading, parts: list[Part]) -> Reading:
    """Empty the lists of a reading that weren't asked for."""
    left_out: dict[str, Any] = {name: () for name in get_args(Part) if name not in parts}
    return replace(reading, **left_out)
