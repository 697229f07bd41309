"""Sources that a headline's form names."""

import pytest


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Mali: rebels take two towns near the border, say residents", "residents"),
        ("Mali: rebels take two towns near the border", None),
        ("Minister: rebels took two towns", "Minister"),
        ("MISHA CRISIS: FLASH UPDATE #7", None),
        ("Misha Cluster: Situation Report No. 12", None),
    ],
)
def test_a_country_before_a_colon_says_where(read, headline, source) -> None:
    """A headline's "Mali:" is where it happened; an office before a colon is who says it."""
    found = read(f"{headline}\n\nThe road was closed on Monday.").attributions
    said = [one.source.spans[0].text for one in found if one.rule == "headline"]
    assert said == ([source] if source else [])


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("Exclusive: ministry hid the toll, leaked memo shows", "leaked memo", "ministry hid the toll"),
        ("Most voters back the dam, poll finds", "poll", "Most voters back the dam"),
    ],
)
def test_a_document_at_the_end_of_a_headline_shows_what_stands_before(read, title, source, content):
    """A headline's "…, leaked memo shows" has the memo for its source, and a kicker before it says nothing."""
    (found,) = read("The board met on Monday.", title=title).attributions
    assert (found.source.spans[0].text, found.content.spans[0].text) == (source, content)
