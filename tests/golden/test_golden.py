"""What the reader makes of our own examples, row by row, against the golden readings."""

import pytest

from . import results

KNOWN = results.known_failures()


def _cases() -> list:
    return [
        pytest.param(name, id=name, marks=[pytest.mark.xfail(reason=KNOWN[name], strict=True)] if name in KNOWN else [])
        for name in results.names()
    ]


@pytest.mark.parametrize("name", _cases())
def test_row(name: str) -> None:
    """The reader reads in this aspect of this row what a careful analyst reads."""
    one = results.check(name)
    assert one.right, f"expected {one.expected}, got {one.got}"


def test_known_failures_are_rows() -> None:
    """The list of known failures names only what is judged."""
    assert set(KNOWN) <= set(results.names())
