"""The commands that say what many reports add up to: questions, answers, origins, drift and why.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from typing import Annotated, Any

import typer

from .options import LedgerOption, ListFormat, ListFormatOption
from .scoping import AfterOption, LimitOption, RuleOption, narrowed

QuestionArgument = Annotated[
    str, typer.Argument(metavar="QUESTION", help="Its id, the beginning of it, or the id of any claim that answers it.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the app."""
    for command in (questions, answers, origins, drift, why):
        app.command()(command)


@narrowed("situation", "place", "event", "counts", "since", "until", "speaker", "publisher")
def questions(
    context: typer.Context,
    *,
    ledger: LedgerOption = None,
    scope: dict[str, Any],
    rule: RuleOption = "latest_by_origin",
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
    limit: LimitOption = None,
    after: AfterOption = None,
) -> None:
    """List what the reports' claims answer: how many, by how many reports, from how many independent origins.

    With --format jsonl or json, each question comes with its answers and origins.
    """
    from . import questioning

    questioning.questions(ledger or context.obj, form=format, rule=rule, limit=limit, after=after, **scope)


def answers(
    context: typer.Context,
    question: QuestionArgument,
    *,
    ledger: LedgerOption = None,
    rule: RuleOption = "latest_by_origin",
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Show every answer to a question: its figure, its source and chain, its words, and where they stand."""
    from . import questioning

    questioning.answers(ledger or context.obj, question, rule=rule, form=format)


def origins(
    context: typer.Context,
    question: QuestionArgument,
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Lead a question's articles back through their relays to those who really may have known."""
    from . import questioning

    questioning.origins(ledger or context.obj, question, form=format)


def drift(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[QUESTION|REPORT]", help="A question's or a report's id. Default: all.")
    ] = None,
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Show what changed on the way: from a source's words to the headline, and from report to report."""
    from . import questioning

    questioning.drift(ledger or context.obj, name, form=format)


def why(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or the beginning of it.")],
    second: Annotated[str, typer.Argument(metavar="CLAIM", help="Another's.")],
    *,
    ledger: LedgerOption = None,
    format: ListFormatOption = ListFormat.table,  # noqa: A002 - the option's own name
) -> None:
    """Say why two claims do or don't answer the same question, rule by rule."""
    from . import questioning

    questioning.why(ledger or context.obj, first, second, form=format)
