"""Turn a reading into testimonies: what each claim says happened, how many, where, when, and on whose word."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256

from reportedly.model import Claim, Place, Quantity, Reading, Span, Testimony, Timex
from reportedly.model.rows import words

from .ages import is_age
from .book import Book
from .making import Maker
from .places import coarseness
from .scenes import Item, family_of, interval, position, scenes
from .tables import class_of

AHEAD = frozenset({"predict", "promise", "announce", "threaten", "warn", "demand"})
"""Acts that look ahead: what they tell of hasn't happened, unless the source is certain that it has."""
ID_DIGITS = 24
"""Hexadecimal digits of an id: 96 bits, so that a billion claims share none."""


def testimonies(reading: Reading) -> tuple[Testimony, ...]:
    """Give the testimonies of a report, in the order of its text: one for each claim of an event and each count in it.

    Claims of nothing that happened (a plain opinion, a plan, a forecast) give none. A place or time that a claim leaves
    to its report is taken from the report's other claims of the same happening, and marked so.
    """
    book = Book(reading)
    items = sorted(_items(book), key=lambda one: (one.at, one.claim.id))
    home = {id(item): scene for scene in scenes(reading, items) for item in scene.items}
    ids = _ids(book, items)
    made = Maker(book, items, ids)
    return tuple(made.testimony(item, home[id(item)], key) for item, key in zip(items, ids, strict=True))


def _items(book: Book) -> Iterator[Item]:
    """Yield the claims of events with each of their counts, or with none."""
    owners = _owners(book)
    for claim in book.reading.claims:
        event = claim.event
        if not (event.outcome or event.type) or (claim.act in AHEAD and claim.factuality != "CT+"):
            continue
        place, where = _place(book, claim)
        timex = _timex(book, claim)
        counts = [
            one
            for one in map(book.quantities.get, claim.quantities)
            if one and _counts(one) and not _is_age(book, one) and owners.get(one.id, claim.id) == claim.id
        ]
        for quantity in (*_its_own(claim, counts),) or (None,):
            at, days = position(event.trigger), interval(timex)
            yield Item(claim, quantity, family_of(claim), at, place, where, timex, days)


def _owners(book: Book) -> dict[str, str]:
    """Give the claim that a figure belongs to, of several that have it: in "1 dead, 3 hurt" the next word's."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in book.reading.claims:
        for key in claim.quantities:
            found[key].append(claim)
    owners = {}
    for key, claims in found.items():
        quantity = book.quantities.get(key)
        outcomes = {one.event.outcome for one in claims} - {None, "killed_or_injured"}
        if quantity is None or not quantity.spans or len(outcomes) <= 1:
            continue
        at = quantity.spans[0]
        after = [one for one in claims if one.event.outcome and one.event.trigger.in_ == at.in_]
        nearest = min(after, key=lambda one: _way(at, one), default=None)
        if nearest is not None:
            owners[key] = nearest.id
    return owners


def _way(figure: Span, claim: Claim) -> tuple[bool, int]:
    """Give how far a claim's trigger is from a figure.

    One that follows it is nearer than any before it, but for the word straight before: "1 dead, 3 hurt", "kills 9".
    """
    trigger = claim.event.trigger
    before = trigger.start < figure.start
    if before and figure.start - trigger.end <= 1:
        return False, 0
    return before, figure.start - trigger.start if before else trigger.start - figure.start


def _its_own(claim: Claim, counts: Sequence[Quantity]) -> Sequence[Quantity]:
    """Give those of a claim's figures that its trigger holds, where it holds any: "4 shot, 3 dead" tells of 3 dead."""
    trigger = claim.event.trigger
    within = [
        one
        for one in counts
        if one.spans
        and one.spans[0].in_ == trigger.in_
        and trigger.start < one.spans[0].start
        and one.spans[0].end < trigger.end
    ]
    return within if within and claim.event.outcome == "killed" else counts


def _is_age(book: Book, quantity: Quantity) -> bool:
    """Say whether a figure is an age."""
    if not quantity.spans:
        return False
    span = quantity.spans[0]
    return is_age((book.reading.report.title if span.in_ else book.reading.report.text) or "", span, quantity.value)


def _counts(quantity: Quantity) -> bool:
    """Say whether a figure counts things to which something befell, in whole numbers."""
    unit = (quantity.unit or "").lower()
    if quantity.scale != "count" or class_of(unit) in {"measure", "weapon"}:
        return False
    return all(one is None or float(one).is_integer() for one in (quantity.value, quantity.low, quantity.high))


def _place(book: Book, claim: Claim) -> tuple[Place | None, str]:
    """Give the place of a claim that says most: where it was, else whence; finest first."""
    roles = {"at": 0, "from": 1, "to": 2} if claim.event.type != "DISPLACE" else {"from": 0, "at": 1, "to": 2}
    found = [
        ((place.country is None, roles[one.role], coarseness(place), n), place, str(one.role))
        for n, one in enumerate(claim.places)
        if (place := book.places.get(one.place)) is not None
    ]
    if not found:
        return None, "at"
    _, place, where = min(found, key=lambda one: one[0])
    return place, where


def _timex(book: Book, claim: Claim) -> Timex | None:
    """Give the narrowest time at which a claim's event was, None where none is resolved; not a mere part's."""
    parts = {time for key in claim.quantities for time in book.part_times.get(key, ())}
    found = [
        (interval(timex), n, timex)
        for n, one in enumerate(claim.times)
        if one.role == "event" and (timex := book.timexes.get(one.timex)) is not None
    ]
    resolved = [(timex.id in parts, span[1] - span[0], n, timex) for span, n, timex in found if span is not None]
    return min(resolved, key=lambda one: one[:3])[3] if resolved else None


def _ids(book: Book, items: Sequence[Item]) -> list[str]:
    """Give each item its id: a hash of the report's id, its sentence, its trigger and its figure, as worded."""
    seen: Counter[str] = Counter()
    found = []
    for item in items:
        event = item.claim.event
        figure = words(item.quantity.spans) if item.quantity else ""
        kind = event.outcome or f"{event.type}/{event.mode or ''}"
        parts = (book.reading.report.id, book.sentence(event.trigger), event.trigger.text, kind, figure)
        key = "\n".join(" ".join(part.split()) for part in parts)
        # the same sentence may stand twice in a report, in its summary and in its body
        seen[key] += 1
        found.append(sha256(f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS])
    return found
