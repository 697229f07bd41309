"""What persons decide stands beside what the machine found, can be withdrawn, and outlives a re-reading."""

import sqlite3
from contextlib import closing

import pytest

from reportedly.errors import BadSetting, NotFound
from reportedly.ledger import Ledger, Scope
from reportedly.model import Reader

from . import by_hand
from .conftest import made
from .test_adding_up import NEWS, add


def aleppo(ledger):
    """Give the rows of the questions about Aleppo, by the number of their answers."""
    return sorted(ledger.questions(Scope(places=("Aleppo",))), key=lambda row: -row.answers)


def test_a_split_parts_and_its_withdrawal_joins(kept):
    """A claim that was taken out answers a question of its own, until that is withdrawn."""
    add(kept)
    out = kept.testimonies("r4")[0].id
    judged = kept.judge("split", [out[:10]], by="ana", why="another strike")
    assert [row.answers for row in aleppo(kept)] == [2, 1]
    assert kept.question_of(out) == out
    assert kept.verify() == []
    kept.withdraw(judged.id[:10], by="ben")
    assert [row.answers for row in aleppo(kept)] == [3]
    assert kept.judgements(judged.id)[0].kind == "withdraw"
    rows = {row.id: row for row in kept.judgements(out)}
    assert (rows[judged.id].by, rows[judged.id].why, rows[judged.id].withdrawn is not None) == (
        "ana",
        "another strike",
        True,
    )
    with pytest.raises(BadSetting, match="judge anew"):
        kept.withdraw(kept.judgements(kind="withdraw")[0].id)


def test_a_merge_joins_questions(kept):
    """Questions that were merged are one, under the name of their first claim; both old names lead to it."""
    add(kept)
    names = {row.place.name: row.id for row in kept.questions()}
    kept.judge("merge", [names["Aleppo"], names["Mosul"]], by="ana")
    assert kept.question(names["Mosul"]).id == kept.question(names["Aleppo"]).id == names["Aleppo"]
    assert len(kept.question(names["Aleppo"]).answers) == 4
    with pytest.raises(BadSetting, match="one already"):
        kept.judge("merge", [names["Aleppo"], names["Mosul"]], by="ana")
    assert kept.verify() == []


def test_a_rejected_claim_answers_nothing(kept):
    """What was rejected is in no estimate; a question of nothing else is gone."""
    add(kept)
    kept.judge("reject", [kept.testimonies("r1")[0].id, kept.testimonies("r3")[1].id], by="ana")
    assert aleppo(kept)[0].estimate.low == 19
    assert kept.questions(Scope(places=("Mosul",))) == []
    assert kept.question_of(kept.testimonies("r3")[1].id) is None
    assert kept.verify() == []


def test_a_correction_stands_beside_what_was_read(kept):
    """A corrected figure counts in the estimate, while the claim itself stays as it was read."""
    add(kept)
    claim = kept.testimonies("r2")[0].id
    kept.judge("correct", [claim], value=21, by="ana")
    assert aleppo(kept)[0].estimate.high == 21
    assert kept.question(claim).estimate.high == 21
    assert kept.testimony(claim).value == 19
    kept.judge("correct", [claim], value={"low": 30, "high": 40}, by="ben")
    assert {answer.high for answer in kept.question(claim).answers if answer.claim == claim} == {40}
    for value in ("many", None, {"low": None, "high": None}):
        with pytest.raises(BadSetting, match="no figure"):
            kept.judge("correct", [claim], value=value, by="ana")


@pytest.mark.parametrize(
    "value", ["nan", float("nan"), "1e999", -4, 10**400, {"low": 40, "high": 30}, {"low": -1, "high": 3}]
)
def test_no_correction_is_endless_below_zero_or_reversed(kept, value):
    """What no count can be is refused, and nothing of it is kept."""
    add(kept)
    with pytest.raises(BadSetting, match=r"no figure|no range"):
        kept.judge("correct", [kept.testimonies("r2")[0].id], value=value, by="ana")
    assert kept.judgements() == []


def test_half_a_character_in_a_comment_is_replaced(kept):
    """What no encoding takes can't stop a list of judgements from being sent."""
    add(kept)
    made_ = kept.judge("comment", [kept.testimonies("r2")[0].id], value="seen \ud800", by="ana")
    assert made_.value == kept.judgements()[0].value == "seen ?"


def test_a_judgement_survives_a_reading_with_other_bounds(kept):
    """A claim that a newer reader words otherwise is still the one that was rejected."""
    text = "17 killed in Aleppo on 2016-12-10, said the ministry."
    kept.add(*made("r1", text, published="2016-12-10"))
    old = kept.testimonies("r1")[0]
    kept.judge("reject", [old.id], by="ana")
    newer = Reader(version="0.0.2", model="by-hand")
    page, reading = made("r1", f"1{text}", published="2016-12-11", reader=newer)
    kept.add(page, reading)
    new = kept.testimonies("r1")[0]
    assert new.id != old.id
    assert kept.questions() == []
    assert kept.verify() == []


