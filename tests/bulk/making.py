"""Make inputs of runs for tests, and run them in this process."""

import json
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from reportedly.bulk import Options

TEXT = (
    "Eleven people were killed when a bridge fell at {place} on Friday, the transport ministry said. "
    "Its engineers had warned of its piers in {year}, according to the union of bridge builders, "
    "and nobody listened then."
)
PLACES = ("Mopti", "Gao", "Kidal", "Segou", "Kayes", "Ansongo")
FAST = Options(reader="fast")


def lines(path: Path, number: int = 6) -> Path:
    """Write reports as JSON Lines."""
    texts = (TEXT.format(place=PLACES[i % len(PLACES)], year=1950 + i) for i in range(number))
    path.write_text(
        "".join(
            json.dumps({"id": f"r{i}", "text": one, "published": "2026-03-14"}) + "\n" for i, one in enumerate(texts)
        )
    )
    return path


def threads() -> Executor:
    """Execute in this process: what is read is loaded once."""
    return ThreadPoolExecutor(2)
