"""The judges themselves: a reading that is right passes, and each thing wrong in it fails the aspect it belongs to."""

from dataclasses import replace

import pytest

from reportedly.examples import example
from reportedly.model import (
    Attribution,
    Claim,
    ClaimTime,
    Content,
    Cue,
    Drift,
    DriftStep,
    Entity,
    Event,
    Forecast,
    Furniture,
    Naming,
    Origin,
    Place,
    Probability,
    Quantity,
    Reader,
    Reading,
    Report,
    Sentence,
    Source,
    Span,
    Timex,
)

from .gold import Golden, NotThere, Row, locate
from .results import JUDGES, aspects
from .words import Read, one_of

TEXT = "Four held\n\nPolice in Oran said on Friday that four smugglers were held.\n\nShare this"


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def _reading() -> Reading:
    """Write a small reading by hand that is right in all its parts."""
    held = Event("COERCE", "arrest", "arrested", _span("held."))
    bare = Event("COERCE", "arrest", "arrested", _span("held\n\n"))
    police = Origin("e1", "Police", "stated")
    return Reading(
        reader=Reader("0", "none"),
        report=Report("d", None, "Four held", None, None, (), "2024-05-18", "given", None, "en", "", TEXT),
        furniture=(Furniture("report_button", (_span("Share this"),)),),
        sentences=(Sentence(0, 9, "headline", "event"), Sentence(11, 71, "attributed", "event")),
        entities=(Entity("e1", "Police", "organisation", (_span("Police"),)),),
        attributions=(
            Attribution(
                "a1",
                "indirect",
                Source((_span("Police"),), ("e1",), "Police", "collective"),
                Cue((_span("said"),), "say"),
                Content((_span("that four smugglers were held"),)),
            ),
        ),
        quantities=(Quantity("q1", (_span("four"),), 4, 4, 4, "exact", "smuggler"),),
        timexes=(
            Timex(
                "t1", (_span("Friday"),), "DATE", "2024-05-17", "2024-05-17", "2024-05-18", "published", "last Friday"
            ),
        ),
        places=(Place("p1", (_span("Oran"),), "Oran", 1, 35.7, -0.6, "DZ", None, "exact"),),
        claims=(
            Claim("c1", None, "headline", (), Origin("e1", "Police", "inferred_in_report"), (_span("Four"),), bare),
            Claim(
                *("c2", "a1", "attributed", ("e1",), police, (_span("four smugglers were held"),), held),
                quantities=("q1",),
                times=(ClaimTime("t1"),),
            ),
        ),
        namings=(Naming("e1", "smugglers", None, quoted=False, spans=(_span("smugglers"),)),),
        forecasts=(Forecast("f1", "c2", "held", None, Probability("likely", 0.55, 0.8, "ICD 203"), None),),
        drifts=(Drift("d1", ("c2", "c1"), (DriftStep("c2", "c1", "attribution", "Police", None),)),),
    )


ROWS = {
    "says": {
        "id": 1,
        "words": "{s:Police} in Oran {c:said} on Friday {t:that four ... held}",
        "name": "Police",
        "kind": "collective",
        "form": "indirect",
        "acts": ["assert"],
        "factuality": "CT+",
        "parent": 0,
    },
    "figures": {
        "words": "that {four} smugglers",
        "value": 4,
        "low": 4,
        "high": 4,
        "bound": "exact",
        "unit": "smuggler",
        "outcome": "arrested",
        "voice": "attributed",
        "origin": "Police",
        "basis": "stated",
        "chain": ["Police"],
        "when": "2024-05-17/2024-05-18",
    },
    "times": {"words": "{Friday}", "type": "DATE", "value": "2024-05-17", "start": "2024-05-17", "end": "2024-05-18"},
    "places": {"words": "{Oran}", "name": "Oran", "country": "DZ", "precision": "exact"},
    "claims": {"words": "were {held}", "type": "COERCE", "mode": "arrest", "voice": "attributed", "factuality": "CT+"},
    "forecasts": {"words": "{four smugglers were held}", "phrase": "likely"},
    "drifts": {"from": "{four smugglers were held}", "to": "{Four held}", "change": "attribution"},
    "namings": {"words": "{smugglers}", "label": "smugglers", "by": "", "quoted": False},
    "sentences": {"words": "{Police in ... held.}", "voice": "attributed", "function": "event"},
    "furniture": {"words": "{Share this}", "kind": "report_button"},
    "never": {"words": "{Police in}", "kind": "quantity"},
}
GOLDEN = Golden("d", example("mine-wire"), "Four held", apart=False, text=TEXT)


