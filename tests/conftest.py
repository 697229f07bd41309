"""What all tests share: how hard Hypothesis looks."""

import os

from hypothesis import HealthCheck, settings

# a reading takes a fraction of a second: few examples, no deadline, and the same ones every time
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "tests", deadline=None, max_examples=30, derandomize=True, database=None, suppress_health_check=SLOW
)
settings.register_profile(
    "soak", deadline=None, max_examples=2000, derandomize=False, database=None, suppress_health_check=SLOW
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))
