"""Turn a reading into testimonies: what each claim says happened, how many, where, when, and on whose word."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from reportedly.model import Claim, Place, Quantity, Reading, Testimony, Timex
from reportedly.model.rows import words

from .book import Book
from .making import Maker
from .places import FINE
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
    for claim in book.reading.claims:
        event = claim.event
        if not (event.outcome or event.type) or (claim.act in AHEAD and claim.factuality != "CT+"):
            continue
        place, where = _place(book, claim)
        timex = _timex(book, claim)
        counts = [one for one in map(book.quantities.get, claim.quantities) if one and _counts(one)]
        for quantity in (*counts,) or (None,):
            at, days = position(event.trigger), interval(timex)
            yield Item(claim, quantity, family_of(claim), at, place, where, timex, days)


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
        (roles[one.role], place.precision not in FINE, place.country is None, n, place, str(one.role))
        for n, one in enumerate(claim.places)
        if (place := book.places.get(one.place)) is not None
    ]
    if not found:
        return None, "at"
    best = min(found, key=lambda one: (one[2], one[0], one[1], one[3]))
    return best[4], best[5]


def _timex(book: Book, claim: Claim) -> Timex | None:
    """Give the narrowest time at which a claim's event was, None where none is resolved."""
    found = [
        (interval(timex), n, timex)
        for n, one in enumerate(claim.times)
        if one.role == "event" and (timex := book.timexes.get(one.timex)) is not None
    ]
    resolved = [(span[1] - span[0], n, timex) for span, n, timex in found if span is not None]
    return min(resolved, key=lambda one: one[:2])[2] if resolved else None


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
