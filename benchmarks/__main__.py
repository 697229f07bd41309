"""Measure Reportedly beside its peers and at scale: `python -m benchmarks [--only PART]... [--short]`.

Each part's figures go to `benchmarks/results/PART.json`, those of `--short` to `build/benchmark`;
`benchmarks/RESULTS.md` and the plots are made of the parts' figures, of whichever run each is.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from . import archives, growth, large, reading, results, together, web
from .beside import Measure

PARTS: dict[str, Callable[..., Measure]] = {
    "reading": reading.reading,
    "start": reading.starting,
    "extraction": reading.cleaning,
    "memory": reading.memory,
    "archives": archives.archives,
    "large": large.large,
    "growth": growth.growth,
    "web": web.web,
    "together": together.together,
}


def main() -> int:
    """Measure the parts asked for, and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure beside peers and at scale.")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone; may be given again")
    parser.add_argument("--short", action="store_true", help="a few documents: a look whether all works")
    parser.add_argument("--claims", type=int, default=growth.CLAIMS, help="how many claims the ledger holds")
    parser.add_argument(
        "--ledger",
        type=Path,
        action="append",
        default=[],
        help="growth leaves its file there; web measures those given",
    )
    parser.add_argument("--pages", type=int, help=f"of archives ({archives.PAGES}) and large ({large.PAGES}): how many")
    parser.add_argument("--folder", type=Path, default=large.FOLDER, help="where large works, and carries on")
    parser.add_argument("--seconds", type=float, help="how long together runs; after which large is ended for now")
    asked = parser.parse_args()
    folder = results.SHORT if asked.short else results.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    broken: list[str] = []
    # an hour of processor: only where it's asked for by its name
    for name in asked.only or [one for one in PARTS if one != "large"]:
        print(f"{name} …", flush=True)
        found = PARTS[name](short=asked.short, **_more(name, asked))
        results.keep(folder / f"{name}.json", found)
        print(results.told(name, found), flush=True)
        if not asked.short:
            broken += [f"below its floor: {one}" for one in results.below_floors(found)]
            broken += together.growing(found) if name == "together" else []
    if not asked.short:
        results.write()
    for one in broken:
        print(one, file=sys.stderr)
    return 1 if broken else 0


def _more(name: str, asked: argparse.Namespace) -> dict[str, object]:
    """Give what a part is told beside whether it's a short look."""
    pages = {} if asked.pages is None else {"pages_read": asked.pages}
    seconds = None if asked.short and name == "together" else asked.seconds
    return {
        "growth": {"claims": asked.claims, "ledger": next(iter(asked.ledger), None)},
        "web": {"claims": asked.claims, "ledgers": asked.ledger},
        "archives": pages,
        "large": {**pages, "folder": asked.folder, "seconds": seconds},
        "together": {"seconds": seconds},
    }.get(name, {})


if __name__ == "__main__":
    sys.exit(main())
