"""Readings and lists on a terminal: what a person sees at a glance."""

from typing import TYPE_CHECKING, TextIO

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.export import Account, account
from reportedly.model.rows import words

from .plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.ledger import ReportRow
    from reportedly.model import Reading

LONGEST = 280
"""Characters of a quotation shown in a table; the whole of it is in the other formats."""
LONGEST_ID = 64
"""Characters of a report's id shown in a list: the beginning is enough to name it by."""
PLAIN_WIDTH = 120
"""Columns where the output is no terminal: a file, a pipe."""


def console(stream: TextIO) -> Console:
    """Give the console on a stream; where that is no terminal, it is plain text of a fixed width."""
    plain = Console(file=stream, highlight=False)
    return plain if plain.is_terminal else Console(file=stream, highlight=False, width=PLAIN_WIDTH, no_color=True)


def show_reading(reading: "Reading", out: Console) -> None:
    """Print the account of one reading."""
    told = account(reading)
    report = reading.report
    out.rule()
    out.print(_text(report.title or report.id, style="bold"))
    facts = [report.publisher, report.author, told.published, report.url]
    out.print(_text(" · ".join(fact for fact in facts if fact), style="dim"))
    for note in report.notes:
        out.print(_text(note, style="yellow"))
    _headline(told, out)
    _section(out, "Who says what", _sayings(told), "nobody is quoted or reported as saying anything")
    _section(out, "Figures", _figures(told), "no figure is claimed")
    _section(out, "Forecasts", _forecasts(told), None)
    _section(out, "What changed on the way", _drifts(told), None)
    _section(out, "Who calls whom what", _namings(told), None)
    _section(out, "Set aside as furniture", _furniture(reading), None)
    _section(out, "Left over (in no claim)", _leftovers(reading), None)
    out.print()


def show_reports(rows: "Iterable[ReportRow]", out: Console) -> None:
    """Print a list of reports."""
    table = _table("Report", "Published", "Title", "Publisher", "Says", "Claims", "Revisions")
    for one in rows:
        table.add_row(
            _text(one.id[:LONGEST_ID]),
            _text(one.published or "–"),
            _text(one.title or "–"),
            _text(one.publisher or "–"),
            str(one.attributions),
            str(one.claims),
            str(one.revisions),
        )
    out.print(table)


def _headline(told: Account, out: Console) -> None:
    """Print the headline's claims beside whom they trace to."""
    if not told.headline:
        return
    table = _table("The headline says", "which traces to")
    for line in told.headline:
        style = "red" if line.claim.origin.basis == "none" else "green"
        table.add_row(_text(line.words), _text(line.traced_to, style=style))
    out.print()
    out.print(table)


def _sayings(told: Account) -> Table | None:
    """Put who says what into a table."""
    table = _table("Who", "Cue", "What", "Act · certainty")
    for line in told.sayings:
        who = _text(" → ".join([*line.via, line.who]), style="bold")
        table.add_row(
            who, _text(line.cue, style="italic"), _text(_short(line.content)), _text(f"{line.acts} · {line.certainty}")
        )
    return table if told.sayings else None


def _figures(told: Account) -> Table | None:
    """Put the figures into a table."""
    table = _table("Figure", "What", "When", "Where", "Whose figure")
    for line in told.figures:
        table.add_row(*map(_text, (line.figure, line.what, line.when, line.where, line.origin)))
    return table if told.figures else None


def _forecasts(told: Account) -> Table | None:
    """Put the forecasts into a table."""
    table = _table("Who", "What has to come true", "How surely", "Due")
    for line in told.forecasts:
        criterion = line.criterion + (f" ({line.condition})" if line.condition else "")
        table.add_row(*map(_text, (line.who, criterion, line.probability, line.due)))
    return table if told.forecasts else None


def _drifts(told: Account) -> Group | None:
    """Put each drift into words: its claims in order, then what changed."""
    stories = []
    for story in told.drifts:
        lines = [Text.assemble(_text(who, style="bold"), _text(f": {_short(said)}")) for who, said in story.claims]
        steps = [
            Text.assemble("  ", _text(line.change, style="italic"), _text(f": {line.before} → {line.after}"))
            for line in story.lines
        ]
        stories.append(Padding(Group(*lines, *steps), (0, 0, 1, 1)))
    return Group(*stories) if stories else None


def _namings(told: Account) -> Group | None:
    """Say who calls whom what."""
    lines = [
        Text.assemble(" ", _text(namer, style="bold"), _text(f": {', '.join(labels)}"))
        for namer, labels in told.namings
    ]
    return Group(*lines) if lines else None


def _furniture(reading: "Reading") -> Table | None:
    """List what was set aside, and as what."""
    table = _table("As", "What")
    for one in reading.furniture:
        table.add_row(one.kind.replace("_", " "), _text(_short(words(one.spans)), style="dim"))
    return table if reading.furniture else None


def _leftovers(reading: "Reading") -> Group | None:
    """List what ended in no claim."""
    lines = [_text(f" {_short(span.text)}") for span in reading.leftovers]
    return Group(*lines) if lines else None


def _section(out: Console, title: str, body: Table | Group | None, otherwise: str | None) -> None:
    """Print a section; without a body, what is said in its place, or nothing."""
    if body is None and otherwise is None:
        return
    out.print()
    out.print(f"[bold cyan]{escape(title)}[/]")
    out.print(body if body is not None else _text(f" {otherwise}", style="dim"))


def _text(words: str, *, style: str = "") -> Text:
    """Style a text from outside, made harmless."""
    return Text(harmless(words), style=style)


def _table(*headers: str) -> Table:
    """Make an empty table."""
    table = Table(box=None, padding=(0, 2, 0, 1), header_style="dim", show_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def _short(text: str) -> str:
    """Cut a text to what a table can hold, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]} …"
