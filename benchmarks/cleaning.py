"""How long cleaning takes: start-up with and without the HTML libraries, plain text in words a second, and pages.

Run as `python benchmarks/cleaning.py`; it reads the project's own examples.
"""

import subprocess
import sys
import time
from collections.abc import Callable

from reportedly.clean import clean
from reportedly.examples import examples
from reportedly.model import Page

TIMES = 200
STARTS = {
    "plain text": "from reportedly.clean import clean",
    "HTML (trafilatura, lxml, htmldate)": "from reportedly.clean import clean, web",
}


def seconds(run: Callable[[], object]) -> float:
    """Give the wall-clock seconds that a call takes."""
    before = time.perf_counter()
    run()
    return time.perf_counter() - before


def start_up() -> None:
    """Print how long the imports take in a new process, the interpreter's own start taken off; the best of five."""

    def best(code: str) -> float:
        return min(seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(5))

    bare = best("pass")
    for name, code in STARTS.items():
        print(f"start-up, {name}: {1000 * (best(code) - bare):.0f} ms")


def throughput() -> None:
    """Print words a second of plain text, and milliseconds a page."""
    texts = [one.content() for one in examples() if one.media == "text"]
    words = TIMES * sum(len(text.split()) for text in texts)
    taken = seconds(lambda: [clean(Page(text, media="text")) for _ in range(TIMES) for text in texts])
    print(f"plain text: {words / taken:,.0f} words/s")
    for one in examples():
        if one.media == "html":
            page = Page(one.content(), media="html")
            clean(page)
            print(f"page {one.name}: {1000 * min(seconds(lambda page=page: clean(page)) for _ in range(5)):.0f} ms")  # type: ignore[misc]


if __name__ == "__main__":
    start_up()
    throughput()
