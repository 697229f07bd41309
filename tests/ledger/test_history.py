"""Revisions tell which claims came, went or changed; forecasts fall due and are scored."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from reportedly.ledger import Ledger, Scope
from reportedly.model import Claim, ClaimPlace, Credit, Deadline, Event, Forecast, Origin, Place, Probability, Span

from . import by_hand
from .conftest import made

FIRST = "17 killed in Aleppo on 2016-12-10, said the ministry. 4 arrested in Mosul on 2016-12-10, said the army."
THEN = "19 killed in Aleppo on 2016-12-10, said the ministry. 3 arrested in Syria on 2016-12-10, said the agency."


def test_history_says_what_changed_and_how(kept):
    """A figure that was raised in silence is a change; with a note it's no longer silent."""
    note = Credit("correction", None, (Span(0, 2, "19"),))
    third = (THEN + " 2 killed in Mosul on 2016-12-11, said the army.", "2016-12-13T08:00:00Z", (note,))
    kept.add(*made("r1", FIRST, retrieved="2016-12-11T08:00:00Z", url="https://post.example/1"))
    kept.add(*made("r1", third[0], retrieved=third[1], credits=third[2]))
    kept.add(*made("r1", THEN, retrieved="2016-12-12T08:00:00Z", url="https://post.example/1?v=2"))
    first, second, last = kept.history("r1")
    assert [row.current for row in (first, second, last)] == [False, False, True]
    assert (first.came, first.changed, first.silent) == ((), (), False)
    assert [(old.value, new.value) for old, new in second.changed] == [(17, 19), (4, 3)]
    assert second.silent
    assert (second.retrieved, second.urls) == (("2016-12-12T08:00:00Z",), ("https://post.example/1?v=2",))
    assert ([one.value for one in last.came], last.went, last.silent, last.noted) == ([2], (), False, "19")


def foretelling(key, published, *, chance, by, text="4 arrested in Mosul on 2016-12-10, said the army."):
    """Give a report whose claim is a forecast."""
    claim = Claim(
        id="c1",
        attribution=None,
        voice="author",
        chain=(),
        origin=Origin(None, None, "none"),
        spans=(Span(0, 1, text[0]),),
        event=Event("COERCE", "arrest", "arrested", Span(0, 1, text[0])),
        act="predict",
    )
    forecast = Forecast("f1", "c1", "Four will be held.", None, chance, Deadline("2016-12-10", by))
    return made(key, text, published=published, claims=(claim,), forecasts=(forecast,))


HEDGED = Probability("likely", 0.55, 0.85, "ICD 203")
FLAT = Probability(None, None, None, None)


def test_forecasts_fall_due_and_are_resolved(kept):
    """A forecast is due after its deadline, until somebody says what came of it, and again when that is withdrawn."""
    kept.add(*foretelling("r1", "2016-12-09", chance=HEDGED, by="2016-12-12"))
    kept.add(*foretelling("r2", "2016-12-08", chance=FLAT, by="2036-01-01"))
    now = "2016-12-20"
    due = kept.forecasts(status="due", now=now)
    assert [(row.report, row.status) for row in due] == [("r1", "due")]
    assert [row.report for row in kept.forecasts(status="open", now=now)] == ["r2"]
    judged = kept.judge("resolve", [due[0].id[:9]], value="true", by="ana")
    assert kept.forecasts(status="due", now=now) == []
    assert [(row.status, row.resolved.by) for row in kept.forecasts(status="resolved", now=now)] == [("true", "ana")]
    kept.withdraw(judged.id)
    assert [row.report for row in kept.forecasts(status="due", now=now)] == ["r1"]
    assert [row.report for row in kept.forecasts(by="harbour", limit=1, now=now)] == ["r1"]
    assert kept.forecasts(by="nobody") == []


def test_later_claims_propose_how_a_forecast_came_out(kept):
    """A later report that says the same thing happened speaks for the forecast, one that denies it against it."""
    kept.add(*foretelling("r1", "2016-12-09", chance=HEDGED, by="2016-12-12"))
    kept.add(*made("r2", "5 arrested in Mosul on 2016-12-10, said the agency.", published="2016-12-11"))
    row = kept.forecasts()[0]
    assert (row.proposed, row.evidence) == ("true", (kept.testimonies("r2")[0].id,))
    kept.add(*made("r3", "0 arrested in Mosul on 2016-12-10, denied the army.", published="2016-12-11"))
    assert kept.forecasts(Scope(places=("Mosul",)))[0].proposed is None


def of_what_was(reading):
    """Give testimonies of what has happened only, as reconciling does: what is foretold gives none."""
    ahead = {one.id for one in reading.claims if one.act == "predict" and one.factuality != "CT+"}
    return [one for one in by_hand.testimonies(reading) if one.claim not in ahead]


@pytest.fixture
def strict(place):
    """A ledger in each kind of database, whose forecasts answer no question."""
    with Ledger(place, reconciler=SimpleNamespace(**vars(by_hand) | {"testimonies": of_what_was})) as ledger:
        yield ledger


