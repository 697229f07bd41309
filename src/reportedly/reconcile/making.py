"""Make testimonies: one claim and one of its figures, with what its report says of the same happening."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from reportedly.model import Claim, Place, Testimony
from reportedly.model.account import GivenBy, Standing
from reportedly.model.rows import words
from reportedly.model.vocabulary import Bound, Precision, QuantityRole

from .befell import Befell
from .book import Book
from .moments import day_of, days, utc
from .places import FINE
from .scenes import OLD, Item, Scene, located
from .tables import class_of

PERSONAL = frozenset(
    {"killed", "injured", "killed_or_injured", "missing", "abducted", "arrested", "released", "surrendered"}
)
"""Outcomes that befall persons: a person to whom it befell counts as one."""
MOST_NAMES = 12
"""Persons kept of a scene: those named first; a list of all the victims of a massacre tells no more."""
_AGED = re.compile(r",\s{1,3}(?:a\s)?\d{1,2}\b")
_SEVERAL = re.compile(
    r"\b(?:separate|unrelated)\s(?:\w{1,16}\s)?(?:shootings|incidents|attacks|scenes|crimes)\b"
    r"|\b(?:citywide|city|weekend)\s(?:\w{1,16}\s)?shootings\b|\bshootings(?:\s\w{1,16}){0,2}\s(?:across|around|throughout)\b",
    re.IGNORECASE,
)
"""What tells that a figure counts those of several happenings."""


class Maker:
    """Make testimonies out of items and their scenes."""

    def __init__(self, book: Book, items: Sequence[Item], ids: Sequence[str]) -> None:
        self.book = book
        self.report = book.reading.report
        self.ids = ids
        self.items = items
        self.befell = Befell(book, items)

    def testimony(self, item: Item, scene: Scene, key: str) -> Testimony:
        """Make one testimony."""
        claim = item.claim
        return Testimony(
            id=key,
            report=self.report.id,
            url=self.report.url,
            published=utc(self.report.published),
            publisher=self.report.publisher,
            claim=claim.id,
            voice=claim.voice,
            act=claim.act,
            factuality=claim.factuality,
            standing=_standing(claim),
            retrospect=self._looks_back(item, scene),
            thread=f"{scene.number}",
            span=claim.spans[0],
            text=words(claim.spans),
            confidence=claim.confidence,
            **self._what(item),
            **self._whom(item, scene),
            **self._where(item, scene),
            **self._when(item, scene),
            **self._whose(claim),
        )

    def _what(self, item: Item) -> dict[str, Any]:
        """Give the fields of what happened, and of how many are counted."""
        event, quantity = item.claim.event, item.quantity
        value, low, high, bound = self._figure(item)
        return {
            "event_type": event.type,
            "event_mode": event.mode,
            "outcome": self.befell.outcome(item),
            "trigger": " ".join(event.trigger.text.lower().split()),
            "quantity": quantity.id if quantity else None,
            "figure": quantity.spans[0] if quantity and quantity.spans else None,
            "value": value,
            "low": low,
            "high": high,
            "bound": bound,
            "role": self._role(item),
            "measure": quantity.measure if quantity else "flow",
            "part_of": self._of_quantity(quantity.part_of if quantity else None),
            "supersedes": self._of_quantity(quantity.supersedes if quantity else None),
        }

    def _whom(self, item: Item, scene: Scene) -> dict[str, Any]:
        """Give the fields of whom it befell, and of who did it."""
        unit = self.befell.unit(item)
        return {
            "counted": unit,
            "unit": self._class(item, unit),
            "status": item.quantity.status if item.quantity else "unknown",
            "named": self.befell.persons(item.claim.recipients),
            "actors": tuple(sorted(self.book.entities[one].name for one in item.claim.actors)),
            "cast": self._cast(scene),
        }

    def _where(self, item: Item, scene: Scene) -> dict[str, Any]:
        """Give the fields of where it was."""
        place, by = _settled(item, scene)
        names = ("geonames_id", "latitude", "longitude", "country", "admin1", "modifier")
        return {
            "place": place.name if place else None,
            **{name: getattr(place, name, None) for name in names},
            "precision": _precision(place),
            "place_by": by,
            "also_at": self._also(scene, place),
        }

    def _when(self, item: Item, scene: Scene) -> dict[str, Any]:
        """Give the fields of when it was, and as of when it was counted."""
        timex = item.timex or scene.timex
        by: GivenBy = "claim" if item.timex else "report" if scene.timex else "none"
        return {
            "start": utc(timex.start) if timex else None,
            "end": utc(timex.end) if timex else None,
            "time_by": by,
            "as_of": self._as_of(item.claim),
        }

    def _whose(self, claim: Claim) -> dict[str, Any]:
        """Give the fields of on whose word it is told."""
        origin = self.book.entities.get(claim.origin.entity or "")
        return {
            "origin": claim.origin.name,
            "origin_kind": origin.kind if origin else None,
            "origin_of": tuple(sorted(self._names(origin.affiliated_with))) if origin else (),
            "origin_basis": claim.origin.basis,
            "chain": tuple(self.book.entities[one].name for one in claim.chain),
        }

    def _figure(self, item: Item) -> tuple[float | None, float | None, float | None, Bound]:
        """Give value, low, high and bound: as worded; else one for each person it befell; else at least one."""
        quantity = item.quantity
        if quantity is not None:
            return quantity.value, quantity.low, quantity.high, quantity.bound
        if item.claim.event.outcome not in PERSONAL and not self.befell.is_hit(item):
            return None, None, None, "vague"
        befell = [self.book.entities[one] for one in item.claim.recipients]
        if befell and all(one.kind == "person" for one in befell):
            count = float(len({one.name.lower() for one in befell}))
            return count, count, count, "exact"
        return None, 1.0, None, "at_least"

    def _role(self, item: Item) -> QuantityRole:
        """Give what a figure is to the whole: as read, but that the total of several happenings is none of one's."""
        if item.quantity is None:
            return "total"
        several = item.quantity.role == "total" and _SEVERAL.search(self.book.sentence(item.claim.event.trigger))
        return "cumulative" if several else item.quantity.role

    def _class(self, item: Item, unit: str | None) -> str | None:
        """Give the class of what is counted; persons where the event befalls persons and no list says otherwise."""
        known = class_of(unit or "")
        if item.claim.event.outcome in PERSONAL and known in {"household", "building", "vehicle"}:
            # a family that was killed is people, and so is who was hurt "in two cars"
            return "person"
        if known is not None:
            return known
        return "person" if item.family in {"harm", "custody", "movement"} else None

    def _names(self, ids: Iterable[str]) -> set[str]:
        """Give the names of entities, lower-case."""
        return {one.name.lower() for key in ids if (one := self.book.entities.get(key)) is not None}

    def _cast(self, scene: Scene) -> tuple[str, ...]:
        """Give the persons of a scene by their full names: who did it, whom it befell, and whose age is told."""
        within = {key for one in scene.items for key in (*one.claim.recipients, *one.claim.actors)}
        found = [
            one.name.lower()
            for one in self.book.reading.entities
            if one.kind == "person" and _full(one.name) and (one.id in within or one.id in self._aged)
        ]
        return tuple(sorted(dict.fromkeys(found[:MOST_NAMES])))

    @cached_property
    def _aged(self) -> set[str]:
        """Give the persons whose age is told beside their name: victims, suspects, witnesses, not officials."""
        text, title = self.report.text, self.report.title or ""
        return {
            one.id
            for one in self.book.reading.entities
            if one.kind == "person"
            for span in one.mentions
            if _AGED.match((title if span.in_ else text)[span.end : span.end + 9])
        }

    def _as_of(self, claim: Claim) -> str | None:
        """Give the moment at which a claim's figure was counted: as stated, else as published."""
        for one in claim.times:
            timex = self.book.timexes.get(one.timex)
            if one.role == "as_of" and timex is not None and timex.start:
                # the end stands outside: what counts as of Saturday doesn't count as of Sunday
                span = days(timex.start, timex.end)
                return span[1].isoformat() if span is not None else utc(timex.start)
        return utc(self.report.published)

    def _also(self, scene: Scene, place: Place | None) -> tuple[int, ...]:
        """Give the GeoNames ids of the scene's other places, and of those in the headline: towns and divisions."""
        ids = [one.place for item in scene.items for one in item.claim.places]
        ids += [one.id for one in self.book.reading.places if any(span.in_ for span in one.spans)]
        found = (self.book.places[one] for one in ids if one in self.book.places)
        named = dict.fromkeys(one.geonames_id for one in found if located(one) and one.geonames_id is not None)
        return tuple(sorted([one for one in named if place is None or one != place.geonames_id][:MOST_NAMES]))

    def _of_quantity(self, quantity: str | None) -> str | None:
        """Give the testimony that carries a quantity of the reading."""
        if quantity is None:
            return None
        found = (n for n, one in enumerate(self.items) if one.quantity is not None and one.quantity.id == quantity)
        first = next(found, None)
        return self.ids[first] if first is not None else None

    def _looks_back(self, item: Item, scene: Scene) -> bool:
        """Say whether a claim looks back at an older happening."""
        published, told = day_of(self.report.published), item.days or scene.days
        return told is not None and published is not None and (published - told[1]).days > OLD


