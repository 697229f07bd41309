"""The commands that ask the ledger for claims, revisions and forecasts, and the one that erases.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from typing import Annotated, Any

import typer

from .options import ByOption, LedgerOption, ListFormat, ListFormatOption
from .scoping import PAGE, AfterOption, PageOption, narrowed


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    for command in (history, search, forecasts, erase):
        app.command()(command)


def history(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="The report's id, the beginning of it, or its URL.")],
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Show a report's revisions: which claims came, went or changed, silently or with a correction note."""
    from . import asking

    asking.history(ledger or context.obj, report, form=format)


@narrowed("situation", "place", "event", "counts", "since", "until", "speaker", "publisher", "act", "certainty")
def search(
    context: typer.Context,
    words: Annotated[
        str | None, typer.Argument(help='Words that all stand; "a phrase", beginn*, -without. Quote the whole.')
    ] = None,
    *,
    ledger: LedgerOption = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Search the reports' texts, not only what is claimed.")
    ] = False,
    scope: dict[str, Any],
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: PageOption = PAGE,
    after: AfterOption = None,
) -> None:
    """Search claims by words, speakers, places, periods, events, acts and certainty, newest first."""
    from . import asking

    asking.search(ledger or context.obj, texts=texts, form=format, limit=limit, after=after, words=words, **scope)


@narrowed("situation", "place", "since", "until")
def forecasts(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    due: Annotated[
        bool, typer.Option("--due", help="Only those past their deadline that nobody has resolved.")
    ] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="SOURCE", help="Only those of this source.")] = None,
    scores: Annotated[
        bool, typer.Option("--scores", help="How well each source foretold: Brier, calibration.")
    ] = False,
    scope: dict[str, Any],
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: PageOption = PAGE,
    after: AfterOption = None,
) -> None:
    """List forecasts: whose, how surely, by when, and what became of them. `judge resolve` resolves one."""
    from . import asking

    asking.forecasts(
        ledger or context.obj, due=due, by=by, scores=scores, form=format, limit=limit, after=after, **scope
    )


def erase(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="The report's id, the beginning of it, or its URL.")],
    *,
    ledger: LedgerOption = None,
    reason: Annotated[str, typer.Option("--reason", help="Why: it's kept with the tombstone.")],
    by: ByOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
) -> None:
    """Erase a report for good, for a witness's safety or the law: its bytes, its texts and what people wrote of it go.

    A tombstone stays: its id, its URL, when and why. What also decides about other reports keeps its reason.
    """
    from . import asking

    asking.erase(ledger or context.obj, report, reason=reason, by=by, sure=yes)