def test_judgements_do_not_depend_on_when_claims_come(kept):
    """A claim that comes after a judgement is parted by it, too."""
    add(kept, NEWS[:2])
    kept.judge("split", [kept.testimonies("r2")[0].id], by="ana")
    add(kept, NEWS[2:])
    assert sorted(row.answers for row in aleppo(kept)) == [1, 2]
    assert kept.verify() == []


def test_grades_and_comments_are_kept(kept):
    """A source is graded A to F, an item 1 to 6, and anything can be commented on."""
    add(kept)
    assert kept.judge("grade_source", ["ministry"], value="b", by="ana").value == "B"
    assert kept.judge("grade_item", ["r1"], value=2, by="ana").value == "2"
    kept.judge("comment", ["r1"], value="Seen by a colleague.", by="ben")
    assert [row.kind for row in kept.judgements("r1")] == ["comment", "grade_item"]
    page = kept.judgements(limit=2)
    assert [row.kind for row in kept.judgements(limit=2, after=page.next)] == ["grade_source"]
    for kind, value in (("grade_source", "G"), ("grade_item", 0), ("comment", " "), ("resolve", "maybe")):
        with pytest.raises(BadSetting):
            kept.judge(kind, ["r1"], value=value, by="ana")
    with pytest.raises(NotFound):
        kept.judge("reject", ["nothing"], by="ana")


def test_situations_narrow_everything(kept):
    """A saved scope filters questions, reports and searches, is replaced under its name, and can be closed."""
    add(kept)
    kept.save_situation("north", Scope(places=("IQ",)), by="ana")
    kept.save_situation("north", Scope(places=("Aleppo",), since="2016-12-01"), by="ben")
    inside = Scope(inside=(kept.situation("north").scope,))
    assert {row.place.name for row in kept.questions(inside)} == {"Aleppo"}
    assert {row.id for row in kept.reports(Scope(inside=(Scope(places=("Aleppo",)),)))} == {"r1", "r2", "r4"}
    assert [(one.name, one.by) for one in kept.situations()] == [("north", "ben")]
    before = kept.head()
    kept.save_situation("north", Scope(places=("Aleppo",), since="2016-12-01"), by="cy")
    assert kept.head() == before
    kept.close_situation("north", by="ana")
    with pytest.raises(NotFound, match="situation list"):
        kept.situation("north")
    assert kept.verify() == []


def test_channels_and_how_far_they_were_followed(kept):
    """What is followed is kept and logged; how far, is remembered without an entry."""
    kept.save_channel("post", {"feed": "https://post.example/feed"}, by="ana")
    before = kept.head()
    assert kept.polled("post") is None
    kept.set_polled("post", {"etag": "1"})
    kept.set_polled("post", {"etag": "2"})
    assert (kept.channels(), kept.polled("post")) == ({"post": {"feed": "https://post.example/feed"}}, {"etag": "2"})
    assert kept.head() == before


def test_comments_under_short_ids_are_found(path):
    """What an earlier version filed under the beginning of a claim's id is found by the whole."""
    with Ledger(path, reconciler=by_hand) as ledger:
        ledger.add(*made("r1", "17 killed in Aleppo on 2016-12-10, said the ministry."))
        claim = ledger.testimonies("r1")[0].id
        ledger.judge("comment", [claim], value="seen", by="ana")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE judged SET subject = substr(subject, 1, 8)")
        connection.commit()
    with Ledger(path, reconciler=by_hand) as ledger:
        assert [one.value for one in ledger.judgements(about=claim)] == ["seen"]
        assert [one.value for one in ledger.judgements(about=claim[:10])] == ["seen"]


def test_a_corrected_origin_is_counted_as_set(kept):
    """Who a claim traces back to is set by hand and counted so; figure and origin are set beside each other."""
    add(kept)
    claim = kept.testimonies("r4")[0].id

    def answer():
        question = kept.question(kept.question_of(claim))
        found = next(one for one in question.answers if one.claim == claim)
        return found.origin.name, found.value, {one.name for one in question.origins}

    before = answer()
    made = kept.judge("correct", [claim], value={"origin": " the district hospital "}, by="ana")
    name, value, origins = answer()
    assert (name, value) == ("the district hospital", before[1])
    assert "the district hospital" in origins
    kept.judge("correct", [claim], value=21, by="ben")
    assert answer()[:2] == ("the district hospital", 21)
    assert kept.verify() == []
    kept.withdraw(made.id, by="ana")
    assert answer()[:2] == (before[0], 21)
    kept.judge("correct", [claim], value={"origin": None}, by="ana")
    assert answer()[:2] == (None, 21), "the report names nobody"
    for wrong in ({"origin": ""}, {"origin": 3}, {"origin": "x" * 301}, {"origin": "x", "value": 3}):
        with pytest.raises(BadSetting):
            kept.judge("correct", [claim], value=wrong, by="ana")
    assert kept.verify() == []
