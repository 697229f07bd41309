"""Write the model card that is shipped beside the weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "card.md"


def write_card(folder: Path, described: dict[str, Any]) -> None:
    """Fill in the card's figures and hashes from `model.json`, and put it beside the weights."""
    dev, full = described["scores"]["dev"], described["scores"]["dev_float"]
    rows = [f"| {name} | {dev[name]:.3f} | {full.get(name, float('nan')):.3f} |" for name in _SHOWN]
    hashes = [f"| `{name}` | `{value}` |" for name, value in described["sha256"].items()]
    recipe = ", ".join(f"{name} {value}" for name, value in described["recipe"].items())
    text = TEMPLATE.read_text("utf-8")
    for key, value in (
        ("SCORES", "\n".join(rows)),
        ("HASHES", "\n".join(hashes)),
        ("RECIPE", recipe),
        ("NOTE", described["note"]),
        ("THRESHOLD", f"{described['decoding']['threshold']:.2f}"),
        ("ECE", f"{dev['ece']:.3f}"),
        ("AUROC", f"{dev['auroc']:.3f}"),
        ("ALL_ECE", f"{dev['ece_all']:.3f}"),
        ("ALL_AUROC", f"{dev['auroc_all']:.3f}"),
    ):
        text = text.replace("{" + key + "}", value)
    (folder / "MODEL_CARD.md").write_text(text, "utf-8")


_SHOWN = (
    "attr_f1",
    "precision",
    "recall",
    "half_f1",
    "exact_f1",
    "recall_direct",
    "recall_mixed",
    "recall_indirect",
)
