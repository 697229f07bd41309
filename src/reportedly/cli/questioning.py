"""`reportedly questions`, `answers`, `origins`, `drift` and `why`, as they are shown."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from reportedly.errors import NotFound
from reportedly.export.account import CERTAINTY
from reportedly.model import Answer, Comparison, Question, Testimony
from reportedly.model.form import to_plain
from reportedly.model.number import counted
from reportedly.reconcile import changes, compare

from .keeping import opened
from .listing import flat, write
from .options import ListFormat
from .plain import on_line
from .scoping import scope_of

if TYPE_CHECKING:
    from reportedly.keeping import Ledger
    from reportedly.ledger import QuestionRow
    from reportedly.model import DriftStep
    from reportedly.model.account import Estimate, EstimateRule

SHORT = 8
"""Characters of an id in a table: enough to name the thing by, as a rule."""
DAY = 10
"""Characters of a date."""
PAGE = 50
"""Questions of a table, unless more are asked for."""
LONGEST = 240
"""Characters of a claim's words under its row."""


def questions(
    place: str | None,
    *,
    form: ListFormat,
    rule: "EstimateRule",
    limit: int | None,
    after: str | None,
    **scope: Any,
) -> None:
    """Print questions: a table of them, or each with its answers."""
    with opened(place) as ledger:
        chosen = scope_of(ledger, **scope)
        if form is ListFormat.table or after is not None:
            rows = ledger.questions(chosen, limit=limit or PAGE, after=after)
            worded = _worded(ledger, rows) if form is ListFormat.table else {}
            columns = _QUESTIONS | {"Estimate": lambda row: worded.get(row.id) or _estimate(row)}
            write(rows, form=form, columns=columns, nothing="no question has been answered yet")
            return
        _write_whole(ledger.full_questions(chosen, rule=rule, limit=limit), form)


