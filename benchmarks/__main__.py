"""Measure Reportedly beside its peers and at scale: `python -m benchmarks [--only PART]... [--short]`.

Each part's figures go to `build/benchmark/PART.json`; `benchmarks/RESULTS.md` and the plots are made of all that are
there. A part that needs what isn't installed says so and is left out.
"""

import argparse
import json
import sys
from collections.abc import Callable

from . import archives, growth, reading, results, web
from .beside import Measure

PARTS: dict[str, Callable[..., Measure]] = {
    "reading": reading.reading,
    "start": reading.starting,
    "extraction": reading.cleaning,
    "memory": reading.memory,
    "archives": archives.archives,
    "growth": growth.growth,
    "web": web.web,
}


def main() -> int:
    """Measure the parts asked for, and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure beside peers and at scale.")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone; may be given again")
    parser.add_argument("--short", action="store_true", help="a few documents: a look whether all works")
    parser.add_argument("--claims", type=int, default=growth.CLAIMS, help="how many claims the ledger holds")
    parser.add_argument("--pages", type=int, default=archives.PAGES, help="how many pages the archive has")
    asked = parser.parse_args()
    results.FOLDER.mkdir(parents=True, exist_ok=True)
    broken: list[str] = []
    for name in asked.only or PARTS:
        print(f"{name} …", flush=True)
        large = {"claims": asked.claims}
        more = {"growth": large, "web": large, "archives": {"pages_read": asked.pages}}.get(name, {})
        found = PARTS[name](short=asked.short, **more)
        path = results.FOLDER / f"{name}{'-short' if asked.short else ''}.json"
        path.write_text(json.dumps(found | {"machine": results.machine()}, indent=1), encoding="utf-8")
        print(results.told(name, found), flush=True)
        broken += results.below_floors(found) if not asked.short else []
    if not asked.short:
        results.write()
    for one in broken:
        print(f"below its floor: {one}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