def _wrong(kind: str, reading: Reading) -> set[str]:
    """Name the aspects of a kind's row that a reading gets wrong; every aspect foreseen must have been judged."""
    row = Row("d", kind, 1, ROWS[kind])
    checks = JUDGES[kind](row, Read(reading), GOLDEN)
    assert sorted(check.aspect for check in checks) == sorted(aspects(row))
    return {check.aspect for check in checks if not check.right}


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_right_is_right(kind: str) -> None:
    """A reading that is right is wrong in nothing."""
    assert _wrong(kind, _reading()) == set()


def _with(kind: str, place: int, /, **parts: object) -> Reading:
    reading = _reading()
    things = list(getattr(reading, kind))
    things[place] = replace(things[place], **parts)
    return replace(reading, **{kind: tuple(things)})


@pytest.mark.parametrize(
    ("kind", "reading", "aspect"),
    [
        ("says", _with("attributions", 0, source=Source((_span("Oran"),), (), "Oran", "named")), "source name kind"),
        ("says", _with("attributions", 0, content=Content((_span("four"),))), "content"),
        ("says", _with("attributions", 0, cue=Cue((_span("that"),), "that")), "cue"),
        ("says", _with("attributions", 0, acts=("deny",), factuality="CT-"), "act factuality"),
        ("says", _with("attributions", 0, parent="a9", kind="direct"), "parent form"),
        ("figures", _with("quantities", 0, value=5, low=5, high=5, unit="man"), "value low high unit"),
        ("figures", _with("quantities", 0, bound="approx", low=None, high=None), "low high bound"),
        ("figures", _with("claims", 1, origin=Origin(None, None, "none"), chain=()), "origin basis chain"),
        ("figures", _with("claims", 1, times=(), voice="author"), "when voice"),
        ("figures", _with("timexes", 0, start="2024-05-16"), "when"),
        ("figures", _with("claims", 1, quantities=()), "outcome voice origin basis chain when"),
        ("times", _with("timexes", 0, value="2024-05-24", start="2024-05-24"), "value start"),
        ("places", _with("places", 0, country="US", precision="near"), "country precision"),
        ("claims", _with("claims", 1, factuality="PS+"), "factuality"),
        ("claims", _with("claims", 1, event=Event(None, None, None, _span("on"))), "found type mode voice factuality"),
        ("forecasts", _with("forecasts", 0, claim="c1"), "found phrase"),
        ("drifts", _with("drifts", 0, steps=(DriftStep("c2", "c1", "figure", "4", "5"),)), "found"),
        ("namings", _with("namings", 0, by="e1", quoted=True), "by quoted"),
        ("sentences", _with("sentences", 1, voice="author", function="background"), "voice function"),
        ("furniture", _with("furniture", 0, spans=(_span("this"),)), "marked"),
        ("furniture", _with("furniture", 0, kind="comments"), "kind"),
        ("never", _with("quantities", 0, spans=(_span("Police"),)), "absent"),
    ],
)
def test_wrong_is_wrong(kind: str, reading: Reading, aspect: str) -> None:
    """What is wrong in a reading fails just the aspects it belongs to."""
    assert _wrong(kind, reading) == set(aspect.split())


def test_none_is_a_value_and_its_absence() -> None:
    """`none` wants the word none where that's a value, and nothing where there is no value; nothing else."""
    assert one_of("basis", "none", "none").right
    assert one_of("high", "none", None).right
    assert not one_of("high", "none", 3).right
    assert not one_of("basis", "stated", None).right


def test_words_that_stand_twice_are_refused() -> None:
    """A row whose words stand in two places, or in none, isn't judged at one of them."""
    with pytest.raises(NotThere, match="more than once"):
        locate("{held}", TEXT, None)
    with pytest.raises(NotThere, match="nowhere"):
        locate("{freed}", TEXT, None)


def test_marks_and_gaps_lead_to_places() -> None:
    """Marks and gaps of a row's words lead to the places they mean."""
    found = locate("Police in {s:Oran} said ... {t:four ... held}.", TEXT, None)
    assert {key: [TEXT[a:b] for _, a, b in spots] for key, spots in found[0].items()} == {
        "s": ["Oran"],
        "t": ["four smugglers were held"],
    }
