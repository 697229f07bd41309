"""What questions say of themselves."""

from dataclasses import replace

import pytest

from reportedly.model import Question, to_plain
from reportedly.reconcile import question
from tests.reconcile.making import told


def _asked(*said: tuple[float, str, float | None, float | None]) -> Question:
    """Ask how many, of one report's figures: value, bound, low and high."""
    return question(
        [
            told(value=value, bound=bound, low=low, high=high, id=f"c{number}", origin=f"Source {number}")
            for number, (value, bound, low, high) in enumerate(said)
        ],
        {},
    )


@pytest.mark.parametrize(
    ("value", "bound", "low", "high", "best"),
    [(20_000, "more_than", 20_001, None, 20_001), (50, "less_than", None, 49, 49), (12, "at_least", 12, None, 12)],
)
def test_words_leave_the_best_figure_open(
    value: float, bound: str, low: float | None, high: float | None, best: float
) -> None:
    """A bound's neighbour that nobody gave is told in the words that leave it open."""
    asked = _asked((value, bound, low, high))
    assert asked.estimate is not None
    assert asked.estimate.best == best
    as_worded = asked.left_open()
    assert as_worded is not None
    assert (as_worded.value, as_worded.bound) == (value, bound)


def test_a_figure_that_somebody_states_stands_as_it_is() -> None:
    """Where one source gives the very figure, or none is asked for, nothing is left open."""
    asked = _asked((20_000, "more_than", 20_001, None), (20_001, "exact", 20_001, 20_001))
    assert asked.estimate is not None
    assert asked.estimate.best == 20_001
    assert asked.left_open() is None
    assert replace(asked, estimate=None).left_open() is None
    assert "left_open" not in to_plain(asked)
