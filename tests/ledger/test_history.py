"""Revisions tell which claims came, went or changed; forecasts fall due and are scored."""

import pytest

from reportedly.ledger import Scope
from reportedly.model import Claim, Credit, Deadline, Event, Forecast, Origin, Probability, Span

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
