"""Fuzz: `python -m tests.fuzz [NAME …] [--seconds N] [--keep]`; each harness has a process of its own.

The seconds are the processor's, so that a busy machine fuzzes no less, only longer.

atheris (libFuzzer) makes up inputs and follows which lines of ours they reach. A crash, an input that takes more than
25 seconds, or 2 GB, ends with a file that holds the input, and status 1. `--keep` adds the inputs that reach lines no
kept one reaches to `tests/fuzz/corpus/`, which `make test` replays.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fuzz.corpus import FOLDER, keep, kept

SECONDS_AN_INPUT = 25
MEGABYTES = 2_500
LONGEST = {"clean_page": 20_000, "clean_text": 8_000, "feeds": 8_000, "archives": 8_000, "contract": 20_000}
"""Bytes of an input; 1,000 for the rest."""
FOLLOWED = {
    "quantities": ["reportedly.ground.quantity", "reportedly.ground.numerals", "reportedly.claim.counting"],
    "timexes": ["reportedly.ground.timex", "reportedly.ground.numerals"],
    "clean_page": ["reportedly.clean", "trafilatura", "htmldate"],
    "clean_text": ["reportedly.clean"],
    "feeds": ["reportedly.fetch", "feedparser"],
}
"""What of the code is followed, where not all of ours: to prepare it takes time."""
MOST_KEPT = 120
"""Inputs kept for a harness: replaying them all must take seconds."""
LONGEST_KEPT = 3_000
CRASHES = Path("build/fuzz")


def main() -> int:
    """Fuzz the harnesses asked for, one after the other, and give how many failed."""
    # harnesses are imported by those who fuzz: what is imported before can't be followed
    every = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(every)}; default: all")
    parser.add_argument("--seconds", type=int, default=600, help="how long each is fuzzed, of processor")
    parser.add_argument("--keep", action="store_true", help="keep inputs that reach something new")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    asked, options = parser.parse_known_args()
    if asked.child:
        return fuzz(asked.names[0], options, asked.folder, seconds=asked.seconds)
    unknown = set(asked.names) - set(every)
    if unknown or options:
        parser.error(f"not known: {', '.join([*unknown, *options])}")
    return sum(run(name, seconds=asked.seconds, keeping=asked.keep) for name in asked.names or every)


def run(name: str, *, seconds: int, keeping: bool) -> int:
    """Fuzz one harness in a process of its own; give 1 where it failed."""
    CRASHES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        seeds, found = Path(folder) / "seeds", Path(folder) / "found"
        for path in (seeds, found):
            path.mkdir()
        for number, one in enumerate(kept(name)):
            (seeds / f"{number:04}").write_bytes(one)
        print(f"{name}: {seconds} seconds of processor from {len(kept(name))} inputs", flush=True)
        options = [f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEGABYTES}",
                   f"-max_len={LONGEST.get(name, 1_000)}", f"-artifact_prefix={CRASHES}/{name}-", "-verbosity=0",
                   "-print_final_stats=1"]  # fmt: skip
        command = [sys.executable, "-m", "tests.fuzz", name, "--child", "--seconds", str(seconds),
                   "--folder", str(found), *options, str(seeds)]  # fmt: skip
        status = subprocess.run(command, check=False).returncode
        if keeping:
            _keep(name, found)
    print(f"{name}: {'failed' if status else 'no crash, no hang'}", flush=True)
    return int(status != 0)


def _keep(name: str, found: Path) -> None:
    """Keep what was found, the shortest first, beside what was kept."""
    new = sorted((path.read_bytes() for path in found.iterdir()), key=len)
    short = [one for one in new if len(one) <= LONGEST_KEPT and one not in kept(name)]
    keep(name, [*kept(name), *short[: max(0, MOST_KEPT - len(kept(name)))]])


def fuzz(name: str, options: list[str], folder: str, *, seconds: int) -> int:
    """Hand a harness to libFuzzer for so many seconds of processor; this process ends with it."""
    import atheris

    with atheris.instrument_imports(include=FOLLOWED.get(name, ["reportedly"])):
        import reportedly.pipeline  # noqa: F401 - imported here, to be followed
        from tests.fuzz.harnesses import HARNESSES

        HARNESSES[name](b"It fell, the ministry said.")
    *flags, seeds = options
    atheris.Setup([sys.argv[0], *flags, folder, seeds], _ended(HARNESSES[name], seconds=seconds))
    atheris.Fuzz()
    return 0


def _ended(harness: Callable[[bytes], Any], *, seconds: int) -> Callable[[bytes], Any]:
    """Have libFuzzer end, as by a user's wish, when the seconds of processor are over: it counts the clock's itself."""
    over = time.process_time() + seconds

    def harnessed(data: bytes) -> Any:
        if time.process_time() > over:
            os.kill(os.getpid(), signal.SIGUSR1)
        return harness(data)

    return harnessed


if __name__ == "__main__":
    sys.exit(main())
