"""The commands: each says what it does in its first line, and hands the work to the rooms.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from . import account, exchange, intake, joining, judgements, questions, situations
from .options import (
    DelayOption,
    FromOption,
    InputForm,
    InputOption,
    LedgerOption,
    ListFormat,
    ListFormatOption,
    Paths,
    PrivateOption,
    PublishedOption,
    PublisherOption,
    ReaderOption,
    ReadFormat,
    ReadFormatOption,
    TitleOption,
    UrlOption,
)
from .scoping import AfterOption, LimitOption, narrowed

app = typer.Typer(
    name="reportedly",
    help="Read news reports and keep the account: who said what, on whose word, and what became of it on the way.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich takes as long to import as all the rest: --help answers at once without it
    context_settings={"help_option_names": ["-h", "--help"]},
)
gazetteer_app = typer.Typer(help="The places known to the reader.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(gazetteer_app, name="gazetteer")
account.register(app)
exchange.register(app)
app.add_typer(judgements.app, name="judge")
app.add_typer(situations.app, name="situation")
questions.register(app)
intake.register(app)
joining.register(app)


def _say_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    """Print the version and end."""
    if asked:
        from importlib.metadata import version

        typer.echo(f"reportedly {version('reportedly')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    ledger: LedgerOption = None,
    *,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Read news reports and keep the account: who said what, on whose word, and what became of it on the way."""
    context.obj = ledger


@app.command()
def read(
    paths: Paths = None,
    *,
    from_: FromOption = None,
    format: ReadFormatOption = ReadFormat.table,  # noqa: A002 - the option's own name
    input: InputOption = InputForm.auto,  # noqa: A002 - the option's own name
    published: PublishedOption = None,
    url: UrlOption = None,
    title: TitleOption = None,
    publisher: PublisherOption = None,
    reader: ReaderOption = None,
    allow_private: PrivateOption = None,
    delay: DelayOption = None,
    table: Annotated[Literal["claims", "attributions"], typer.Option(help="What a CSV has a row for.")] = "claims",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write here: a file, or for HTML of several reports a folder.")
    ] = None,
) -> None:
    """Read reports, and show who says what.

    With --format jsonl, one JSON object a line comes out per report, in the order of the input; a report that can't be
    read gives a line that says why, the rest go on, and the exit status is 1.
    """
    from . import reading
    from .batch import Batch
    from .online import Online

    batch = Batch(
        paths or [],
        form=input,
        reader=reader,
        online=Online(tuple(from_ or ()), allow_private=allow_private, delay=delay),
        published=published,
        url=url,
        title=title,
        publisher=publisher,
    )
    reading.write(batch, form=format, table=table, out=out)
    raise typer.Exit(batch.exit_status)


@app.command()
def explain(
    path: Annotated[str, typer.Argument(metavar="PATH|URL", help="One report, or - for standard input.")] = "-",
    *,
    at: Annotated[int, typer.Option("--at", metavar="OFFSET", help="Code point of the text, counted from 0.")],
    in_: Annotated[
        Literal["text", "title"], typer.Option("--in", help="What the offset counts in: a title may stand apart.")
    ] = "text",
    format: Annotated[  # noqa: A002 - the option's own name
        Literal["table", "json"], typer.Option("--format", "-f", help="How to show the reasons.")
    ] = "table",
    input: InputOption = InputForm.auto,  # noqa: A002 - the option's own name
    published: PublishedOption = None,
    url: UrlOption = None,
    title: TitleOption = None,
    publisher: PublisherOption = None,
    reader: ReaderOption = None,
) -> None:
    """Say why everything at one place of a report was read as it was: rules, scores, candidates.

    Offsets are those of a reading's spans: code points of report.text (of report.title with --in title).
    """
    from . import explaining

    facts = {"published": published, "url": url, "title": title, "publisher": publisher}
    explaining.explain(path, at, title=in_ == "title", form=format, input_form=input, reader=reader, facts=facts)


