"""How pages word values."""

from types import SimpleNamespace

import pytest

from reportedly.web.words import interval


@pytest.mark.parametrize("day", ["9999-12-31", "2026-02-28", "2026", ""])
def test_an_interval_is_worded_whatever_its_days(day: str) -> None:
    """The last day that a calendar has is followed by none."""
    assert interval(SimpleNamespace(start=day, end=day))