def _full(name: str) -> bool:
    """Say whether a name has a first and a last name, so that it tells a person from others."""
    parts = name.split()
    return bool(parts[1:]) and parts[0][:1].isupper() and parts[-1][:1].isupper()


def _standing(claim: Claim) -> Standing:
    """Say what a claim's source does to what it tells: assert it, deny it, or leave it open."""
    if claim.factuality.endswith("-") or (claim.act == "deny" and claim.factuality != "CT+"):
        return "denied"
    return "unverified" if claim.factuality in {"Uu", "PS+"} else "asserted"


def _settled(item: Item, scene: Scene) -> tuple[Place | None, GivenBy]:
    """Give a claim's place: its own where it names a town, else the scene's that may lie in it."""
    own, shared = item.place, scene.place
    if own is None or item.where == "to" or own.country is None:
        return (shared, "report") if shared is not None else (own, "claim" if own is not None else "none")
    if shared is None or (located(own) and own.precision in FINE) or not _of_this(item):
        return own, "claim"
    if not located(own):
        # "in Syria", told of what happened in Idlib; "US-led", told of what happened in Syria
        return (shared, "report") if located(shared) else (own, "claim")
    finer = shared.precision in FINE and shared.admin1 == own.admin1 and shared.country == own.country
    return (shared, "report") if finer else (own, "claim")


def _precision(place: Place | None) -> Precision:
    """Give how finely a place is known; a part of a country is no town: "northern Syria"."""
    if place is None:
        return "unresolved"
    return "country" if place.admin1 is None and place.precision in {"part_of", "near"} else place.precision


def _of_this(item: Item) -> bool:
    """Say whether a figure is one happening's: a cumulative one is a whole country's."""
    return item.quantity is None or item.quantity.role != "cumulative"
