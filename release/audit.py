"""Audit licences: `python -m release.audit`; status 1 where a package's licence is unknown to us."""

import sys
from collections import Counter

from .packages import Package, bundled, licences, pinned


def unknown() -> list[Package]:
    """Give the packages whose licence is unknown; of those that only tests use, some were looked at one by one."""
    shipped = {one.name for one in (*pinned("runtime"), *bundled())}
    seen = set(licences()["testing"]) - shipped
    return [one for one in every() if one.licence is None and one.name not in seen]


def every() -> list[Package]:
    """Give all packages that are audited: what a user gets, and what tests run with."""
    found = {one.purl: one for name in ("runtime", "test") for one in pinned(name)}
    return [*found.values(), *bundled()]


def main() -> int:
    """Print how many packages there are under each licence, and those that nobody has looked at."""
    for licence, number in Counter(one.licence for one in every() if one.licence).most_common():
        print(f"{number:4} {licence}")
    for one in unknown():
        print(f"unknown: {one.purl}: read its licence, and add it to release/licences.toml", file=sys.stderr)
    return int(bool(unknown()))


if __name__ == "__main__":
    sys.exit(main())
