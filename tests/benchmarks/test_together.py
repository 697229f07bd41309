"""What is made of processes' memory over time: growth is told from noise, and whatever failed is named."""

import random

from benchmarks import together

CALM = {"warm": 100.0, "last": 101.0, "peak": 120.0, "slope": 2.0, "cpu": 30.0}
SOUND = {"processes": {"serve": CALM}, "refused": 0, "asked": 90, "faults": [], "reports": 7}


def half_an_hour(mib_an_hour: float) -> list[tuple[float, float]]:
    """Make a series as a process gives it: loading first, then growing so, with noise and a few large texts."""
    rng = random.Random(1)
    return [
        (
            10.0 * look,
            min(20.0 * look, 200.0) + mib_an_hour * look / 360 + rng.uniform(-3, 3) + 60 * (look % 30 == 0),
        )
        for look in range(180)
    ]


def test_growth_is_told_from_noise():
    """A leak shows as what it is; loading, noise and single large texts don't show."""
    leak = together.LEAK
    for told, lowest, highest in ((0.0, -leak / 4, leak / 4), (2 * leak, 1.7 * leak, 2.3 * leak)):
        found = together._told(half_an_hour(told), 1.0)
        assert lowest < found["slope"] < highest
    assert found["peak"] > found["last"] > found["warm"]


def test_the_slope_is_that_of_most_pairs():
    """One odd value doesn't change it, and one value alone has none."""
    assert together.slope([(0, 1.0), (1, 2.0), (2, 3.0), (3, 90.0), (4, 5.0)]) == 1.0
    assert together.slope([(0, 1.0)]) == 0.0


def test_whatever_failed_is_named():
    """A process that grows, a page that failed, an unsound ledger, feeds that brought nothing: each has its line."""
    assert together.growing(SOUND) == []
    greedy = {"processes": {"serve": CALM | {"slope": together.LEAK + 1}}}
    for broken in (greedy, {"refused": 1}, {"faults": ["cut off"]}, {"reports": 0}):
        assert len(together.growing(SOUND | broken)) == 1


def test_it_is_told():
    """The page has a row for each process."""
    told = "\n".join(together.told(SOUND | {"seconds": 1800.0, "every": 10.0, "released": 8}))
    assert "For 30 minutes" in told
    assert "| serve | 100 | 101 | 120 | +2.0 | 30 |" in told
