"""How far the linker looks around a cue."""

import numpy as np

from reportedly.encode.links import AFTER, BEFORE, MARGIN, stretches


def shares(likely, fresh=()):
    """Make the shares of 400 words' tags: likely ones within a part, fresh ones at its beginning, others outside."""
    made = np.tile(np.array([0.99, 0.005, 0.005], np.float32), (400, 1))
    made[list(likely)] = (0.1, 0.0, 0.9)
    made[list(fresh)] = (0.05, 0.95, 0.0)
    return made


NONE = shares(())


def test_what_runs_on_is_looked_at_to_its_end():
    """A stretch that an end stands in is taken whole, over short gaps, and no other one."""
    found = stretches(NONE, shares([*range(180, 200), *range(203, 240), *range(300, 310)]))
    assert found.around(100, 190) == (100, 240 + MARGIN)
    assert found.around(210, 305) == (180 - MARGIN, 310 + MARGIN)
    assert found.around(100, 150) == (100, 150)


def test_a_long_gap_and_a_beginning_end_a_stretch():
    """Words that surely begin a content, and several that hardly belong to any, end what runs on."""
    assert stretches(NONE, shares(range(180, 240), [210])).around(100, 190) == (100, 210 + MARGIN)
    assert stretches(shares(range(180, 190)), shares(range(200, 240))).around(100, 185) == (100, 190 + MARGIN)


def test_without_likely_words_the_near_ones_are_looked_at():
    """Where nothing is likely, and where there are no words at all, bounds stay as they were."""
    assert stretches(NONE, NONE).around(200 - BEFORE, 201 + AFTER) == (200 - BEFORE, 201 + AFTER)
    assert stretches(NONE[:0], NONE[:0]).around(0, 1) == (0, 1)
