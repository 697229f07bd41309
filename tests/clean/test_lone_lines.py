"""Lines of capitals between a headline and the first words: a city is a dateline, a heading is none."""

import pytest

import reportedly

BODY = "Heavy rains went on in nine counties, and the river rose again on Monday, the ministry said. Two people died."


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("ANKARA", "ANKARA"),
        ("NEW YORK", "NEW YORK"),
        ("HIGHLIGHTS", None),
        ("SITUATION OVERVIEW", None),
        ("KEY POINTS", None),
    ],
)
def test_a_line_of_capitals(line: str, dateline: str | None) -> None:
    """Agencies set the city above their text; reports of relief set headings there."""
    made = reportedly.read(f"Floods kill two\n\n{line}\n\n{BODY}", published="2026-10-12").report.credits
    assert next((one.name for one in made if one.kind == "dateline"), None) == dateline
