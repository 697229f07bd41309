"""Datelines: a sentence of their own, so that nothing a report says is said of them."""

import pytest

from reportedly.clean import clean
from reportedly.model import Page
from tests.grammar import parse

BODY = "Gunmen killed seven traders on the road to Kerrepi on Sunday, the county commissioner said."
MORE = "\n\nThe attackers burned three trucks near the market.\n"


@pytest.mark.parametrize(
    ("dateline", "told"),
    [
        ("GALLOWE, Kenya (AP) — ", "GALLOWE, Kenya"),
        ("GALLOWE, Feb 2 (Reuters) - ", "GALLOWE, Feb 2"),
        ("Gallowe, Feb 2, 2026 (AFP) - ", "Gallowe, Feb 2, 2026"),
        ("GALLOWE, Feb. 2 (Xinhua) -- ", "GALLOWE, Feb. 2"),
        ("GALLOWE, South Sudan, 2 February - ", "GALLOWE, South Sudan, 2 February"),
        ("(Gallowe, 2 February 2026) – ", "Gallowe, 2 February 2026"),
        ("Geneva/Gallowe, 2 February 2026 - ", "Geneva/Gallowe, 2 February 2026"),
        ("GALLOWE (2 February 2026) – ", "GALLOWE (2 February 2026)"),
        ("GALLOWE – 2 February 2026 – ", "GALLOWE – 2 February 2026"),
        ("Gallowe, 2 February 2026. ", "Gallowe, 2 February 2026"),
        ("2 February 2026, Gallowe – ", "2 February 2026, Gallowe"),
        ("New Gallowe, Feb 2 (PTI) ", "New Gallowe, Feb 2"),
        ("GALLOWE, February 2. /TASS/. ", "GALLOWE, February 2"),
        ("Gallowe, Kenya | AFP | ", "Gallowe, Kenya"),
        ("GALLOWE, Democratic Republic of Congo, Feb 2 (Reuters) - ", "GALLOWE, Democratic Republic of Congo, Feb 2"),
        ("Gallowe del Mar, 2 February 2026 (EFE) - ", "Gallowe del Mar, 2 February 2026"),
        ("GALLOWE — ", "GALLOWE"),
        ("(Reuters) - ", None),
    ],
)
def test_a_report_begins_after_its_dateline(dateline, told):
    """Whatever its form, a dateline is a credit and a sentence by itself, and who acts after it is the subject."""
    article = clean(Page(content=dateline + BODY + MORE, media="text", published="2026-02-03"))
    parsed = parse(article)
    assert [one.name for one in article.credits if one.kind == "dateline"] == ([told] if told else [])
    first, second = parsed.sentences[:2]
    assert article.full_text[second.start : second.end] == BODY
    assert first.end <= len(dateline)
    killed = next(one for one in parsed.tokens if one.text == "killed")
    assert [one.text for one in parsed.children(killed.i) if one.dep == "nsubj"] == ["Gunmen"]


@pytest.mark.parametrize(
    "start",
    ["Gallowe – a town of 4,000 – was hit. ", "WATCH: ", "The Kenyan Red Cross, founded in 1965, said so. ", ""],
)
def test_other_openings_are_no_datelines(start):
    """A thought in dashes, a label or a sentence of a name and a year dates nothing."""
    article = clean(Page(content=start + BODY + MORE, media="text", published="2026-02-03"))
    assert not [one for one in article.credits if one.kind == "dateline"]


def test_a_datelines_town_is_a_place_to_the_tagger():
    """Taggers take towns in capitals for bodies; in a dateline they are places."""
    article = clean(Page(content="GALLOWE, Kenya, 2 February - " + BODY + MORE, media="text", published="2026-02-03"))
    names = {article.full_text[one.start : one.end]: one.label for one in parse(article).names}
    assert names.get("GALLOWE", "GPE") == "GPE"
