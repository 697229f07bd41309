"""The options that several commands share, each written once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        help="The ledger: a file, or postgresql://user:password@host/name. Default: $REPORTEDLY_LEDGER, else yours.",
        show_default=False,
    ),
]
ByOption = Annotated[str | None, typer.Option("--by", help="Who decides. Default: your name on this computer.")]
WhyOption = Annotated[str | None, typer.Option("--why", help="Why.")]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|URL...",
        help="Addresses, text files, saved pages, JSON Lines, archives, folders of these, or - for standard input.",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="When it was published, ISO 8601: 2026-03-14 or 2026-03-14T09:30Z."
    ),
]
UrlOption = Annotated[str | None, typer.Option("--url", help="Where it was published.")]
TitleOption = Annotated[str | None, typer.Option("--title", help="The headline, where it isn't part of the text.")]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="The outlet that published it.")]


FromOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Fetch the addresses of a list: one a line, or a CSV with a column “url” (and title, published, …).",
    ),
]
PrivateOption = Annotated[
    bool | None,
    typer.Option(
        "--allow-private/--no-private",
        help="Fetch from private, loopback and link-local addresses, too; by default they are refused.",
        show_default=False,
    ),
]
DelayOption = Annotated[
    float | None,
    typer.Option("--delay", min=0, metavar="SECONDS", help="How long a host rests between requests. Default: 1."),
]


class InputForm(StrEnum):
    """What the input is."""

    auto = "auto"
    jsonl = "jsonl"


class ReadFormat(StrEnum):
    """How a reading is shown."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


class ListFormat(StrEnum):
    """How a list is shown."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


InputOption = Annotated[
    InputForm,
    typer.Option(
        "--input",
        help="What the input is: `jsonl` has one document a line; `auto` goes by files' names; - is one document.",
    ),
]
ReaderOption = Annotated[
    Literal["default", "fast"] | None,
    typer.Option("--reader", help="`fast` reads with the lower half of the network: sooner, and it misses more."),
]
ReadFormatOption = Annotated[ReadFormat, typer.Option("--format", "-f", help="How to show what was read.")]
ListFormatOption = Annotated[ListFormat, typer.Option("--format", "-f", help="How to show the list.")]
