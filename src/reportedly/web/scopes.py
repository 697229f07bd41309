"""The filters that live in an address: what a query string chooses, and back."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from reportedly.ledger.views import Scope

LONGEST = 300
SEVERAL = ("place", "event", "counts", "speaker", "publisher", "act", "certainty")
FIELDS = {
    "place": "places",
    "event": "events",
    "counts": "counts",
    "speaker": "speakers",
    "publisher": "publishers",
    "act": "acts",
    "certainty": "certainty",
}
Word = Annotated[str | None, Query(max_length=LONGEST)]


class Given(dict[str, str]):
    """The filters that were given; those that weren't are empty."""

    def __missing__(self, _: str) -> str:
        return ""


class Asked:
    """What an address asks for: a scope, and the words it was asked in, for the form and further pages."""

    def __init__(self, scope: Scope, given: Given, situation: str | None = None) -> None:
        self.given = given
        self.situation = situation
        self.own = scope
        self.scope = scope

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.given)


def asked_of(  # noqa: PLR0917 - the query's own parameters
    request: Request,
    q: Word = None,
    place: Word = None,
    since: Word = None,
    until: Word = None,
    event: Word = None,
    counts: Word = None,
    speaker: Word = None,
    publisher: Word = None,
    act: Word = None,
    certainty: Word = None,
    situation: Word = None,
) -> Asked:
    """Read the filters of an address; several values of one are parted by semicolons."""
    raw: dict[str, Any] = {
        "q": q, "place": place, "since": since, "until": until, "event": event, "counts": counts, "speaker": speaker,
        "publisher": publisher, "act": act, "certainty": certainty, "situation": situation,
    }  # fmt: skip
    given = Given({name: value.strip() for name, value in raw.items() if value and value.strip()})
    several: dict[str, Any] = {FIELDS[name]: parted(given.get(name, "")) for name in SEVERAL}
    scope = Scope(words=given.get("q"), since=given.get("since"), until=given.get("until"), **several)
    found = Asked(scope, given, given.get("situation"))
    if found.situation:
        found.scope = replace(scope, inside=(request.app.state.web.ledger.situation(found.situation).scope,))
    return found


def parted(value: str) -> tuple[str, ...]:
    """Part several values at semicolons."""
    return tuple(one.strip() for one in value.split(";") if one.strip())


Filters = Annotated[Asked, Depends(asked_of)]
