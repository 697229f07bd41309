"""What reports add up to: questions, whatever the order in which they came, on both databases."""

import itertools

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger, Scope

from . import by_hand
from .conftest import Reader, made

NEWS = (
    ("r1", "17 killed in Aleppo on 2016-12-10, said the ministry.", "2016-12-10"),
    ("r2", "Later: 19 killed in Aleppo on 2016-12-10, said the ministry.", "2016-12-11T09:00:00+02:00"),
    (
        "r3",
        "90 killed in Syria on 2016-12-10, said the agency. 4 arrested in Mosul on 2016-12-10, said the army.",
        None,
    ),
    ("r4", "19 killed in Aleppo on 2016-12-10, said the agency.", "2016-12-11T08:30:00Z"),
)


def add(ledger, news=NEWS):
    """Add the news in order."""
    for key, text, published in news:
        ledger.add(*made(key, text, published=published))


def state(ledger):
    """Give all that is derived, as it's asked for."""
    rows = ledger.questions(limit=None)
    whole = [ledger.question(one.id) for one in rows]
    found = [(hit.report, hit.question) for hit in ledger.search(Scope(words="killed"))]
    return list(rows), whole, found, list(ledger.reports()), [ledger.reading(row.id) for row in ledger.reports()]


def test_claims_of_several_reports_answer_one_question(kept):
    """Claims about the same thing stand under one question, named after the first of them."""
    add(kept)
    aleppo = kept.questions(Scope(places=("Aleppo",)))[0]
    assert (aleppo.reports, aleppo.answers, aleppo.estimate.low, aleppo.estimate.high) == (3, 3, 17, 19)
    assert aleppo.id == kept.testimonies("r1")[0].id
    whole = kept.question(aleppo.id)
    assert [answer.report for answer in whole.answers] == ["r1", "r2", "r4"]
    assert [origin.name for origin in whole.origins] == ["agency", "ministry"]


def test_any_answer_leads_to_its_question(kept):
    """The id of any claim finds the question that holds it now, so does the beginning of a question's id."""
    add(kept)
    first, last = kept.testimonies("r1")[0].id, kept.testimonies("r4")[0].id
    assert kept.question(last).id == kept.question(first[:12]).id == first
    assert kept.question_of(last) == first
    with pytest.raises(NotFound, match="reportedly questions"):
        kept.question("zzz")


def test_a_part_knows_its_whole(kept):
    """A question of a town is part of the one of its country, and the whole of nothing."""
    add(kept)
    rows = {row.place.name: row for row in kept.questions()}
    assert rows["Aleppo"].part_of == rows["Syria"].id == kept.question(rows["Aleppo"].id).part_of
    assert rows["Syria"].part_of is None
    assert rows["Mosul"].part_of is None


def test_a_part_outlives_its_whole(kept):
    """When the claim that told the whole is revised or erased away, its part is part of nothing."""
    add(kept)
    kept.add(*made("r3", "4 arrested in Mosul on 2016-12-10, said the army.", retrieved="2017-01-01T00:00:00Z"))
    rows = {row.place.name: row for row in kept.questions()}
    assert "Syria" not in rows
    assert rows["Aleppo"].part_of is kept.question(rows["Aleppo"].id).part_of is None
    kept.add(*made("r5", "80 killed in Syria on 2016-12-10, said the agency.", published="2016-12-12"))
    assert kept.question(rows["Aleppo"].id).part_of == kept.testimonies("r5")[0].id
    kept.erase("r5", reason="the law")
    assert kept.question(rows["Aleppo"].id).part_of is None


def test_a_part_goes_by_what_stands(kept):
    """When the claim that told the whole is rejected, its part is part of nothing, until that is withdrawn."""
    add(kept)
    rows = {row.place.name: row for row in kept.questions()}
    judged = kept.judge("reject", [rows["Syria"].id], by="ana")
    assert kept.question(rows["Aleppo"].id).part_of is None
    kept.withdraw(judged.id)
    assert kept.question(rows["Aleppo"].id).part_of == rows["Syria"].id


def test_an_id_that_a_question_had_leads_to_it(kept):
    """When the claim that a question is named after goes, its id leads on, from name to name, until nothing answers."""
    add(kept)
    old = kept.question(kept.testimonies("r1")[0].id).id
    kept.add(*made("r1", "All quiet.", published="2016-12-10", retrieved="2017-01-01T00:00:00Z"))
    then = kept.question(old)
    assert then.id == kept.question(old[:10]).id != old
    assert then.reports == ("r2", "r4")
    kept.erase(next(one.report for one in then.answers if one.claim == then.id), reason="the law")
    assert kept.question(old).id == kept.question(then.id).id not in (old, then.id)
    kept.erase(kept.question(old).reports[0], reason="the law")
    with pytest.raises(NotFound):
        kept.question(old)
    assert kept.verify() == []


