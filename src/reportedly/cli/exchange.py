"""The commands that exchange with others: formats that they take, tables that they made, evidence that they check.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from .options import LedgerOption, ListFormat, ListFormatOption
from .scoping import RuleOption, narrowed

FormatName = Literal[
    "csv",
    "acled",
    "ucdp",
    "plover",
    "hxl",
    "geojson",
    "annotations",
    "claimreview",
    "prov",
    "brat",
    "docbin",
    "parquet",
    "warc",
    "gkg",
]


class Shown(StrEnum):
    """What of a comparison is shown."""

    differs = "differs"
    only_theirs = "only_theirs"
    only_ours = "only_ours"
    agrees = "agrees"


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    for command in (export, compare, evidence):
        app.command()(command)


@narrowed("situation", "words", "place", "event", "counts", "since", "until", "speaker", "publisher")
def export(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    format: Annotated[  # noqa: A002 - the option's own name
        FormatName, typer.Option("--format", "-f", help="The format; the documentation says what each holds.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write; for brat and parquet a folder.")],
    rule: RuleOption = "latest_by_origin",
    scope: dict[str, Any],
) -> None:
    """Write the ledger's readings or questions in a format that others take, such as ACLED's columns or GeoJSON.

    `warc` writes what was retrieved, as it came, with its addresses, times and headers, as a web archive.
    """
    from . import exporting

    if format == "warc":
        exporting.archive(ledger or context.obj, out=out, **scope)
        return
    exporting.export(ledger or context.obj, name=format, out=out, rule=rule, **scope)


@narrowed("situation", "words", "place", "event", "counts", "since", "until", "speaker", "publisher")
def compare(
    context: typer.Context,
    table: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="A table of events: ACLED's, UCDP GED's, your own.")
    ],
    *,
    ledger: LedgerOption = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=HEADING",
            help="Which column holds what, where its heading doesn't tell: start=, place=, country=, killed=, …",
        ),
    ] = None,
    dates: Annotated[
        Literal["dmy", "mdy"] | None, typer.Option(help="What stands first in dates such as 03/04/2026.")
    ] = None,
    rule: RuleOption = "latest_by_origin",
    only: Annotated[list[Shown] | None, typer.Option("--only", help="Show only these; may be repeated.")] = None,
    scope: dict[str, Any],
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Set a coder's table against the ledger: what each has that the other lacks, and where the two differ.

    Nothing is written into the ledger.
    """
    from . import comparing

    comparing.compare(
        ledger or context.obj,
        table,
        columns=column or [],
        dates=dates,
        rule=rule,
        only=[one.value for one in only or []],
        form=format,
        **scope,
    )


def evidence(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUESTION]", help="Its id, the beginning of it, or the id of any claim that answers it."
        ),
    ] = None,
    *,
    ledger: LedgerOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder to write; a ZIP file where it ends in .zip.")
    ] = None,
    rule: RuleOption = "latest_by_origin",
    check: Annotated[
        Path | None, typer.Option("--check", metavar="BUNDLE", help="Check this bundle; no ledger is needed.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="HEAD.json", help="A head kept elsewhere: the bundle's log must have it."),
    ] = None,
) -> None:
    """Write what a question's answers rest on into a bundle that proves itself on another machine; or check one.

    It holds the captures, the readings, the judgements, the log, and a page to print.
    """
    from . import evidencing

    evidencing.chosen(question, out, check)
    if check is not None:
        raise typer.Exit(evidencing.check(check, against=against))
    if question is not None and out is not None:
        evidencing.write(ledger or context.obj, question, out, rule=rule)
