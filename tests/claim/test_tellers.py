"""Who gives a figure: by count, by whose tally it is, and by where the figure itself stands."""

import pytest

import reportedly


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The migration office tracked 52,300 new arrivals in 41 sites.", [(52300, "migration office")]),
        ("The ministry's count of 45 dead does not include those under the rubble.", [(45, "ministry")]),
        ("By the army's count, 45 people were killed.", [(45, "army")]),
        ("Figures from the health ministry show 45 people were killed.", [(45, "figures from the health ministry")]),
        (
            "The army put the number of dead at 12 while residents put it at 30.",
            [(12, "army"), (30, "residents")],
        ),
        ("The attack's toll of 45 dead shocked the town.", [(45, None)]),
    ],
)
def test_figures_are_whose_count_they_are(text: str, expected: list[tuple[int, str | None]]) -> None:
    """A count is its counter's, whether a verb, a noun or a clause of their own says so."""
    reading = reportedly.read(f"Rain fell on Monday.\n\n{text}\n\nThe talks went on.", published="2026-05-14")
    values = {one.id: one.value for one in reading.quantities}
    told = [(values[one.quantities[0]], one.origin.name) for one in reading.claims if one.quantities]
    assert [one for one in told if one[0] != 41] == expected
