"""Give claims of a figure that name no country the one whose people they name: "displaced 300 Kenyan farmers".

A people is an actor, never a place by itself; only where a claim would else stand nowhere is its country inferred, and
the place says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.model import Article, Claim, ClaimPlace, Offsets, Parsed, Place, Quantity
from reportedly.model.nations import demonyms

DISCOUNT = 0.8
"""What an inferred country leaves of a claim's confidence."""
BEYOND = frozenset({"border", "borders", "frontier", "embassy", "consulate", "waters", "airspace", "side", "origin"})
"""What a people's name before it places elsewhere: "towards the Chinese border"."""
QUALIFIERS = 2
"""Words between a figure and the people that it counts: "300 mostly young Kenyans"."""
WORDS = 2
"""The longest people's name, "South African"."""
INFERRED = "the country of the people named in the claim's sentence: inferred, for no country is named"
HOME = "the country of those who come back from another: inferred from their name"


@dataclass(frozen=True, slots=True)
class People:
    """One people's name: code points of `full_text`, and its country."""

    start: int
    end: int
    country: str


def supply(
    article: Article,
    parsed: Parsed,
    quantities: tuple[Quantity, ...],
    claims: tuple[Claim, ...],
    places: tuple[Place, ...],
) -> tuple[tuple[Claim, ...], tuple[Place, ...]]:
    """Give claims and places back, with a country inferred for each claim of a figure that has none."""
    countries = {place.id: place.country for place in places}
    spans = {one.id: [article.offsets(span) for span in one.spans] for one in quantities}
    found: dict[People, Place] = {}
    supplied = []
    for claim in claims:
        home = claim.event.type == "DISPLACE" and all(one.role == "from" for one in claim.places)
        home = home and (claim.event.mode == "returned" or bool(claim.places))
        lacking = claim.event.outcome and not any(countries.get(one.place) for one in claim.places)
        people = (
            _people_of(article, parsed, claim, spans, home=home) if claim.quantities and (home or lacking) else None
        )
        left = {countries.get(one.place) for one in claim.places}
        if people is None or people.country in left:
            supplied.append(claim)
            continue
        place = found.setdefault(people, _place(article, people, len(places) + len(found) + 1, home=home))
        told = ClaimPlace(place.id, "to" if home else "at")
        confidence = round(claim.confidence * DISCOUNT, 3)
        supplied.append(replace(claim, places=(told, *claim.places), confidence=confidence))
    return tuple(supplied), (*places, *found.values())


def _people_of(
    article: Article, parsed: Parsed, claim: Claim, spans: Mapping[str, Sequence[Offsets]], *, home: bool
) -> People | None:
    """Choose the people that a claim counts, else the only one that its sentence names."""
    start = article.offsets(claim.event.trigger)[0]
    sentence = parsed.sentence_at(start)
    if sentence is None or article.is_headline(sentence.start):
        return None
    named = list(_peoples(parsed, sentence.first, sentence.last))
    counted = [end for id_ in claim.quantities[:1] for _, end in spans.get(id_, ())]
    for end in counted:
        after = next((one for one in named if one.start >= end), None)
        between = article.full_text[end : after.start].split() if after else []
        if after and len(between) <= QUALIFIERS and all(one.isalpha() for one in between):
            return after
    return named[0] if len({one.country for one in named}) == 1 and not home else None


def _peoples(parsed: Parsed, first: int, last: int) -> Iterator[People]:
    """Yield the peoples' names among some tokens, in order; none of what lies beyond a people's country."""
    known, i = demonyms(), first
    while i < last:
        for length in range(min(WORDS, last - i), 0, -1):
            tokens = parsed.tokens[i : i + length]
            country = known.get(" ".join(one.text for one in tokens))
            follows = parsed.tokens[i + length].text.lower() if i + length < last else ""
            if country is not None and follows not in BEYOND:
                yield People(tokens[0].start, tokens[-1].end, country)
                i += length - 1
                break
        i += 1


def _place(article: Article, people: People, number: int, *, home: bool) -> Place:
    """Make the place of a people's country; its point isn't known here."""
    return Place(
        id=f"p{number}",
        spans=(article.span(people.start, people.end),),
        name=article.full_text[people.start : people.end],
        geonames_id=None,
        latitude=None,
        longitude=None,
        country=people.country,
        admin1=None,
        precision="country",
        rule=HOME if home else INFERRED,
    )
