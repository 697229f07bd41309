"""The commands by which a person decides: `reportedly judge …`, each beside what the machine found.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from typing import Annotated, Literal

import typer

from .options import ByOption, LedgerOption, ListFormat, ListFormatOption, WhyOption
from .scoping import PAGE, AfterOption, PageOption

app = typer.Typer(
    help="Record what you decide: always beside the machine's, never in its place; withdrawn, never undone.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Subjects = Annotated[list[str], typer.Argument(help="By their ids, or the beginnings of them.")]


@app.command("merge")
def merge(
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


@app.command("split")
def split(
    context: typer.Context, claims: Subjects, *, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = None
) -> None:
    """Say that claims don't belong to their question."""
    from . import asking

    asking.judge(ledger or context.obj, "split", claims, by=by, why=why)


@app.command("reject")
def reject(
    context: typer.Context, claims: Subjects, *, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = None
) -> None:
    """Say that claims were read wrongly, and answer nothing."""
    from . import asking

    asking.judge(ledger or context.obj, "reject", claims, by=by, why=why)


@app.command("correct")
def correct(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(help="The claim's id, or the beginning of it.")],
    value: Annotated[float | None, typer.Argument(help="The figure as it should have been read.")] = None,
    *,
    low: Annotated[float | None, typer.Option(help="At least.")] = None,
    high: Annotated[float | None, typer.Option(help="At most.")] = None,
    origin: Annotated[str | None, typer.Option(metavar="NAME", help="Who it traces back to.")] = None,
    no_origin: Annotated[bool, typer.Option("--no-origin", help="It traces back to nobody who is named.")] = False,
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = None,
) -> None:
    """Set the figure, or the origin, of a claim that was read wrongly; what was read stays beside it."""
    from . import asking

    traced = origin is not None or no_origin
    if traced and (value, low, high) != (None, None, None):
        raise typer.BadParameter("set the figure and the origin one after the other")
    if origin is not None and no_origin:
        raise typer.BadParameter("say --origin or --no-origin")
    figure = value if low is None and high is None else {"low": low, "high": high}
    right = {"origin": origin} if traced else figure
    asking.judge(ledger or context.obj, "correct", [claim], value=right, by=by, why=why)


@app.command("grade")
def grade(
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


@app.command("comment")
def comment(
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


@app.command("resolve")
def resolve(
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


@app.command("withdraw")
def withdraw(
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


@app.command("list")
def list_(
    context: typer.Context,
    about: Annotated[str | None, typer.Argument(help="Only about this: an id, or a source's name.")] = None,
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: PageOption = PAGE,
    after: AfterOption = None,
) -> None:
    """List what was decided, the latest first."""
    from . import asking

    asking.list_judgements(ledger or context.obj, about, form=format, limit=limit, after=after)
