"""A made-up press knows what really happened: a coder's table of it finds its questions, and no others."""

import csv
import itertools
import json
from collections import Counter
from datetime import timedelta

import pytest
from benchmarks.press.__main__ import readings
from benchmarks.press.desk import reports

from reportedly.cli.comparing import compare
from reportedly.cli.options import ListFormat
from reportedly.keeping import open_ledger

NUMBER, SEED = 70, 7


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    """A ledger of a press; its incidents by number, and which of them each report is about."""
    path = tmp_path_factory.mktemp("press") / "l.sqlite"
    told = [(draft.id, incident) for draft, incident in itertools.islice(reports(SEED), NUMBER)]
    with open_ledger(path) as ledger:
        ledger.add_all(readings(NUMBER, SEED))
        questions = {one.id: one for one in ledger.full_questions()}
    return path, {one.number: one for _, one in told}, {key: one.number for key, one in told}, questions


@pytest.mark.parametrize("slip", [0, 1])
def test_a_table_of_what_happened_finds_its_questions(press, tmp_path, capsys, slip):
    """By town and day alone, and with each day off by one: no toll is another incident's, and nine of ten are found."""
    path, incidents, about, questions = press

    def truth(question):
        return Counter(about[one] for one in question.reports).most_common(1)[0][0]

    counted = sorted({facet.outcome for one in incidents.values() for facet in one.facets})
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "date", "town", "country", *counted])
        for key, one in incidents.items():
            finals = {facet.outcome: facet.final for facet in one.facets}
            day = one.start.date() + timedelta(days=slip)
            table.writerow([key, day, one.city.name, one.country.name, *(finals.get(of, "") for of in counted)])
    options = {"columns": (), "dates": None, "rule": "latest_by_origin", "only": ("agrees", "differs")}
    compare(str(path), tmp_path / "t.csv", form=ListFormat.jsonl, **options)
    found = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert all(one["row_id"] == str(truth(questions[one["question"]])) for one in found)
    coded = {(key, facet.outcome) for key, one in incidents.items() for facet in one.facets}
    due = {(truth(one), one.counts) for one in questions.values()} & coded
    assert len(due) > 5
    assert len(due & {(int(one["row_id"]), one["counts"]) for one in found}) >= 0.9 * len(due)
    if slip:
        assert any("date" in one["differs"] for one in found)
