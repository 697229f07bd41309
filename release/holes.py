"""Look up known holes of what a user gets: `python -m release.holes PIP_AUDIT`; status 1 where one is known.

pip-audit asks the Python Package Index's advisories for each pinned package. Where nobody answers it counts the
package as skipped and ends as if all were well: so what couldn't be asked for is told here, and is no "none".
"""

import json
import subprocess
import sys
from typing import Any

from .packages import ROOT


def main() -> int:
    """Look up the runtime's packages, and print what is known of them, and of how many nothing could be learnt."""
    lock = str(ROOT / "requirements" / "runtime.txt")
    command = [sys.argv[1], "--require-hashes", "--disable-pip", "--progress-spinner", "off", "-f", "json", "-r", lock]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (OSError, ValueError, KeyError):
        print("known holes: not looked up, for the advisories can't be reached", file=sys.stderr)
        return 0
    print(*told(found), sep="\n")
    return int(any(one.get("vulns") for one in found))


def told(found: list[dict[str, Any]]) -> list[str]:
    """Word what pip-audit found: a line for each hole, and how many packages were looked up, and weren't."""
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}" + (f", mended in {fixed}" if fixed else "")
        for one in found
        for hole in one.get("vulns", ())
        for fixed in [", ".join(hole.get("fix_versions", ()))]
    ]
    skipped = sum("skip_reason" in one for one in found)
    count = f"known holes: {len(holes)} in {len(found) - skipped} packages"
    return [*holes, count + (f"; {skipped} couldn't be looked up" if skipped else "")]


if __name__ == "__main__":
    sys.exit(main())
