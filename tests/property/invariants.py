"""What holds of every reading, whatever was read: checked on its JSON form.

`python -m tests.property.invariants READINGS.jsonl [DOCUMENTS.jsonl]` checks a whole file of readings; with the
documents beside it, also that each text is its input. It prints what is broken, and exits with 1 where anything is.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = ("entities", "attributions", "quantities", "timexes", "places", "claims", "forecasts", "drifts")

REFERENCES = (
    # where the ids stand, and whose they are
    ("entities", "affiliated_with", "entities"),
    ("attributions", "source.entities", "entities"),
    ("attributions", "addressees", "entities"),
    ("attributions", "parent", "attributions"),
    ("quantities", "counted", "entities"),
    ("quantities", "period", "timexes"),
    ("quantities", "part_of", "quantities"),
    ("quantities", "supersedes", "quantities"),
    ("claims", "attribution", "attributions"),
    ("claims", "chain", "entities"),
    ("claims", "origin.entity", "entities"),
    ("claims", "actors", "entities"),
    ("claims", "recipients", "entities"),
    ("claims", "quantities", "quantities"),
    ("claims", "times.timex", "timexes"),
    ("claims", "places.place", "places"),
    ("claims", "based_on", "claims"),
    ("namings", "entity", "entities"),
    ("namings", "by", "entities"),
    ("forecasts", "claim", "claims"),
    ("drifts", "claims", "claims"),
    ("drifts", "steps.from", "claims"),
    ("drifts", "steps.to", "claims"),
)
ACYCLIC = (("attributions", "parent"), ("quantities", "part_of"), ("quantities", "supersedes"), ("claims", "based_on"))


def broken(reading: dict[str, Any], document: dict[str, Any] | None = None) -> list[str]:
    """List in words what doesn't hold of a reading; `document` is the line of JSON Lines it was read from."""
    return [
        *_spans(reading),
        *_text(reading, document),
        *_ids(reading),
        *_cycles(reading),
        *_furniture(reading),
        *_sentences(reading),
        *_timexes(reading),
        *_quantities(reading),
        *_claims(reading),
        *_inferences(reading),
    ]


