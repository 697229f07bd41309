"""Show how the reader does on the golden readings: `python -m tests.golden [summary|rows|changes|acts|beyond] …`.

summary          the share of rows right, by kind and aspect (`--json` for a program)
rows [PART]      every wrong row whose name has PART in it: expected, got (`--right` for those that are right, too)
changes          what is right and still listed as a known failure, and what is wrong and not listed
changes --prune  the same, and take what is right now off the list of known failures
changes --list REASON [PART]   put what is wrong and not listed on the list, for this reason
acts             which act was read for which
beyond           attributions that stand on no golden row

Nothing here writes a golden reading.
"""

import argparse
import json
import sys
import tomllib

from . import results


def main() -> int:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "command", nargs="?", default="summary", choices=["summary", "rows", "changes", "acts", "beyond"]
    )
    parser.add_argument("part", nargs="?", default="", help="only rows with this in their name")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--right", action="store_true", help="show what is right, too")
    parser.add_argument("--prune", action="store_true", help="take what is right off the known failures")
    parser.add_argument("--list", metavar="REASON", help="put what is wrong on the known failures")
    options = parser.parse_args()
    if options.command == "summary":
        summary(as_json=options.json)
    elif options.command == "rows":
        rows(options.part, right=options.right)
    elif options.command == "acts":
        for (wanted, got), count in sorted(results.acts().items()):
            print(f"{wanted:>16} read as {got:16} {count:3}")
    elif options.command == "beyond":
        print(*results.beyond(), sep="\n")
    else:
        return changes(options.part, prune=options.prune, reason=options.list)
    return 0


def summary(*, as_json: bool) -> None:
    """Print the shares."""
    shares = results.shares()
    if as_json:
        print(json.dumps({key: right / total for key, (right, total) in shares.items()}, indent=1))
        return
    for key, (right, total) in shares.items():
        print(f"{key:28} {right:4} of {total:4}  {right / total:6.1%}")


def rows(part: str, *, right: bool) -> None:
    """Print rows with what was expected and what was got."""
    for name in results.names():
        if part in name:
            one = results.check(name)
            if right or not one.right:
                print(f"{'+' if one.right else '-'} {name}\n    expected {one.expected}\n    got      {one.got}")


def changes(part: str, *, prune: bool, reason: str | None) -> int:
    """Print what differs from the list of known failures, and bring the list up to date where asked to."""
    known = results.known_failures()
    wrong = {name for name in results.names() if not results.check(name).right}
    fixed = [name for name in known if name not in wrong]
    new = [name for name in results.names() if name in wrong and name not in known and part in name]
    for name in fixed:
        print(f"right now: {name} ({known[name]})")
    for name in new:
        one = results.check(name)
        print(f"wrong now: {name}\n    expected {one.expected}\n    got      {one.got}")
    if prune or reason:
        _rewrite(drop=set(fixed) if prune else set(), add={reason: new} if reason else {})
    return 1 if fixed or new else 0


def _rewrite(*, drop: set[str], add: dict[str, list[str]]) -> None:
    """Write the list of known failures anew: same reasons, same order, each row once."""
    table = tomllib.loads(results.KNOWN.read_text(encoding="utf-8"))
    groups = {group["reason"]: list(group["rows"]) for group in table.get("known", ())}
    for reason, names in add.items():
        groups.setdefault(reason, []).extend(names)
    order = {name: place for place, name in enumerate(results.names())}
    lines = [
        "# What the reader is known to get wrong today, by reason. A row that comes right must be taken off the list."
    ]
    for reason, names in groups.items():
        kept = sorted(set(names) - drop, key=lambda name: order.get(name, -1))
        if kept:
            lines += ["", "[[known]]", f"reason = {json.dumps(reason, ensure_ascii=False)}", "rows = ["]
            lines += [*(f'  "{name}",' for name in kept), "]"]
    results.KNOWN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
