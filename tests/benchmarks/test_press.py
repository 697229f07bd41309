"""The synthetic press: readings hold, the truth is the texts', and the scorer tells right from wrong."""

import itertools
import random
import tracemalloc
from collections import Counter, defaultdict

import pytest
from benchmarks.press import desk, world
from benchmarks.press.__main__ import readings, write
from benchmarks.press.desk import reports
from benchmarks.press.grammar import fill, marked, tidy
from benchmarks.press.reading import document_of, reading_of
from benchmarks.press.reconciled import reconciled
from benchmarks.press.score import claims_of, independent, lines, score
from benchmarks.press.truth import truth_of
from benchmarks.press.world import table

from reportedly.model import to_plain
from tests.property.invariants import broken

MANY = 250


@pytest.fixture(scope="module")
def drafts():
    """Give some reports with their incidents."""
    return list(itertools.islice(reports(11), MANY))


@pytest.fixture(scope="module")
def truth(drafts):
    """Give what is true of them."""
    return [truth_of(draft, incident) for draft, incident in drafts]


def test_readings_hold(drafts):
    """Every invariant of a reading holds of readings made directly."""
    for draft, incident in drafts:
        assert broken(to_plain(reading_of(draft, incident)), document_of(draft)) == []


def test_figures_stand_where_the_truth_says(drafts, truth):
    """The truth's figures point at the words of the figure, in the text or the title."""
    for (draft, _), line in zip(drafts, truth, strict=True):
        title, text, _, _ = draft.laid_out()
        for claim in line["claims"]:
            where, words = claim["figure"], text if "in" not in claim["figure"] else title
            figure = words[where["start"] : where["end"]]
            assert figure
            assert claim["value"] is None or claim["value"] < 10 or str(claim["value"]) in figure.replace(",", "")


def test_the_same_seed_gives_the_same_world(drafts):
    """Two runs are equal to the letter, and another seed's differ."""
    texts = [document_of(draft) for draft, _ in drafts[:40]]
    assert [document_of(draft) for draft, _ in itertools.islice(reports(11), 40)] == texts
    assert [document_of(draft)["text"] for draft, _ in itertools.islice(reports(12), 40)] != [
        one["text"] for one in texts
    ]


def test_reports_come_in_the_order_of_their_publication(drafts):
    """No report comes before one that was published earlier."""
    moments = [draft.published for draft, _ in drafts]
    assert all(two >= one.replace(microsecond=0) for one, two in itertools.pairwise(moments))


def test_many_genres_and_ways_are_there(drafts, truth):
    """Agencies, copies, relays, briefs, statements and blogs are there; so are bare figures, revisions and rounding."""
    assert {"wire", "copy", "cut", "relay", "own", "brief", "statement", "blog"} <= {draft.genre for draft, _ in drafts}
    claims = [claim for line in truth for claim in line["claims"]]
    assert {"exact", "at_least", "approx", "more_than"} <= {claim["bound"] for claim in claims}
    assert {"total", "part", "increment"} <= {claim["role"] for claim in claims}
    assert {"stated", "none", "inferred_in_report"} <= {claim["basis"] for claim in claims}


def test_no_template_leaves_a_hole(drafts):
    """No brackets, double blanks or doubled commas are left in a text."""
    for draft, _ in drafts:
        title, text, _, _ = draft.laid_out()
        for words in (title or "", text):
            assert not any(one in words for one in ("{", "}", "[", "]", "  ", ",,", " ,", ",.", "..")), words


def test_memory_does_not_grow_with_the_reports(monkeypatch):
    """What is held after many reports is about what is held after few: they are streamed."""
    monkeypatch.setitem(desk.WAYS, "retrospect", 0)  # the months until those come would have to pass first
    monkeypatch.setattr(world, "A_DAY", 1.0)  # few wait at once
    stream = reports(3)
    for _ in itertools.islice(stream, 100):
        pass
    tracemalloc.start()
    held = []
    for _ in range(2):
        for _ in itertools.islice(stream, 200):
            pass
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert held[1] < held[0] + 1_000_000


def _asked(truth):
    """Give the questions that a perfect ledger would ask of a truth."""
    by_question = defaultdict(list)
    for claim in claims_of(truth):
        by_question[claim["question"]].append(claim)
    return [_question(name, claims) for name, claims in by_question.items()]


