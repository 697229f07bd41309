"""The commands that ask the ledger what its reports add up to, and record what a person makes of it.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from .options import LedgerOption, ListFormat, ListFormatOption
from .scoping import (
    ActOption,
    AfterOption,
    CertaintyOption,
    CountsOption,
    EventOption,
    PlaceOption,
    PublishersOption,
    SinceOption,
    SituationOption,
    SpeakerOption,
    UntilOption,
)

judge_app = typer.Typer(
    help="Record what you decide: always beside the machine's, never in its place; withdrawn, never undone.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
situation_app = typer.Typer(
    help="Saved scopes, by which all else can be narrowed.", no_args_is_help=True, rich_markup_mode=None
)

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
    "gkg",
]
ByOption = Annotated[str | None, typer.Option("--by", help="Who decides. Default: your name on this computer.")]
WhyOption = Annotated[str | None, typer.Option("--why", help="Why.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="How many at most.")]
Subjects = Annotated[list[str], typer.Argument(help="By their ids, or the beginnings of them.")]
PAGE = 50


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    for command in (history, search, forecasts, erase, export):
        app.command()(command)
    app.add_typer(judge_app, name="judge")
    app.add_typer(situation_app, name="situation")


def export(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    format: Annotated[  # noqa: A002 - the option's own name
        FormatName, typer.Option("--format", "-f", help="The format; the documentation says what each holds.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write; for brat a folder.")],
    rule: Annotated[
        Literal["latest_by_origin", "acled_conservative", "ucdp_best_low_high"],
        typer.Option(help="By which rule figures are estimated, where the format has estimates."),
    ] = "latest_by_origin",
    situation: SituationOption = None,
    words: Annotated[str | None, typer.Option("--words", help="Only where these words stand.")] = None,
    place: PlaceOption = None,
    event: EventOption = None,
    counts: CountsOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    speaker: SpeakerOption = None,
    publisher: PublishersOption = None,
) -> None:
    """Write the ledger's readings or questions in a format that others take, such as ACLED's columns or GeoJSON."""
    from . import exporting

    exporting.export(
        ledger or context.obj,
        name=format,
        out=out,
        rule=rule,
        situation=situation,
        words=words,
        since=since,
        until=until,
        places=place,
        events=event,
        counts=counts,
        speakers=speaker,
        publishers=publisher,
    )


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
    situation: SituationOption = None,
    place: PlaceOption = None,
    event: EventOption = None,
    counts: CountsOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    speaker: SpeakerOption = None,
    publisher: PublishersOption = None,
    act: ActOption = None,
    certainty: CertaintyOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: LimitOption = PAGE,
    after: AfterOption = None,
) -> None:
    """Search claims by words, speakers, places, periods, events, acts and certainty, newest first."""
    from . import asking

    asking.search(
        ledger or context.obj,
        texts=texts,
        form=format,
        limit=limit,
        after=after,
        situation=situation,
        words=words,
        since=since,
        until=until,
        places=place,
        events=event,
        counts=counts,
        speakers=speaker,
        publishers=publisher,
        acts=act,
        certainty=certainty,
    )


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
    situation: SituationOption = None,
    place: PlaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: LimitOption = PAGE,
    after: AfterOption = None,
) -> None:
    """List forecasts: whose, how surely, by when, and what became of them. `judge resolve` resolves one."""
    from . import asking

    asking.forecasts(
        ledger or context.obj,
        due=due,
        by=by,
        scores=scores,
        form=format,
        limit=limit,
        after=after,
        situation=situation,
        places=place,
        since=since,
        until=until,
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
    """Erase a report for good, for a witness's safety or the law: its bytes and texts go, a tombstone stays."""
    from . import asking

    asking.erase(ledger or context.obj, report, reason=reason, by=by, sure=yes)


@situation_app.command("add")
def situation_add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Its name; one of that name gives way.")],
    *,
    ledger: LedgerOption = None,
    words: Annotated[str | None, typer.Option("--words", help="Words that stand in it.")] = None,
    place: PlaceOption = None,
    event: EventOption = None,
    counts: CountsOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    speaker: SpeakerOption = None,
    publisher: PublishersOption = None,
    by: ByOption = None,
) -> None:
    """Save a scope under a name, for --situation."""
    from . import asking

    asking.add_situation(
        ledger or context.obj,
        name,
        by=by,
        words=words,
        since=since,
        until=until,
        places=place,
        events=event,
        counts=counts,
        speakers=speaker,
        publishers=publisher,
    )


