"""Remember what a rule says of two claims: most claims of a story are alike in what one rule looks at."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from reportedly.model import Reason, Testimony

Rule = Callable[[Testimony, Testimony], Iterator[Reason]]
Remembered = Callable[[Testimony, Testimony], tuple[Reason, ...]]
MOST = 16_384
"""Pairs that each rule remembers; then it begins anew."""


def remembered(looks_at: Callable[[Testimony], Any]) -> Callable[[Rule], Remembered]:
    """Make a rule remember its reasons by what it looks at of either claim: all that it reads must be in there."""

    def of(rule: Rule) -> Remembered:
        known: dict[Any, tuple[Reason, ...]] = {}

        @wraps(rule)
        def reasons(one: Testimony, other: Testimony) -> tuple[Reason, ...]:
            key = looks_at(one), looks_at(other)
            found = known.get(key)
            if found is None:
                found = tuple(rule(one, other))
                if len(known) >= MOST:
                    known.clear()
                known[key] = found
            return found

        reasons.looks_at = looks_at  # type: ignore[attr-defined] # so that a test can hold the rule to it
        return reasons

    return of
