"""The invariants themselves: each is broken by a reading that breaks it."""

import copy
import hashlib
from typing import Any

import pytest

from .invariants import broken

TEXT = "Two were held on Friday, the ministry said.\n\nAll rights reserved."


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _claim() -> dict[str, Any]:
    """Write its one claim."""
    return {
        "id": "c1",
        "attribution": "a1",
        "voice": "attributed",
        "chain": ["e1"],
        "confidence": 0.5,
        "origin": {"entity": "e1", "name": "the ministry", "basis": "stated"},
        "spans": [_span("held")],
        "event": {"trigger": _span("held")},
        "actors": [],
        "recipients": [],
        "quantities": ["q1"],
        "times": [{"timex": "t1", "role": "event"}],
        "places": [],
        "based_on": [],
    }


def _sound() -> dict[str, Any]:
    """Write a small reading by hand of which everything holds."""
    return {
        "schema": "reportedly/reading/1",
        "report": {
            "id": "d1",
            "title": "Two held",
            "text": TEXT,
            "published": None,
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        },
        "furniture": [{"kind": "other", "spans": [_span("All rights reserved.")]}],
        "sentences": [{"start": 0, "end": 43, "voice": "attributed", "function": "event"}],
        "entities": [{"id": "e1", "name": "the ministry", "mentions": [_span("the ministry")], "affiliated_with": []}],
        "attributions": [
            {
                "id": "a1",
                "source": {"spans": [_span("the ministry")], "entities": ["e1"]},
                "cue": {"spans": [_span("said")]},
                "content": {"spans": [_span("Two were held on Friday")]},
                "addressees": [],
                "acts": ["assert"],
                "parent": None,
                "confidence": 1,
            }
        ],
        "quantities": [
            {
                "id": "q1",
                "spans": [_span("Two")],
                "value": 2,
                "low": 2,
                "high": 2,
                "bound": "exact",
                "counted": None,
                "period": None,
                "part_of": None,
                "supersedes": None,
            }
        ],
        "timexes": [{"id": "t1", "spans": [_span("Friday")], "start": None, "end": None, "anchor": "none"}],
        "places": [],
        "claims": [_claim()],
        "namings": [],
        "forecasts": [],
        "drifts": [],
        "leftovers": [],
    }


def _set(path: str, value: Any) -> Any:
    def change(reading: dict[str, Any]) -> None:
        *way, last = path.split(".")
        one: Any = reading
        for key in way:
            one = one[int(key)] if key.isdigit() else one[key]
        one[int(last) if last.isdigit() else last] = value

    return change


def test_a_sound_reading_breaks_nothing() -> None:
    """Nothing is said against a reading of which everything holds."""
    assert broken(_sound(), {"id": "d1", "text": TEXT}) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set("quantities.0.spans.0.end", 900), "out of bounds"),
        (_set("quantities.0.spans.0.start", 3), "out of bounds"),
        (_set("quantities.0.spans.0.text", "Three"), "aren't the text's"),
        (_set("claims.0.event.trigger.start", 0), "aren't the text's"),
        (_set("report.sha256", "0"), "sha256"),
        (_set("attributions.0.source.entities", ["e9"]), "'e9'"),
        (_set("claims.0.times.0.timex", "t9"), "'t9'"),
        (_set("claims.0.chain", ["e9"]), "'e9'"),
        (_set("attributions.0.parent", "a1"), "circle"),
        (_set("quantities.0.part_of", "q1"), "circle"),
        (_set("timexes.0.anchor", "timex:t1"), "circle"),
        (_set("furniture.0.spans.0", _span("Two were held on Friday, the ministry said.")), "out of furniture"),
        (_set("timexes.0.start", "2024-03-01"), "no anchor"),
        (_set("timexes.0.anchor", "published"), "isn't known"),
        (_set("quantities.0.high", None), "exact"),
        (_set("quantities.0.bound", "vague"), "vague"),
        (_set("claims.0.voice", "author"), "the author's"),
        (_set("claims.0.origin.basis", "none"), "rests on nothing"),
        (_set("claims.0.confidence", 1.5), "confidence"),
        (_set("attributions.0.acts", []), "no act"),
        (_set("sentences", [{"start": 0, "end": 9}, {"start": 8, "end": 20}]), "begins before"),
        (_set("drifts", [{"id": "d1", "claims": ["c1"], "steps": []}]), "different claims"),
    ],
)
def test_what_is_broken_is_said(change: Any, words: str) -> None:
    """A reading that breaks one of the rules is told so."""
    reading = copy.deepcopy(_sound())
    change(reading)
    assert any(words in one for one in broken(reading)), broken(reading)


def test_an_altered_text_is_said() -> None:
    """A text that isn't the input's is told."""
    assert broken(_sound(), {"id": "d1", "text": TEXT + " "}) == ["the text isn't the input"]
