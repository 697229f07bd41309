"""Find the scenes of a report: its claims about one happening, which share its place, its time and its people.

A report names the town once and the day once, and tells of the dead in another paragraph. What a claim leaves to be
understood from the happening it tells of is taken from there, and marked as the report's word, not the claim's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from reportedly.model import Claim, Place, Quantity, Reading, Span, Timex

from .moments import Days, day_of, days, gap, width
from .narrated import Narrative
from .places import FINE, coarseness, distance
from .tables import families

FAR = 100.0
"""Kilometres past which two towns are two scenes; a county's seat and its villages are nearer."""
NEAR = 45.0
"""Kilometres past which two towns with two figures are two scenes."""
SLACK = 1
"""Days by which two dates of one happening may differ: a night has two."""
LONG = 10
"""An interval of more days than this tells of a season, not of a happening: it parts no scenes."""
MANY, ORDER = 1000.0, 20.0
"""A figure of thousands, and so many times the largest of a scene, is of another order than the scene's."""
TELLING = 4.0
"""A figure from which two claims of one report that give the same one tell of one thing."""
OLD = 30
"""A happening that lies so many days before the report is looked back at."""
HEADLINE, LEAD = 3.0, 2.0
"""What a place counts for in the headline, and in the report's beginning, against a mention elsewhere."""


@dataclass(frozen=True, slots=True)
class Item:
    """One claim and one of its figures, with its own place and time led to their values."""

    claim: Claim
    quantity: Quantity | None
    family: str
    at: int
    """Where its trigger stands: code points, the title before the text."""
    place: Place | None
    where: str
    """The role of its place: `at`, `from`, `to`."""
    timex: Timex | None
    days: Days | None


@dataclass(slots=True)
class Scene:
    """Claims of one report about one happening, and what they together say of where and when it was."""

    number: int
    items: list[Item] = field(default_factory=list)
    days: Days | None = None
    timex: Timex | None = None
    place: Place | None = None
    telling: set[float | None] = field(default_factory=set)
    """Figures of it that no other happening of the report is likely to share."""
    most: float = 0.0
    past: bool = False
    """It lies in a season long past: "in 2021"."""
    usual: Place | None = None
    """The place that its report is about."""
    country: str | None = None
    """Where its claims put it, if they name no town."""

    def add(self, item: Item) -> None:
        """Take a claim in, and what it says of when, where and how many."""
        self.items.append(item)
        if item.place is not None and item.where != "to":
            self.country = self.country or item.place.country
        if item.days and width(item.days) <= LONG and (self.days is None or width(item.days) < width(self.days)):
            self.days, self.timex = item.days, item.timex
        fine = self.place is not None and self.place.precision in FINE
        if not fine and item.where != "to" and located(item.place):
            self.place = item.place
        value = item.quantity.value if item.quantity is not None else None
        if value is not None and item.quantity is not None:
            self.most = max(self.most, value)
            if value >= TELLING:
                self.telling.add(value)

    @property
    def supposed(self) -> Place | None:
        """Where it was: as told, else, where that names but its country, in the town that its report is about."""
        if self.place is not None or not located(self.usual) or self.usual.country != self.country:
            return self.place
        return self.usual


def position(span: Span) -> int:
    """Order spans as they are read: the title first."""
    return span.start - 1_000_000_000 if span.in_ else span.start


def family_of(claim: Claim) -> str:
    """Give the family of events that a claim belongs to: by outcome, else type; each other type is its own."""
    by_outcome, by_type = families()
    event = claim.event
    if event.outcome:
        return by_outcome.get(event.outcome, event.outcome)
    return by_type.get(event.type or "", event.type or "")


def scenes(reading: Reading, items: Sequence[Item]) -> list[Scene]:
    """Part a report's claims into scenes, family by family; each is given the place and the days of its happening."""
    by_family: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_family[item.family].append(item)
    found: list[Scene] = []
    usual = _usual_place(reading)
    narrative = Narrative(reading)
    for family in sorted(by_family):
        found += _parted(narrative, by_family[family], len(found), usual)
    for scene in found:
        scene.place = _place_of(scene) or usual
    return found


def _parted(narrative: Narrative, items: Sequence[Item], before: int, usual: Place | None) -> list[Scene]:
    """Part the claims of one family, in the order of the text."""
    reading = narrative.reading
    found: list[Scene] = []
    paragraph: dict[int, Scene] = {}
    ties = _ties(reading)
    for item in sorted(items, key=lambda one: (one.at, one.claim.id)):
        block = _paragraph(reading, item)
        past = _is_past(reading, item)
        # what a drift ties wrongly to another season's toll would give all of the scene that season
        same = [scene for scene in found if scene.past == past]
        home = next((scene for scene in same if _tied(item, scene, ties)), None)
        trigger = item.claim.event.trigger
        day = narrative.day_before(trigger.start) if item.days is None and not trigger.in_ else None
        home = home or _home(replace(item, days=day[0]) if day else item, same, paragraph.get(block))
        if home is None:
            home = Scene(before + len(found), past=past, usual=usual)
            found.append(home)
        home.add(item)
        if day and home.days is None:
            home.days, home.timex = day
        paragraph[block] = home
    return found


