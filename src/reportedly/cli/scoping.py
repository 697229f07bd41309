"""The options by which lists are narrowed, each written once, and the scope they come to."""

from typing import TYPE_CHECKING, Annotated

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
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="CURSOR", help="Go on where the page that ended with this cursor did.")
]


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
