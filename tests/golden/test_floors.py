"""The shares of golden aspects read right never fall below their floors, which may only rise."""

import json
from pathlib import Path

import pytest

from . import results

FLOORS = json.loads((Path(__file__).parents[2] / "evaluation" / "floors.json").read_text())["golden"]


@pytest.mark.parametrize("kind", FLOORS)
def test_the_share_of_right_aspects_keeps_its_floor(kind):
    """Known failures may change places, never grow in number."""
    right, total = results.shares()[kind]
    assert right / total >= FLOORS[kind] - 0.0005
