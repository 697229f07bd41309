"""What notebooks show of a reading and of a question: a few lines of HTML, everything in them escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from .rows import attribution_rows, claim_rows

if TYPE_CHECKING:
    from .account import Answer, Question
    from .reading import Reading

MOST = 10
"""Rows of a table; how many more there are is said."""
LONGEST = 160
"""Characters of a cell."""


def of_reading(reading: "Reading") -> str:
    """Show a report's facts, who says what in it, and its figures."""
    report = reading.report
    facts = [report.publisher, report.author, report.published, report.url]
    said = [
        (one["name"] or one["source"] or "nobody named", one["cue"], one["content"], one["acts"], one["factuality"])
        for one in attribution_rows(reading)
    ]
    figures = [
        (one["figure"], one["outcome"] or one["event"], one["unit"], one["when"], one["place"], one["origin"])
        for one in claim_rows(reading)
        if one["figure"]
    ]
    return _page(
        report.title or report.id,
        facts,
        _table(("who", "cue", "says", "acts", "certainty"), said),
        _table(("figure", "what", "of", "when", "where", "origin"), figures),
    )


def of_question(question: "Question") -> str:
    """Show a question's estimate, its independent origins, and its answers."""
    independent, estimate = question.independent, question.estimate
    ends = f"{independent.low}" if independent.low == independent.high else f"{independent.low} to {independent.high}"
    range_ = estimate and f"{_number(estimate.best)} ({_number(estimate.low)} to {_number(estimate.high)})"
    facts = [
        f"{range_}, {estimate.rule}" if estimate else None,
        "answers conflict" if estimate and estimate.conflict else None,
        f"{len(question.answers)} answers in {len(question.reports)} reports, {ends} independent origins",
    ]
    headers = ("answer", "origin", "status", "published", "words")
    return _page(question.text, facts, _table(headers, map(_answer, question.answers)))


def _answer(one: "Answer") -> tuple[str | None, ...]:
    """Give an answer's cells."""
    figure = ", ".join(one.who) or (_number(one.value) if one.value is not None else None)
    bound = "" if one.bound == "exact" or one.value is None else f"{one.bound.replace('_', ' ')} "
    return (f"{bound}{figure}" if figure else None, one.origin.name, one.status, one.published, one.span.text)


def _number(value: float | None) -> str:
    """Write a number."""
    return "?" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def _page(title: str, facts: Iterable[str | None], *tables: str) -> str:
    """Put a title, facts and tables together."""
    told = " · ".join(escape(_short(one)) for one in facts if one)
    return f"<div><p><strong>{escape(_short(title))}</strong><br>{told}</p>{''.join(tables)}</div>"


def _table(headers: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """Write a table of the first rows; nothing, where there is none."""
    found = list(rows)
    if not found:
        return ""
    head = "".join(f"<th>{escape(one)}</th>" for one in headers)
    cells = ("".join(f"<td>{escape(_short(one or '–'))}</td>" for one in row) for row in found[:MOST])
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    more = f"<p>and {len(found) - MOST} more</p>" if len(found) > MOST else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _short(text: str) -> str:
    """Give a text on one line, cut where it's long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
