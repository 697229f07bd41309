"""The page of a bundle: a question with its answers, each with the words and the paragraph that it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.export.account import CERTAINTY, interval_words, number_words
from reportedly.export.html import environment
from reportedly.model import Answer, Question, Reading, Testimony

if TYPE_CHECKING:
    from jinja2 import Template

    from reportedly.ledger import Proof

TEMPLATES = Path(__file__).parent / "templates"
AROUND = 240
"""Characters of the report that are shown before and after an answer's words, at most."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as the page shows it: its figure, whose it is, and its words within the report's."""

    answer: Answer
    figure: str
    origin: str
    certainty: str
    title: str
    before: str
    words: str
    after: str
    capture: str | None


def page(
    question: Question,
    said: Sequence[Testimony],
    readings: Sequence[Reading],
    *,
    proof: "Proof",
    head: Mapping[str, Any],
    now: datetime,
) -> str:
    """Write the page: one HTML file that runs nothing, loads nothing, and can be printed."""
    by_report = {one.report.id: one for one in readings}
    captures = {row["report"]: row["capture"] for row in proof.rows["revision"]}
    texts = {one.id: one.text for one in said}
    shown = [_shown(one, by_report.get(one.report), texts, captures.get(one.report)) for one in question.answers]
    period = question.period
    return _template().render(
        question=question,
        shown=shown,
        period=interval_words(period.start, period.end) if period else "",
        best=_best(question),
        range=_range(question),
        number=number_words,
        proof=proof,
        head=head,
        now=now.isoformat(timespec="seconds"),
        style=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
    )


@cache
def _template() -> "Template":
    """Load the page's template, once."""
    return environment(TEMPLATES).get_template("report.html")


def _shown(answer: Answer, reading: Reading | None, texts: Mapping[str, str], capture: str | None) -> Shown:
    """Lay an answer out; without its reading only its own words are known."""
    told = reading.report if reading else None
    span = answer.span
    source = ((told.title if span.in_ == "title" else told.text) or "") if told else ""
    inside = bool(source) and source[span.start : span.end] == span.text
    return Shown(
        answer=answer,
        figure=_figure(answer),
        origin=(answer.origin.name or "nobody named")
        + ("" if answer.origin.basis == "stated" else " (inferred)" if answer.origin.name else ""),
        certainty=CERTAINTY[answer.factuality],
        title=(told.title if told else None) or answer.report,
        before=source[max(0, span.start - AROUND) : span.start].rpartition("\n\n")[2] if inside else "",
        words=span.text if inside else texts.get(answer.claim, span.text),
        after=source[span.end : span.end + AROUND].partition("\n\n")[0] if inside else "",
        capture=capture,
    )


def _figure(answer: Answer) -> str:
    """Write an answer's figure as worded: its bound, and nothing where it counts nobody."""
    if answer.who:
        return ", ".join(answer.who)
    if answer.value is None:
        return "–" if answer.bound == "exact" else answer.bound.replace("_", " ")
    bound = "" if answer.bound == "exact" else f"{answer.bound.replace('_', ' ')} "
    return f"{bound}{number_words(answer.value)}"


def _best(question: Question) -> str:
    """Write the estimate's best figure, with its bound where words leave it open."""
    as_worded = question.left_open()
    if as_worded is not None:
        return _figure(as_worded)
    return number_words(question.estimate.best) if question.estimate else ""


def _range(question: Question) -> str:
    """Write the estimate's ends where they aren't its best figure."""
    estimate = question.estimate
    if estimate is None or estimate.low == estimate.high == estimate.best:
        return ""
    return f"{number_words(estimate.low)} to {number_words(estimate.high)}"