def _write_whole(found: Iterable[Question], form: ListFormat) -> None:
    """Print questions in full as they come: as JSON, a line each, or as CSV without their answers."""
    if form is ListFormat.csv:
        from reportedly.export import rows_to_csv

        sys.stdout.writelines(rows_to_csv(flat(_brief(one)) for one in found))
    elif form is ListFormat.json:
        print(json.dumps([to_plain(one) for one in found], ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for one in found:
            print(json.dumps(to_plain(one), ensure_ascii=False))  # noqa: T201


def _brief(one: Question) -> dict[str, Any]:
    """Give a question without its answers, for a row."""
    plain: dict[str, Any] = to_plain(one)
    plain["answers"] = len(one.answers)
    return plain


def _number(value: float | None) -> str:
    """Write a number."""
    return "–" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def _estimate(row: "QuestionRow") -> str | None:
    """Write an estimate: the best figure, the ends where they differ, and whether answers conflict."""
    found = row.estimate
    if found is None or found.best is None:
        return None
    ends = "" if found.low == found.high == found.best else f" ({_number(found.low)}–{_number(found.high)})"
    return f"{_number(found.best)}{ends}{' !' if found.conflict else ''}"


def _worded(ledger: "Ledger", rows: Sequence["QuestionRow"]) -> dict[str, str]:
    """Write the estimates that answers leave open, by question: "more than 20,000" for a nearest number of 20,001."""
    told = ledger.left_open(rows)
    return {row.id: _bounded(told[row.id]) + _around(row.estimate) for row in rows if row.estimate and row.id in told}


def _around(found: "Estimate") -> str:
    """Write the ends of an estimate where they differ, and a mark where answers conflict."""
    ends = "" if found.low == found.high else f" ({_number(found.low)}–{_number(found.high)})"
    return f"{ends}{' !' if found.conflict else ''}"


def _independent(row: "QuestionRow") -> str:
    """Write how many origins are independent."""
    low, high = row.independent.low, row.independent.high
    return str(low) if low == high else f"{low}–{high}"


_QUESTIONS = {
    "Question": lambda row: row.id[:SHORT],
    "": lambda row: row.text,
    "Estimate": _estimate,
    "Reports": lambda row: row.reports,
    "Origins": _independent,
    "Part of": lambda row: row.part_of and row.part_of[:SHORT],
}


def answers(place: str | None, name: str, *, rule: "EstimateRule", form: ListFormat) -> None:
    """Print a question's answers."""
    with opened(place) as ledger:
        asked = ledger.question(name, rule=rule)
        words = {one.id: one.text for one in ledger.answering(asked.id)}
    if form is not ListFormat.table:
        write(asked.answers, form=form, columns={}, nothing="")
        return
    _head(asked)
    write(
        asked.answers,
        form=form,
        columns=_ANSWERS,
        nothing="nothing answers it",
        beneath=lambda row: [f"“{_short(words.get(row.claim, row.span.text))}”", *_besides(row)],
    )


def _head(asked: Question) -> None:
    """Print what is asked, and what the answers come to."""
    print(on_line(asked.text))  # noqa: T201
    found = asked.estimate
    if found is not None:
        conflict = "; they conflict" if found.conflict else ""
        as_worded = asked.left_open()
        best = _bounded(as_worded) if as_worded else _number(found.best)
        ends = "" if found.low == found.high else f" (from {_number(found.low)} to {_number(found.high)})"
        best = f"{best}{ends} by {found.rule}: {found.because}{conflict}"
        print(on_line(best))  # noqa: T201
    low, high = asked.independent.low, asked.independent.high
    many = str(low) if low == high else f"{low} to {high}"
    reports = len(asked.reports)
    told = f"{reports} {counted('report', reports)}"
    print(f"{told}, {many} independent {counted('origin', high)}\n")  # noqa: T201


def _short(text: str) -> str:
    """Shorten a claim's words for a table."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _figure(row: Answer) -> str:
    """Write an answer's figure with its bound and role."""
    if row.value is None and row.low is None:
        return row.bound if row.bound != "exact" else "–"
    role = "" if row.role == "total" else f" ({row.role})"
    return f"{_bounded(row)}{role}{' ↓' if row.falls else ''}"


def _bounded(row: Answer) -> str:
    """Write an answer's figure with its bound."""
    bound = "" if row.bound in {"exact", "between"} else f"{row.bound.replace('_', ' ')} "
    return f"{bound}{_number(row.value if row.value is not None else row.low)}"


def _traced(row: Answer) -> str:
    """Write whom an answer traces to, and how that's known."""
    if row.origin.name is None:
        return "no source"
    return row.origin.name + ("" if row.origin.basis == "stated" else f" ({row.origin.basis.replace('_', ' ')})")


def _besides(row: Answer) -> Iterator[str]:
    """Yield what else there is to say of an answer: through whom it came, and what it replaces."""
    if len(row.chain) > 1:
        yield f"told by {' → '.join(row.chain)}"
    if row.supersedes:
        yield f"instead of {row.supersedes[:SHORT]}"


def _of(row: Answer) -> str | None:
    """Name what an answer counts."""
    return counted(row.counted, row.value) if row.counted else None


def _outlet(row: Answer) -> str:
    """Name a report's outlet in a few characters: its publisher, else the host of its URL, else the report's id."""
    try:
        host = urlsplit(row.url or "").hostname
    except ValueError:  # a document may call anything its address
        host = None
    return row.publisher or host or row.report[:SHORT]


_ANSWERS: Mapping[str, Any] = {
    "Claim": lambda row: row.claim[:SHORT],
    "Published": lambda row: row.published and row.published[:DAY],
    "Figure": _figure,
    "Of": _of,
    "Status": lambda row: row.status if row.status != "asserted" else CERTAINTY[row.factuality],
    "Traces to": _traced,
    "Report": _outlet,
}


def origins(place: str | None, name: str, *, form: ListFormat) -> None:
    """Print a question's origins, each with the relays and articles that lead to it."""
    with opened(place) as ledger:
        asked = ledger.question(name)
        titles = ledger.titles(asked.reports) if form is ListFormat.table else {}
    if form is not ListFormat.table:
        write(asked.origins, form=form, columns={}, nothing="")
        return
    from rich.text import Text
    from rich.tree import Tree

    from .plain import harmless
    from .show import console

    _head(asked)
    tree = Tree(Text("origins"), guide_style="dim")
    for label, relays in _routes(asked, titles):
        branch = tree.add(Text(harmless(label)))
        for relay, reports in relays.items():
            twig = branch.add(Text(harmless(f"by {relay}"))) if relay else branch
            for report in reports:
                twig.add(Text(harmless(report)))
    console(sys.stdout).print(tree)


def _routes(asked: Question, titles: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
    """Yield each origin, with its articles by the relays between."""
    marks = {one.name: one for one in asked.origins}
    by_origin: dict[str | None, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for one in asked.answers:
        relay = " → ".join(name for name in one.chain[:-1] if name != one.origin.name)
        where = one.publisher or one.url or f"{_short(titles.get(one.report, ''))} {one.report[:SHORT]}".lstrip()
        by_origin[one.origin.name][relay][f"{where}, {(one.published or 'undated')[:DAY]}"] = None
    for name in sorted(
        by_origin, key=lambda name: (name is None, -sum(map(len, by_origin[name].values())), name or "")
    ):
        mark = marks.get(name or "")
        notes = [f"one with {mark.affiliation}"] if mark and mark.affiliation and mark.affiliation != name else []
        notes += ["can't be told apart from others"] if mark and not mark.distinct else []
        label = name or "no source given"
        if notes:
            label += f" ({'; '.join(notes)})"
        yield label, {relay: list(reports) for relay, reports in sorted(by_origin[name].items())}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed on the way, as it is listed: in which question or report, from which words to which."""

    question: str | None
    report: str | None
    from_: str
    to: str
    change: str
    from_value: str | None
    to_value: str | None
    from_words: str
    to_words: str


def drift(place: str | None, name: str | None, *, form: ListFormat) -> None:
    """Print what changed on the way, in a question, in a report, or in all questions."""
    with opened(place) as ledger:
        rows = list(_drifts(ledger, name))
    write(
        rows,
        form=form,
        columns=_CHANGES,
        nothing="nothing changed on the way",
        beneath=lambda row: (f"“{_short(row.from_words)}”", f"→ “{_short(row.to_words)}”"),
    )


def _drifts(ledger: "Ledger", name: str | None) -> Iterator[Change]:
    """Yield the changes."""
    if name is None:
        for asked in ledger.full_questions():
            yield from _of_question(asked, ledger.answering(asked.id))
        return
    try:
        asked = ledger.question(name)
    except NotFound:
        yield from _of_report(ledger, name)
        return
    yield from _of_question(asked, ledger.answering(asked.id))


def _of_question(asked: Question, members: Sequence[Testimony]) -> Iterator[Change]:
    """Yield what changed in a question's answers."""
    words = {one.id: one.text for one in members}
    for steps in changes(asked, members):
        for step in steps:
            yield _change(step, words, question=asked.id)


def _of_report(ledger: "Ledger", name: str) -> Iterator[Change]:
    """Yield what changed inside a report. Raises NotFound where there's no question and no report of that name."""
    reading = ledger.reading(name)
    words = {one.id: " … ".join(span.text for span in one.spans) for one in reading.claims}
    for found in reading.drifts:
        for step in found.steps:
            yield _change(step, words, report=reading.report.id)


def _change(
    step: "DriftStep", words: Mapping[str, str], *, question: str | None = None, report: str | None = None
) -> Change:
    """Make a row."""
    before, after = words.get(step.from_, ""), words.get(step.to, "")
    return Change(question, report, step.from_, step.to, step.change, step.from_value, step.to_value, before, after)


_CHANGES = {
    "In": lambda row: (row.question or row.report)[:SHORT],
    "Changed": lambda row: row.change,
    "From": lambda row: row.from_value,
    "To": lambda row: row.to_value,
}

_VERDICTS: Mapping[Literal["same", "part_of", "contains", "different"], str] = {
    "same": "they answer the same question",
    "part_of": "what the first tells is part of what the second tells",
    "contains": "what the second tells is part of what the first tells",
    "different": "they answer different questions",
}


def why(place: str | None, first: str, second: str, *, form: ListFormat) -> None:
    """Print the reasons for and against two claims' answering one question."""
    with opened(place) as ledger:
        one, other = ledger.testimony(first), ledger.testimony(second)
        found = compare(one, other)
        homes = ledger.question_of(one.id), ledger.question_of(other.id)
    if form is not ListFormat.table:
        write([found], form=form, columns={}, nothing="")
        return
    for claim in (one, other):
        print(on_line(f"{claim.id[:SHORT]} {claim.origin or 'no source'}: {_short(claim.text)}"))  # noqa: T201
    print(f"{_VERDICTS[found.verdict]} (score {found.score:g})")  # noqa: T201
    for line in _reasons(found):
        print(on_line(line))  # noqa: T201
    for line in _outcome(found, homes):
        print(on_line(line))  # noqa: T201


def _reasons(found: Comparison) -> Iterator[str]:
    """Yield the reasons, the weightiest first."""
    for reason in sorted(found.reasons, key=lambda one: (not one.decisive, -abs(one.weight), one.rule)):
        weight = "decides" if reason.decisive else f"{reason.weight:+.1f}"
        yield f"  {weight:>7}  {reason.rule}: {reason.says}"


def _outcome(found: Comparison, homes: tuple[str | None, str | None]) -> Iterator[str]:
    """Yield where the two claims stand now, where that isn't what the comparison alone says."""
    together = homes[0] is not None and homes[0] == homes[1]
    if together and found.verdict != "same":
        yield f"yet both answer {homes[0]}: by way of other claims that go with each, or because a person decided so"
    elif not together and found.verdict == "same":
        yield "yet they stand apart: other claims of their questions speak against it, or a person decided so"