def unsure(key, published, *, local="c1", factuality="PR+"):
    """Give a report that foretells what answers no question yet; its claim has another local id where asked."""
    page, read = foretelling(key, published, chance=HEDGED, by="2016-12-12")
    words = read.report.text.removesuffix(", said the army.")
    its = replace(read.claims[0], factuality=factuality, spans=(Span(0, len(words), words),))
    first = replace(its, id="c1", act="assert", factuality="CT+", spans=(Span(0, 1, "4"),))
    claims = (its,) if local == "c1" else (first, replace(its, id=local))
    return page, replace(read, claims=claims, forecasts=(replace(read.forecasts[0], claim=local),))


def test_a_forecast_is_found_by_what_it_foretells(strict):
    """A forecast that isn't certain answers no question, and is chosen by its place, event, source and words."""
    strict.add(*unsure("r1", "2016-12-09"))
    assert strict.testimonies("r1") == []
    found = [
        Scope(places=("Mosul",)),
        Scope(events=("COERCE",), speakers=("army",)),
        Scope(certainty=("PR+",)),
        Scope(words="arrest* -killed"),
        Scope(words='"will be held"', until="2016-12-13"),
    ]
    assert [len(strict.forecasts(one)) for one in found] == [1, 1, 1, 1, 1]
    others = [
        Scope(places=("Aleppo",)),
        Scope(certainty=("CT+",)),
        Scope(words="held -arrested"),
        Scope(since="2017-01-01"),
    ]
    assert [len(strict.forecasts(one)) for one in others] == [0, 0, 0, 0]


def test_a_forecast_of_what_cannot_be_compared_is_found(strict):
    """A forecast whose claim the reconciler makes nothing of is chosen by what its reading says."""
    page, read = unsure("r1", "2016-12-09")
    place = Place("p1", (), "Idlib", 169577, None, None, "SY", None, "exact")
    its = replace(read.claims[0], id="c7", places=(ClaimPlace("p1"),), origin=Origin(None, "Ana Ruiz", "stated"))
    strict.add(page, replace(read, claims=(its,), places=(place,), forecasts=(replace(read.forecasts[0], claim="c7"),)))
    asked = Scope(places=("169577", "Homs"), speakers=("Ruiz",), publishers=("The Harbour Post",), acts=("predict",))
    assert len(strict.forecasts(asked)) == 1
    assert strict.forecasts(Scope(places=("Mosul",))) == []


@pytest.mark.parametrize(("factuality", "outcome"), [("PR+", "true"), ("PR-", "false")])
def test_what_came_of_an_unsure_forecast_is_proposed(strict, factuality, outcome):
    """A later claim that what was foretold came about speaks for the forecast, against one that it won't."""
    strict.add(*unsure("r1", "2016-12-09", factuality=factuality))
    assert strict.forecasts()[0].proposed is None
    strict.add(*made("r2", "5 arrested in Mosul on 2016-12-10, said the agency.", published="2016-12-11"))
    strict.add(*made("r3", "5 killed in Mosul on 2016-12-10, said the agency.", published="2016-12-11"))
    row = strict.forecasts()[0]
    assert (row.proposed, row.evidence) == (outcome, (strict.testimonies("r2")[0].id,))


def test_a_resolution_outlives_another_reading(strict):
    """A forecast's id is of its words, so that what was said of it holds when its claim is numbered otherwise."""
    strict.add(*unsure("r1", "2016-12-09"))
    strict.judge("resolve", [strict.forecasts()[0].id], value="true", by="ana")
    page, read = unsure("r1", "2016-12-09", local="c2")
    strict.add(page, replace(read, reader=replace(read.reader, version="9.0")))
    assert strict.reading("r1").forecasts[0].claim == "c2"
    assert [row.status for row in strict.forecasts()] == ["true"]


def test_forecasts_of_a_scope_are_paged(strict, monkeypatch):
    """Pages of what is chosen among many have all of it, once, whatever is looked at together."""
    monkeypatch.setattr("reportedly.ledger.queries.forecasts.AT_ONCE", 2)
    for number in range(5):
        strict.add(*unsure(f"r{number}", f"2016-12-0{number + 1}", factuality="PR-" if number == 2 else "PR+"))
    asked, after, seen = Scope(certainty=("PR+",)), None, []
    while not seen or after:
        page = strict.forecasts(asked, limit=2, after=after)
        after = page.next
        seen.append([row.report for row in page])
    assert seen == [["r4", "r3"], ["r1", "r0"]]


def test_sources_are_scored_over_what_is_past(kept):
    """Brier takes the middle of the phrase's range; what was foretold flatly is a hit or a miss."""
    for number, (chance, outcome) in enumerate(((HEDGED, "true"), (HEDGED, "false"), (FLAT, "true"), (FLAT, "void"))):
        kept.add(*foretelling(f"r{number}", "2016-12-09", chance=chance, by="2016-12-12"))
        mine = next(row for row in kept.forecasts() if row.report == f"r{number}")
        kept.judge("resolve", [mine.id], value=outcome, by="ana")
    (score,) = kept.calibration(now="2016-12-20")
    assert (score.forecasts, score.due, score.hedged, score.unhedged, score.hits, score.misses) == (4, 4, 2, 1, 1, 0)
    assert score.brier == pytest.approx((0.3**2 + 0.7**2) / 2)
    assert score.bins == ((0.7, 0.8, 2, 1),)
    assert kept.calibration(now="2016-12-11")[0].due == 0
