"""The guards of the rules, by the names that `rules.toml` uses; each says in its first line what it checks."""

from collections.abc import Mapping

from .around import Guard
from .guard_dates import GUARDS as OF_DATES
from .guard_lengths import GUARDS as OF_LENGTHS

GUARDS: Mapping[str, Guard] = {**OF_DATES, **OF_LENGTHS}
