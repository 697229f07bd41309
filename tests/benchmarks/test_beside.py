"""The benchmark in short: a few documents, and bounds so wide that only a collapse breaks them."""

import itertools
import json

import pytest
from benchmarks.beside import Worker, ratio, side_by_side
from benchmarks.press.desk import reports
from benchmarks.press.reading import document_of

from benchmarks import growth, reading, results
from reportedly.pipeline import STEPS

SLOWEST = 60
"""Words a second of processor below which reading has collapsed: a tenth of what a slow laptop does."""
LARGEST = 900
"""MiB of memory above which reading a short report has collapsed."""
SLOWEST_ADDING = 3
"""Seconds of processor in which a report of five claims is added to a small ledger, whatever the machine."""


@pytest.fixture(scope="module")
def documents():
    """Give a few made-up reports, one after another as one text, so that a reading is long enough to be measured."""
    texts = [document_of(draft)["text"] for draft, _ in itertools.islice(reports(4), 9)]
    return [{"text": "\n\n".join(texts[start::3])} for start in range(3)]


def test_reading_has_not_collapsed(documents):
    """Both readers read made-up reports at some speed, in some memory, and refuse none."""
    taken = side_by_side(["default", "fast"], documents)
    words = sum(len(one["text"].split()) for one in documents)
    for name, one in taken.items():
        assert words / sum(one["cpu"]) > SLOWEST, name
        assert one["peak"] < LARGEST, name
        assert one["failed"] == 0, name


def test_every_step_is_timed_and_told(documents):
    """Each step's seconds are taken, and the page tells them; figures taken without them can be told, too."""
    taken = reading.steps(documents[:1], "fast")
    assert set(taken) == {step.name for step in STEPS}
    assert min(taken.values()) >= 0 < taken["encode"]
    found = {"many": 1, "words": 9, "documents": "ours", "speed": {}, "taken": {}}
    ratios = {f"{ours}/{peer}": ratio([1.0], [1.0]) for ours in ("default", "fast") for peer in ("spacy", "textacy")}
    without = results.told("reading", found | {"ratios": ratios})
    told = results.told("reading", found | {"ratios": ratios, "steps": {"default": taken, "fast": taken}})
    assert "| encode |" not in without
    assert all(f"| {step.name} |" in told for step in STEPS)


def test_a_worker_says_what_it_took():
    """Each document gets an answer with its own figures, also one that is refused."""
    with Worker("clean") as worker:
        page = {
            "html": "<html><body><article><p>" + "Seventeen people were killed. " * 40 + "</p></article></body></html>"
        }
        one, two = worker.measure(page), worker.measure({"html": ""})
    assert one["cpu"] > 0
    assert one["peak"] > 1
    assert not one["failed"]
    assert two["failed"]


def test_a_ratio_has_its_interval():
    """Twice the seconds are twice as slow, and the interval lies around it, narrow where documents agree."""
    found = ratio([1.0, 2.0, 3.0], [2.0, 4.0, 6.0])
    assert found == {"ratio": 2.0, "low": 2.0, "high": 2.0}
    wide = ratio([1.0, 1.0, 1.0, 1.0], [1.0, 3.0, 1.0, 3.0])
    assert wide["low"] < wide["ratio"] < wide["high"]


def test_a_ledger_grows_and_answers(tmp_path, monkeypatch):
    """A ledger that grows by some reports is measured at each size, and adding has not collapsed."""
    monkeypatch.setattr(growth, "SINGLE", 4)
    monkeypatch.setattr(growth, "ASKED", 2)
    small, large = growth.grown(tmp_path / "ledger.sqlite", [60])
    assert small["claims"] < large["claims"]
    assert large["adding"] < SLOWEST_ADDING
    assert large["bytes"] > 10_000
    assert set(large["asking"]) == {"questions", "questions of a place", "answers and origins", "search"}
    *_, loaded, copied = growth.grown(tmp_path / "copied.sqlite", [200], loaded=60)
    assert loaded["copies"] == 1
    assert copied["copies"] > 1
    assert copied["claims"] > loaded["claims"]


def test_sizes_grow_evenly():
    """Sizes are two in each power of ten, up to what is asked for."""
    assert growth.sizes(100_000, short=False) == [1_000, 3_000, 10_000, 30_000, 100_000]


def test_floors_hold_whole_intervals_only():
    """A ratio is below its floor where its whole interval is; noise alone breaks no floor."""
    found = {"ratios": {"default/spacy": {"ratio": 0.7, "low": 0.6, "high": 0.85}}}
    assert results.below_floors(found, {"default/spacy": 0.8}) == []
    assert len(results.below_floors(found, {"default/spacy": 0.9})) == 1


def test_a_page_is_written_of_what_was_measured(tmp_path, monkeypatch):
    """The page has a table for each part that was measured, the machine and the versions, and no other part."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setattr(results, "HERE", tmp_path)
    interval = {"ratio": 1.5, "low": 1.2, "high": 1.9}
    found = {"documents": "pages", "many": 3, "milliseconds": {"clean": 20.0, "trafilatura": 30.0}}
    found |= {"ratios": {"clean/trafilatura": interval}, "machine": results.machine()}
    (tmp_path / "extraction.json").write_text(json.dumps(found))
    results.write()
    page = (tmp_path / "RESULTS.md").read_text()
    assert "1.50 (1.20 to 1.90)" in page
    assert "Python 3" in page
    assert "Peak memory of one large text" not in page
