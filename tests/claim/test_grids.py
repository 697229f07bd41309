"""Tables whose heads name what is counted are read row by row."""

import pytest

import reportedly

SITUATION = """Rivers burst their banks in two provinces on 12 March, the disaster agency said.

Province | Dead | Injured | Families | Houses destroyed
Sofala | 14 | 30 | 410 | 1,200
Zambezia | 3 | 12 | 96 | 80
Total | 17 | 42 | 506 | 1,280

Schools stay closed until Monday."""


def rows(text, title=None):
    """Read a report and give outcome, value, unit and places of its figures."""
    reading = reportedly.read(text, title=title, published="2024-03-15")
    quantities = {one.id: one for one in reading.quantities}
    places = {one.id: one.name for one in reading.places}
    return [
        (
            claim.event.outcome,
            quantities[claim.quantities[0]].value,
            quantities[claim.quantities[0]].unit,
            tuple(places[one.place] for one in claim.places),
        )
        for claim in reading.claims
        if claim.event.outcome and claim.quantities
    ]


def test_a_row_gives_a_figure_for_each_head_that_names_an_outcome():
    """Each number under such a head is a claim with its row's place; a total has none, families tell of nothing."""
    assert sorted(rows(SITUATION)) == [
        ("destroyed", 80.0, "house", ("Zambezia",)),
        ("destroyed", 1200.0, "house", ("Sofala",)),
        ("destroyed", 1280.0, "house", ()),
        ("injured", 12.0, "person", ("Zambezia",)),
        ("injured", 30.0, "person", ("Sofala",)),
        ("injured", 42.0, "person", ()),
        ("killed", 3.0, "person", ("Zambezia",)),
        ("killed", 14.0, "person", ("Sofala",)),
        ("killed", 17.0, "person", ()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Province | Budget | Schools\nSofala | 14 | 30\nZambezia | 3 | 12",
        "Dead | Injured\n14 | 30",
        "Province | Dead | Injured\nSofala | 14",
        "The dead man | the wife | the dog",
    ],
    ids=["no outcome", "no row's name", "a cell short", "no rows"],
)
def test_other_tables_tell_of_nobody(text):
    """A table without an outcome in its head, or without names or cells for its rows, gives no figure."""
    assert not rows(f"The provinces sent their figures.\n\n{text}\n\nSchools stay closed.")


def test_a_claim_of_a_table_points_at_its_cells():
    """The claim's spans are the column's head, the row's name and the number, and the rule says so."""
    reading = reportedly.read(SITUATION, published="2024-03-15")
    claim = next(one for one in reading.claims if one.event.outcome == "injured")
    assert [span.text for span in claim.spans] == ["Injured", "Sofala", "30"]
    assert "table's row “Sofala”, under the head “Injured”" in claim.rule
    text = reading.report.text
    assert all(text[span.start : span.end] == span.text for span in claim.spans)


TWO_HEADS = """| Province | People | People | Houses |
|  | dead | injured | destroyed |
|---|---|---|---|
| Sofala | 14 |  | 200 |
| Manica | - | 9 | 41 |"""


def test_heads_in_two_rows_and_empty_cells_are_read():
    """A second row that names outcomes and has no numbers is part of the head; an empty cell leaves the others be."""
    found = rows(f"Floods hit two provinces of Mozambique.\n\n{TWO_HEADS}\n\nSchools stay closed.")
    assert sorted(found) == [
        ("destroyed", 41.0, "house", ("Manica",)),
        ("destroyed", 200.0, "house", ("Sofala",)),
        ("injured", 9.0, "person", ("Manica",)),
        ("killed", 14.0, "person", ("Sofala",)),
    ]
