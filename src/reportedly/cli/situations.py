"""The commands of saved scopes: `reportedly situation …`.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from typing import Annotated, Any

import typer

from .options import ByOption, LedgerOption, ListFormat, ListFormatOption
from .scoping import narrowed

app = typer.Typer(help="Saved scopes, by which all else can be narrowed.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
@narrowed("words", "place", "event", "counts", "since", "until", "speaker", "publisher")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Its name; one of that name gives way.")],
    *,
    ledger: LedgerOption = None,
    scope: dict[str, Any],
    by: ByOption = None,
) -> None:
    """Save a scope under a name, for --situation."""
    from . import asking

    asking.add_situation(ledger or context.obj, name, by=by, **scope)


@app.command("list")
def list_(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """List the situations."""
    from . import asking

    asking.list_situations(ledger or context.obj, form=format)


@app.command("close")
def close(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Its name.")],
    *,
    ledger: LedgerOption = None,
    by: ByOption = None,
) -> None:
    """Close a situation: it's shown no more, and stays in the log."""
    from . import asking

    asking.close_situation(ledger or context.obj, name, by=by)