def _question(name, claims):
    low, high = independent(claims)
    answers = []
    for claim in claims:
        earlier = [
            one
            for one in claims
            if one["apparent"] == one["origin"] == claim["apparent"] == claim["origin"]
            and one["announced"] < claim["announced"]
            and not (one["optional"] or one["retrospect"])
        ]
        supersedes = (
            None if claim["retrospect"] or not earlier else max(earlier, key=lambda one: one["announced"])["key"]
        )
        answers.append(
            {
                "claim": claim["key"],
                "report": claim["report"],
                "value": claim["value"],
                "span": claim["span"],
                "supersedes": supersedes,
            }
        )
    asked = {"id": name, "kind": "how_many", "counts": claims[0]["counts"], "answers": answers}
    return asked | {"independent": {"low": low, "high": high}}


def test_a_perfect_ledger_scores_full_marks(truth):
    """Questions made of the truth score 1 in everything."""
    figures = score(truth, _asked(truth))
    assert figures["matched"] == figures["pairwise_f1"] == figures["origins_right"] == figures["superseding_right"] == 1


def test_lumping_and_splitting_cost(truth):
    """All in one question costs precision, every figure alone costs recall, and counting reports costs origins."""
    perfect = _asked(truth)
    lumped = defaultdict(list)
    for one in perfect:
        lumped[one["counts"]] += one["answers"]
    lump = [
        {"id": name, "kind": "how_many", "counts": name, "answers": answers, "independent": {"low": 1, "high": 1}}
        for name, answers in lumped.items()
    ]
    assert score(truth, lump)["pairwise_precision"] < 0.5
    split = [
        one | {"id": f"{one['id']} {number}", "answers": [answer]}
        for one in perfect
        for number, answer in enumerate(one["answers"])
    ]
    assert score(truth, split)["pairwise_recall"] == 0
    naive = [one | {"independent": {"low": len(one["answers"]), "high": len(one["answers"])}} for one in perfect]
    assert score(truth, naive)["origins_right"] < 0.5


def test_a_small_press_is_reconciled():
    """Readings made directly are put together as the truth has it, by way of a ledger."""
    scores = reconciled(40, 3)
    assert scores["reports"] == 40
    assert scores["pairwise_f1"] > 0.9
    assert scores["matched"] == 1


def test_wrong_superseding_costs(truth):
    """A ledger that supersedes nothing, or by another body's figure, is told so."""
    perfect = _asked(truth)
    none = [one | {"answers": [answer | {"supersedes": None} for answer in one["answers"]]} for one in perfect]
    first = [
        one | {"answers": [answer | {"supersedes": one["answers"][0]["claim"]} for answer in one["answers"]]}
        for one in perfect
    ]
    assert score(truth, none)["superseding_recall"] == 0
    assert score(truth, first)["superseding_precision"] < 0.9


def test_what_is_written_can_be_read_back(tmp_path):
    """The three files have a line a report, by the same ids, and truth that fits."""
    write(20, 5, tmp_path, ["texts", "readings"])
    files = {name: list(lines(tmp_path / f"{name}.jsonl")) for name in ("truth", "texts", "readings")}
    ids = [one["report"] for one in files["truth"]]
    assert ids == [one["id"] for one in files["texts"]] == [one["report"]["id"] for one in files["readings"]]
    assert [one["text"] for one in files["texts"]] == [one["report"]["text"] for one in files["readings"]]
    assert len(list(readings(20, 5))) == 20


def test_every_list_has_its_source():
    """The tables load, and each says where it is from."""
    for name in ("world", "clauses", "genres"):
        assert table(name)["sources"]["own"]


def test_templates_mark_what_they_fill_in():
    """A filled template knows where each slot and role stands, and tidying keeps it so."""
    slots = {"n": marked("17", "figure", "F"), "source": "police", "[cue]": "S"}
    piece = tidy(fill("{Source}, , [cue:said] {n} {died/fell}.", slots, random.Random(0)))
    found = {mark.role: piece.text[mark.start : mark.end] for mark in piece.marks}
    assert found == {"figure": "17", "cue": "said"}
    assert piece.text.startswith("Police, said 17 ")


def test_unmatched_brackets_are_an_error():
    """A template whose brackets don't match is refused when it is first used."""
    for template in ("{open", "[role:open", "closed}", "closed]"):
        with pytest.raises(ValueError, match="brac"):
            fill(template, Counter(), random.Random(0))
