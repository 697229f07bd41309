"""What claims, questions and reports are chosen by, as tokens that are searched together with their words.

So one index finds "Aleppo, struck, by the ministry, in December" by intersecting short lists, in the order of time, on
every database. A facet begins with a colon, as no word does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from reportedly.errors import BadSetting
from reportedly.model.account import Testimony

from .numbers import moment
from .packing import testimony_of
from .terms import Term, asked, fold, stands, tokens
from .views import Scope

Facets = frozenset[str]
MOST_MONTHS = 24
"""An interval over more months than this is found by its years."""
MOST_YEARS = 60
"""One over more years than this is `:long`, and looked at wherever a period is asked for."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Where a period asked for is open."""
CODE = 2
"""Letters of a country's code."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: terms that must all stand, and groups of facets, of each of which one choice must hold."""

    terms: list[Term] = field(default_factory=list)
    groups: list[list[tuple[str, ...]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.terms or self.groups)


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """Give a name as one token."""
    return "_".join(fold(name[a:b]) for a, b, _ in tokens(name))


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name, folded and not stemmed."""
    return tuple(fold(name[a:b]) for a, b, _ in tokens(name))


def of_claim(one: Testimony) -> Facets:
    """Give the facets of a claim."""
    found = {f":act:{one.act}", f":certainty:{one.factuality.casefold()}", f":voice:{one.voice}"}
    if one.event_type:
        found.add(f":event:{one.event_type.casefold()}")
        if one.event_mode:
            found.add(f":event:{one.event_type}/{one.event_mode}".casefold())
    if one.outcome:
        found.add(f":counts:{one.outcome}")
    if one.publisher and slug(one.publisher):
        found.add(f":publisher:{slug(one.publisher)}")
    for name in (*one.chain, one.origin or ""):
        found.update(f":speaker:{word}" for word in name_words(name))
    found.update(_places(one))
    found.update(calendar(moment(one.start), moment(one.end)))
    return frozenset(found)


def of_place(name: str | None, geonames_id: int | None, country: str | None) -> Facets:
    """Give the facets of a place."""
    found = {f":place:{slug(name)}"} if name and slug(name) else set()
    if geonames_id is not None:
        found.add(f":place:{geonames_id}")
    if country:
        found.add(f":country:{country.casefold()}")
    return frozenset(found)


@lru_cache(maxsize=4_096)
def of_packed(body: bytes) -> Facets:
    """Give the facets of a claim as it's kept; those looked at lately are remembered."""
    return of_claim(testimony_of(body))


def of_claims(claims: Iterable[Testimony]) -> Facets:
    """Give the facets of a question, or of a report: those of all its claims."""
    return frozenset().union(*map(of_claim, claims))


def _places(one: Testimony) -> Iterable[str]:
    """Yield the facets of where a claim is."""
    for name in (one.place, one.admin1):
        if name and slug(name):
            yield f":place:{slug(name)}"
    for number in (one.geonames_id, *one.also_at):
        if number is not None:
            yield f":place:{number}"
    if one.country:
        yield f":country:{one.country.casefold()}"


def holds(asked_: Wanted, words: Sequence[str], found: Facets) -> bool:
    """Say whether words (stems, in order) and facets are what is wanted, as the search tables would."""
    if not all(any(set(choice) <= found for choice in group) for group in asked_.groups):
        return False
    return all(stands(words, one) != one.without for one in asked_.terms)


@lru_cache(maxsize=65_536)
def calendar(start: str | None, end: str | None) -> Facets:
    """Give the facets of an interval of moments: its months where it's short, and its years."""
    if start is None and end is None:
        return frozenset()
    first = datetime.fromisoformat(start or end or "")
    last = datetime.fromisoformat(end or start or "")
    years = range(first.year, last.year + 1)
    if len(years) > MOST_YEARS:
        return frozenset({":long:1", ":long:2"})
    found = {f":y:{year}" for year in years}
    months = _months(first, last)
    return frozenset(found | (set(months) if len(months) <= MOST_MONTHS else {":long:1"}))


def _months(first: datetime, last: datetime) -> list[str]:
    """Give the facets of the months from one to another, both included; nothing where there are too many years."""
    if last.year - first.year > MOST_YEARS:
        return []
    begin, stop = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [f":m:{number // 12:04}-{number % 12 + 1:02}" for number in range(begin, max(begin, stop) + 1)]


def period(scope: Scope) -> tuple[str | None, str | None]:
    """Give the moments between which a scope lies. Raises BadSetting where one is no date."""
    since, until = moment(scope.since), moment(scope.until)
    for written, read in ((scope.since, since), (scope.until, until)):
        if written is not None and read is None:
            raise BadSetting(f"{written!r} is no date: write 2016-12-10, or 2016-12-10T06:00Z")
    for one in scope.inside:
        first, last = period(one)
        since = max(filter(None, (since, first)), default=None)
        until = min(filter(None, (until, last)), default=None)
    return since, until


def _during(since: str | None, until: str | None) -> list[tuple[str, ...]]:
    """Give the facets of which an interval between two moments has one."""
    first = datetime.fromisoformat(since or f"{FIRST_YEAR}-01-01T00:00:00Z")
    last = datetime.fromisoformat(until or f"{LAST_YEAR}-01-01T00:00:00Z")
    months = _months(first, last)
    if since and until and 0 < len(months) <= MOST_MONTHS:
        return [(one,) for one in (*months, ":long:1")]
    years = range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
    return [(one,) for one in (*(f":y:{year}" for year in years), ":long:2")]


def wanted(scope: Scope | None, *, dated: bool = True) -> Wanted:
    """Turn a scope into what is searched for. Raises BadSetting where part of it makes no sense.

    `dated`: its period is looked for among the facets, too; else only its other parts are.
    """
    if scope is None:
        return Wanted()
    found = Wanted()
    for one in _nested(scope):
        if one.words:
            found.terms.extend(asked(one.words))
        found.groups.extend(group for group in _groups(one) if group)
    since, until = period(scope)
    if dated and (since or until):
        found.groups.append(_during(since, until))
    return found


def _nested(scope: Scope) -> Iterable[Scope]:
    """Yield a scope and those it lies inside."""
    yield scope
    for one in scope.inside:
        yield from _nested(one)


def _groups(scope: Scope) -> list[list[tuple[str, ...]]]:
    """Give the facets that a scope asks for, by kind."""
    speakers = [tuple(f":speaker:{word}" for word in name_words(one)) for one in scope.speakers]
    if () in speakers:
        raise BadSetting("a speaker is named by letters or digits")
    return [
        [choice for place in scope.places for choice in _place_choices(place)],
        [(f":event:{one.casefold()}",) for one in scope.events],
        [(f":counts:{one.casefold()}",) for one in scope.counts],
        speakers,
        [(f":publisher:{slug(one)}",) for one in scope.publishers],
        [(f":act:{one.casefold()}",) for one in scope.acts],
        [(f":certainty:{one.casefold()}",) for one in scope.certainty],
    ]


def _place_choices(place: str) -> list[tuple[str, ...]]:
    """Give the facets that a place of a scope may have: by name or GeoNames id, or by its country's code."""
    choices: list[tuple[str, ...]] = [(f":place:{slug(place)}",)]
    if len(place) == CODE and place.isupper():
        choices.append((f":country:{place.casefold()}",))
    return choices


def of_report(publisher: str | None, when: str | None, said: Iterable[Testimony]) -> Facets:
    """Give the facets of a report: those of its claims, but for their time, for which its publication stands."""
    found = {one for one in of_claims(said) if not one.startswith((":m:", ":y:", ":long:"))}
    if publisher and slug(publisher):
        found.add(f":publisher:{slug(publisher)}")
    return frozenset(found | calendar(when, when))