def _ties(reading: Reading) -> dict[str, frozenset[str]]:
    """Give for each claim those that its report tells for the same: the headline's "nearly 20" for the body's 19."""
    ties: dict[str, frozenset[str]] = {}
    for drift in reading.drifts:
        for claim in drift.claims:
            ties[claim] = ties.get(claim, frozenset()).union(drift.claims)
    return ties


def _tied(item: Item, scene: Scene, ties: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a scene has a claim that is told for the same as this one."""
    together = ties.get(item.claim.id, frozenset())
    return any(one.claim.id in together for one in scene.items)


def _is_past(reading: Reading, item: Item) -> bool:
    """Say whether a claim tells of a season that was over long before its report, and not of one day of it."""
    published = day_of(reading.report.published)
    if published is None or item.days is None or width(item.days) <= LONG:
        return False
    return (published - item.days[1]).days > OLD


def _home(item: Item, found: Sequence[Scene], near: Scene | None) -> Scene | None:
    """Give the scene that a claim belongs to: its paragraph's, else the first that fits; None where it opens one."""
    fitting = [scene for scene in found if not _apart(item, scene)]
    if near is not None and near in fitting:
        return near
    return fitting[0] if fitting else None


def _apart(item: Item, scene: Scene) -> bool:
    """Say whether a claim's own words put it in another time, another town or another order than a scene's."""
    if item.days is not None and scene.days is not None:
        slack = SLACK if max(width(item.days), width(scene.days)) <= LONG else OLD
        between = gap(item.days, scene.days)
        if between > slack or (between and _other_figure(item, scene)):
            return True
    elif item.days is not None and _other_figure(item, scene):
        # a figure with a day of its own, beside a scene whose day isn't told
        return True
    if item.quantity is None or _value(item) in scene.telling:
        return False
    value = _value(item)
    if value is not None and value >= MANY and scene.most and value > scene.most * ORDER:
        # what a war has cost till now, told at the end of a report of one day
        return True
    if not located(item.place) or item.where == "to":
        return False
    where = scene.supposed
    return where is not None and (_far(item.place, where) or _other_toll(item, where, scene))


def _other_toll(item: Item, where: Place, scene: Scene) -> bool:
    """Say whether a claim gives another town and another figure of the same outcome than a scene does."""
    counts = [one for one in scene.items if one.claim.event.outcome == item.claim.event.outcome and one.quantity]
    same = any(_value(one) == _value(item) for one in counts)
    return bool(counts) and not same and _far(item.place, where, far=NEAR)


def _other_figure(item: Item, scene: Scene) -> bool:
    """Say whether a claim gives a telling figure, and not one of those that a scene is told by."""
    value = _value(item)
    return value is not None and value >= TELLING and bool(scene.telling) and value not in scene.telling


def _value(item: Item) -> float | None:
    """Give the number of a claim's figure."""
    return item.quantity.value if item.quantity is not None else None


def located(place: Place | None) -> TypeGuard[Place]:
    """Say whether a place is narrower than a country, whose name often tells only whose army it was."""
    return place is not None and place.country is not None and place.admin1 is not None


def _far(one: Place | None, other: Place, *, far: float = FAR) -> bool:
    """Say whether two places are towns too far apart, or in two countries or divisions."""
    if not located(one) or not located(other):
        return False
    if one.country != other.country:
        return True
    if one.precision not in FINE or other.precision not in FINE:
        return one.admin1 != other.admin1
    if None in {one.latitude, one.longitude, other.latitude, other.longitude}:
        return False
    here, there = (one.latitude or 0.0, one.longitude or 0.0), (other.latitude or 0.0, other.longitude or 0.0)
    return distance(here, there) > far


def _place_of(scene: Scene) -> Place | None:
    """Give the place that a scene's claims say most; towns before divisions, divisions before countries."""
    return _heaviest(
        (item.place, HEADLINE if item.claim.voice == "headline" else 1.0)
        for item in scene.items
        if item.place is not None and item.place.country is not None and item.where != "to"
    )


def _usual_place(reading: Reading) -> Place | None:
    """Give the place that a report is about as a whole: named most, with the headline, dateline and lead first."""
    lead = len(reading.report.text) / 5
    return _heaviest(
        (place, HEADLINE if span.in_ else LEAD if span.start < lead else 1.0)
        for place in reading.places
        if place.country is not None
        for span in place.spans
    )


def _heaviest(weighed: Iterable[tuple[Place, float]]) -> Place | None:
    """Give the place with the most weight among the finest; the first on a tie."""
    weights: dict[tuple[str, int | None], float] = defaultdict(float)
    best: dict[tuple[str, int | None], Place] = {}
    for place, weight in weighed:
        key = place.name.lower(), place.geonames_id
        weights[key] += weight
        best.setdefault(key, place)
    if not best:
        return None
    finest = min(coarseness(place) for place in best.values())
    kept = [key for key in weights if coarseness(best[key]) == finest]
    return best[max(kept, key=lambda key: weights[key])]


def _paragraph(reading: Reading, item: Item) -> int:
    """Give where the paragraph of a claim's trigger begins."""
    span = item.claim.event.trigger
    return -1 if span.in_ else reading.report.text.rfind("\n", 0, span.start)


def interval(timex: Timex | None) -> Days | None:
    """Give the days of a time expression, None where it isn't resolved."""
    return days(timex.start, timex.end) if timex is not None else None
