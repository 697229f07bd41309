"""`reportedly history`, `search`, `forecasts`, `situation`, `judge` and `erase`, as they are shown."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from reportedly.errors import BadSetting, NotFound
from reportedly.ledger import Calibration, ForecastRow, Found, JudgementRow, Ledger, RevisionRow, Rows
from reportedly.ledger.deciding import whoever
from reportedly.ledger.sheets import shown_to
from reportedly.ledger.views import JudgementKind
from reportedly.model.account import Testimony
from reportedly.model.form import to_plain

from .keeping import opened
from .listing import marked, write
from .options import ListFormat
from .plain import on_line
from .scoping import scope_of

SHORT = 8
"""Characters of an id in a table: enough to name the thing by, as a rule."""
DAY = 10
"""Characters of a date."""


def history(place: str | None, report: str, *, form: ListFormat) -> None:
    """Print the revisions of a report."""
    with opened(place) as ledger:
        rows = ledger.history(report)
    if form is not ListFormat.table:
        write(rows, form=form, columns={}, nothing="")
        return
    for number, row in enumerate(rows, 1):
        print(on_line(_revision(number, row)))  # noqa: T201
        for sign, some in (("+", row.came), ("−", row.went)):
            for one in some:
                print(f"  {sign} {_claim(one)}")  # noqa: T201
        for before, after in row.changed:
            print(f"  ± {_claim(before)}\n  → {_claim(after)}")  # noqa: T201


def _revision(number: int, row: RevisionRow) -> str:
    """Say what a revision is."""
    if row.erased:
        return f"{number}. erased · {row.capture[:SHORT]}"
    times = ", ".join(row.retrieved) or "retrieved at a time unknown"
    how = "silently" if row.silent else f"with a note: {row.noted}" if row.noted else None
    changed = f"{len(row.came)} came, {len(row.went)} went, {len(row.changed)} changed" if how else None
    parts = [times, row.title, "current" if row.current else None, changed, how, *row.urls]
    return f"{number}. {' · '.join(part for part in parts if part)}"


def _claim(one: Testimony) -> str:
    """Show a claim on a line."""
    return on_line(f"{one.id[:SHORT]} {one.text} ({one.origin or 'no source'}, {one.factuality})")


def search(place: str | None, *, texts: bool, form: ListFormat, limit: int, after: str | None, **scope: Any) -> None:
    """Print what a search finds."""
    with opened(place) as ledger:
        found = ledger.search(scope_of(ledger, **scope), of="texts" if texts else "claims", limit=limit, after=after)
    columns = _TEXTS if texts else _CLAIMS
    write(found, form=form, columns=columns, nothing="nothing was found", beneath=_passage)


def _passage(row: Found) -> list[Any]:
    """Give the passage that a search found, with the words searched for standing out."""
    return [marked(row.passage.text, row.passage.marks)]


def _day(row: Found | ForecastRow) -> str | None:
    """Give the day of publication."""
    return row.published[:DAY] if row.published else None


_CLAIMS = {
    "Claim": lambda row: row.claim.id[:SHORT],
    "Published": _day,
    "Who": lambda row: row.claim.origin,
    "Certainty": lambda row: row.claim.factuality,
    "Question": lambda row: row.question and row.question[:SHORT],
    "Report": lambda row: row.title or row.report[:SHORT],
}
_TEXTS = {
    "Report": lambda row: row.report[:SHORT],
    "Published": _day,
    "Publisher": lambda row: row.publisher,
    "Title": lambda row: row.title,
}


def forecasts(
    place: str | None,
    *,
    due: bool,
    by: str | None,
    scores: bool,
    form: ListFormat,
    limit: int,
    after: str | None,
    **scope: Any,
) -> None:
    """Print forecasts, or how well their sources did."""
    with opened(place) as ledger:
        if scores:
            write(ledger.calibration(by), form=form, columns=_SCORES, nothing="nobody foretold anything")
            return
        chosen = scope_of(ledger, **scope)
        rows = ledger.forecasts(chosen, status="due" if due else None, by=by, limit=limit, after=after)
    write(rows, form=form, columns=_FORECASTS, nothing="no forecast is due" if due else "there are no forecasts")


def _chance(row: ForecastRow) -> str:
    """Say how surely something was foretold."""
    chance = row.probability
    if chance.low is None or chance.high is None:
        return chance.phrase or "unhedged"
    return f"{chance.phrase} ({chance.low:.0%}–{chance.high:.0%})"


def _came(row: ForecastRow) -> str:
    """Say what became of a forecast."""
    proposed = f", {row.proposed}? ({len(row.evidence)} claims)" if row.proposed else ""
    return f"{row.status}{proposed}"


_FORECASTS = {
    "Forecast": lambda row: row.id[:SHORT],
    "Made": _day,
    "By": lambda row: row.by or "the author",
    "What has to come true": lambda row: row.criterion + (f" ({row.condition})" if row.condition else ""),
    "How surely": _chance,
    "Due": lambda row: row.due and row.due.end and row.due.end[:DAY],
    "Status": _came,
}


def _bins(row: Calibration) -> str:
    """Show of each tenth of probability how many came true."""
    return ", ".join(f"{low:.0%}–{high:.0%}: {came} of {number}" for low, high, number, came in row.bins)


_SCORES = {
    "By": lambda row: row.by or "the author",
    "Forecasts": lambda row: row.forecasts,
    "Past deadline": lambda row: row.due,
    "Hedged": lambda row: row.hedged,
    "Brier": lambda row: None if row.brier is None else f"{row.brier:.3f}",
    "Unhedged": lambda row: row.unhedged,
    "Hits": lambda row: row.hits,
    "Misses": lambda row: row.misses,
    "Calibration": _bins,
}


def add_situation(place: str | None, name: str, *, by: str | None, **scope: Any) -> None:
    """Save a situation."""
    with opened(place, readonly=False) as ledger:
        chosen = scope_of(ledger, **scope)
        if not any(value for value in to_plain(chosen).values()):
            raise BadSetting("a situation has a scope: say --place, --since, --event …")
        ledger.save_situation(name, chosen, by=by)
    print(f"saved {on_line(name)}: {_scope(to_plain(chosen))}")  # noqa: T201


def list_situations(place: str | None, *, form: ListFormat) -> None:
    """Print the situations."""
    with opened(place) as ledger:
        rows = ledger.situations()
    write(rows, form=form, columns=_SITUATIONS, nothing="there are no situations: `reportedly situation add` saves one")


def close_situation(place: str | None, name: str, *, by: str | None) -> None:
    """Close a situation."""
    with opened(place, readonly=False) as ledger:
        ledger.close_situation(name, by=by)
    print(f"closed {on_line(name)}")  # noqa: T201


def _scope(plain: dict[str, Any]) -> str:
    """Write a scope on a line."""
    told = ((name, ", ".join(value) if isinstance(value, list) else value) for name, value in plain.items() if value)
    return " · ".join(f"{name} {value}" for name, value in told if name != "inside")


_SITUATIONS = {
    "Situation": lambda row: row.name,
    "Scope": lambda row: _scope(to_plain(row.scope)),
    "By": lambda row: row.by,
    "Since": lambda row: row.at[:DAY],
}


def judge(
    place: str | None,
    kind: JudgementKind,
    subjects: Sequence[str],
    *,
    value: Any = None,
    by: str | None = None,
    why: str | None = None,
) -> None:
    """Record a judgement, and say by which id it can be withdrawn."""
    with opened(place, readonly=False) as ledger:
        made = ledger.judge(kind, subjects, value=value, by=by, why=why)
    print(f"{made.id[:SHORT]} {made.kind.replace('_', ' ')}: {on_line(', '.join(made.subjects))}")  # noqa: T201


def list_judgements(place: str | None, about: str | None, *, form: ListFormat, limit: int, after: str | None) -> None:
    """Print judgements, the latest first; not what others code blind."""
    with opened(place) as ledger:
        found = ledger.judgements(about, limit=limit, after=after)
        rows = Rows(shown_to(whoever(), found, ledger), next=found.next)
    write(rows, form=form, columns=_JUDGEMENTS, nothing="nothing was judged")


def _id(name: str) -> str:
    """Shorten what is an id; other names are shown whole."""
    return name[:SHORT] if name.isalnum() and len(name) >= 2 * SHORT else name


def _judged(row: JudgementRow) -> str:
    """Say what was decided."""
    value = row.value.get("set", "") if isinstance(row.value, dict) else row.value
    if isinstance(value, dict) and "origin" in value:
        return f"it traces back to {value['origin'] or 'nobody named'}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value or "")


_JUDGEMENTS = {
    "Judgement": lambda row: row.id[:SHORT],
    "When": lambda row: row.at[:16],
    "Who": lambda row: row.by,
    "Kind": lambda row: row.kind.replace("_", " ") + (" (withdrawn)" if row.withdrawn else ""),
    "About": lambda row: ", ".join(_id(one) for one in row.subjects),
    "Value": _judged,
    "Why": lambda row: row.why,
}


def erase(place: str | None, report: str, *, reason: str, by: str | None, sure: bool) -> None:
    """Erase a report, once the user is sure."""
    with opened(place, readonly=False) as ledger:
        title = _title(ledger, report)
        if not sure:
            if not sys.stdin.isatty():
                raise BadSetting("what is erased can't be brought back: say --yes")
            asked = input(
                f"Erase {on_line(title or report)} for good? Its bytes and texts can't be brought back. [y/N] "
            )
            if asked.strip().lower() not in ("y", "yes"):
                print("nothing was erased", file=sys.stderr)  # noqa: T201
                return
        gone = ledger.erase(report, reason=reason, by=by)
    for one in gone:
        print(f"erased\t{on_line(one)}")  # noqa: T201


def _title(ledger: Ledger, report: str) -> str | None:
    """Give the title of a report; None of one that isn't shown: it may have bytes left to erase."""
    try:
        return ledger.history(report)[-1].title
    except NotFound:
        return None
