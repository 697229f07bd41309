"""Data frames have the same columns and types whatever was read; notebooks are shown little, and nothing that acts."""

import sys
from dataclasses import replace

import pytest

from reportedly import read
from reportedly.keeping import open_ledger
from reportedly.model import Page
from reportedly.model.display import LONGEST, MOST
from reportedly.model.rows import COLUMNS, NUMBERS, ROWS

TEXT = (
    "Gale kills 3 in Nuuk\n\nThree people were killed and 12 injured in Nuuk on Monday when a gale tore off roofs, "
    "police said. “<b onclick=x>We</b> need help,” said Aviaja Lynge, the mayor.\n"
)


@pytest.fixture(scope="module")
def reading():
    """A short report with figures and a quotation that tries to be markup."""
    return read(TEXT, published="2026-01-06", media="text", publisher="<i>Sermitsiaq</i>")


def test_rows_have_the_columns_that_are_told(reading):
    """What a frame without rows has for columns is what rows have."""
    for table, rows in ROWS.items():
        assert {tuple(row) for row in rows(reading)} == {COLUMNS[table]}
    assert set().union(*map(set, COLUMNS.values())) >= NUMBERS


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("table", ["claims", "attributions"])
def test_frames_hold_the_rows(reading, library, table):
    """A frame has a row per row, numbers as numbers; one of an empty reading has the same columns and types."""
    frame = reading.to_frame(table, library=library)
    empty = replace(reading, claims=(), attributions=()).to_frame(table, library=library)
    assert list(frame.columns) == list(empty.columns) == list(COLUMNS[table])
    assert len(frame) == len(ROWS[table](reading))
    assert len(empty) == 0
    if table == "claims":
        assert 3.0 in list(frame["value"])
        assert str(frame["value"].dtype).lower() == str(empty["value"].dtype).lower() == "float64"
    if library == "polars":
        assert frame.schema == empty.schema


def test_polars_takes_half_characters(reading):
    """A lone surrogate, which no Arrow string can hold, is replaced."""
    broken = replace(
        reading, claims=(replace(reading.claims[0], origin=replace(reading.claims[0].origin, name="\ud800")),)
    )
    assert set(broken.to_frame(library="polars")["origin"]) == {"?"}


@pytest.mark.parametrize(("library", "extra"), [("pandas", "frames"), ("polars", "polars")])
def test_a_missing_library_is_said(reading, monkeypatch, library, extra):
    """Without the library the error tells what to install."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=rf'pip install "reportedly\[{extra}\]"'):
        reading.to_frame(library=library)


def test_a_notebook_shows_a_reading(reading):
    """Title, who says what and the figures, escaped; a long reading is cut, and says how much more there is."""
    shown = reading._repr_html_()
    assert "&lt;i&gt;Sermitsiaq" in shown
    assert "&lt;b onclick=x&gt;" in shown
    assert "<b onclick" not in shown
    assert "Aviaja Lynge" in shown
    assert "<td>Three</td>" in shown
    one = reading.attributions[0]
    long = replace(one, source=replace(one.source, name="x" * 1000))
    many = replace(reading, attributions=(long,) * 300, claims=reading.claims * 300)
    shown = many._repr_html_()
    assert f"and {300 - MOST} more" in shown
    assert len(shown) < 2 * MOST * 6 * (LONGEST + 50)
    assert "<table>" not in replace(reading, attributions=(), claims=())._repr_html_()


def test_a_notebook_shows_a_question(reading, tmp_path):
    """The estimate, the origins and the answers, escaped."""
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(Page(content=TEXT, media="text"), reading)
        question = next(one for one in ledger.full_questions() if one.counts == "killed")
    shown = replace(question, text="How many <script>?")._repr_html_()
    assert "How many &lt;script&gt;?" in shown
    assert "3 (3 to 3), latest_by_origin" in shown
    assert "police" in shown


def test_a_notebook_shows_what_is_not_known(reading, tmp_path):
    """A question without an estimate or answers is shown all the same."""
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(Page(content=TEXT, media="text"), reading)
        question = next(ledger.full_questions())
    shown = replace(question, estimate=None, answers=(), reports=())._repr_html_()
    assert "0 answers in 0 reports" in shown