@situation_app.command("list")
def situation_list(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """List the situations."""
    from . import asking

    asking.list_situations(ledger or context.obj, form=format)


@situation_app.command("close")
def situation_close(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Its name.")],
    *,
    ledger: LedgerOption = None,
    by: ByOption = None,
) -> None:
    """Close a situation: it's shown no more, and stays in the log."""
    from . import asking

    asking.close_situation(ledger or context.obj, name, by=by)


@judge_app.command("merge")
def judge_merge(
    context: typer.Context,
    questions: Subjects,
    *,
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Say that questions are one, also by naming claims that answer them."""
    from . import asking

    asking.judge(ledger or context.obj, "merge", questions, by=by, why=why)


@judge_app.command("split")
def judge_split(
    context: typer.Context, claims: Subjects, *, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = None
) -> None:
    """Say that claims don't belong to their question."""
    from . import asking

    asking.judge(ledger or context.obj, "split", claims, by=by, why=why)


@judge_app.command("reject")
def judge_reject(
    context: typer.Context, claims: Subjects, *, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = None
) -> None:
    """Say that claims were read wrongly, and answer nothing."""
    from . import asking

    asking.judge(ledger or context.obj, "reject", claims, by=by, why=why)


@judge_app.command("correct")
def judge_correct(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(help="The claim's id, or the beginning of it.")],
    value: Annotated[float | None, typer.Argument(help="The figure as it should have been read.")] = None,
    *,
    low: Annotated[float | None, typer.Option(help="At least.")] = None,
    high: Annotated[float | None, typer.Option(help="At most.")] = None,
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Set the figure of a claim that was read wrongly; what was read stays beside it."""
    from . import asking

    figure = value if low is None and high is None else {"low": low, "high": high}
    asking.judge(ledger or context.obj, "correct", [claim], value=figure, by=by, why=why)


@judge_app.command("grade")
def judge_grade(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(help="A source's name with A to F; a claim or report with 1 to 6.")],
    grade: Annotated[str, typer.Argument(help="Admiralty: A–F for sources, 1–6 for items.")],
    *,
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Grade a source (A reliable … F can't be judged) or an item (1 confirmed … 6 can't be judged)."""
    from . import asking

    kind: Literal["grade_item", "grade_source"] = "grade_item" if grade.isdigit() else "grade_source"
    asking.judge(ledger or context.obj, kind, [subject], value=grade, by=by, why=why)


@judge_app.command("comment")
def judge_comment(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(help="What it's about: the id of a claim, question, report, forecast …")],
    words: Annotated[str, typer.Argument(help="What you have to say.")],
    *,
    ledger: LedgerOption = None,
    by: ByOption = None,
) -> None:
    """Say something of a thing."""
    from . import asking

    asking.judge(ledger or context.obj, "comment", [subject], value=words, by=by)


@judge_app.command("resolve")
def judge_resolve(
    context: typer.Context,
    forecast: Annotated[str, typer.Argument(help="The forecast's id, or the beginning of it.")],
    outcome: Annotated[Literal["true", "false", "void"], typer.Argument(help="What came of it.")],
    *,
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Say what came of a forecast."""
    from . import asking

    asking.judge(ledger or context.obj, "resolve", [forecast], value=outcome, by=by, why=why)


@judge_app.command("withdraw")
def judge_withdraw(
    context: typer.Context,
    judgements: Subjects,
    *,
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Take judgements back: what they said holds no more, and stays to be seen."""
    from . import asking

    asking.judge(ledger or context.obj, "withdraw", judgements, by=by, why=why)


@judge_app.command("list")
def judge_list(
    context: typer.Context,
    about: Annotated[str | None, typer.Argument(help="Only about this: an id, or a source's name.")] = None,
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: LimitOption = PAGE,
    after: AfterOption = None,
) -> None:
    """List what was decided, the latest first."""
    from . import asking

    asking.list_judgements(ledger or context.obj, about, form=format, limit=limit, after=after)
