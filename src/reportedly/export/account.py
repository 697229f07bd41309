"""The account of one reading, as a person takes it in.

The headline first, then who says what, figures, forecasts, drift.
"""

from dataclasses import dataclass
from functools import cached_property

from reportedly.model import Attribution, Claim, Drift, Quantity, Reading, Span, Timex
from reportedly.model.lookup import Lookup
from reportedly.model.number import counted
from reportedly.model.rows import words

CERTAINTY = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "denied",
    "PR-": "improbable",
    "PS-": "possibly not",
    "Uu": "not committed",
}
"""FactBank's values in words; "certain" is how sure the source puts it, never that it's so."""

BOUNDS = {
    "exact": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "approx": "about ",
    "between": "",
    "vague": "",
}

KNOWN_FROM = {
    "given": "",
    "page": " (from the page)",
    "dateline": " (from the dateline)",
    "url": " (from the URL)",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """One claim of the headline, and who in the report bears it out."""

    claim: Claim
    words: str
    event: str
    traced_to: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution with its speaker's name and those who relay it, outermost first."""

    attribution: Attribution
    who: str
    via: tuple[str, ...]
    cue: str
    content: str
    acts: str
    certainty: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of one claim: how many of what, when, where, and whose figure it is."""

    claim: Claim
    quantity: Quantity
    figure: str
    what: str
    when: str
    where: str
    origin: str


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """One forecast: who makes it, what has to come true, how surely, and by when."""

    id: str
    who: str
    criterion: str
    condition: str
    probability: str
    due: str


@dataclass(frozen=True, slots=True)
class DriftLine:
    """One step of a drift."""

    change: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DriftStory:
    """One drift: the claims from the one nearest the origin outward, and what changed at each step."""

    drift: Drift
    claims: tuple[tuple[str, str], ...]
    """Who speaks, and the words."""
    lines: tuple[DriftLine, ...]


@dataclass(frozen=True)
class Account(Lookup):
    """Look a reading's parts up and put them into words; every line can be led back to its spans."""

    @property
    def published(self) -> str:
        """When the report was published, and how that's known where it wasn't given."""
        report = self.reading.report
        if report.published is None:
            return "no publication date known: relative times stay undated (give --published)"
        return f"published {report.published}{KNOWN_FROM[report.published_basis]}"

    @cached_property
    def headline(self) -> list[HeadlineLine]:
        """The headline's claims, each with who it traces to."""
        return [
            HeadlineLine(one, words(one.spans), event_words(one), self.origin(one))
            for one in self.reading.claims
            if one.voice == "headline"
        ]

    @cached_property
    def sayings(self) -> list[Saying]:
        """Who says what, in the order of the text."""
        return [
            Saying(
                attribution=one,
                who=self.speaker(one),
                via=self.relays(one),
                cue=words(one.cue.spans),
                content=words(one.content.spans),
                acts=", ".join(one.acts),
                certainty=CERTAINTY[one.factuality],
            )
            for one in self.reading.attributions
        ]

    @cached_property
    def figures(self) -> list[FigureLine]:
        """The figures that claims make, in the order of the text."""
        lines = [
            FigureLine(
                claim=claim,
                quantity=self.quantities[key],
                figure=figure_words(self.quantities[key]),
                what=event_words(claim),
                when=self.when(claim),
                where=self.where(claim),
                origin=self.origin(claim),
            )
            for claim in self.reading.claims
            for key in claim.quantities
        ]
        return sorted(lines, key=lambda line: place_of(line.quantity.spans))

    @cached_property
    def forecasts(self) -> list[ForecastLine]:
        """The forecasts, in the order of the text."""
        return [
            ForecastLine(
                id=one.id,
                who=self.voice(self.claims[one.claim]),
                criterion=one.criterion,
                condition=one.condition or "",
                probability=_probability(one.probability.phrase, one.probability.low, one.probability.high),
                due=interval_words(one.by.start, one.by.end) if one.by else "no deadline",
            )
            for one in self.reading.forecasts
        ]

    @cached_property
    def drifts(self) -> list[DriftStory]:
        """The drifts, step by step."""
        return [
            DriftStory(
                drift=one,
                claims=tuple((self.voice(self.claims[key]), words(self.claims[key].spans)) for key in one.claims),
                lines=tuple(DriftLine(step.change, step.from_value or "–", step.to_value or "–") for step in one.steps),
            )
            for one in self.reading.drifts
        ]

    @cached_property
    def namings(self) -> list[tuple[str, list[str]]]:
        """Who calls whom what: each namer with their labels, each label once, in the order of the text."""
        labels: dict[str, dict[str, None]] = {}
        for one in self.reading.namings:
            namer = self.entities[one.by].name if one.by else "the author"
            labels.setdefault(namer, {})[f"“{one.label}”" if one.quoted else one.label] = None
        return [(namer, list(found)) for namer, found in labels.items()]

    def speaker(self, attribution: Attribution) -> str:
        """Name the speaker, else give the words that stand there, else say that nobody is named."""
        if attribution.source.kind == "author":
            return "the author"
        return attribution.source.name or words(attribution.source.spans) or "nobody named"

    def relays(self, attribution: Attribution) -> tuple[str, ...]:
        """Name those who relay an attribution, outermost first."""
        names: list[str] = []
        above = attribution.parent
        while above is not None:
            names.insert(0, self.speaker(self.attributions[above]))
            above = self.attributions[above].parent
        return tuple(names)

    def voice(self, claim: Claim) -> str:
        """Say who makes a claim: its chain, else the headline or the author."""
        if claim.chain:
            return " → ".join(self.entities[key].name for key in claim.chain)
        if claim.attribution:
            return self.speaker(self.attributions[claim.attribution])
        return "the headline" if claim.voice == "headline" else "the author"

    def origin(self, claim: Claim) -> str:
        """Say who a claim traces back to, and how that's known."""
        name = claim.origin.name or (self.entities[claim.origin.entity].name if claim.origin.entity else None)
        if claim.origin.basis == "none" or name is None:
            return "nobody named"
        return name if claim.origin.basis == "stated" else f"{name} (inferred)"

    def when(self, claim: Claim) -> str:
        """Give a claim's times: the words, and the interval where it's known."""
        return "; ".join(
            ("as of " if one.role == "as_of" else "") + timex_words(self.timexes[one.timex]) for one in claim.times
        )

    def where(self, claim: Claim) -> str:
        """Give a claim's places, with what they are to it where they aren't simply where it was."""
        return "; ".join(
            ("" if one.role == "at" else f"{one.role} ") + words(self.places[one.place].spans) for one in claim.places
        )


def account(reading: Reading) -> Account:
    """Make the account of a reading."""
    return Account(reading)


def place_of(spans: tuple[Span, ...]) -> tuple[bool, int]:
    """Sort by where a thing stands: the title first."""
    return (not spans or spans[0].in_ != "title", spans[0].start if spans else 0)


def event_words(claim: Claim) -> str:
    """Name a claim's event by its outcome, else its type and mode, else its trigger."""
    event = claim.event
    if event.outcome:
        return event.outcome.replace("_", " ")
    if event.type:
        return event.type.lower() + (f" · {event.mode.replace('_', ' ')}" if event.mode else "")
    return event.trigger.text


def figure_words(quantity: Quantity) -> str:
    """Give a figure with its bound and unit, as a person would write it."""
    if quantity.bound == "between":
        number = f"{number_words(quantity.low)}–{number_words(quantity.high)}"
    elif quantity.value is None:
        number = words(quantity.spans)
    else:
        number = BOUNDS[quantity.bound] + number_words(quantity.value)
    if quantity.scale == "percent":
        return f"{number}%"
    kind, _, measure = quantity.scale.partition(":")
    if kind == "currency":
        return f"{measure} {number}"
    if quantity.scale == "ratio":
        return words(quantity.spans)
    unit = measure or (counted(quantity.unit, quantity.value) if quantity.unit else "")
    return f"{number} {unit}".strip() if quantity.value is not None else number


def number_words(number: float | None) -> str:
    """Write a number with thousands parted, and no decimals that aren't there."""
    if number is None:
        return "?"
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.12g}"


def timex_words(timex: Timex) -> str:
    """Give the words of a time and, where it's known, the interval."""
    interval = interval_words(timex.start, timex.end)
    return f"{words(timex.spans)} ({interval})" if timex.start or timex.end else words(timex.spans)


def interval_words(start: str | None, end: str | None) -> str:
    """Write an end-exclusive interval as people do: a single day as that day, times of day to the minute."""
    first, last = moment_words(start), moment_words(end)
    if start and end:
        return first if _next_day(start) == end else f"{first} to before {last}"
    return f"from {first}" if start else f"before {last}" if end else "no date"


def moment_words(moment: str | None) -> str:
    """Write an ISO 8601 date as it is, a date and time without seconds and zone, which stand in the other formats."""
    day, _, time = (moment or "").partition("T")
    return f"{day} {time[:5]}" if time else day


def _next_day(day: str) -> str | None:
    """Give the day after an ISO date, None for a date and time."""
    from datetime import date, timedelta

    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return None


def _probability(phrase: str | None, low: float | None, high: float | None) -> str:
    """Give a verbal probability with its range."""
    if phrase is None:
        return "unhedged"
    return phrase if low is None or high is None else f"{phrase} ({low:.0%}–{high:.0%})"