def _inside(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object anywhere in a JSON value."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _is_span(one: dict[str, Any]) -> bool:
    return isinstance(one.get("start"), int) and isinstance(one.get("end"), int)


def _spans(reading: dict[str, Any]) -> Iterator[str]:
    """Spans are in bounds, not empty, and their words are those of the text."""
    report = reading["report"]
    for one in _inside(reading):
        if not _is_span(one):
            continue
        base = (report["title"] or "") if one.get("in") == "title" else report["text"]
        if not 0 <= one["start"] < one["end"] <= len(base):
            yield f"span out of bounds: {one['start']} to {one['end']} of {len(base)}"
        elif "text" in one and one["text"] != base[one["start"] : one["end"]]:
            yield f"span's words aren't the text's: {one['text']!r} at {one['start']}"


def _text(reading: dict[str, Any], document: dict[str, Any] | None) -> Iterator[str]:
    """The text is the input, code point for code point, and the hash is the text's."""
    report = reading["report"]
    if hashlib.sha256(report["text"].encode("utf-8", "surrogatepass")).hexdigest() != report["sha256"]:
        yield "sha256 isn't that of the text"
    if document is None:
        return
    if "text" in document and report["text"] != document["text"]:
        yield "the text isn't the input"
    if document.get("id") and report["id"] != document["id"]:
        yield f"the id {report['id']!r} isn't the document's"


def _at(one: dict[str, Any], path: str) -> list[str]:
    """Give the ids that stand at a dotted path, through lists, leaving out nulls."""
    values: list[Any] = [one]
    for key in path.split("."):
        values = [value[key] for value in values if value is not None]
        values = [inner for value in values for inner in (value if isinstance(value, list) else [value])]
    return [value for value in values if value is not None]


def _ids(reading: dict[str, Any]) -> Iterator[str]:
    """Ids are unique within their kind, and every id referred to exists."""
    ids = {kind: [one["id"] for one in reading[kind]] for kind in KINDS}
    for kind, known in ids.items():
        if len(set(known)) != len(known):
            yield f"{kind} have an id twice"
    sets = {kind: set(known) for kind, known in ids.items()}
    for kind, path, of in REFERENCES:
        for one in reading[kind]:
            for id_ in _at(one, path):
                if id_ not in sets[of]:
                    yield f"{kind} {one.get('id', '')}: {path} names {id_!r}, which isn't among the {of}"
    for one in reading["timexes"]:
        if one["anchor"].startswith("timex:") and one["anchor"].removeprefix("timex:") not in sets["timexes"]:
            yield f"timex {one['id']} is anchored at {one['anchor']}, which isn't there"


def _cycles(reading: dict[str, Any]) -> Iterator[str]:
    """Nothing is above itself: parents, wholes, corrections, grounds, anchors."""
    for kind, key in ACYCLIC:
        yield from _rounds(f"{kind} {key}", {one["id"]: _at(one, key) for one in reading[kind]})
    anchors = {
        one["id"]: [one["anchor"].removeprefix("timex:")] if one["anchor"].startswith("timex:") else []
        for one in reading["timexes"]
    }
    yield from _rounds("timexes anchor", anchors)


def _rounds(what: str, above: dict[str, list[str]]) -> Iterator[str]:
    done: set[str] = set()
    for start in above:
        trail: set[str] = set()
        stack = [(start, False)]
        while stack:
            one, leaving = stack.pop()
            if leaving:
                trail.discard(one)
                done.add(one)
            elif one in trail:
                yield f"{what} goes round in a circle at {one}"
                return
            elif one not in done:
                trail.add(one)
                stack.append((one, True))
                stack.extend((other, False) for other in above.get(one, ()))


def _furniture(reading: dict[str, Any]) -> Iterator[str]:
    """No claim, figure, attribution, time or place is read out of furniture."""
    spots = sorted(
        (span["start"], span["end"])
        for one in reading["furniture"]
        for span in one["spans"]
        if span.get("in") != "title"
    )
    if not spots:
        return
    for kind in ("attributions", "quantities", "timexes", "places", "claims"):
        for one in reading[kind]:
            for span in _inside(one):
                if _is_span(span) and span.get("in") != "title" and _touch(span, spots):
                    yield f"{kind} {one['id']} is read out of furniture: {span['text'][:60]!r}"


def _touch(span: dict[str, Any], spots: list[tuple[int, int]]) -> bool:
    return any(start < span["end"] and span["start"] < end for start, end in spots)


def _sentences(reading: dict[str, Any]) -> Iterator[str]:
    """Sentences follow one another and don't overlap."""
    for where in ("title", None):
        last = 0
        for one in reading["sentences"]:
            if one.get("in") == where:
                if one["start"] < last:
                    yield f"the sentence at {one['start']} begins before the last one's end"
                last = one["end"]


def _timexes(reading: dict[str, Any]) -> Iterator[str]:
    """What needs a publication date has a date only where there is one, and no interval ends before it begins."""
    published = reading["report"]["published"]
    by_id = {one["id"]: one for one in reading["timexes"]}
    for one in reading["timexes"]:
        anchor, seen = one["anchor"], set()
        while anchor.startswith("timex:") and anchor not in seen:
            seen.add(anchor)
            anchor = by_id.get(anchor.removeprefix("timex:"), {"anchor": "none"})["anchor"]
        if anchor == "none" and (one["start"] or one["end"]):
            yield f"timex {one['id']} has a date and no anchor"
        if anchor == "published" and not published:
            yield f"timex {one['id']} is anchored at a publication date that isn't known"
        if one["start"] and one["end"] and one["start"][:10] > one["end"][:10]:
            yield f"timex {one['id']} ends before it begins"


def _quantities(reading: dict[str, Any]) -> Iterator[str]:
    """Bounds say what the contract says they say."""
    for one in reading["quantities"]:
        value, low, high, bound = one["value"], one["low"], one["high"], one["bound"]
        right = {
            "exact": value is not None and low == high == value,
            "between": low is not None and high is not None and low <= high,
            "approx": low is None and high is None,
            "vague": low is None and high is None,
            "at_least": high is None and low == value,
            "more_than": high is None and (low is None or value is None or low >= value),
            "at_most": high == value,
            "less_than": high is None or value is None or high <= value,
        }[bound]
        if not right:
            yield f"quantity {one['id']} is {bound} with value {value}, low {low}, high {high}"


def _claims(reading: dict[str, Any]) -> Iterator[str]:
    """Voices, chains and origins agree, and confidences lie between 0 and 1."""
    for one in reading["claims"]:
        if one["voice"] == "author" and one["chain"]:
            yield f"claim {one['id']} is the author's and has a chain"
        if one["voice"] == "attributed" and one["attribution"] is None and one["origin"]["basis"] != "stated":
            yield f"claim {one['id']} is attributed, to nobody"
        if one["origin"]["basis"] == "none" and (one["origin"]["entity"] or one["origin"]["name"]):
            yield f"claim {one['id']} has an origin that rests on nothing"
    for one in [*reading["claims"], *reading["attributions"]]:
        if not 0 <= one["confidence"] <= 1:
            yield f"{one['id']} has a confidence of {one['confidence']}"
        if "acts" in one and not one["acts"]:
            yield f"attribution {one['id']} has no act"


def _inferences(reading: dict[str, Any]) -> Iterator[str]:
    """Probabilities lie between 0 and 1; a drift is between different claims and stays within them."""
    for one in reading["forecasts"]:
        chances = [value for value in (one["probability"]["low"], one["probability"]["high"]) if value is not None]
        if chances != sorted(chances) or any(not 0 <= value <= 1 for value in chances):
            yield f"forecast {one['id']} has a probability of {chances}"
    for one in reading["drifts"]:
        if len(set(one["claims"])) != len(one["claims"]) or len(one["claims"]) < 2:
            yield f"drift {one['id']} isn't between different claims"
        if not {end for step in one["steps"] for end in (step["from"], step["to"])} <= set(one["claims"]):
            yield f"drift {one['id']} has a step outside its claims"


def main() -> int:
    """Check a file of readings."""
    readings, *beside = sys.argv[1:]
    documents = {}
    if beside:
        with Path(beside[0]).open(encoding="utf-8") as lines:
            documents = {one["id"]: one for one in map(json.loads, lines)}
    wrong = 0
    with Path(readings).open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            id_ = line["report"]["id"] if "report" in line else line["id"]
            found = [f"failed: {line['error']}"] if "error" in line else broken(line, documents.get(id_))
            wrong += len(found)
            for one in found:
                print(f"{id_}: {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
