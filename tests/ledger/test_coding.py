"""Attributions by hand and coders' sheets: data among the judgements, which hold no words of the report."""

import pytest

from reportedly.errors import BadSetting
from reportedly.keeping import Ledger
from reportedly.ledger.coding import found_again
from reportedly.model import Page
from reportedly.reader import read_page

TEXT = "Ferry sinks off Buka\n\nThe harbour master told reporters that the ferry was overloaded. It had left at dawn.\n"
SOURCE = "The harbour master"
CONTENT = "that the ferry was overloaded"


def at(words, text=TEXT):
    """Give where words stand."""
    return [text.index(words), text.index(words) + len(words)]


@pytest.fixture
def ledger(tmp_path):
    """A ledger with one report."""
    page = Page(content=TEXT, media="text", id="ferry", published="2026-03-14")
    with Ledger(tmp_path / "ledger.sqlite") as made:
        made.add(page, read_page(page))
        yield made


def test_an_attribution_by_hand_is_kept_without_its_words(ledger):
    """Offsets and digests stand in the record: what is erased must not live on in a judgement."""
    made = ledger.judge("attribute", ["ferry"], value={"source": [at(SOURCE)], "content": [at(CONTENT)]}, by="ada")
    (kept,) = ledger.judgements("ferry", kind="attribute")
    assert kept.value["content"][0][:2] == at(CONTENT)
    assert (kept.value["act"], kept.value["factuality"], kept.by) == ("assert", "CT+", "ada")
    assert "overloaded" not in repr(kept.value)
    assert "harbour" not in repr(kept.value)
    ledger.withdraw(made.id, by="ada")
    assert ledger.judgements("ferry", kind="attribute")[0].withdrawn
    assert not list(ledger.verify())


def test_words_are_found_again_where_a_revision_moved_them(ledger):
    """A later text in which the words stand elsewhere leads to them; one without them says so."""
    ledger.judge("attribute", ["ferry"], value={"name": "the port", "content": [at(CONTENT)]})
    (kept,) = ledger.judgements("ferry", kind="attribute")
    later = "CORRECTED. " + TEXT
    assert found_again(kept.value["content"], later) == [tuple(at(CONTENT, later))]
    assert found_again(kept.value["content"], TEXT) == [tuple(at(CONTENT))]
    assert found_again(kept.value["content"], TEXT.replace("overloaded", "laden")) is None


@pytest.mark.parametrize(
    "value",
    [
        None,
        "words",
        {"content": [at(CONTENT)]},
        {"name": "x"},
        {"name": "x", "content": [[0, 10_000]]},
        {"name": "x", "content": [[5, 5]]},
        {"name": "x", "content": [[True, 5]]},
        {"name": "x", "content": {"0": 1}},
        {"name": "x" * 400, "content": [at(CONTENT)]},
        {"name": "x", "content": [at(CONTENT)], "act": "sing"},
        {"name": "x", "content": [at(CONTENT)], "words": "mine"},
    ],
)
def test_what_is_no_attribution_is_refused(ledger, value):
    """It says who, and which words, within the text; and nothing else."""
    with pytest.raises(BadSetting):
        ledger.judge("attribute", ["ferry"], value=value)
    assert not ledger.judgements("ferry")


def test_a_sheet_is_kept_as_given(ledger):
    """A coder's verdicts come back as they were given; what isn't one is refused."""
    line = {"at": [at(CONTENT)], "right": True, "source": None, "act": "deny", "factuality": "CT-"}
    figure = {"claim": "c", "right": False, "figure": "12"}
    ledger.judge("code", ["ferry"], value={"done": True, "blind": True, "attributions": [line], "figures": [figure]})
    (kept,) = ledger.judgements("ferry", kind="code")
    (coded,) = kept.value["attributions"]
    assert (coded["right"], coded["act"], coded["factuality"]) == (True, "deny", "CT-")
    assert (kept.value["figures"], kept.value["done"]) == ([figure], True)
    for bad in ({"attributions": 3}, {"figures": [{}]}, {"figures": [{"claim": "c", "right": 1}]}, {"more": 1}):
        with pytest.raises(BadSetting):
            ledger.judge("code", ["ferry"], value=bad)
