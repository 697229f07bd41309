"""Give claims of a figure the place and time that the report leaves to be understood from what stands around them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from reportedly.model import Article, Attribution, Claim, ClaimPlace, ClaimTime, Offsets, Parsed, Place

from .circumstance import names_someone
from .events import word_of
from .grids import TABLED
from .sameness import WINDOW, Values, kind, same
from .tables import words

CLOSENESS = ("exact", "part_of", "near", "region", "unresolved", "country")
"""Precisions in the order in which one of them stands for the scene: a town before its province, a country last."""
DISCOUNT = 0.8
"""What an inherited time or place leaves of a claim's confidence."""


def located(claims: Sequence[Claim], values: Values) -> list[Claim]:
    """Give claims of a figure without a place or time of their own those of the same thing told elsewhere in the body.

    A headline keeps its own silence on time, but for the very same figure's (`bearing`).
    """
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.voice != "headline" and (claim.times or claim.places):
            by_kind[kind(claim) or ""].append(claim)
    return [_placed(claim, by_kind.get(kind(claim) or "", ())[:WINDOW], values) for claim in claims]


def _placed(claim: Claim, others: Sequence[Claim], values: Values) -> Claim:
    """Give one claim what the same claim elsewhere has."""
    if not claim.quantities or (claim.times and claim.places) or claim.rule.startswith(TABLED):
        return claim
    alike = [one for one in others if one.id != claim.id and same(claim, one, values) and _told(claim, one, values)]
    times: tuple[ClaimTime, ...] = claim.times
    places: tuple[ClaimPlace, ...] = claim.places
    if not times and claim.voice != "headline":
        times = next((one.times for one in alike if one.times), ())
    if not places:
        places = next((one.places for one in alike if one.places), ())
    if (times, places) == (claim.times, claim.places):
        return claim
    return replace(claim, times=times, places=places, confidence=round(claim.confidence * DISCOUNT, 3))


def _told(claim: Claim, other: Claim, values: Values) -> bool:
    """Say whether two claims' figures tell that they are of one thing: "scores" elsewhere may be anyone's."""
    one, two = values.figure(claim), values.figure(other)
    return one is not None and two is not None and (one.value is None) == (two.value is None)


def settled(
    article: Article,
    parsed: Parsed,
    claims: Sequence[Claim],
    places: Sequence[Place],
    attributions: Sequence[Attribution],
) -> list[Claim]:
    """Give claims of a figure without a place, or without its country, the nearest in their paragraph or the scene.

    Only what happened to people or houses is settled so: such figures are always somewhere's. Where a report was filed
    and whose word it is ("Russia's ministry said", "Moscow claims") tell of no scene.
    """
    known = {place.id for place in places if place.country}
    powers = _powers(article, parsed, places)
    elsewhere = _elsewhere(article, places, attributions) | powers | _spoken_at(article, parsed, places)
    countries = {one.id for one in places if one.precision == "country"}
    passed = {one.place for claim in claims for one in claim.places if _passes(claim, one, countries)}
    passed |= _measured(article, places)
    whose = {one.id for one in places if names_someone(article, one)}
    homes = _homes(article, places, attributions)
    stood = sorted(
        (article.offsets(place.spans[0])[0], place.id)
        for place in places
        if place.spans and place.id not in elsewhere | passed
    )
    # "Floods hit Kenya. In Ward Nine …": what the gazetteer can't find lies in what it can, named beside it
    wider = [one for one in stood if one[1] in known]
    sure = [one for one in places if one.id in known]
    begins = {one.id: article.offsets(one.spans[0])[0] for one in places if one.spans}
    found = []
    for claim in claims:
        near = None
        if claim.rule.startswith(TABLED):
            found.append(claim)  # a row without a place is a total, or of another place than its neighbours
            continue
        if claim.quantities and claim.event.outcome and not known.intersection(one.place for one in claim.places):
            at = article.offsets(claim.event.trigger)[0]
            before, after = _beside(article, at, wider if claim.places else stood)
            here = [one for one in (sure if claim.places else places) if one.id not in powers | passed]
            scene = _scene(article, [one for one in here if one.id not in whose] or here)
            own = homes.get(claim.attribution or "")
            told = scene if scene not in countries and (own is None or begins.get(scene or "", at) < at) else None
            near = before or told or own or after or scene
        if near is None:
            found.append(claim)
            continue
        confidence = round(claim.confidence * DISCOUNT, 3)
        found.append(replace(claim, places=(*claim.places, ClaimPlace(near)), confidence=confidence))
    return found


def _elsewhere(article: Article, places: Sequence[Place], attributions: Sequence[Attribution]) -> set[str]:
    """Give the places that stand only in a dateline, or only say who speaks: a country, or the speaker by its city."""
    filed = [article.offsets(span) for credit in article.credits if credit.kind == "dateline" for span in credit.spans]
    speakers = [article.offsets(span) for one in attributions for span in one.source.spans]
    found = set()
    for place in places:
        stood = [article.offsets(span) for span in place.spans[:1]]
        if _within(stood, filed) or names_someone(article, place):
            found.add(place.id)
        within = [one for one in speakers if _within(stood, [one])]
        if within and (place.precision == "country" or set(stood) & set(within)):
            found.add(place.id)
    return found


