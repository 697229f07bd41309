"""The golden readings themselves: well formed, and each row points at words that stand in its report once."""

import pytest

from reportedly.examples import examples

from .gold import BAR, Golden, Row, goldens, locate

FIELDS = {
    "facts": {"title", "published_basis"},
    "furniture": {"words", "kind"},
    "not_report": {"words"},
    "credits": {"kind", "name"},
    "says": {"id", "words", "name", "kind", "form", "acts", "factuality", "parent", "to", "cue_optional"},
    "figures": {
        *("in", "words", "value", "low", "high", "bound", "unit", "scale", "measure", "role", "status", "part_of"),
        *("supersedes", "outcome", "type", "mode", "origin", "basis", "voice", "factuality", "chain", "when", "where"),
    },
    "times": {"in", "words", "type", "value", "start", "end"},
    "places": {"in", "words", "name", "country", "precision", "modifier"},
    "claims": {
        *("in", "words", "type", "mode", "outcome", "voice", "factuality", "act", "chain", "actors", "recipients"),
        *("when", "basis", "relation"),
    },
    "forecasts": {"in", "words", "phrase", "condition", "by"},
    "drifts": {"from", "to", "change"},
    "namings": {"in", "words", "label", "by", "quoted"},
    "sentences": {"in", "words", "voice", "function"},
    "never": {"in", "words", "kind"},
}
ROWS = [pytest.param(golden, row, id=row.name) for golden in goldens() for row in golden.rows]


def test_every_example_has_a_golden_reading() -> None:
    """Each example report that is shipped has a golden reading, and there is no other."""
    assert {one.name for one in examples()} == {one.name for one in goldens()}


@pytest.mark.parametrize(("golden", "row"), ROWS)
def test_rows_point_at_their_words(golden: Golden, row: Row) -> None:
    """A row has only fields that are judged, and its words stand in the report exactly once."""
    assert set(row.fields) <= FIELDS[row.kind]
    if row.kind == "not_report":
        return
    for key in ("words", "from", "to", "part_of", "supersedes"):
        if key in row.fields and not isinstance(row.fields[key], list):
            for one in BAR.split(row.fields[key]):
                found = locate(one, golden.text, golden.title, in_title=row.fields.get("in") == "title")
                assert all(found)
                assert row.kind != "says" or all("t" in marks for marks in found)


@pytest.mark.parametrize("golden", [pytest.param(one, id=one.name) for one in goldens()])
def test_parents_are_rows(golden: Golden) -> None:
    """A row's parent is another row of the same report, and ids count up from one."""
    says = [row.fields for row in golden.rows if row.kind == "says"]
    assert [one["id"] for one in says] == list(range(1, len(says) + 1))
    assert all(0 <= one.get("parent", 0) <= len(says) for one in says)


@pytest.mark.parametrize("golden", [pytest.param(one, id=one.name) for one in goldens()])
def test_what_is_not_report_is_on_the_page(golden: Golden) -> None:
    """What a page shows and its report doesn't say stands in the page and not in the article an analyst cut out."""
    page = golden.example.content()
    for row in golden.rows:
        if row.kind == "not_report":
            assert row.fields["words"].strip().split("\n")[0] in page
            assert row.fields["words"] not in golden.text
