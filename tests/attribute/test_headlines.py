"""Sources that a headline's form names."""

import pytest


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Mali: rebels take two towns near the border, say residents", "residents"),
        ("Mali: rebels take two towns near the border", None),
        ("Minister: rebels took two towns", "Minister"),
    ],
)
def test_a_country_before_a_colon_says_where(read, headline, source) -> None:
    """A headline's "Mali:" is where it happened; an office before a colon is who says it."""
    found = read(f"{headline}\n\nThe road was closed on Monday.").attributions
    said = [one.source.spans[0].text for one in found if one.rule == "headline"]
    assert said == ([source] if source else [])