def _spoken_at(article: Article, parsed: Parsed, places: Sequence[Place]) -> set[str]:
    """Give the places where somebody only spoke: "speaking at a ceremony in Siirt", "told reporters in Geneva"."""
    found = set()
    for place in places:
        tokens = parsed.tokens_in(*article.offsets(place.spans[0])) if place.spans else ()
        for above in parsed.ancestors(tokens[-1].i) if tokens else ():
            if word_of(above) in words("speaking_at"):
                found.add(place.id)
            if above.pos in ("VERB", "AUX"):
                break
    return found


def _passes(claim: Claim, place: ClaimPlace, countries: Collection[str]) -> bool:
    """Say whether a place is only where people went, or where somebody came from: no scene of what else is told.

    Whoever enters a country may well be told of for what happened there.
    """
    if place.role == "to":
        return claim.event.type == "DISPLACE" or (claim.event.outcome is None and place.place not in countries)
    return place.role == "from" and claim.event.type != "DISPLACE" and claim.event.outcome is None


def _measured(article: Article, places: Sequence[Place]) -> set[str]:
    """Give the places that only measure how far another of the same paragraph lies: "in Ada, 75 km north of Bor"."""
    found = set()
    stood = sorted((article.offsets(one.spans[0])[0], one.id) for one in places if one.spans)
    measuring = {
        one.id for one in places if one.precision == "near" and (one.modifier or "").endswith((" of", " from"))
    }
    for (before, _), (at, place) in pairwise(stood):
        if place in measuring and any(a <= before and at < b for a, b in article.paragraphs):
            found.add(place)
    return found


def _homes(article: Article, places: Sequence[Place], attributions: Sequence[Attribution]) -> dict[str, str]:
    """Give the countries, by attribution, of those who speak of their own country: "Lebanon's health ministry"."""
    countries = [(article.offsets(one.spans[0]), one.id) for one in places if one.precision == "country" and one.spans]
    found = {}
    for one in attributions:
        spans = [article.offsets(span) for span in one.source.spans]
        if not any(words("domestic").intersection(span.text.lower().split()) for span in one.source.spans):
            continue
        inside = next(
            (place for stood, place in countries if any(a <= stood[0] and stood[1] <= b for a, b in spans)), None
        )
        if inside:
            found[one.id] = inside
    return found


def _powers(article: Article, parsed: Parsed, places: Sequence[Place]) -> set[str]:
    """Give the places that stand for those who govern there: "Paris will send 160 soldiers"."""
    found = set()
    for place in places:
        head = parsed.head_in(*article.offsets(place.spans[0])) if place.spans else None
        if head is not None and head.dep == "nsubj" and parsed.tokens[head.head].lemma in words("powers"):
            found.add(place.id)
    return found


def _within(spans: Sequence[Offsets], others: Sequence[Offsets]) -> bool:
    """Say whether each of some stretches lies in one of others."""
    return bool(spans) and all(any(a <= start and end <= b for a, b in others) for start, end in spans)


def _beside(article: Article, at: int, stood: Sequence[tuple[int, str]]) -> tuple[str | None, str | None]:
    """Give the places named last before an offset in its paragraph, and next after it there."""
    bounds = next(((a, b) for a, b in article.paragraphs if a <= at < b), (at, at))
    last = bisect_right([start for start, _ in stood], at) - 1
    before = stood[last][1] if last >= 0 and stood[last][0] >= bounds[0] else None
    after = stood[last + 1][1] if last + 1 < len(stood) and stood[last + 1][0] < bounds[1] else None
    return before, after


def _scene(article: Article, places: Sequence[Place]) -> str | None:
    """Give where headline and lead say that it happened: the place told most closely there, the first of those."""
    title = article.headline[1] if article.headline else 0
    lead = next((end for start, end in article.paragraphs if start >= title), title)
    filed = [article.offsets(span) for credit in article.credits if credit.kind == "dateline" for span in credit.spans]
    stood = [(article.offsets(one.spans[0])[0], one) for one in places if one.spans]
    there = [one for at, one in stood if at < lead and not any(start <= at < end for start, end in filed)]
    there = there or [one for at, one in stood if at < lead]  # where it was filed is better than nowhere
    closest = min(there, key=lambda one: CLOSENESS.index(one.precision), default=None)
    if closest is not None and closest.precision == "region":
        written = (one for at, one in stood if any(start <= at < end for start, end in filed))
        closest = next((one for one in written if _is_town_of(one, closest)), closest)
    return closest.id if closest else None


def _is_town_of(place: Place, region: Place) -> bool:
    """Say whether a place is a town of a province or state: what is told to be in the state was where it was filed."""
    within = (place.country, place.admin1) == (region.country, region.admin1)
    return place.precision == "exact" and within and region.admin1 is not None
