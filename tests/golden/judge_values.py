"""Judge figures, times, places and claims: what the words were turned into."""

from collections.abc import Iterable
from typing import Any

from reportedly.model import Claim, Quantity

from .gold import Golden, Place, Row, alternatives
from .words import Check, Read, bare, one_of, places, same_name, shown, touches

OF_QUANTITY = ("value", "low", "high", "bound", "unit", "scale", "measure", "role", "status", "part_of", "supersedes")
OF_CLAIM = (
    *("outcome", "type", "mode", "voice", "factuality", "act", "relation", "basis", "origin", "chain"),
    *("actors", "recipients", "when", "where"),
)


def spots_of(row: Row, read: Read, key: str = "words") -> list[list[Place]]:
    """Give the places of a row's words, one list an alternative."""
    return [marks[""] for marks in read.locate(row.fields[key], in_title=row.fields.get("in") == "title")]


def _standing_on(things: Iterable[Any], spots: list[list[Place]]) -> Any:
    """Give the thing whose spans touch the words and reach the least beyond them."""
    best, least = None, None
    for one in things:
        for some in spots:
            here = places(one.spans)
            if touches(here, some):
                beyond = sum(abs(a[1] - b[1]) + abs(a[2] - b[2]) for a, b in zip(here, some, strict=False))
                if least is None or beyond < least:
                    best, least = one, beyond
    return best


def figure(row: Row, read: Read, _: Golden) -> list[Check]:
    """A figure's value, and the claim it stands in: what happened, who says so, when and where."""
    quantity = _standing_on(read.reading.quantities, spots_of(row, read))
    if quantity is None:
        return [Check(aspect, right=False, expected="", got="no quantity") for aspect in figure_aspects(row.fields)]
    checks = [_of_quantity(key, row, quantity, read) for key in OF_QUANTITY if key in row.fields]
    wanted = [key for key in OF_CLAIM if key in row.fields]
    if wanted:
        claims = [one for one in read.reading.claims if quantity.id in one.quantities]
        checks += best_claim(row, wanted, claims, read)
    return checks


def figure_aspects(fields: dict[str, Any]) -> list[str]:
    """Name the aspects that a row of figures has."""
    return [key for key in (*OF_QUANTITY, *OF_CLAIM) if key in fields]


def _of_quantity(key: str, row: Row, quantity: Quantity, read: Read) -> Check:
    wanted, got = row.fields[key], getattr(quantity, key)
    if key in ("part_of", "supersedes"):
        other = _standing_on(read.reading.quantities, [marks[""] for marks in read.locate(wanted)])
        right = other is not None and got == other.id
        return Check(key, right, wanted, shown([span.text for span in read.quantities[got].spans]) if got else "none")
    if key == "unit":
        return Check(key, any(bare(one) == bare(got or "") for one in alternatives(wanted)), wanted, shown(got))
    return one_of(key, wanted, got)


def claim(row: Row, read: Read, _: Golden) -> list[Check]:
    """An event: the claim whose trigger stands on the words."""
    spots = spots_of(row, read)
    here = [one for one in read.reading.claims if any(touches(places([one.event.trigger]), some) for some in spots)]
    wanted = [key for key in OF_CLAIM if key in row.fields]
    return [Check("found", bool(here), "a claim", f"{len(here)}"), *best_claim(row, wanted, here, read)]


def claim_aspects(fields: dict[str, Any]) -> list[str]:
    """Name the aspects that a row of claims has."""
    return ["found", *(key for key in OF_CLAIM if key in fields)]


def best_claim(row: Row, wanted: list[str], claims: list[Claim], read: Read) -> list[Check]:
    """Judge the claim that is right in most aspects."""
    judged = [[_of_claim(key, row.fields[key], one, read) for key in wanted] for one in claims]
    nothing = [Check(key, right=False, expected=shown(row.fields[key]), got="no claim") for key in wanted]
    return max(judged, key=lambda checks: sum(check.right for check in checks), default=nothing)


def _of_claim(key: str, wanted: Any, one: Claim, read: Read) -> Check:
    plain = {"basis": one.origin.basis, **{name: getattr(one.event, name) for name in ("outcome", "type", "mode")}}
    plain |= {name: getattr(one, name) for name in ("voice", "factuality", "act", "relation")}
    if key in plain:
        return one_of(key, wanted, plain[key])
    if key == "origin":
        got = read.name(one.origin.entity) or one.origin.name
        return Check(key, same_name(wanted, got) or _contains(wanted, got), wanted, shown(got))
    if key in ("when", "where"):
        return (_when if key == "when" else _where)(wanted, one, read)
    names = read.names(getattr(one, key))
    right = len(names) == len(wanted) if key == "chain" else bool(names)
    right = right and all(any(same_name(want, name) or _contains(want, name) for name in names) for want in wanted)
    return Check(key, right, shown(wanted), shown(names))


