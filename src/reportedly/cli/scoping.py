"""The options by which lists are narrowed, each written once, and the scope they come to."""

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import typer

if TYPE_CHECKING:
    from reportedly.ledger import Ledger, Scope

PlaceOption = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="NAME|ID|CC", help="Where: a name, a GeoNames id, a country or its code."),
]
EventOption = Annotated[
    list[str] | None, typer.Option("--event", metavar="TYPE[/MODE]", help="What kind of event: ASSAULT, COERCE/arrest.")
]
CountsOption = Annotated[
    list[str] | None, typer.Option("--counts", help="What is counted: killed, arrested, displaced.")
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Not before this day or moment.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Before this day or moment.")]
SpeakerOption = Annotated[list[str] | None, typer.Option("--speaker", metavar="NAME", help="Who says it.")]
PublishersOption = Annotated[list[str] | None, typer.Option("--publisher", metavar="NAME", help="Who published it.")]
ActOption = Annotated[
    list[str] | None, typer.Option("--act", help="What the speaker does: assert, deny, accuse, promise, warn, predict.")
]
CertaintyOption = Annotated[
    list[str] | None,
    typer.Option("--certainty", help="How surely, as FactBank has it: CT+, PR+, PS+, CT-, PR-, PS-, Uu."),
]
SituationOption = Annotated[str | None, typer.Option("--situation", "-s", help="Only what lies in this situation.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="How many at most.")]
PageOption = Annotated[int, typer.Option("--limit", min=1, help="How many at most.")]
PAGE = 50
"""Rows of a list, unless more are asked for."""
RuleOption = Annotated[
    Literal["latest_by_origin", "acled_conservative", "ucdp_best_low_high"],
    typer.Option("--rule", help="The rule by which figures are estimated."),
]
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="CURSOR", help="Go on where the page that ended with this cursor did.")
]

WordsOption = Annotated[str | None, typer.Option("--words", help="Only where these words stand.")]
NARROWING: dict[str, tuple[str, Any]] = {
    "situation": ("situation", SituationOption),
    "words": ("words", WordsOption),
    "place": ("places", PlaceOption),
    "event": ("events", EventOption),
    "counts": ("counts", CountsOption),
    "since": ("since", SinceOption),
    "until": ("until", UntilOption),
    "speaker": ("speakers", SpeakerOption),
    "publisher": ("publishers", PublishersOption),
    "act": ("acts", ActOption),
    "certainty": ("certainty", CertaintyOption),
}
"""Options by their parameters' names: what `scope_of` calls each, and the option."""


def narrowed(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command these options in the place of its parameter `scope`, which gets them as `scope_of` takes them."""

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        parameters: list[inspect.Parameter] = []
        for one in inspect.signature(command).parameters.values():
            if one.name == "scope":
                added = ((name, NARROWING[name][1]) for name in names)
                parameters += [inspect.Parameter(name, one.kind, default=None, annotation=kind) for name, kind in added]
            else:
                parameters.append(one.replace(annotation=hints[one.name]))

        def run(**given: Any) -> None:
            scope = {NARROWING[name][0]: given.pop(name) for name in names}
            command(**given, scope=scope)

        run.__name__, run.__doc__, run.__module__ = command.__name__, command.__doc__, command.__module__
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
        return run

    return wrap


def scope_of(
    ledger: "Ledger",
    *,
    situation: str | None = None,
    words: str | None = None,
    since: str | None = None,
    until: str | None = None,
    **several: list[str] | None,
) -> "Scope":
    """Make the scope of options; a situation's holds as well. Raises NotFound where there is no such situation."""
    from reportedly.keeping import located
    from reportedly.ledger import Scope

    given = {name: tuple(values or ()) for name, values in several.items()}
    inside = (ledger.situation(situation).scope,) if situation else ()
    return located(Scope(words=words, since=since, until=until, inside=inside, **given))
