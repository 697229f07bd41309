"""Run a command to its end in a small process of its own, and write down what it took.

Run as `PYTHON benchmarks/spent.py OUT COMMAND…`: `{"cpu", "wall", "peak"}` goes to the file OUT, seconds of processor
and of clock and the command's peak memory in MiB; the command's streams and exit status are this process's. The system
counts what the starting process held before the command's program replaced it as the command's own peak, so that a
command started by a large process seems to need as much as that. This one is small: it uses the standard library alone.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def main() -> int:
    """Run the command, write what it took, and give its exit status."""
    out, *command = sys.argv[1:]
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    taken = {
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": time.perf_counter() - began,
        "peak": usage.ru_maxrss / 1024,
    }
    Path(out).write_text(json.dumps(taken), encoding="utf-8")
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
