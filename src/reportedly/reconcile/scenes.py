"""Find the scenes of a report: its claims about one happening, which share its place, its time and its people.

A report names the town once and the day once, and tells of the dead in another paragraph. What a claim leaves to be
understood from the happening it tells of is taken from there, and marked as the report's word, not the claim's.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.model import Claim, Place, Quantity, Reading, Span, Timex

from .moments import Days, days, gap, width
from .places import FINE, distance
from .tables import families

FAR = 100.0
"""Kilometres past which two towns are two scenes; a county's seat and its villages are nearer."""
SLACK = 1
"""Days by which two dates of one happening may differ: a night has two."""
LONG = 10
"""An interval of more days than this tells of a season, not of a happening: it parts no scenes."""
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
    for family in sorted(by_family):
        found += _parted(reading, by_family[family], len(found))
    usual = _usual_place(reading)
    for scene in found:
        scene.place = _place_of(scene) or usual
    return found


def _parted(reading: Reading, items: Sequence[Item], before: int) -> list[Scene]:
    """Part the claims of one family, in the order of the text."""
    found: list[Scene] = []
    paragraph: dict[int, Scene] = {}
    for item in sorted(items, key=lambda one: (one.at, one.claim.id)):
        block = _paragraph(reading, item)
        home = _home(item, found, paragraph.get(block))
        if home is None:
            home = Scene(before + len(found))
            found.append(home)
        home.items.append(item)
        if item.days and width(item.days) <= LONG and (home.days is None or width(item.days) < width(home.days)):
            home.days, home.timex = item.days, item.timex
        if _tells_where(item) and (home.place is None or home.place.precision not in FINE):
            home.place = item.place
        paragraph[block] = home
    return found


def _home(item: Item, found: Sequence[Scene], near: Scene | None) -> Scene | None:
    """Give the scene that a claim belongs to; None where it opens one."""
    if item.days is None and not _tells_where(item):
        return near or (found[0] if found else None)
    fitting = [scene for scene in found if not _apart(item, scene)]
    if near is not None and near in fitting:
        return near
    return fitting[0] if fitting else None


def _apart(item: Item, scene: Scene) -> bool:
    """Say whether a claim's own words put it in another time or another town than a scene's."""
    if item.days and scene.days and max(width(item.days), width(scene.days)) <= LONG:
        if gap(item.days, scene.days) > SLACK:
            return True
    elif item.days and scene.days and gap(item.days, scene.days) > OLD:
        return True
    if not _tells_where(item) or scene.place is None or item.place is None or item.quantity is None:
        return False
    return _far(item.place, scene.place)


def _far(one: Place, other: Place) -> bool:
    """Say whether two places are towns too far apart, or in two countries."""
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision not in FINE or other.precision not in FINE:
        return bool(one.admin1 and other.admin1 and one.admin1 != other.admin1)
    if None in {one.latitude, one.longitude, other.latitude, other.longitude}:
        return False
    here, there = (one.latitude or 0.0, one.longitude or 0.0), (other.latitude or 0.0, other.longitude or 0.0)
    return distance(here, there) > FAR


def _tells_where(item: Item) -> bool:
    """Say whether a claim says where it happened: whoever is taken "to" a town was hurt elsewhere."""
    place = item.place
    return place is not None and item.where != "to" and place.country is not None


def _place_of(scene: Scene) -> Place | None:
    """Give the place that a scene's claims say most, finer ones before wider ones they may lie in."""
    votes: defaultdict[tuple[str, int | None], float] = defaultdict(float)
    best: dict[tuple[str, int | None], Place] = {}
    for item in scene.items:
        place = item.place
        if place is None or place.country is None or item.where == "to":
            continue
        key = place.name.lower(), place.geonames_id
        votes[key] += HEADLINE if item.claim.voice == "headline" else 1.0
        best.setdefault(key, place)
    if not votes:
        return None
    fine = {key: count for key, count in votes.items() if best[key].precision in FINE} or dict(votes)
    return best[max(fine, key=lambda key: (fine[key], -list(votes).index(key)))]


def _usual_place(reading: Reading) -> Place | None:
    """Give the place that a report is about as a whole: named most, with the headline, dateline and lead first."""
    weights: defaultdict[tuple[str, int | None], float] = defaultdict(float)
    best: dict[tuple[str, int | None], Place] = {}
    for place in reading.places:
        if place.country is None or not place.spans:
            continue
        key = place.name.lower(), place.geonames_id
        best.setdefault(key, place)
        for span in place.spans:
            weights[key] += HEADLINE if span.in_ else LEAD if span.start < len(reading.report.text) / 5 else 1.0
    if not weights:
        return None
    fine = {key: weight for key, weight in weights.items() if best[key].precision in FINE} or dict(weights)
    return best[max(fine, key=lambda key: (fine[key], -list(weights).index(key)))]


def _paragraph(reading: Reading, item: Item) -> int:
    """Give where the paragraph of a claim's trigger begins."""
    span = item.claim.event.trigger
    return -1 if span.in_ else reading.report.text.rfind("\n", 0, span.start)


def interval(timex: Timex | None) -> Days | None:
    """Give the days of a time expression, None where it isn't resolved."""
    return days(timex.start, timex.end) if timex is not None else None