def _contains(wanted: str, got: str | None) -> bool:
    """A name with a title, or a fuller description, is the same name here: names have rows of their own in `says`."""
    return bool(got) and any(set(bare(one)) <= set(bare(got or "")) for one in alternatives(wanted) if one)


def _when(wanted: str, one: Claim, read: Read) -> Check:
    """A time of the claim lies within the interval wanted, as wide as it may be."""
    start, end = wanted.split("/")
    times = [read.timexes[time.timex] for time in one.times]
    right = any(time.start and time.end and start <= time.start and time.end <= end for time in times)
    return Check("when", right, wanted, shown([f"{time.start}/{time.end}" for time in times]))


def _where(wanted: str, one: Claim, read: Read) -> Check:
    found = [read.places[place.place] for place in one.places]
    names = [name for place in found for name in (place.name, *(span.text for span in place.spans))]
    right = any(same_name(wanted, name) for name in names)
    return Check("where", right, wanted, shown([place.name for place in found]))


def time(row: Row, read: Read, _: Golden) -> list[Check]:
    """A time's type, TIMEX3 value and interval; of the ends only as much as the row states is compared."""
    found = _standing_on(read.reading.timexes, spots_of(row, read))
    checks = []
    for key in ("type", "value", "start", "end"):
        if key in row.fields:
            got = getattr(found, key) if found else "no timex"
            if key in ("start", "end") and found:
                right = bool(got) and any(got.startswith(one) for one in alternatives(row.fields[key]))
                checks.append(Check(key, right, row.fields[key], shown(got)))
            else:
                checks.append(one_of(key, row.fields[key], got))
    return checks


def where(row: Row, read: Read, _: Golden) -> list[Check]:
    """A place's name, country and precision."""
    found = _standing_on(read.reading.places, spots_of(row, read))
    keys = [key for key in ("name", "country", "precision", "modifier") if key in row.fields]
    return [one_of(key, row.fields[key], getattr(found, key) if found else "no place") for key in keys]


def _claim_spans(one: Claim, read: Read) -> list[Place]:
    numbers = [span for key in one.quantities if key in read.quantities for span in read.quantities[key].spans]
    return places([*one.spans, one.event.trigger, *numbers])


def forecast(row: Row, read: Read, _: Golden) -> list[Check]:
    """A forecast: its probability phrase, its condition, and when it falls due."""
    spots = spots_of(row, read)[0]
    found = None
    for one in read.reading.forecasts:
        about = read.claims.get(one.claim)
        if about and touches(places([about.event.trigger]), spots):
            found = one
            break
    checks = [Check("found", found is not None, row.fields["words"], "a forecast" if found else "none")]
    if "phrase" in row.fields:
        checks.append(one_of("phrase", row.fields["phrase"], found.probability.phrase if found else "no forecast"))
    if "condition" in row.fields:
        got = found.condition if found else "no forecast"
        right = bool(found and got and set(bare(row.fields["condition"])) <= set(bare(got)))
        checks.append(Check("condition", right, row.fields["condition"], shown(got)))
    if "by" in row.fields:
        end = found.by.end if found and found.by else None
        right = bool(end) and any(str(end).startswith(one) for one in alternatives(row.fields["by"]))
        checks.append(Check("by", right, row.fields["by"], shown(end)))
    return checks


def drift(row: Row, read: Read, _: Golden) -> list[Check]:
    """A change between two claims about the same thing, told at some step between them."""
    to = spots_of(row, read, "to")[0]
    start = spots_of(row, read, "from")[0] if "from" in row.fields else None
    told = []
    for one in read.reading.drifts:
        ends = [i for i, key in enumerate(one.claims) if touches(_claim_spans(read.claims[key], read), to)]
        starts = [
            i for i, key in enumerate(one.claims) if start and touches(_claim_spans(read.claims[key], read), start)
        ]
        if not ends or (start and not starts):
            continue
        low, high = min(ends + starts), max(ends + starts)
        between = set(one.claims[low : high + 1])
        told += [step.change for step in one.steps if step.to in between and (not start or step.from_ in between)]
    return [Check("found", row.fields["change"] in told, row.fields["change"], shown(told))]