def test_no_order_of_arrival_changes_the_state(tmp_path):
    """Every order in which reports and a revision come gives the same questions, lists, readings and searches."""
    revised = ("r2", "18 killed in Aleppo on 2016-12-10, said the ministry.", "2016-12-12")
    states = []
    for number, order in enumerate(itertools.permutations((*NEWS[1:], revised))):
        with Ledger(tmp_path / f"{number}.sqlite", reconciler=by_hand) as ledger:
            add(ledger, order)
            states.append(state(ledger))
    assert len(states) == 24
    assert all(one == states[0] for one in states)


def test_both_databases_come_to_the_same(path, database):
    """What SQLite makes of reports, PostgreSQL does, to the last row."""
    with Ledger(path, reconciler=by_hand) as one, Ledger(database, reconciler=by_hand) as other:
        add(one)
        add(other, reversed(NEWS))
        assert state(one) == state(other)


def test_adding_one_by_one_is_adding_at_once(path, tmp_path):
    """Reports added in one transaction come to the same as each in its own."""
    with Ledger(path, reconciler=by_hand) as one, Ledger(tmp_path / "all.sqlite", reconciler=by_hand) as other:
        add(one)
        assert [added.status for added in other.load(made(key, text, published=at) for key, text, at in NEWS)] == [
            "added"
        ] * len(NEWS)
        assert state(one) == state(other)


def test_a_revision_takes_claims_away(kept):
    """What a later revision no longer says answers nothing, and the question is named after what is left."""
    add(kept)
    kept.add(*made("r1", "Corrected: nobody knows.", published="2016-12-12"))
    aleppo = kept.questions(Scope(places=("Aleppo",)))[0]
    assert (aleppo.answers, aleppo.id) == (2, kept.testimonies("r2")[0].id)
    assert kept.testimonies("r1") == []
    assert kept.verify() == []


def test_a_question_that_nothing_answers_is_gone(kept):
    """Where the last claim goes, its question goes with it."""
    add(kept)
    for key in ("r1", "r2", "r4"):
        kept.add(*made(key, "Withdrawn.", published="2016-12-20"))
    assert {row.place.name for row in kept.questions()} == {"Syria", "Mosul"}
    assert kept.verify() == []


def test_a_ledger_without_a_reconciler_catches_up(path):
    """Reports kept without reconciling are reconciled when that is there, and come to the same."""
    with Ledger(path) as ledger:
        add(ledger)
        assert ledger.questions() == []
    heard = []
    with Ledger(path, reconciler=by_hand) as ledger:
        assert ledger.stale() == len(NEWS)
        assert ledger.catch_up(lambda done, total: heard.append((done, total))) == len(NEWS)
        assert heard == [(4, 4)]
        assert ledger.questions(Scope(places=("Aleppo",)))[0].answers == 3
        assert ledger.stale() == 0
        assert ledger.verify() == []


def test_a_newer_reading_brings_its_claims(kept):
    """A newer reader's reading takes the older one's place, whichever came first."""
    newer = Reader(version="0.0.10", model="by-hand")
    text = "17 killed in Aleppo on 2016-12-10, said the ministry."
    kept.add(*made("r1", text, published="2016-12-10", reader=newer))
    kept.add(*made("r1", text, published="2016-12-10", reader=Reader(version="0.0.9", model="by-hand")))
    assert kept.reading("r1").reader == newer


def test_questions_page_by_cursors_that_stay(kept):
    """Pages follow one another without gap or double, also where reports come in between."""
    for day in range(1, 8):
        date = f"2016-12-{day:02}"
        kept.add(*made(f"d{day}", f"{day} killed in Mosul on {date}, said the army.", published=date))
    first = kept.questions(limit=3)
    assert [row.published[:10] for row in first] == ["2016-12-07", "2016-12-06", "2016-12-05"]
    kept.add(*made("late", "5 arrested in Mosul on 2016-12-30, said the army.", published="2016-12-30"))
    second = kept.questions(limit=3, after=first.next)
    third = kept.questions(limit=3, after=second.next)
    assert [row.published[8:10] for row in (*second, *third)] == ["04", "03", "02", "01"]
    assert third.next is None
    assert [row.id for row in kept.reports(limit=2, after=kept.reports(limit=1).next)] == ["d7", "d6"]


def test_full_questions_are_those_of_the_list(kept):
    """Questions with all their answers come in the list's order, by the rule asked for."""
    add(kept)
    whole = list(kept.full_questions(rule="ucdp_best_low_high"))
    assert [one.id for one in whole] == [row.id for row in kept.questions()]
    assert {one.estimate.rule for one in whole} == {"ucdp_best_low_high"}
    assert len(list(kept.full_questions(limit=1))) == 1


def test_the_list_goes_by_true_time(kept):
    """Zones count: half past eight in London is after nine in Cairo."""
    add(kept)
    assert [row.id for row in kept.reports()] == ["r4", "r2", "r1", "r3"]