@app.command()
def demo(*, format: ReadFormatOption = ReadFormat.table) -> None:  # noqa: A002 - the option's own name
    """Read one of our own example reports: a column that relays what others say about a battle."""
    from . import reading

    reading.write_example(form=format)


@app.command()
def add(
    context: typer.Context,
    paths: Paths = None,
    *,
    from_: FromOption = None,
    ledger: LedgerOption = None,
    input: InputOption = InputForm.auto,  # noqa: A002 - the option's own name
    published: PublishedOption = None,
    url: UrlOption = None,
    title: TitleOption = None,
    publisher: PublisherOption = None,
    reader: ReaderOption = None,
    allow_private: PrivateOption = None,
    delay: DelayOption = None,
    warc: Annotated[
        Path | None, typer.Option("--warc", help="Also write what was read, as it came, to a new WARC archive.")
    ] = None,
    later: Annotated[
        bool, typer.Option("--later", help="Leave addresses to `reportedly work` (a ledger in PostgreSQL).")
    ] = False,
) -> None:
    """Read reports and keep them in the ledger; adding the same again changes nothing."""
    from . import keeping
    from .batch import Batch
    from .online import Online

    online = Online(tuple(from_ or ()), allow_private=allow_private, delay=delay)
    if later:
        from . import sharing

        raise typer.Exit(sharing.put(ledger or context.obj, paths or [], online))
    batch = Batch(
        paths or [],
        form=input,
        reader=reader,
        online=online,
        published=published,
        url=url,
        title=title,
        publisher=publisher,
    )
    keeping.add(batch, ledger or context.obj, warc=warc)
    raise typer.Exit(batch.exit_status)


@app.command("list")
@narrowed("situation", "place", "event", "since", "until", "publisher")
def list_(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    scope: dict[str, Any],
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: LimitOption = None,
    after: AfterOption = None,
) -> None:
    """List the reports in the ledger, newest first; --place and --event by what they claim."""
    from . import keeping

    keeping.list_reports(ledger or context.obj, form=format, limit=limit, after=after, **scope)


@app.command()
def show(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="The report's id, the beginning of it, or its URL.")],
    *,
    ledger: LedgerOption = None,
    format: ReadFormatOption = ReadFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Show what was read in a report of the ledger."""
    from . import keeping

    keeping.show_report(ledger or context.obj, report, form=format)


@app.command()
def serve(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    host: Annotated[
        str, typer.Option(help="The address to serve on; any but loopback demands accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option(help="A host name it may be asked under, as behind a proxy; may be repeated.")
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy ends TLS before it: send cookies over HTTPS only.")
    ] = False,
    allow_private: PrivateOption = None,
) -> None:
    """Open the ledger in a browser: pages, a JSON API and feeds, until Ctrl-C."""
    from . import serving

    serving.serve(ledger or context.obj, host=host, port=port, names=name or [], https=https, private=allow_private)


@app.command()
def verify(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    head: Annotated[bool, typer.Option("--head", help="Print the log's head, to be kept elsewhere.")] = False,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="HEAD.json", help="A head kept elsewhere: the log must have it.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out what is derived: claims, links, questions.")
    ] = False,
) -> None:
    """Prove that nothing in the ledger was altered or lost: the log's hashes, the captures', the readings' spans."""
    from . import keeping

    if head:
        keeping.print_head(ledger or context.obj)
    else:
        raise typer.Exit(keeping.verify(ledger or context.obj, against=against, derived=not quick))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from reportedly.model import Reading, schema_of

    typer.echo(json.dumps(schema_of(Reading), indent=2, ensure_ascii=False))


@gazetteer_app.command("add")
def gazetteer_add(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="CSV (name, latitude, longitude, …) or a GeoNames dump (allCountries.zip, SY.txt).", exists=True
        ),
    ],
) -> None:
    """Add places of your own to the gazetteer; adding a file again replaces what it brought."""
    from . import places

    raise typer.Exit(places.add(files))


@gazetteer_app.command("info")
def gazetteer_info() -> None:
    """Say where the gazetteer is, what it holds, and how large it is; build it where it isn't there yet."""
    from . import places

    places.info()
