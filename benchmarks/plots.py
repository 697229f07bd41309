"""Draw what was measured: run by the peers' Python, which has matplotlib, after `python -m benchmarks`.

Reads `benchmarks/results/*.json`, writes `benchmarks/*.svg`.
"""

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "reportedly"  # the same figures give the same file
from matplotlib import pyplot as plt  # noqa: E402 - after the backend is chosen

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "results"
COLOURS = ("#1b6ca8", "#7fb2d6", "#8a8a8a", "#c2c2c2")
WHOLE = {"metadata": {"Date": None}, "bbox_inches": "tight"}


def figures(name: str) -> dict[str, Any] | None:
    """Give one part's figures, None where it wasn't measured."""
    path = FOLDER / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def reading(found: dict[str, Any]) -> None:
    """Draw words a second."""
    names = {
        "default": "reportedly, default",
        "fast": "reportedly, fast",
        "spacy": "spaCy pipeline",
        "textacy": "textacy quotations",
    }
    drawing, axes = plt.subplots(figsize=(7, 2.4))
    axes.barh([names[one] for one in found["speed"]], list(found["speed"].values()), color=COLOURS)
    axes.invert_yaxis()
    axes.set_xlabel("words a second of processor, one thread")
    axes.spines[["top", "right"]].set_visible(False)
    drawing.savefig(HERE / "reading.svg", **WHOLE)


def growth(found: dict[str, Any]) -> None:
    """Draw what adding, asking and keeping cost as the ledger grows."""
    drawing, (adding, asking, size) = plt.subplots(1, 3, figsize=(12, 3.2))
    for colour, (name, steps) in zip(COLOURS, found["databases"].items(), strict=False):
        claims = [one["claims"] for one in steps]
        adding.plot(claims, [1000 * one["adding"] for one in steps], "o-", color=colour, label=name)
        size.plot(claims, [one["bytes"] / one["claims"] / 1024 for one in steps], "o-", color=colour, label=name)
        for style, kind in zip(("o-", "s--", "^:", "d-."), steps[0]["asking"], strict=False):
            values = [one["asking"][kind]["p95"] for one in steps]
            asking.plot(claims, values, style, color=colour, label=f"{name}: {kind}", markersize=4)
    for axes, title in (
        (adding, "ms of processor to add a report"),
        (asking, "ms to answer, 95th percentile"),
        (size, "KiB a claim"),
    ):
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        axes.set_xlabel("claims in the ledger")
        axes.set_title(title, fontsize=10)
        axes.legend(fontsize=6)
        axes.spines[["top", "right"]].set_visible(False)
    drawing.savefig(HERE / "growth.svg", **WHOLE)


def together(found: dict[str, Any]) -> None:
    """Draw the memory of what ran together."""
    drawing, axes = plt.subplots(figsize=(8, 3))
    for colour, (name, values) in zip((*COLOURS[:1], "#c0562f", *COLOURS[2:]), found["series"].items(), strict=False):
        axes.plot([when / 60 for when, _ in values], [mib for _, mib in values], "-", color=colour, label=name)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("minutes")
    axes.set_title("resident memory, MiB", fontsize=10)
    axes.legend(fontsize=7)
    axes.spines[["top", "right"]].set_visible(False)
    drawing.savefig(HERE / "together.svg", **WHOLE)


def main() -> None:
    """Draw all that was measured."""
    for name, draw in (("reading", reading), ("growth", growth), ("together", together)):
        found = figures(name)
        if found:
            draw(found)


if __name__ == "__main__":
    main()
