"""The commands that bring reports in, at large and by and by: feeds, watch, work, bulk, load, sql; and doctor."""

from pathlib import Path
from typing import Annotated

import typer

from .options import DelayOption, LedgerOption, ListFormat, ListFormatOption, PrivateOption, ReaderOption


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    feeds_app = typer.Typer(help="The feeds that are followed.", no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(feeds_app, name="feeds")
    app.command()(watch)
    app.command()(work)
    feeds_app.command("add")(feeds_add)
    feeds_app.command("remove")(feeds_remove)
    feeds_app.command("list")(feeds_list)
    feeds_app.command("import")(feeds_import)
    feeds_app.command("export")(feeds_export)
    app.command()(bulk)
    app.command()(load)
    app.command()(sql)
    app.command()(doctor)


def watch(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    once: Annotated[bool, typer.Option("--once", help="Poll every feed now, and end.")] = False,
    seconds: Annotated[float | None, typer.Option("--for", min=1, metavar="SECONDS", help="End after so long.")] = None,
    reader: ReaderOption = None,
    allow_private: PrivateOption = None,
    delay: DelayOption = None,
) -> None:
    """Poll the feeds, each in its own rhythm, and keep what they bring; stop and start it as you like."""
    from . import following
    from .online import Online

    online = Online(allow_private=allow_private, delay=delay)
    following.watch(ledger or context.obj, online, once=once, seconds=seconds, reader=reader)


def work(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes to start here.")] = 1,
    seconds: Annotated[float | None, typer.Option("--for", min=1, metavar="SECONDS", help="End after so long.")] = None,
    status: Annotated[
        bool, typer.Option("--status", help="Only show what waits, and which links couldn't be read.")
    ] = False,
    reader: ReaderOption = None,
    allow_private: PrivateOption = None,
    delay: DelayOption = None,
) -> None:
    """Share a PostgreSQL ledger's feeds, and links left by `add --later`, with other workers.

    Start it as often as you like, on as many machines as you like; what a worker leaves undone when it dies, another
    does.
    """
    from . import sharing
    from .online import Online

    if status:
        sharing.show(ledger or context.obj)
        return
    online = Online(allow_private=allow_private, delay=delay)
    sharing.work(ledger or context.obj, online, workers=workers, seconds=seconds, reader=reader)


def feeds_add(
    context: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Feeds, or pages that name their feeds.")],
    *,
    ledger: LedgerOption = None,
    allow_private: PrivateOption = None,
) -> None:
    """Follow feeds: RSS, Atom, JSON Feed."""
    from . import following
    from .online import Online

    raise typer.Exit(following.add(urls, ledger or context.obj, Online(allow_private=allow_private)))


def feeds_remove(
    context: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="As `feeds list` shows them.")],
    *,
    ledger: LedgerOption = None,
) -> None:
    """Follow feeds no more; the reports that came from them stay."""
    from . import following

    following.remove(urls, ledger or context.obj)


def feeds_list(context: typer.Context, *, ledger: LedgerOption = None) -> None:
    """Show a line a feed: when it was last seen, when it's polled again, since when it fails and why."""
    from . import following

    following.list_feeds(ledger or context.obj)


def feeds_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A list of feeds in OPML, as feed readers export it.")],
    *,
    ledger: LedgerOption = None,
) -> None:
    """Follow the feeds of an OPML list."""
    from . import following

    following.import_(file, ledger or context.obj)


def feeds_export(context: typer.Context, *, ledger: LedgerOption = None) -> None:
    """Print the feeds that are followed, as OPML."""
    from . import following

    following.export(ledger or context.obj)


def bulk(
    inputs: Annotated[
        list[str], typer.Argument(metavar="IN...", help="Archives (WARC, WET, WACZ, ZIP), JSON Lines, files, folders.")
    ],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="A new folder for the Parquet files, or a run to carry on.")],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that read. Default: one per processor.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="tcp://HOST:8786", help="Read on a Dask cluster instead.")
    ] = None,
    reader: ReaderOption = None,
    news_only: Annotated[bool, typer.Option("--news-only", help="Only pages that look like dated articles.")] = False,
    copies: Annotated[bool, typer.Option("--copies", help="Read near-duplicates, too, not only the first.")] = False,
) -> None:
    """Read whole archives into Parquet, on many processes or a cluster.

    Give the same command again after a crash: what was done isn't done anew, and the rows are the same whatever was
    killed, and however many workers there were.
    """
    from . import bulking

    raise typer.Exit(
        bulking.bulk(inputs, out, workers=workers, cluster=cluster, reader=reader, news_only=news_only, copies=copies)
    )


def load(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a finished `reportedly bulk`.")],
    *,
    ledger: LedgerOption = None,
) -> None:
    """Load the readings of a bulk run into the ledger; loading twice changes nothing."""
    from . import bulking

    bulking.load_into(folder, ledger or context.obj)


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SQL as DuckDB has it, e.g. 'FROM claims LIMIT 5'.")],
    *,
    folder: Annotated[Path, typer.Option("--dir", help="The folder of a `reportedly bulk`.")] = Path(),
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Ask the files of a bulk run in SQL: views report, claim, attribution, reading, failure."""
    from . import bulking

    bulking.sql(query, folder, form=format)


def doctor(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    settings: Annotated[bool, typer.Option("--settings", help="List every setting, and what it is now.")] = False,
    network: Annotated[bool, typer.Option(help="Ask one address, to see whether there is a network.")] = True,
) -> None:
    """Check model, gazetteer, ledger, disk, network and versions, and say what to do."""
    from . import health

    if settings:
        health.list_settings()
        return
    raise typer.Exit(health.examine(ledger or context.obj, network=network))
