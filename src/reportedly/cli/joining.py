"""The commands by which other programs are joined to a ledger: MCP clients, Datasette.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from .options import LedgerOption


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command()(mcp)
    app.command()(datasette)


def mcp(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    write: Annotated[bool, typer.Option("--write", help="Let clients add reports, too.")] = False,
) -> None:
    """Serve the ledger to programs that speak the Model Context Protocol, over standard input and output.

    Tools: read, search, questions, answers, origins, reports, report. It only reads, and fetches nothing.
    """
    from reportedly.errors import BadSetting

    try:
        from reportedly.mcp.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("mcp"):
            raise
        raise BadSetting('this needs the SDK: pip install "reportedly[mcp]"') from error
    serve(ledger or context.obj, write=write)


def datasette(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder to write to.")],
) -> None:
    """Write what Datasette needs to show a ledger in a SQLite file: descriptions, queries, and a plugin of its own.

    Then it prints the command that opens the ledger with them. Datasette itself isn't part of Reportedly.
    """
    from .keeping import write_datasette

    write_datasette(ledger or context.obj, out)
